"""A change that a browser sends is a small change of the file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from formkit.settings import Settings
from tests.web.studio.conftest import Visit
from tests.web.workspaces import SPEC

LABEL = ["forms", "contact", "fields", "order_no", "label"]


def put(studio: Visit, path: Sequence[str | int], value: Any) -> Any:
    return edit(studio, "put", path, "", value=value)


def test_a_label_is_put_into_the_file_and_onto_the_page(studio: Visit, file: Path) -> None:
    answer = put(studio, LABEL, "Number of your order")
    assert answer.status_code == 200
    assert file.read_text("utf-8") == SPEC.replace("Order number", "Number of your order")
    assert "Number of your order" in answer.json["html"]
    assert answer.json["undo"]


def test_it_is_taken_back_and_brought_again(studio: Visit, file: Path) -> None:
    edit(studio, "put", LABEL, "", value="Number of your order", what="Order number › The question")
    undone = studio.post("s/rose/undo", {"page": "index.html"}).json
    assert (file.read_text("utf-8"), undone["redo"]) == (SPEC, True)
    again = studio.post("s/rose/redo", {}).json
    assert "Number of your order" in again["html"]
    assert undone["what"] == again["what"] == "Order number › The question"


def test_the_page_of_the_language_that_is_shown_comes_back(studio: Visit) -> None:
    edits = [{"op": "put", "path": ["forms", "contact", "title", "tr"], "value": "Yazın"}]
    answer = studio.post("s/rose/change", {"edits": edits, "page": "tr/index.html", "scheme": "dark"})
    assert 'lang="tr"' in answer.json["html"]
    assert "Yazın" in answer.json["html"]
    assert "prefers-color-scheme" not in answer.json["html"]


def test_a_mistake_is_saved_and_told_and_the_last_good_page_stays(studio: Visit, file: Path) -> None:
    answer = put(studio, ["business", "email"], "hello@").json
    assert "email: hello@" in file.read_text("utf-8")
    assert (answer["sound"], answer["html"]) == (False, None)
    assert answer["problems"][0]["line"] == 3
    assert "Write to us" in studio.get("s/rose/page/index.html").text


def edit(studio: Visit, op: str, path: Sequence[str | int], base: str, *, what: str = "", **more: Any) -> Any:
    asked = {"edits": [{"op": op, "path": path, **more}], "base": base, "what": what}
    return studio.post("s/rose/change", asked)


@pytest.fixture
def seen(studio: Visit) -> str:
    """The version that the browser has seen."""
    return str(studio.get("s/rose/state").json["version"])


def test_what_another_program_changed_meanwhile_is_asked_about(studio: Visit, file: Path, seen: str) -> None:
    file.write_text(SPEC.replace("Order number", "Their number"), "utf-8")
    answer = edit(studio, "put", LABEL, seen, value="My number")
    assert answer.status_code == 409
    assert (answer.json["conflict"]["mine"], answer.json["conflict"]["theirs"]) == ("My number", "Their number")
    assert answer.json["conflict"]["places"][0]["line"] == 11
    assert "Their number" in file.read_text("utf-8")
    assert edit(studio, "put", LABEL, answer.json["version"], value="My number").status_code == 200


def test_a_change_elsewhere_in_the_file_is_kept(studio: Visit, file: Path, seen: str) -> None:
    file.write_text(SPEC.replace("name: Rose Garden", "name: Tulip Garden"), "utf-8")
    assert edit(studio, "put", LABEL, seen, value="My number").status_code == 200
    assert "Tulip Garden" in file.read_text("utf-8")
    assert "My number" in file.read_text("utf-8")


def test_what_another_hand_changes_between_two_letters_is_asked_about(studio: Visit, file: Path, seen: str) -> None:
    base = edit(studio, "put", LABEL, seen, value="My n").json["version"]
    assert edit(studio, "put", LABEL, base, value="My nu", was="My n").status_code == 200
    file.write_text(SPEC.replace("Order number", "Theirs"), "utf-8")
    base = studio.get("s/rose/state").json["version"]
    answer = edit(studio, "put", LABEL, base, value="My num", was="My nu")
    assert (answer.status_code, answer.json["conflict"]["theirs"]) == (409, "Theirs")
    assert answer.json["conflict"]["edits"] == [{"op": "put", "path": LABEL, "value": "My num"}]
    assert edit(studio, "put", LABEL, base, value="Theirs", was="My nu").status_code == 200


def test_a_change_of_a_file_that_can_t_be_saved_is_to_be_sent_again(studio: Visit, file: Path, seen: str) -> None:
    file.unlink()
    answer = edit(studio, "put", LABEL, seen, value="My number")
    assert answer.status_code == 503
    assert answer.json["message"].startswith("form_specs/rose.yaml is not there any more. It was deleted,")
    studio.post("s/rose/restore", {"number": 1})
    assert edit(studio, "put", LABEL, seen, value="My number").status_code == 200
    assert "My number" in file.read_text("utf-8")


def test_two_languages_of_one_line_go_together(studio: Visit, file: Path, seen: str) -> None:
    file.write_text(SPEC.replace("Write to us", "Contact"), "utf-8")
    assert edit(studio, "put", ["forms", "contact", "title", "tr"], seen, value="Yazın").status_code == 200
    assert "title: {en: Contact, tr: Yazın}" in file.read_text("utf-8")


def test_a_number_counts_in_what_the_browser_saw(studio: Visit, file: Path, seen: str) -> None:
    file.write_text(SPEC.replace("    deliver_to:\n", "    deliver_to:\n      - first@rosegarden.example\n"), "utf-8")
    path = ["forms", "contact", "deliver_to", 1]
    assert edit(studio, "put", path, seen, value="hi@rosegarden.example").status_code == 200
    lines = file.read_text("utf-8").split("    deliver_to:\n")[1].splitlines()
    assert [line.strip(" -") for line in lines[:3]] == [
        "first@rosegarden.example", "{mail: orders@rosegarden.example, when: {topic: Order}}", "hi@rosegarden.example",
    ]  # fmt: skip


def test_what_is_sent_again_after_a_lost_answer_is_done_once(studio: Visit, file: Path, seen: str) -> None:
    choices = ["forms", "contact", "fields", "topic", "choices"]
    for _ in range(2):
        answer = edit(studio, "add", choices, seen, at=3, value="Praise")
        assert answer.status_code == 200
    assert file.read_text("utf-8") == SPEC.replace("Order, Complaint]", "Order, Complaint, Praise]")
    for _ in range(2):
        assert edit(studio, "take", LABEL, answer.json["version"]).status_code == 200


def test_a_browser_may_have_seen_more_than_it_says(studio: Visit, file: Path, seen: str) -> None:
    file.write_text(SPEC.replace("type: Florist,", "type: Florist, price_range: $$,"), "utf-8")
    assert edit(studio, "take", ["business", "price_range"], seen).status_code == 200
    assert file.read_text("utf-8") == SPEC


@pytest.mark.parametrize("base", ["", "0" * 16, "../../etc", "x"])
def test_another_base_is_as_none(studio: Visit, file: Path, base: str) -> None:
    assert edit(studio, "put", LABEL, base, value="My number").status_code == 200


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (None, "That did not work"),
        ({}, "That did not work"),
        ({"edits": [{"op": "burn", "path": []}]}, "That did not work"),
        ({"edits": [{"op": "take", "path": ["nothing", "there"]}]}, "isn't there any more"),
    ],
)
def test_what_can_t_be_done_is_told_and_changes_nothing(studio: Visit, file: Path, body: Any, words: str) -> None:
    answer = studio.post("s/rose/change", body)
    assert answer.status_code == 422
    assert words in answer.json["message"]
    assert file.read_text("utf-8") == SPEC


def test_a_get_changes_nothing(studio: Visit, file: Path) -> None:
    for path in ("state", "page/index.html", ""):
        assert studio.get(f"s/rose/{path}").status_code == 200
    for path in ("change", "undo", "redo"):
        assert studio.get(f"s/rose/{path}").status_code in (404, 405)
    assert file.read_text("utf-8") == SPEC


def test_the_usual_sections_are_written_out_when_one_is_changed(studio: Visit, file: Path) -> None:
    assert put(studio, ["sections", 0, "hero", "text"], "Come in").status_code == 200
    assert file.read_text("utf-8").startswith(SPEC.rstrip()[:40])
    assert "Come in" in studio.get("s/rose/page/index.html").text
    assert "form: contact" in file.read_text("utf-8")


def test_a_text_in_another_language_keeps_the_first(studio: Visit, file: Path) -> None:
    assert put(studio, [*LABEL, "tr"], "Sipariş numarası").status_code == 200
    assert "label: {en: Order number, tr: Sipariş numarası}" in file.read_text("utf-8")


@pytest.mark.parametrize("site", ["nothing", "..", "rose.yaml", "%2e%2e"])
def test_only_sites_of_the_workspace_are_opened(studio: Visit, settings: Settings, site: str) -> None:
    (settings.specs / "...yaml").write_text(SPEC, "utf-8")
    for part in ("state", "publish", "building", "site.zip", "pictures", "panel?path=[]"):
        assert studio.get(f"s/{site}/{part}").status_code == 404, part
    assert studio.post(f"s/{site}/change", {"edits": []}).status_code == 404
