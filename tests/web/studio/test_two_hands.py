"""Two hands at one file: what both meant stands in it, or they are asked; what is chosen stays, and all else."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from formkit.settings import Settings
from formkit.store import Store
from formkit.web.studio import Door
from formkit.web.studio.said import table
from tests.web.studio.conftest import Visit, entered, studio_of

SPEC = """\
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
sections:
  - hero
  - services:
      items:
        - name: Bouquet
          price: 20
        - name: Wreath
          price: 30
        - name: Corsage
          price: 10
  - form: contact
forms: {contact: {}}
"""
ITEMS: list[str | int] = ["sections", 1, "services", "items"]


@pytest.fixture
def seen(studio: Visit, file: Path) -> Any:
    """The version that the browser shows."""
    return studio.get("s/rose/state").json["version"]


def edit(studio: Visit, seen: str, *edits: dict[str, Any], **more: Any) -> TestResponse:
    return studio.post("s/rose/change", {"base": seen, "edits": [*edits], **more})


def put(path: list[str | int], value: str) -> dict[str, Any]:
    return {"op": "put", "path": [*ITEMS, *path], "value": value}


def other(file: Path, old: str, new: str) -> str:
    """Another hand changes the file; what it says then."""
    text = file.read_text("utf-8").replace(old, new)
    file.write_text(text, "utf-8")
    return text


def test_a_place_that_moved_is_found_again(studio: Visit, file: Path, seen: str) -> None:
    theirs = other(file, "        - name: Bouquet\n          price: 20\n", "")
    assert edit(studio, seen, put([1, "name"], "Crown")).status_code == 200
    assert file.read_text("utf-8") == theirs.replace("Wreath", "Crown")


def test_neighbours_on_one_line_go_together(studio: Visit, file: Path, seen: str) -> None:
    other(file, "{name: Rose Garden}", "{name: Rose Garden, accent: red}")
    assert edit(studio, seen, {"op": "put", "path": ["site", "name"], "value": "Lily"}).status_code == 200
    assert file.read_text("utf-8") == SPEC.replace("{name: Rose Garden}", "{name: Lily, accent: red}")


def test_several_edits_of_one_change_count_one_after_another(studio: Visit, file: Path, seen: str) -> None:
    theirs = other(
        file, "        - name: Bouquet\n", "        - name: Tulips\n          price: 5\n        - name: Bouquet\n"
    )
    takes = [{"op": "take", "path": [*ITEMS, 1]}, {"op": "take", "path": [*ITEMS, 1]}]
    assert edit(studio, seen, *takes).status_code == 200
    assert (
        file.read_text("utf-8") == theirs[: theirs.index("        - name: Wreath")] + theirs[theirs.index("  - form") :]
    )


def test_what_another_hand_deleted_is_asked_about_and_comes_back_where_mine_is_kept(
    studio: Visit, file: Path, seen: str
) -> None:
    theirs = other(file, "        - name: Wreath\n          price: 30\n", "")
    theirs = other(file, "Rose Garden", "Rose House")
    answer = edit(studio, seen, put([1, "name"], "Crown"))
    assert answer.status_code == 409
    asked = answer.json["conflict"]
    assert (asked["mine"], asked["theirs"], asked["base"]) == ("Crown", None, seen)
    assert file.read_text("utf-8") == theirs
    assert edit(studio, asked["base"], *asked["edits"], settled=True).status_code == 200
    assert file.read_text("utf-8") == SPEC.replace("Wreath", "Crown").replace("Rose Garden", "Rose House")


def test_mine_is_kept_and_what_else_the_other_hand_did_stays(studio: Visit, file: Path, seen: str) -> None:
    other(file, "Wreath", "Garland")
    other(file, "price: 10", "price: 12")
    asked = edit(studio, seen, put([1, "name"], "Crown")).json["conflict"]
    assert (asked["mine"], asked["theirs"]) == ("Crown", "Garland")
    assert edit(studio, seen, *asked["edits"], settled=True).status_code == 200
    assert file.read_text("utf-8") == SPEC.replace("Wreath", "Crown").replace("price: 10", "price: 12")


def test_the_entries_that_both_added_at_the_end_are_there(studio: Visit, file: Path, seen: str) -> None:
    other(file, "          price: 10\n", "          price: 10\n        - name: Tulips\n")
    added = {"op": "add", "path": ITEMS, "at": 3, "value": {"name": "Posy"}}
    assert edit(studio, seen, added).status_code == 200
    text = file.read_text("utf-8")
    assert 0 < text.index("Corsage") < text.index("Tulips") < text.index("Posy")


def test_a_window_may_have_written_since_the_version_that_it_names(studio: Visit, file: Path, seen: str) -> None:
    name = {"op": "put", "path": ["site", "name"], "value": "Rose G"}
    assert edit(studio, seen, name).status_code == 200
    assert edit(studio, seen, {**name, "value": "Rose", "was": "Rose G"}).status_code == 200
    assert file.read_text("utf-8") == SPEC.replace("Rose Garden", "Rose")


def deed(studio: Visit, seen: str, asked: str) -> Any:
    """What a click takes, in the words of the server."""
    address = f"/_studio/s/rose/plan?version={seen}&{asked}"
    return studio.client.get(address, headers={"Accept": "application/json"}).json


def test_a_click_means_what_it_saw_though_another_hand_has_moved_it(studio: Visit, file: Path, seen: str) -> None:
    theirs = other(file, "  - hero\n", "")
    plan = deed(studio, seen, 'do=remove&path=["sections",1]')
    assert edit(studio, plan["version"], *plan["edits"]).status_code == 200
    assert file.read_text("utf-8") == theirs.replace(theirs[theirs.index("  - serv") : theirs.index("  - form")], "")


def test_what_a_click_takes_is_found_again_when_the_file_changes_before_it_is_sent(
    studio: Visit, file: Path, seen: str
) -> None:
    plan = deed(studio, seen, 'do=copy&path=["sections",2]')
    other(file, "  - hero\n", "  - hero\n  - hours\n")
    assert edit(studio, plan["version"], *plan["edits"]).json["sound"]
    assert file.read_text("utf-8").count("  - form: contact") == 2
    assert "contact_2: {}" in file.read_text("utf-8")


@pytest.mark.parametrize("do", ["remove", "copy", "move&to=0", "add&name=section.about"])
def test_a_click_on_what_another_hand_deleted_is_refused(studio: Visit, file: Path, seen: str, do: str) -> None:
    theirs = other(file, SPEC[SPEC.index("  - services") : SPEC.index("  - form")], "")
    assert deed(studio, seen, f'do={do}&path=["sections",1]')["message"] == table("en")["palette.gone"]
    assert file.read_text("utf-8") == theirs


def test_a_click_on_the_last_good_page_means_what_is_seen_there_though_it_has_moved_in_the_file(
    studio: Visit, file: Path, seen: str
) -> None:
    other(file, "  - hero\n", "")
    theirs = other(file, "hello@rosegarden.example", "hello@")
    now = studio.get("s/rose/state").json
    assert [(one["path"], one["texts"]) for one in now["outline"]["things"]][2] == (["sections", 1], [])
    left = theirs.replace(theirs[theirs.index("  - serv") : theirs.index("  - form")], "")
    click = now["outline"]["version"], 'do=remove&path=["sections",1]'
    plan = deed(studio, *click)
    assert edit(studio, plan["version"], *plan["edits"]).status_code == 200
    assert file.read_text("utf-8") == left
    assert deed(studio, *click)["message"] == table("en")["palette.gone"]  # again, for the page still shows it


def test_a_click_in_the_panel_means_what_the_file_says_though_the_page_is_older(
    studio: Visit, file: Path, seen: str
) -> None:
    other(file, "  - hero\n", "  - hours\n  - hero\n")
    theirs = other(file, "hello@rosegarden.example", "hello@")
    plan = deed(studio, studio.get("s/rose/state").json["version"], 'do=move&to=0&path=["sections",3]')
    assert edit(studio, plan["version"], *plan["edits"]).status_code == 200
    form = "  - form: contact\n"
    assert file.read_text("utf-8") == theirs.replace(form, "").replace("  - hours", f"{form}  - hours")


@pytest.fixture(params=["one program", "two programs"])
def hands(request: pytest.FixtureRequest, studio: Visit, settings: Settings, store: Store, door: Door) -> list[Visit]:
    """Two browsers, in one Studio or each in its own, at one workspace."""
    app = studio.client.application
    if request.param == "two programs":
        door = Door(settings.workspace, print)
        app = studio_of(settings, store, door)
    return [studio, entered(app.test_client(), door)]


def test_two_that_type_at_once_into_two_words_of_one_line_are_not_asked(hands: list[Visit], file: Path) -> None:
    file.write_text(SPEC.replace("{name: Rose Garden}", "{name: Rose Garden, tagline: Flowers}"), "utf-8")

    def typed(hand: Visit, key: str, value: str) -> list[int]:
        """Each letter in what the answer before has shown."""
        base, codes = hand.get("s/rose/state").json["version"], []
        for end in range(len(value)):
            word = {"op": "put", "path": ["site", key], "value": value[: end + 1]}
            answer = edit(hand, base, word, run=key)
            base = answer.json["version"]
            codes.append(answer.status_code)
        return codes

    words = "Lily of the valley", "Three sisters, since 1962"
    with ThreadPoolExecutor() as both:
        codes = both.map(typed, hands, ("name", "tagline"), words)
    assert {code for each in codes for code in each} == {200}
    assert f"site: {{name: {words[0]}, tagline: '{words[1]}'}}" in file.read_text("utf-8").replace('"', "'")


@pytest.mark.parametrize("services", ["services:\n      items:\n        ", "services:\n        "])
def test_a_browser_is_told_what_another_hand_moved(studio: Visit, file: Path, services: str) -> None:
    short = SPEC.replace("services:\n      items:\n        ", services)
    file.write_text(short, "utf-8")
    drawn = studio.get("s/rose/state").json["version"]
    other(file, "        - name: Wreath\n", "        - name: Tulips\n        - name: Wreath\n")
    other(file, "  - hero\n", "  - banner: {text: Closed on Monday}\n  - hero\n")
    expected = [
        [["sections", 0], ["sections", 1]],
        [["sections", 1], ["sections", 2]],
        [["sections", 1, "services", "items", 1], ["sections", 2, "services", "items", 2]],
        [["sections", 1, "services", "items", 2], ["sections", 2, "services", "items", 3]],
        [["sections", 2], ["sections", 3]],
    ]
    assert studio.get(f"s/rose/state?drawn={drawn}").json["moved"] == expected
    name = {"op": "put", "path": ["site", "name"], "value": "Lily"}
    assert edit(studio, drawn, name, drawn=drawn).json["moved"] == expected
    now = studio.get("s/rose/state").json["version"]
    assert studio.get(f"s/rose/state?drawn={now}").json["moved"] == []


def test_a_change_that_is_sent_again_is_done_though_its_line_was_changed_since(studio: Visit, file: Path) -> None:
    file.write_text(SPEC.replace("{name: Rose Garden}", "{name: Rose Garden, tagline: Flowers}"), "utf-8")
    drawn = studio.get("s/rose/state").json["version"]
    name = {"op": "put", "path": ["site", "name"], "value": "Lily"}
    assert edit(studio, drawn, name).status_code == 200
    theirs = other(file, "tagline: Flowers", "tagline: Plants")
    assert edit(studio, drawn, name).status_code == 200  # the answer was lost
    assert file.read_text("utf-8") == theirs
