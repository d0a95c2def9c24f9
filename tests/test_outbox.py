import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes

import pytest

from formkit import outbox
from formkit.channels import open_senders
from formkit.model import Answer, Delivery, DeliveryState, Message, Submission
from formkit.settings import Settings, Smtp, load_settings
from formkit.store import Store, open_store
from tests.smtp import RunningMailserver

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MESSAGE = Message("owner", "Hello", "Rose Garden", "Write to us", "en", answers=(Answer("a", "text", "A", "1"),))
OWNER = "owner@rosegarden.example"


class Clock:
    """A clock that a test moves."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    with open_store(f"sqlite:///{tmp_path / 'formkit.db'}") as opened:
        yield opened


def settings_for(smtp: Smtp, tmp_path) -> Settings:
    return replace(load_settings(tmp_path, {"FORMKIT_MAIL_FROM": "forms@rosegarden.example"}), smtp=smtp)


@pytest.fixture
def one_round(store, mailserver, clock, tmp_path):
    """Run one round of a worker, with the mail server."""
    senders = open_senders(settings_for(mailserver.smtp, tmp_path))
    yield lambda: outbox.deliver_due(store, senders, worker="w", clock=clock, chance=lambda: 0.5)
    senders["mail"].close()


def queue(
    store: Store, *targets: str, channel: str = "mail", message: Message = MESSAGE, at: datetime = NOON, of: str = "1"
) -> None:
    """Store a submission with a delivery to each target; their ids are d1, d2, ..."""
    fact = Submission(f"s{of}", f"R{of}", f"t{of}", "rose", "contact", at, "en", fields={}, answers=message.answers)
    begin = int(of)
    deliveries = [Delivery(f"d{n}", f"s{of}", channel, target, message) for n, target in enumerate(targets, begin)]
    store.save(fact, deliveries, repeat_after=None)


def states(store: Store) -> dict[str, DeliveryState]:
    return {delivery.id: delivery.state for delivery in store.deliveries()}


def test_what_is_due_is_sent_and_the_servers_words_are_kept(store, mailserver, one_round):
    queue(store, OWNER)
    assert one_round() == outbox.Round(sent=1)
    (delivery,) = store.deliveries()
    assert (delivery.state, delivery.sent_at) == (DeliveryState.SENT, NOON)
    assert delivery.last_words == "250 2.0.0 Ok: queued as 1"
    assert one_round() == outbox.Round()


def test_a_greylisted_mail_is_tried_again_and_is_the_same_mail(store, mailserver, one_round, clock):
    mailserver.data_trouble = ["451 4.7.1 Try again later"]
    queue(store, OWNER)
    assert one_round() == outbox.Round(later=1)
    assert one_round() == outbox.Round()
    clock.later(minutes=1)
    assert one_round() == outbox.Round(sent=1)
    assert message_from_bytes(mailserver.received[0].content)["Message-ID"] == "<d1@rosegarden.example>"
    words = [attempt.words for attempt in store.attempts("d1")]
    assert words == [f"{OWNER}: 451 4.7.1 Try again later", "250 2.0.0 Ok: queued as 1"]


def test_a_refused_address_fails_at_once_and_stays_listed(store, mailserver, one_round, clock):
    mailserver.trouble[OWNER] = ["550 5.1.1 No such user"]
    queue(store, OWNER)
    assert one_round() == outbox.Round(failed=1)
    clock.later(days=1)
    assert one_round() == outbox.Round()
    (delivery,) = store.deliveries(state=DeliveryState.FAILED)
    assert delivery.last_words == f"{OWNER}: 550 5.1.1 No such user"


def test_a_failed_mail_can_be_sent_again(store, mailserver, one_round, clock):
    mailserver.trouble[OWNER] = ["550 5.1.1 No such user"]
    queue(store, OWNER)
    one_round()
    store.requeue("d1", now=clock())
    assert one_round() == outbox.Round(sent=1)


def test_one_bad_address_does_not_hold_up_the_others(store, mailserver, one_round):
    mailserver.trouble["a@b.example"] = ["550 no"]
    queue(store, "a@b.example", "not an address", OWNER)
    assert one_round() == outbox.Round(sent=1, failed=2)
    assert mailserver.received[0].rcpt_tos == [OWNER]


def test_a_message_we_cannot_make_fails_alone_and_says_why(store, mailserver, one_round):
    queue(store, OWNER, message=replace(MESSAGE, answers=(Answer("a", "text", "A", 5),)))  # type: ignore[arg-type]
    assert one_round() == outbox.Round(failed=1)
    assert store.deliveries()[0].last_words == "formkit could not make this message: TypeError"


def test_an_unknown_channel_fails_and_is_named(store, one_round):
    queue(store, "@rosegarden", channel="pigeon")
    assert one_round() == outbox.Round(failed=1)
    assert store.deliveries()[0].last_words == "there is no channel named 'pigeon'"


def test_a_server_that_is_down_is_asked_once_a_round(store, mailserver, one_round, clock):
    queue(store, OWNER, OWNER, OWNER)
    mailserver.stop()
    assert one_round() == outbox.Round(later=1, closed=frozenset({"mail"}))
    assert sorted(delivery.tries for delivery in store.deliveries()) == [0, 0, 1]
    mailserver.start()
    assert one_round() == outbox.Round(sent=2)
    clock.later(seconds=10)
    assert one_round() == outbox.Round(sent=1)


def test_a_dead_workers_claim_comes_back(store, mailserver, one_round, clock):
    queue(store, OWNER)
    store.claim("dead", now=clock(), lease=outbox.LEASE, limit=10)
    assert one_round() == outbox.Round()
    clock.later(seconds=61)
    assert one_round() == outbox.Round(sent=1)


@pytest.mark.parametrize(
    ("tries", "closed", "minutes"),
    [
        (1, False, 1),
        (2, False, 5),
        (5, False, 300),
        (7, False, 1440),
        (9, False, 1440),
        (1, True, 1 / 6),
        (40, True, 15),
    ],
)
def test_waits_grow_to_a_day(tries, closed, minutes):
    delivery = Delivery("d1", "s1", "mail", OWNER, MESSAGE, tries=tries, created_at=NOON)
    assert outbox.next_try(delivery, NOON, chance=0.5, closed=closed) == NOON + timedelta(minutes=minutes)


def test_waits_are_spread_by_a_fifth():
    delivery = Delivery("d1", "s1", "mail", OWNER, MESSAGE, tries=2, created_at=NOON)
    waits = [outbox.next_try(delivery, NOON, chance=chance) for chance in (0.0, 1.0)]
    assert waits == [NOON + timedelta(minutes=4), NOON + timedelta(minutes=6)]


def test_after_five_days_it_is_given_up_with_the_last_words(store, mailserver, one_round, clock):
    queue(store, OWNER)
    mailserver.data_trouble = ["452 4.2.2 Mailbox full"] * 50
    while states(store)["d1"] is not DeliveryState.FAILED:
        one_round()
        clock.later(hours=24)
    assert clock() > NOON + outbox.PATIENCE
    assert store.deliveries()[0].last_words == f"given up after 5 days: {OWNER}: 452 4.2.2 Mailbox full"


@contextmanager
def running(
    store: Store,
    settings: Settings,
    wake: threading.Event | None = None,
    clock: outbox.Clock = lambda: datetime.now(UTC),
) -> Iterator[None]:
    """A worker in a thread; its error, if any, fails the test as an unhandled thread exception."""
    stop = threading.Event()
    options = {
        "worker": "w",
        "clock": clock,
        "stop": stop,
        "wake": wake,
        "idle": 0.05 if wake is None else 60,
    }
    thread = threading.Thread(target=outbox.run, args=(store, settings), kwargs=options)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        if wake is not None:
            wake.set()
        thread.join(20)
        assert not thread.is_alive()


def test_a_worker_delivers_what_comes_until_it_is_stopped(store, mailserver: RunningMailserver, tmp_path):
    with running(store, settings_for(mailserver.smtp, tmp_path)):
        queue(store, OWNER, OWNER)
        mailserver.wait_for(2)
    assert set(states(store).values()) == {DeliveryState.SENT}


def test_slow_recipients_do_not_hold_up_the_others(store, mailserver: RunningMailserver, tmp_path):
    mailserver.together = outbox.AT_ONCE
    with running(store, settings_for(mailserver.smtp, tmp_path)):
        queue(store, *(f"{name}@rosegarden.example" for name in "abcdef"))
        mailserver.wait_for(6)
    assert len(mailserver.connections) >= outbox.AT_ONCE
    assert set(states(store).values()) == {DeliveryState.SENT}


def test_a_worker_takes_over_what_it_was_sending_when_it_died(store, mailserver: RunningMailserver, tmp_path):
    queue(store, OWNER)
    store.claim("w", now=datetime.now(UTC), lease=timedelta(days=1), limit=1)
    with running(store, settings_for(mailserver.smtp, tmp_path)):
        mailserver.wait_for(1)


def test_what_is_being_sent_stays_claimed_however_long_it_takes(store, clock):
    queue(store, OWNER)
    store.claim("w", now=clock(), lease=outbox.LEASE, limit=1)
    for _ in range(5):
        clock.later(seconds=20)
        assert store.renew("w", until=clock() + outbox.LEASE) == 1
    assert store.claim("other", now=clock(), lease=outbox.LEASE, limit=1) == []


def test_what_a_person_sends_again_gets_five_days_more(store, mailserver, one_round, clock):
    queue(store, OWNER)
    clock.later(days=30)
    store.requeue("d1", now=clock())
    mailserver.stop()
    for _ in range(len(outbox.WAITS) + 5):
        assert one_round() == outbox.Round(later=1, closed=frozenset({"mail"}))
        clock.later(minutes=20)
    clock.later(days=5)
    assert one_round().failed == 1
    mailserver.start()


def test_a_worker_that_is_woken_looks_at_once(store, mailserver: RunningMailserver, tmp_path):
    wake = threading.Event()
    with running(store, settings_for(mailserver.smtp, tmp_path), wake):
        queue(store, OWNER)
        wake.set()
        mailserver.wait_for(1)


class Heard(logging.Handler):
    """Waits for a line of the log."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.words = words
        self.event = threading.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if self.words in record.getMessage():
            self.event.set()


