"""Ids from names, addresses to listen at, a process that is kept."""

import socket
import sys

import pytest

from formkit.cli.addresses import refuse_busy, shown
from formkit.cli.keeper import Kept
from formkit.errors import FormkitError
from formkit.slug import slug
from tests.cli.conftest import Formkit


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Rose Garden", "rose-garden"),
        ("Gül & Çiçek", "gul-cicek"),
        ("Işık İnşaat", "isik-insaat"),
        ("Цветы & Щука", "tsvety-shchuka"),
        ("Қазақ әже", "qazaq-azhe"),
        ("Άνθη", "anthi"),
        ("Straße Ørsted", "strasse-orsted"),
        ("O'Brien’s Café", "obriens-cafe"),
        ("7 Eleven", "eleven"),
        ("花店", ""),
        ("../../etc", "etc"),
    ],
)
def test_a_name_becomes_an_id(name: str, id_: str) -> None:
    assert slug(name) == id_


def test_an_id_is_not_endless() -> None:
    assert slug("rose " * 100) == "rose-" * 9 + "ros"


def test_a_taken_port_is_told_with_the_next_free_one() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(FormkitError) as told:
            refuse_busy("127.0.0.1", port)
    assert told.value.message == f"Port {port} is in use by another program."
    assert told.value.hint.startswith("Stop that program, or use --port ")


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(FormkitError, match=r"Nothing can listen at 192\.0\.2\.1"):
        refuse_busy("192.0.2.1", 8000)


@pytest.mark.parametrize(
    ("host", "address"),
    [("127.0.0.1", "http://127.0.0.1:8000"), ("0.0.0.0", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000")],
)
def test_the_address_is_one_that_a_browser_takes(host: str, address: str) -> None:
    assert shown(host, 8000) == address


def test_a_process_that_dies_is_started_again_until_it_is_stopped() -> None:
    with socket.create_server(("127.0.0.1", 0)) as begun:
        script = f"import socket; socket.create_connection({begun.getsockname()!r}).recv(1)"
        process = Kept([sys.executable, "-c", script])
        process.start()
        begun.accept()[0].close()
        with begun.accept()[0] as second:
            process.stop()
            assert second.recv(1) == b""


def test_the_help_says_whole_sentences(formkit: Formkit) -> None:
    _, _, listed = formkit("--help").out.partition("Commands:\n")
    assert [line for line in listed.splitlines() if not line.endswith(".") or line.endswith("...")] == []
