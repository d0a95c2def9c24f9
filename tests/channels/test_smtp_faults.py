"""Whatever a mail server does: a try ends in time, with its words and without a mail that is taken for sent."""

import re
from contextlib import closing
from email import message_from_bytes
from socket import socket

import pytest

from formkit.channels import Unreachable
from formkit.channels.mail.smtp import SmtpSender
from formkit.errors import DeliveryError
from tests.channels.letters import SENDER, delivery
from tests.faulty import GOOD, Answer, FaultyServer, cut, cut_in_the_middle, drip, flood, read_slowly, silent

STEPS = ("greeting", "EHLO", "MAIL", "RCPT", "DATA", "content")
ABOUT_THIS_MAIL = ("RCPT", "DATA", "content")
PATIENT_S = 30
ENDED = "closed|reset|Broken pipe"
FAULTS: list[tuple[Answer, str]] = [
    (cut, ENDED),
    (silent, "timed out"),
    (drip, "not done after|timed out"),
    (flood, f"does not end|{ENDED}"),
    (b"250 " + b"x" * 70_000 + b"\r\n", "too long|does not end"),
    (b"yes, dear\r\n", "yes, dear"),
    (b"\xff\xfe\x00 220\r\n", "\N{REPLACEMENT CHARACTER}"),
    (b"421-4.3.2 Wir schlie\xc3\x9fen\r\n421 4.3.2 gleich\r\n", "421 4.3.2 Wir schließen 4.3.2 gleich"),
]


def refusal(server: FaultyServer, *, step_s: float = PATIENT_S) -> DeliveryError:
    """Why a mail was not taken; once the server is well, the next try of the same sender is."""
    with closing(SmtpSender(server.smtp, SENDER, timeout=step_s)) as sender:
        with pytest.raises(DeliveryError) as caught:
            sender.send(delivery())
        server.heal()
        sender._timeout = PATIENT_S  # what is slow now is this machine
        server.received.clear()
        assert sender.send(delivery()) == "250 2.0.0 taken"
    assert len(server.received) == 1
    return caught.value


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(("fault", "words"), FAULTS)
def test_a_fault_at_any_step_is_told_and_got_over(fault, words, step, start_faulty):
    error = refusal(start_faulty(**{step: fault}), step_s=0.2 if fault in (silent, drip) else PATIENT_S)
    assert re.search(words, error.message), error.message
    assert not error.permanent
    assert isinstance(error, Unreachable) or step in ABOUT_THIS_MAIL


@pytest.mark.parametrize(
    ("step", "fault", "words"),
    [
        ("DATA", b"250 2.0.0 taken\r\n", "what no mail server should: 250 2.0.0 taken"),
        ("content", b"354 go on\r\n", "what no mail server should: 354 go on"),
        ("DATA", cut_in_the_middle, f"{ENDED}|timed out"),
        ("DATA", read_slowly, "timed out|not done after"),
        ("MAIL", b"452 4.3.1 Out of space\r\n", "452 4.3.1 Out of space"),
        ("RCPT", b"451 4.7.1 Greylisted\r\n", "451 4.7.1 Greylisted"),
        ("content", b"451 4.3.0 Later\r\n", "451 4.3.0 Later"),
    ],
)
def test_what_is_not_taken_is_not_sent(step, fault, words, start_faulty):
    big = "x" * 500_000 if fault is read_slowly else "x"
    server = start_faulty(**{step: fault})
    step_s = 0.5 if fault in (cut_in_the_middle, read_slowly) else PATIENT_S
    with closing(SmtpSender(server.smtp, SENDER, timeout=step_s)) as sender, pytest.raises(DeliveryError) as caught:
        sender.send(delivery(subject="Hello", intro=big))
    assert re.search(words, caught.value.message), caught.value.message
    assert not caught.value.permanent


def heal(server: FaultyServer, peer: socket) -> None:
    server.heal()
    peer.sendall(b"220 mail.example\r\n")


def test_a_connection_that_the_server_ended_meanwhile_is_opened_again(start_faulty):
    server = start_faulty()
    with closing(SmtpSender(server.smtp, SENDER)) as sender:
        sender.send(delivery(number=1))
        server.answers = GOOD | {
            "MAIL": cut,
            "greeting": lambda server, peer: server.heal() or peer.sendall(b"220 .\r\n"),
        }
        sender.send(delivery(number=2))
    assert (len(server.received), server.connections) == (2, 2)


def test_a_line_with_a_dot_arrives_as_it_was_written(mailserver):
    with closing(SmtpSender(mailserver.smtp, SENDER)) as sender:
        sender.send(delivery(intro=".\n..\n. end"))
    text = message_from_bytes(mailserver.received[0].content).get_payload(0).get_payload(decode=True)
    assert b"\r\n.\r\n..\r\n. end\r\n" in text
