"""Whatever a mail server does: the delivery waits with the server's words, and arrives as the same mail later."""

from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from email import message_from_bytes

import pytest

from formkit import outbox
from formkit.channels.mail.smtp import SmtpSender
from formkit.model import Delivery, DeliveryState
from formkit.settings import Smtp
from formkit.store import Store
from tests.faulty import FaultyServer, cut, cut_in_the_middle, drip, silent
from tests.outbox.parts import OWNER, Clock, queue, states

PATIENT_S, IMPATIENT_S = 30, 2
Round = Callable[..., outbox.Round]
SOON, LATER = timedelta(seconds=10), timedelta(minutes=1)


@pytest.fixture
def round_at(store: Store, clock: Clock) -> Round:
    """Run a round against that mail server, which has so many seconds for each step."""

    def run(smtp: Smtp, step_s: float = PATIENT_S) -> outbox.Round:
        with closing(SmtpSender(smtp, "forms@rosegarden.example", timeout=step_s)) as sender:
            return outbox.deliver_due(store, {"mail": sender}, worker="w", clock=clock, chance=lambda: 0.5)

    return run


def waits(store: Store) -> tuple[Delivery, str]:
    """The only delivery, which waits, and the words of its only try."""
    (delivery,) = store.deliveries(state=DeliveryState.QUEUED)
    (attempt,) = store.attempts(delivery.id)
    assert attempt.outcome == "retry"
    return delivery, attempt.words


@pytest.mark.parametrize(
    ("step", "fault", "words", "wait"),
    [
        ("greeting", b"554 5.3.2 No service\r\n", "554 5.3.2 No service", SOON),
        ("MAIL", b"452 4.3.1 Out of space\r\n", "452 4.3.1 Out of space", SOON),
        ("RCPT", b"421 4.3.2 Closing\r\n", "421 4.3.2 Closing", SOON),
        ("RCPT", b"451 4.7.1 Greylisted\r\n", "451 4.7.1 Greylisted", LATER),
        ("RCPT", b"452-4.2.2 Posta\r\n452 4.2.2 dolmu\xc5\x9f\r\n", "452 4.2.2 Posta 4.2.2 dolmuş", LATER),
        ("DATA", cut_in_the_middle, "the connection to the mail server broke", LATER),
        ("content", cut, "the connection to the mail server broke", LATER),
        ("content", silent, "timed out", LATER),
        ("content", drip, "the connection to the mail server broke", LATER),
    ],
)  # fmt: skip
def test_after_a_fault_the_mail_waits_and_arrives_later_as_the_same_mail(
    step, fault, words, wait, store, start_faulty, round_at, clock
):
    server: FaultyServer = start_faulty(**{step: fault})
    queue(store, OWNER)
    assert round_at(server.smtp, IMPATIENT_S if fault in (silent, drip) else PATIENT_S).later == 1
    delivery, said = waits(store)
    assert words in said
    assert delivery.next_try_at == clock() + wait
    server.heal()
    clock.later(minutes=2)
    assert round_at(server.smtp) == outbox.Round(sent=1)
    assert message_from_bytes(server.received[-1])["Message-ID"] == "<d1@rosegarden.example>"


@pytest.mark.parametrize("step", ["RCPT", "DATA"])
def test_a_refusal_for_good_ends_the_tries_at_once(step, store, start_faulty, round_at):
    server = start_faulty(**{step: b"550-5.1.1 Nobody\r\n550 5.1.1 here\r\n"})
    queue(store, OWNER)
    assert round_at(server.smtp) == outbox.Round(failed=1)
    assert store.deliveries()[0].last_words == f"{OWNER}: 550 5.1.1 Nobody 5.1.1 here"


def test_of_two_recipients_the_one_who_is_there_gets_the_mail(store, mailserver, round_at):
    mailserver.trouble["gone@rosegarden.example"] = ["550 5.1.1 No such user"]
    queue(store, "gone@rosegarden.example", OWNER)
    assert round_at(mailserver.smtp) == outbox.Round(sent=1, failed=1)
    assert states(store) == {"d1": DeliveryState.FAILED, "d2": DeliveryState.SENT}


@pytest.mark.parametrize(
    ("smtp", "words"),
    [
        (Smtp("mail.nowhere.example", 25, "none"), "can't be reached"),
        (Smtp("127.0.0.1", 1, "none"), "Connection refused"),
    ],
)
def test_a_server_that_is_not_there_is_asked_again_soon(smtp, words, store, round_at, clock):
    queue(store, OWNER)
    assert round_at(smtp) == outbox.Round(later=1, closed=frozenset({"mail"}))
    delivery, said = waits(store)
    assert words in said
    assert delivery.next_try_at == clock() + SOON


@pytest.mark.parametrize(("tls", "words"), [("starttls", "can't be trusted"), ("none", "STARTTLS")])
def test_no_mail_goes_out_without_the_tls_that_was_asked_for(tls, words, store, start_mailserver, round_at):
    server = start_mailserver(tls)
    queue(store, OWNER)
    assert round_at(Smtp("127.0.0.1", server.smtp.port, "starttls")).closed == {"mail"}
    assert words in waits(store)[1]
    assert server.received == []


def test_a_wrong_password_closes_the_way_for_all(store, mailserver, start_faulty, round_at):
    login = {"EHLO": b"250-mail.example\r\n250 AUTH PLAIN\r\n", "AUTH": b"535 5.7.8 Bad credentials\r\n"}
    server = start_faulty(**login)
    queue(store, OWNER, "b@rosegarden.example")
    smtp = Smtp("127.0.0.1", server.smtp.port, "none", "forms", "hunter2")  # type: ignore[arg-type]
    assert round_at(smtp) == outbox.Round(later=1, closed=frozenset({"mail"}))
    assert server.connections == 1
    said = next(one.last_words for one in store.deliveries() if one.tries)
    assert "535 5.7.8 Bad credentials" in said
    assert "hunter2" not in said
