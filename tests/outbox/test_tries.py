from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from formkit import outbox
from formkit.model import Answer, Delivery, DeliveryState
from tests.outbox.parts import MESSAGE, NOON, OWNER, queue, states


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


def test_words_that_a_filter_refuses_are_left_out_and_the_owner_hears_all_the_same(store, mailserver, one_round):
    mailserver.data_trouble = ["554 5.7.1 Spam message rejected"]
    queue(store, OWNER, message=replace(MESSAGE, subject="XJS*C4JDBQADN1", reference="7K2M-9QXA"))
    assert one_round() == outbox.Round(sent=1, later=1)
    mail = message_from_bytes(mailserver.received[0].content, policy=policy.default)
    text = mail.get_body(("plain",)).get_content()
    assert (mail["Subject"], "formkit submissions show 7K2M-9QXA" in text) == ("New message for Rose Garden", True)
    assert b"XJS" not in mailserver.received[0].content
    words = [(attempt.outcome, attempt.words) for attempt in store.attempts("d1")]
    assert words[0] == ("retry", f"{OWNER}: 554 5.7.1 Spam message rejected")


def test_a_notice_that_is_refused_without_those_words_too_has_failed(store, mailserver, one_round):
    mailserver.data_trouble = ["554 5.7.1 Spam message rejected"] * 2
    queue(store, OWNER)
    assert one_round() == outbox.Round(later=1, failed=1)