def test_a_worker_outlives_a_store_that_is_gone(store, mailserver: RunningMailserver, tmp_path):
    store.close()
    (tmp_path / "formkit.db").rename(tmp_path / "away.db")
    (tmp_path / "formkit.db").mkdir()
    heard = Heard()
    logging.getLogger("formkit.outbox").addHandler(heard)
    with running(store, settings_for(mailserver.smtp, tmp_path)):
        assert heard.event.wait(10)
    logging.getLogger("formkit.outbox").removeHandler(heard)


def test_a_second_address_hears_of_what_failed_for_good(store, mailserver: RunningMailserver, tmp_path):
    mailserver.trouble[OWNER] = ["550 5.1.1 No such user"]
    queue(store, OWNER, message=replace(MESSAGE, reference="7K2M-9QXA"))
    with running(store, replace(settings_for(mailserver.smtp, tmp_path), alert_to="boss@example.com")):
        (alert,) = mailserver.wait_for(1)
    assert alert.rcpt_tos == ["boss@example.com"]
    text = message_from_bytes(alert.content).get_payload(0).get_payload(decode=True).decode()
    assert "7K2M-9QXA" in text
    assert "550 5.1.1 No such user" in text


def test_what_failed_within_the_hour_of_an_alert_is_told_when_it_is_over(
    store, mailserver: RunningMailserver, tmp_path, clock
):
    mailserver.trouble[OWNER] = ["550 5.1.1 No such user"] * 2
    heard = Heard("d2 failed for good")
    logging.getLogger("formkit.outbox").addHandler(heard)
    queue(store, OWNER)
    settings = replace(settings_for(mailserver.smtp, tmp_path), alert_to="boss@example.com")
    with running(store, settings, clock=clock):
        mailserver.wait_for(1)
        queue(store, OWNER, of="2")
        assert heard.event.wait(10)
        clock.later(minutes=61)
        _, later = mailserver.wait_for(2)
    logging.getLogger("formkit.outbox").removeHandler(heard)
    assert later.rcpt_tos == ["boss@example.com"]


def test_with_nothing_to_tell_no_alarm_is_raised(store, clock, tmp_path):
    settings = replace(load_settings(tmp_path, {}), alert_to="boss@example.com")
    outbox.raise_alarms(store, settings, at=clock())
    assert store.told_at("lost") == {}
