import logging
from dataclasses import replace
from email import message_from_bytes

from formkit import outbox
from formkit.settings import load_settings
from tests.outbox.parts import MESSAGE, OWNER, Heard, queue, running, settings_for
from tests.smtp import RunningMailserver


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
