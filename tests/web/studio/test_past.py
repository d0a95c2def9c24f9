"""The tab with the history."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from formkit.edit import SpecFile
from formkit.settings import Settings
from tests.web.studio.conftest import Visit
from tests.web.workspaces import SPEC


@pytest.fixture
def kept(settings: Settings, file: Path) -> SpecFile:
    """With three versions: as it was found, one of the Studio, one from outside."""
    kept = SpecFile(file, settings.workspace / ".formkit" / "history" / "rose")
    text = kept.read().text.replace("Rose Garden", "Tulip Garden")
    kept.save(text, base=kept.read().version, what="Name", now=datetime.now(UTC))
    file.write_text(text.replace("Tulip", "Lily <b>"), "utf-8")
    kept.read()
    return kept


def test_it_lists_what_was_done_the_newest_first(studio: Visit, kept: SpecFile) -> None:
    page = studio.get("s/rose/history").text
    words = ["<h3>Today</h3>", "Changed outside of the Studio", "now", "Name", "As it was found"]
    places = [page.index(word) for word in words]
    assert places == sorted(places)


def test_a_list_that_was_damaged_is_told_in_words(studio: Visit, kept: SpecFile, settings: Settings) -> None:
    assert "was damaged" not in studio.get("s/rose/history").text
    (settings.workspace / ".formkit" / "history" / "rose" / "versions.json").write_text("{")
    page = studio.client.get("/_studio/s/rose/history", headers={"Accept-Language": "tr"}).text
    assert "Eski sürümlerin listesi zarar görmüştü." in page
    assert page.count("Yeniden bulundu") == 2


def test_a_version_is_shown_as_a_page(studio: Visit, kept: SpecFile) -> None:
    answer = studio.get("s/rose/history/2/page/index.html")
    assert "Tulip Garden" in answer.text
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert studio.get("s/rose/history/2/page/nothing.html").status_code == 404


def test_a_version_says_what_was_changed_and_what_is_different_now(studio: Visit, kept: SpecFile) -> None:
    page = studio.get("s/rose/history/2").text
    assert page.index("What was changed") < page.index("What is different now")
    assert "Lily &lt;b&gt; Garden" in page
    assert "Restore this version" in page
    assert "This is how the site is now" in studio.get("s/rose/history/3").text


def test_a_restored_version_can_be_taken_back(studio: Visit, kept: SpecFile, file: Path) -> None:
    answer = studio.post("s/rose/restore", {"number": 1, "page": "index.html"})
    assert (answer.status_code, file.read_text("utf-8")) == (200, SPEC)
    assert "Rose Garden" in answer.json["html"]
    assert "Restored: " in studio.get("s/rose/history").text
    studio.post("s/rose/undo", {})
    assert "Lily" in file.read_text("utf-8")


def test_a_deleted_file_comes_back(studio: Visit, kept: SpecFile, file: Path) -> None:
    studio.get("s/rose/history")
    file.unlink()
    assert "data-here" not in studio.get("s/rose/history").text
    assert "Restore this version" in studio.get("s/rose/history/3").text
    assert studio.post("s/rose/restore", {"number": 2}).status_code == 200
    assert "Tulip" in file.read_text("utf-8")


@pytest.mark.parametrize("number", [None, "1", 77])
def test_another_number_is_told(studio: Visit, kept: SpecFile, number: object) -> None:
    answer = studio.post("s/rose/restore", {"number": number})
    assert answer.status_code == 422
    assert answer.json["hint"]


def test_a_version_with_mistakes_has_no_page(studio: Visit, kept: SpecFile, file: Path) -> None:
    file.write_text("site: {name: Rose", "utf-8")
    newest = kept.versions()[0].number
    assert "there were mistakes in the file" in studio.get(f"s/rose/history/{newest}").text
