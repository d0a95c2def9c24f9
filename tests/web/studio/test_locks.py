"""While a file can't be read whole, the last good state is shown, and nothing can be changed in it."""

import re
from pathlib import Path
from typing import Any

import pytest

from formkit.settings import Settings
from tests.web.studio.conftest import Visit
from tests.web.workspaces import SPEC

BROKEN = {
    "one part": SPEC.replace("languages: [en, tr]", "languages: [en, tr"),
    "all of it": "site: [\n",
    "indented by tabs": SPEC.replace("\n  ", "\n\t"),
    "empty": "",
}
NAME: list[str | int] = ["site", "name"]


@pytest.fixture
def good(studio: Visit) -> Any:
    """What the editor was told of the site while it was whole."""
    return studio.get("s/rose/state").json


def shown(studio: Visit) -> str:
    """The panel of the site, but for the version that it is of."""
    return re.sub(r'data-version="[0-9a-f]+"', "", studio.get('s/rose/panel?path=["site"]').text)


def renamed(studio: Visit, base: str = "") -> Any:
    return studio.post(
        "s/rose/change", {"edits": [{"op": "put", "path": NAME, "value": "Lily"}], "base": base, "page": "index.html"}
    )


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_the_last_good_state_is_shown_and_nothing_in_it_can_be_changed(
    studio: Visit, file: Path, good: Any, text: str
) -> None:
    panel = shown(studio)
    file.write_text(text, "utf-8")
    told = studio.get("s/rose/state").json
    assert told["lock"].startswith("Nothing can be changed here until the file is mended; the last good page is shown.")
    assert [one["name"] for one in told["outline"]["things"]] == [one["name"] for one in good["outline"]["things"]]
    assert not [one for one in told["outline"]["things"] if one["can"] or one["texts"]]
    assert shown(studio) == panel
    assert "Rose Garden" in studio.get("s/rose/page/index.html").text
    assert studio.get('s/rose/plan?do=remove&path=["sections",0]').status_code == 422


def test_of_a_file_that_was_never_good_no_page_is_promised(studio: Visit, file: Path) -> None:
    file.write_text("site: [", "utf-8")
    assert (
        studio.get("s/rose/state")
        .json["lock"]
        .startswith("Nothing can be changed here until the file is mended. Line 1:")
    )
    file.unlink()
    assert studio.get("s/rose/state").json["lock"].endswith("Until then nothing can be changed here.")
    file.write_text("business: {}", "utf-8")
    assert "Something is missing or wrong. Mend it here or in the tab File." in studio.get("s/rose/").text


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_click_never_writes_into_it_and_comes_when_it_is_mended(
    studio: Visit, file: Path, good: Any, text: str
) -> None:
    file.write_text(text, "utf-8")
    answer = renamed(studio, good["version"])
    assert (answer.status_code, file.read_text("utf-8")) == (503, text)
    assert answer.json["message"] == "The file can't be read as it is. Mend it in the tab File."
    file.write_text(SPEC.replace("Write to us", "Ask us"), "utf-8")
    assert (renamed(studio, good["version"]).status_code, studio.get("s/rose/state").json["lock"]) == (200, "")
    assert file.read_text("utf-8") == SPEC.replace("Write to us", "Ask us").replace("Rose Garden", "Lily")


def test_the_look_stays_that_of_the_last_good_state(studio: Visit, file: Path, good: Any) -> None:
    file.write_text(SPEC.replace("languages: [en, tr]", "theme: studio") + '\nx: "', "utf-8")
    before = studio.get("s/rose/page/index.html").text
    file.write_text(SPEC, "utf-8")
    assert studio.get("s/rose/page/index.html").text == before


def test_a_program_that_is_started_anew_finds_the_last_good_state_in_the_history(
    studio: Visit, file: Path, good: Any, settings: Settings
) -> None:
    from formkit.web.studio.desk import Desk

    file.write_text(BROKEN["one part"], "utf-8")
    reading = Desk(file, settings.workspace).now()
    assert reading.source is None
    assert reading.site
    assert reading.site.id == "rose"
    assert reading.shown
    assert reading.shown.data["forms"]["contact"]
    file.unlink()
    assert Desk(file, settings.workspace).now().trouble


def test_where_nothing_was_ever_good_the_panel_says_why(studio: Visit, file: Path, settings: Settings) -> None:
    (settings.specs / "lily.yaml").write_text("site: [\n", "utf-8")
    assert "Line 1: A bracket" in studio.get("s/lily/panel").text
    assert studio.get("s/lily/").status_code == 200


@pytest.mark.parametrize(
    ("language", "words"),
    [("tr", "form_specs/rose.yaml artık yerinde değil."), ("ru", "Файла form_specs/rose.yaml больше нет на месте.")],
)
def test_why_is_said_in_the_readers_language(studio: Visit, file: Path, good: Any, language: str, words: str) -> None:
    file.unlink()
    told = studio.client.get("/_studio/s/rose/state", headers={"Accept-Language": language}).json
    assert told["lock"].startswith(words)
