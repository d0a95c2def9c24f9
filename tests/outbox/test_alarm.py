"""Who hears of what does not arrive."""

import logging
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy

import pytest

from formkit import outbox
from formkit.model import Answer, Mailbox
from formkit.settings import Settings, Smtp, load_settings
from formkit.store import Store
from tests.outbox.parts import MESSAGE, NOON, OWNER, Clock, Heard, queue, running, settings_for
from tests.smtp import RunningMailserver

BOSS, ORDERS = "boss@example.com", "orders@rosegarden.example"
SPEC = f"""\
site: {{name: Rose Garden}}
business: {{email: {OWNER}}}
forms: {{contact: {{preset: contact, deliver_to: [{OWNER}, {ORDERS}]}}}}
"""
SECRET = replace(
    MESSAGE,
    subject="Hello from Eve",
    answers=(Answer("a", "text", "A", "quite private"),),
    reply_to=Mailbox("eve@example.com", "Eve"),
    reference="7K2M-9QXA",
)
HOUR = timedelta(hours=1)


@pytest.fixture
def settings(mailserver: RunningMailserver, tmp_path) -> Settings:
    """With an address for alarms, and a site of two addresses."""
    (tmp_path / "form_specs").mkdir()
    (tmp_path / "form_specs" / "rose.yaml").write_text(SPEC, "utf-8")
    return replace(settings_for(mailserver.smtp, tmp_path), alert_to=BOSS)


def refused_since(store: Store, clock: Clock, target: str = OWNER) -> None:
    """A delivery that was refused now, and waits."""
    queue(store, target, message=SECRET)
    (one,) = store.claim("w", now=clock(), lease=outbox.LEASE, limit=1)
    said = f"{target}: 452 4.2.2 Mailbox full"
    store.retry_later(one, worker="w", at=clock(), next_try_at=clock() + HOUR, words=said)


def heard(mailserver: RunningMailserver) -> dict[str, str]:
    """The text of each mail that came, by whom it came to."""
    mails = {one.rcpt_tos[0]: message_from_bytes(one.content, policy=policy.default) for one in mailserver.received}
    return {address: mail.get_body(("plain",)).get_content() for address, mail in mails.items()}


def test_an_address_that_takes_nothing_for_an_hour_is_told_to_the_others(store, settings, mailserver, clock):
    refused_since(store, clock)
    outbox.raise_alarms(store, settings, at=clock() + HOUR - timedelta(seconds=1))
    assert mailserver.received == []
    outbox.raise_alarms(store, settings, at=clock() + HOUR)
    said = heard(mailserver)
    assert said.keys() == {BOSS, ORDERS}
    for part in ("7K2M-9QXA", "Rose Garden · Write to us", OWNER, "452 4.2.2 Mailbox full", "submissions show"):
        assert part in said[BOSS].replace("\r\n", " "), part
    assert not any(word in mail for mail in said.values() for word in ("quite private", "Eve", "eve@"))


def test_the_same_trouble_is_told_once_a_day_by_all_workers_together(store, settings, mailserver, clock):
    refused_since(store, clock)
    for hours in (1, 2, 24, 26):
        outbox.raise_alarms(store, settings, at=clock() + hours * HOUR)
    assert [one.rcpt_tos[0] for one in mailserver.received] == [BOSS, ORDERS] * 2


def test_a_trouble_that_came_again_is_news(store, settings, mailserver, clock):
    refused_since(store, clock)
    outbox.raise_alarms(store, settings, at=clock() + HOUR)
    store.requeue("d1", now=clock() + HOUR)
    (one,) = store.claim("w", now=clock() + HOUR, lease=outbox.LEASE, limit=1)
    store.sent(one, worker="w", at=clock() + HOUR, words="250 ok")
    outbox.raise_alarms(store, settings, at=clock() + 2 * HOUR)
    assert (len(mailserver.received), store.told_at("stuck")) == (2, {})


def test_an_alarm_that_nobody_heard_stays_news(store, settings, mailserver, clock, caplog):
    refused_since(store, clock)
    mailserver.data_trouble = ["451 Later"] * 2
    outbox.raise_alarms(store, settings, at=clock() + HOUR)
    assert "an alarm was not sent" in caplog.text
    outbox.raise_alarms(store, settings, at=clock() + HOUR)
    assert heard(mailserver).keys() == {BOSS, ORDERS}


