"""Every kind of mail that the outbox sends, judged by a checker that shares no code with us."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from formkit import outbox
from formkit.model import Answer, Mailbox, Message
from tests.outbox.parts import NOON, OWNER, queue, settings_for

MAILCHECK = Path(__file__).parents[1] / "bin" / "mailcheck"
NASTY = 'Зоя "O\'Brien" 🌹 <b>=?UTF-8?Q?=0ABcc=3A?= \u202e' + "ş" * 200
MESSAGE = Message(
    kind="owner",
    subject=NASTY,
    site_name=f"Gül Bahçesi {NASTY}",
    form_title=NASTY,
    language="en",
    intro=NASTY,
    answers=(Answer("a", "textarea", NASTY, f"{NASTY}\n.\n{NASTY}"),),
    reply_to=Mailbox("ada@example.com", NASTY),
    reference="7K2M-9QXA",
    received_at=NOON,
    received_text="1 March 2026, 12:00",
)


def flaws(content: bytes, kind: str, folder: Path) -> str:
    """What the checker has against a mail."""
    (folder / "mail.eml").write_bytes(content)
    command = [sys.executable, str(MAILCHECK), "--strict", "-q", "--kind", kind, "--from-domain", "rosegarden.example"]
    done = subprocess.run([*command, str(folder / "mail.eml")], capture_output=True, text=True)
    return done.stdout if done.returncode else done.stderr


@pytest.fixture(params=["en", "tr"])
def message(request: pytest.FixtureRequest) -> Message:
    return replace(MESSAGE, language=request.param)


@pytest.mark.parametrize(("kind", "is_a"), [("owner", "notification"), ("copy", "autoreply"), ("alert", "alert")])
def test_a_mail_of_each_kind_is_clean(kind, is_a, message, store, mailserver, one_round, tmp_path):
    queue(store, "ada@example.com", message=replace(message, kind=kind))
    assert one_round().sent == 1
    assert flaws(mailserver.received[0].content, is_a, tmp_path) == ""


def test_a_notice_without_the_visitors_words_is_clean(message, store, mailserver, one_round, tmp_path):
    mailserver.data_trouble = ["554 5.7.1 Spam"]
    queue(store, OWNER, message=message)
    assert one_round().sent == 1
    assert flaws(mailserver.received[0].content, "alert", tmp_path) == ""


@pytest.mark.parametrize("refusal", ["550 5.1.1 No such user", "452 4.2.2 Dolu: \u015f\u202e" + "x" * 300])
def test_an_alarm_is_clean(refusal, message, store, mailserver, one_round, tmp_path, clock):
    mailserver.trouble[OWNER] = [refusal]
    queue(store, OWNER, message=message)
    one_round()
    clock.later(hours=2)
    settings = replace(settings_for(mailserver.smtp, tmp_path), alert_to="boss@example.com")
    outbox.raise_alarms(store, settings, at=clock())
    assert flaws(mailserver.received[0].content, "alert", tmp_path) == ""
