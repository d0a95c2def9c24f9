"""No look-up of a name takes longer than we wait for it."""

import socket
from contextlib import closing
from threading import Event

import pytest

from formkit.channels.mail.names import addresses_of, in_time
from formkit.channels.mail.patient import PatientSMTP
from tests.smtp import RunningMailserver


def test_what_takes_too_long_is_given_up() -> None:
    ever = Event()
    with pytest.raises(TimeoutError, match="not found within a moment"):
        in_time(ever.wait, 0.05, late="not found within a moment")
    ever.set()


def test_what_is_done_in_time_is_returned_or_raised() -> None:
    assert in_time(lambda: 7, 10, late="") == 7
    with pytest.raises(ZeroDivisionError):
        in_time(lambda: 1 / 0, 10, late="")


def test_a_name_has_its_addresses_each_once() -> None:
    assert "127.0.0.1" in addresses_of("localhost", 25, seconds=10)
    assert addresses_of("::1", 25, seconds=10) == ["::1"]
    with pytest.raises(socket.gaierror):
        addresses_of("nowhere.example", 25, seconds=10)


def test_the_next_address_is_tried_when_the_first_takes_nobody(mailserver: RunningMailserver) -> None:
    """localhost may be ::1 first, where nobody listens."""
    with closing(PatientSMTP("localhost", mailserver.smtp.port, "rose.example", timeout=10)) as connection:
        assert connection.ehlo()[0] == 250
