"""The guard around the tests can't be passed by mistake."""

import os
import socket
import time
from pathlib import Path

import pytest

from tests.ports import free_port


@pytest.mark.parametrize("host", ["192.0.2.1", "8.8.8.8", "0.0.0.0"])
def test_no_test_reaches_past_this_machine(host: str) -> None:
    with socket.socket() as client, pytest.raises(RuntimeError, match="tests stay on"):
        client.connect((host, 80))


@pytest.mark.parametrize("host", ["2001:db8::1", "::ffff:192.0.2.1"])
def test_nor_by_ipv6(host: str) -> None:
    with socket.socket(socket.AF_INET6) as client, pytest.raises(RuntimeError, match="tests stay on"):
        client.connect((host, 80))


def test_nor_by_a_datagram() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as client, pytest.raises(RuntimeError, match="tests stay on"):
        client.sendto(b"hello", ("192.0.2.1", 53))


def test_a_name_resolves_to_nothing_as_on_a_machine_without_a_network() -> None:
    with pytest.raises(socket.gaierror, match="resolve no names"):
        socket.create_connection(("mail.example.com", 25), timeout=1)


@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_this_machine_can_be_reached(family: socket.AddressFamily) -> None:
    host = "::1" if family == socket.AF_INET6 else "127.0.0.1"
    with socket.create_server((host, 0), family=family) as server:
        socket.create_connection(server.getsockname()[:2], timeout=5).close()


def test_a_port_is_for_who_names_it_alone() -> None:
    port = free_port()
    for _ in range(2):  # also when a server there has ended
        with socket.socket() as another, pytest.raises(OSError, match="in use"):
            another.bind(("127.0.0.1", port))
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", port), timeout=5).close()
        with socket.create_server(("127.0.0.1", port)):
            socket.create_connection(("127.0.0.1", port), timeout=5).close()


def test_a_unix_socket_can_be_reached(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))


def test_nobody_is_at_home() -> None:
    assert "formkit-home-" in os.environ["HOME"]


def test_the_clock_is_utc_and_no_setting_leaks_in() -> None:
    assert time.tzname[0] == "UTC"
    assert not [name for name in os.environ if name.startswith("FORMKIT_")]