def test_a_second_mail_server_carries_the_alarms_of_a_dead_one(store, settings, mailserver, clock):
    refused_since(store, clock)
    dead = replace(settings, smtp=Smtp("127.0.0.1", 1, "none"), alert_smtp=mailserver.smtp)
    outbox.raise_alarms(store, dead, at=clock() + HOUR)
    assert heard(mailserver).keys() == {BOSS, ORDERS}


def test_a_visitors_copy_that_does_not_arrive_alarms_nobody(store, settings, mailserver, clock):
    queue(store, "ada@example.com", message=replace(SECRET, kind="copy"))
    (one,) = store.claim("w", now=clock(), lease=outbox.LEASE, limit=1)
    store.failed(one, worker="w", at=clock(), words="550 5.1.1 No such user")
    outbox.raise_alarms(store, settings, at=clock())
    assert mailserver.received == []


def test_a_broken_spec_or_none_leaves_the_operator(store, settings, mailserver, clock):
    (settings.specs / "rose.yaml").write_text("site: [", "utf-8")
    refused_since(store, clock)
    outbox.raise_alarms(store, settings, at=clock() + HOUR)
    assert heard(mailserver).keys() == {BOSS}


def test_what_failed_for_good_is_told_at_once(store, settings, mailserver):
    mailserver.trouble[OWNER] = ["550 5.1.1 No such user"]
    queue(store, OWNER, message=SECRET)
    with running(store, settings):
        mailserver.wait_for(2)
    said = heard(mailserver)
    assert said.keys() == {BOSS, ORDERS}
    assert "7K2M-9QXA" in said[BOSS]
    assert "550 5.1.1 No such user" in said[ORDERS]


def test_what_failed_within_the_hour_of_an_alarm_is_told_when_it_is_over(store, mailserver, tmp_path, clock):
    mailserver.trouble[OWNER] = ["550 5.1.1 No such user"] * 2
    heard = Heard("d2 failed for good")
    logging.getLogger("formkit.outbox").addHandler(heard)
    queue(store, OWNER)
    with running(store, replace(settings_for(mailserver.smtp, tmp_path), alert_to=BOSS), clock=clock):
        mailserver.wait_for(1)
        queue(store, OWNER, of="2")
        assert heard.event.wait(60)
        clock.later(minutes=61)
        _, later = mailserver.wait_for(2)
    logging.getLogger("formkit.outbox").removeHandler(heard)
    assert (later.rcpt_tos, b"R2" in later.content) == ([BOSS], False)


def test_with_nothing_to_tell_no_alarm_is_raised(store, tmp_path):
    outbox.raise_alarms(store, replace(load_settings(tmp_path, {}), alert_to=BOSS), at=NOON)
    assert store.told_at("hourly") == {}


def flooded(store: Store, clock: Clock) -> None:
    """Two mails went to the owner, and a third one waits."""
    queue(store, OWNER, OWNER, OWNER, message=SECRET)
    for one in store.claim("w", now=clock(), lease=outbox.LEASE, limit=2):
        store.sent(one, worker="w", at=clock(), words="250 ok")


def test_who_gets_no_more_mails_in_this_hour_hears_of_those_that_wait(store, settings, mailserver, clock):
    flooded(store, clock)
    limited = replace(settings, mail_limit=2)
    for minutes in (1, 2, 59):
        outbox.raise_alarms(store, limited, at=clock() + timedelta(minutes=minutes))
    assert len(mailserver.received) == 1
    said = heard(mailserver)[OWNER]
    assert "7K2M-9QXA · Rose Garden · Write to us" in said
    assert "quite private" not in said


def test_nobody_hears_of_a_flood_that_is_none(store, settings, mailserver, clock):
    flooded(store, clock)
    for limit in (0, 3):
        outbox.raise_alarms(store, replace(settings, mail_limit=limit), at=clock())
    outbox.raise_alarms(store, replace(settings, mail_limit=2), at=clock() + HOUR)
    assert mailserver.received == []
