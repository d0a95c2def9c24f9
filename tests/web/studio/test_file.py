"""The file itself, as a browser reads and saves it."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from formkit.web.studio.desks import NAME as DESKS
from formkit.web.studio.desks import Desks
from tests.web.studio.conftest import Visit

SPEC = "site: {name: Rose Garden}\n\nbusiness: {email: hello@rosegarden.example}\n\nforms: {contact: {}}\n"


def read(studio: Visit) -> dict[str, Any]:
    return dict(studio.get("s/rose/file").get_json())


def save(studio: Visit, text: str, base: str, **more: Any) -> dict[str, Any]:
    answer = studio.post("s/rose/file", {"base": base, "text": text, **more})
    return {"status": answer.status_code, **answer.get_json()}


def test_what_is_typed_is_the_file_and_the_page(studio: Visit, file: Path) -> None:
    typed = SPEC.replace("Rose Garden", "Rosengarten")
    answer = save(studio, typed, read(studio)["version"])
    assert answer["status"] == 200
    assert "Rosengarten" in answer["html"]
    assert answer["text"] is None
    assert file.read_text("utf-8") == typed


@pytest.mark.parametrize("text", [SPEC.replace("\n", "\r\n"), SPEC.replace("\n\n", "\r\n\n"), f"\ufeff{SPEC}"])
def test_line_ends_and_marks_travel_as_they_are(studio: Visit, file: Path, text: str) -> None:
    file.write_bytes(text.encode())
    here = read(studio)
    assert here["text"] == text
    assert save(studio, f"{text}# end\n", here["version"])["status"] == 200
    assert file.read_bytes() == f"{text}# end\n".encode()


@pytest.mark.parametrize(
    ("text", "words"),
    [(SPEC, []), (SPEC.replace("\n\n", "\r\n\n"), ["line ends of several kinds"]), (f"\ufeff{SPEC}", ["BOM"])],
)
def test_what_is_unusual_is_told(studio: Visit, file: Path, text: str, words: list[str]) -> None:
    file.write_bytes(text.encode())
    notes = read(studio)["notes"]
    assert len(notes) == len(words)
    assert all(word in note for word, note in zip(words, notes, strict=True))


def test_a_file_that_is_broken_is_saved_and_told_at_its_line(studio: Visit, file: Path) -> None:
    before = read(studio)
    answer = save(studio, SPEC.replace("forms: {contact: {}}", "\tforms: 1"), before["version"])
    assert answer["status"] == 200
    assert answer["sound"] is False
    assert answer["html"] is None
    assert {one["line"] for one in answer["problems"]} == {5}
    assert "\tforms" in file.read_text("utf-8")


def test_a_broken_file_shows_its_last_good_page_after_a_restart(app: Flask, studio: Visit, file: Path) -> None:
    version = read(studio)["version"]
    for number in range(25):
        version = save(studio, SPEC.replace("forms:", f"\tforms: #{number}"), version)["version"]
    app.extensions[DESKS] = Desks(file.parents[1])
    assert "Rose Garden" in studio.get("s/rose/page/index.html").text


def test_changes_of_other_lines_are_put_together(studio: Visit, file: Path) -> None:
    base = read(studio)["version"]
    file.write_text(SPEC.replace("hello@", "post@"), "utf-8")
    answer = save(studio, SPEC.replace("Rose Garden", "Rosengarten"), base)
    assert answer["text"] == SPEC.replace("hello@", "post@").replace("Rose Garden", "Rosengarten")
    assert file.read_text("utf-8") == answer["text"]


def test_changes_of_the_same_line_are_asked_about(studio: Visit, file: Path) -> None:
    base = read(studio)["version"]
    theirs = SPEC.replace("Rose Garden", "Rose House")
    file.write_text(theirs, "utf-8")
    answer = save(studio, SPEC.replace("Rose Garden", "Rosengarten"), base)
    assert (answer["status"], answer["base"], answer["theirs"]) == (409, SPEC, theirs)
    assert answer["version"] == read(studio)["version"]
    assert file.read_text("utf-8") == theirs


def test_a_deleted_file_is_told_and_can_be_saved_again(studio: Visit, file: Path) -> None:
    base = read(studio)["version"]
    file.unlink()
    answer = studio.get("s/rose/file")
    assert (answer.status_code, answer.get_json()["gone"]) == (422, True)
    assert save(studio, f"{SPEC}# more\n", base)["gone"]
    assert save(studio, f"{SPEC}# more\n", base, anew=True)["status"] == 200
    assert file.read_text("utf-8") == f"{SPEC}# more\n"


def test_a_deleted_file_that_is_there_again_is_not_written_over(studio: Visit, file: Path) -> None:
    base = read(studio)["version"]
    file.unlink()
    file.write_text(SPEC.replace("hello@", "post@"), "utf-8")
    assert save(studio, f"{SPEC}# more\n", base, anew=True)["status"] == 200
    assert file.read_text("utf-8") == SPEC.replace("hello@", "post@") + "# more\n"


def test_a_deleted_file_comes_back_as_it_was_and_not_as_what_was_undone(studio: Visit, file: Path) -> None:
    base = read(studio)["version"]
    save(studio, SPEC.replace("Rose Garden", "Rosengarten"), base)
    studio.post("s/rose/undo", {})
    file.unlink()
    save(studio, f"{SPEC}# more\n", base, anew=True)
    assert file.read_text("utf-8") == f"{SPEC}# more\n"


def test_a_file_that_is_no_text_is_told(studio: Visit, file: Path) -> None:
    file.write_bytes(b"site: {name: Caf\xe9}\n")
    answer = studio.get("s/rose/file")
    assert answer.status_code == 422
    assert "not written in UTF-8: look at line 1" in answer.get_json()["message"]


@pytest.mark.parametrize("body", [[], {}, {"text": 1}, {"text": "a: \ud800\n", "base": ""}])
def test_what_no_editor_sends_changes_nothing(studio: Visit, file: Path, body: Any) -> None:
    answer = studio.post("s/rose/file", body)
    assert answer.status_code == 422
    assert answer.get_json()["hint"]
    assert file.read_text("utf-8") == SPEC


def test_a_run_of_typing_is_one_version(studio: Visit, file: Path) -> None:
    here = read(studio)
    for words in ("a", "ab", "abc"):
        here = save(studio, f"{SPEC}# {words}\n", here["version"], run="one")
    answer = studio.post("s/rose/undo", {"page": "index.html"})
    assert answer.status_code == 200
    assert file.read_text("utf-8") == SPEC


def test_what_may_stand_where_is_asked_for_once(studio: Visit) -> None:
    first = studio.get("completions.json")
    assert len(first.data) < 30_000
    assert "site" in json.loads(first.data)["places"][0]["keys"]
    again = studio.client.get("/_studio/completions.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
