"""`formkit erase`, and `formkit submissions show` and `--search` beside it."""

import json
import os
import pty
from pathlib import Path

import pytest

from formkit.channels.mail.caught import MailCatcher, mail_folder
from formkit.model import Answer
from formkit.settings import load_settings
from formkit.store import Store, open_store
from tests.cli.conftest import SETTINGS, Formkit, Said
from tests.processes import Production
from tests.store.facts import NOW, delivery, submission


@pytest.fixture
def of_ada(kept: Store, workspace: Path) -> Store:
    """Two messages of Ada, one of Eve."""
    (workspace / ".env").write_text(SETTINGS, "utf-8")
    for name, email in (("1", "ada@example.com"), ("2", "eve@example.com"), ("3", "ada@example.com")):
        kept.save(submission(name, email=email), [delivery(name, of=name, created_at=NOW)], repeat_after=None)
    return kept


def test_one_message_goes_by_its_reference(formkit: Formkit, of_ada: Store) -> None:
    said = formkit("erase", "rg-2", "--yes")
    assert said == Said(
        0,
        "reference  received          form                              files\n"
        "RG-2       2026-03-04 12:30  rose.contact  waits to be mailed\n"
        "\n"
        "Erased: 1 message, 1 mail. Mails that were sent, and backups, still hold them.\n",
    )
    assert [one.id for one in of_ada.submissions()] == ["s3", "s1"]
    assert formkit("erase", "RG-2").err.startswith("RG-2 was erased on 20")
    assert formkit("verify").out.splitlines()[6:8] == ["erased on purpose  1", "sealed             3"]


def test_all_messages_of_a_person_go_by_mail_address(formkit: Formkit, of_ada: Store, workspace: Path) -> None:
    settings = load_settings(workspace, {})
    for one in of_ada.deliveries():
        MailCatcher(mail_folder(settings), "forms@rosegarden.example").send(one)
    said = formkit("erase", "Ada@Example.com", "--yes")
    assert said.out.endswith("Erased: 2 messages, 2 mails. Mails that were sent, and backups, still hold them.\n")
    assert [one.id for one in of_ada.submissions()] == ["s2"]
    assert [path.name.partition("-")[2] for path in mail_folder(settings).iterdir()] == ["d2.eml"]


def test_nothing_is_erased_when_nobody_can_be_asked(formkit: Formkit, of_ada: Store) -> None:
    said = formkit("erase", "RG-1")
    assert (said.code, said.err) == (
        1,
        "Nothing was erased: there is nobody to ask.\n    Say --yes to erase without a question.\n",
    )
    assert of_ada.submission("RG-1")


@pytest.mark.parametrize(("answer", "left"), [("y\n", 0), ("n\n", 1), ("\n", 1)])
def test_a_person_is_asked(production: Production, answer: str, left: int) -> None:
    with open_store(production.database_url) as store:
        store.save(submission(), [], repeat_after=None)
        ours, theirs = pty.openpty()
        process = production.start("erase", "RG-1", stdin=theirs)
        os.write(ours, answer.encode())
        assert process.wait() == 0
        os.close(ours)
        os.close(theirs)
        assert "Erase 1 message for good? [y/N]" in process.said
        assert len(list(store.submissions())) == left


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("RG-9", "There is no message 'RG-9'.\n    See them with: formkit submissions\n"),
        ("bo@example.com", "There is no message of 'bo@example.com'.\n    See all with: formkit submissions\n"),
    ],
)
def test_who_never_wrote_can_not_be_erased(formkit: Formkit, of_ada: Store, who: str, words: str) -> None:
    assert formkit("erase", who, "--yes") == Said(1, "", words)


def test_a_message_is_shown_whole(formkit: Formkit, kept: Store) -> None:
    said = (
        Answer("name", "text", "Your name", "Ada\x1b[2J"),
        Answer("m", "textarea", "Message", "Twelve roses.\nRed."),
    )
    kept.save(submission(answers=said, consent={"terms": "I agree."}, page=""), [delivery()], repeat_after=None)
    assert formkit("submissions", "show", "RG-1").out == (
        "Reference: RG-1\n"
        "Received: 2026-03-04 12:30\n"
        "Form: rose.contact\n"
        "Verdict: accepted, too fast\n"
        "Your name: Ada[2J\n"
        "Message: \n    Twelve roses.\n    Red.\n"
        "Agreed to (terms): I agree.\n"
        "Mail: owner@example.com: queued.\n"
    )
    found = json.loads(formkit("submissions", "show", "s1", "--json").out)
    assert (found["consent"], found["deliveries"][0]["to"]) == ({"terms": "I agree."}, "owner@example.com")


def test_messages_are_found_by_their_words(formkit: Formkit, of_ada: Store) -> None:
    of_ada.save(submission("4", answers=(Answer("m", "text", "", "Two peonies"),)), [], repeat_after=None)
    assert [one["id"] for one in json.loads(formkit("submissions", "--search", "PEON two", "--json").out)] == ["s4"]
    assert formkit("submissions", "--search", "tulip") == Said(0, "There is no such message.\n")
    assert formkit("submissions", "--search", 'OR "', "--site", "rose").code == 0
