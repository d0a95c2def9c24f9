"""`formkit export --subject`: what a person gets who asks what is known of them."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from formkit.model import Answer, Upload
from formkit.store import Store
from tests.cli.conftest import Formkit, Said
from tests.store.facts import NOW, delivery, submission


@pytest.fixture
def of_ada(kept: Store) -> Store:
    """A message of Ada's with her consent, a mail and a file; one of Eve's."""
    cv = Upload("u1", "cv", "../../cv.pdf", "application/pdf", 3, "abc", b"pdf")
    said = (Answer("name", "text", "Adınız", "Ada"), Answer("cv", "file", "CV", "cv.pdf", files=(cv,)))
    mine = submission("1", email="ada@example.com", consent={"terms": "I agree."}, answers=said)
    kept.save(mine, [delivery("1", created_at=NOW)], repeat_after=None, uploads=[cv])
    kept.save(submission("2", email="eve@example.com"), [], repeat_after=None)
    return kept


def test_everything_that_is_known_of_a_person(formkit: Formkit, of_ada: Store) -> None:
    said = formkit("export", "--subject", "Ada@example.com")
    found = json.loads(said.out)
    (message,) = found["messages"]
    assert (found["subject"], message["reference"], message["consent"]) == (
        "Ada@example.com",
        "RG-1",
        {"terms": "I agree."},
    )
    assert message["answers"][0] == {"field": "name", "label": "Adınız", "text": "Ada"}
    assert message["deliveries"] == [
        {
            "channel": "mail",
            "to": "owner@example.com",
            "kind": "owner",
            "state": "queued",
            "created_at": NOW.isoformat(),
            "sent_at": None,
        }
    ]
    assert [file["name"] for file in message["files"]] == ["../../cv.pdf"]
    assert said.err == "1 file is left out: name a zip to get everything, such as -o Ada.zip\n"


def test_a_zip_holds_the_files_too(formkit: Formkit, of_ada: Store, workspace: Path) -> None:
    said = formkit("export", "--subject", "ada@example.com", "-o", "ada.zip")
    assert said == Said(0, "", "ada.zip is written: 1 message.\n")
    with ZipFile(workspace / "ada.zip") as packed:
        assert packed.namelist() == ["messages.json", "messages.csv", "files/RG-1/1-_.._cv.pdf"]
        assert packed.read("files/RG-1/1-_.._cv.pdf") == b"pdf"
        assert b"RG-1" in packed.read("messages.csv")
        assert b"RG-2" not in packed.read("messages.json") + packed.read("messages.csv")


@pytest.mark.parametrize(
    ("flags", "words"),
    [
        (("--subject", "bo@example.com"), "There is no message of 'bo@example.com'.\n    See all with: formkit submi"),
        (("--subject", "bo"), "--subject is not a mail address.\n    for example --subject ada@example.com\n"),
        (("--subject", "ada@example.com", "-o", "no/ada.zip"), "There is no folder no.\n"),
    ],
)
def test_what_can_not_be_given(formkit: Formkit, of_ada: Store, flags: tuple[str, ...], words: str) -> None:
    said = formkit("export", *flags)
    assert (said.code, said.out, said.err.startswith(words)) == (1, "", True)
