"""Translations that are older than their original are told by the history alone."""

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from formkit.web.studio.older import MOST_READ, Older, Pair
from tests.web.studio.conftest import Visit

SPEC = """\
site: {name: Rose Garden, languages: [en, tr]}
business: {email: hello@rosegarden.example}
sections:
  - about: {title: {en: About us, tr: Hakkımızda}, text: {en: Two sisters, tr: İki kardeş}}
  - services: {items: [{name: {en: Bouquet, tr: Buket}}, {name: {en: Bunch, tr: Buket}}]}
"""
ABOUT = ["sections", 0, "about", "text"]
NAMES = ["sections", 1, "services", "items"]


def edit(studio: Visit, op: str, path: Sequence[str | int], **more: Any) -> None:
    """One change, which is a version of its own."""
    answer = studio.post("s/rose/change", {"edits": [{"op": op, "path": path, **more}]})
    assert answer.status_code == 200, answer.text


def put(studio: Visit, path: Sequence[str | int], value: str) -> None:
    edit(studio, "put", path, value=value)


def older(studio: Visit) -> list[tuple[str, str]]:
    """The cells that are marked, and what the original was before."""
    table = studio.get("s/rose/texts").text
    cells = re.findall(r"<td[^>]*>.*?</td>", table, re.DOTALL)
    marked = [one for one in cells if "data-older" in one]
    names = [unescape(re.findall(r'aria-label="([^"]*)"', one)[0]) for one in marked]
    return list(zip(names, [unescape(re.findall(r"<q[^>]*>(.*?)</q>", one)[0]) for one in marked], strict=True))


def test_a_translation_is_older_once_its_original_is_changed(studio: Visit, file: Path) -> None:
    assert older(studio) == []
    put(studio, [*ABOUT, "en"], "Three sisters")
    assert older(studio) == [("About us › Text, Türkçe", "Two sisters")]
    table = studio.get("s/rose/texts").text
    assert "The original was changed later." in table
    assert '<span lang="tr">Türkçe</span> <small>1 to look at again</small>' in table


def test_it_is_new_again_when_it_is_changed_too(studio: Visit, file: Path) -> None:
    put(studio, [*ABOUT, "en"], "Three sisters")
    put(studio, [*ABOUT, "tr"], "Üç kardeş")
    assert older(studio) == []
    put(studio, [*ABOUT, "en"], "Four sisters")
    assert older(studio) == [("About us › Text, Türkçe", "Three sisters")]


def test_an_original_that_is_as_it_was_makes_nothing_older(studio: Visit, file: Path) -> None:
    put(studio, [*ABOUT, "en"], "Three sisters")
    put(studio, [*ABOUT, "en"], "Two sisters")
    assert older(studio) == []


def test_what_is_taken_back_makes_nothing_older(studio: Visit, file: Path) -> None:
    put(studio, [*ABOUT, "en"], "Three sisters")
    studio.post("s/rose/undo", {})
    assert older(studio) == []
    studio.post("s/rose/redo", {})
    assert len(older(studio)) == 1


def test_a_file_that_was_found_like_that_says_nothing(studio: Visit, file: Path) -> None:
    file.write_text(SPEC.replace("Two sisters", "Three sisters"), "utf-8")
    assert older(studio) == []


def test_what_another_program_changed_in_the_original_counts(studio: Visit, file: Path) -> None:
    assert older(studio) == []
    file.write_text(SPEC.replace("Two sisters", "Three sisters"), "utf-8")
    assert older(studio) == [("About us › Text, Türkçe", "Two sisters")]


def test_who_changed_both_between_two_looks_changed_both(studio: Visit, file: Path) -> None:
    assert older(studio) == []
    file.write_text(SPEC.replace("Two sisters", "Three sisters").replace("İki kardeş", "Üç kardeş"), "utf-8")
    assert older(studio) == []


def test_a_section_that_is_moved_takes_its_mark_along(studio: Visit, file: Path) -> None:
    edit(studio, "move", ["sections", 0], to=1)
    assert older(studio) == []
    put(studio, ["sections", 1, "about", "text", "en"], "Three sisters")
    edit(studio, "move", ["sections", 1], to=0)
    put(studio, [*NAMES, 0, "name", "tr"], "Demet")
    assert older(studio) == [("About us › Text, Türkçe", "Two sisters")]


def test_a_section_that_went_to_another_page_is_found_there(studio: Visit, file: Path) -> None:
    put(studio, [*ABOUT, "en"], "Three sisters")
    spec = file.read_text("utf-8").replace(
        "sections:\n", "sections: [contact]\npages:\n  us:\n   title: Us\n   sections:\n"
    )
    file.write_text(spec.replace("\n  - ", "\n    - "), "utf-8")
    assert older(studio) == [("About us › Text, Türkçe", "Two sisters")]


def test_words_that_are_translated_alike_are_told_apart(studio: Visit, file: Path) -> None:
    put(studio, [*NAMES, 1, "name", "en"], "Posy")
    assert older(studio) == [("Services › Posy › Name, Türkçe", "Bunch")]
    edit(studio, "move", [*NAMES, 1], to=0)
    assert older(studio) == [("Services › Posy › Name, Türkçe", "Bunch")]
    put(studio, [*NAMES, 1, "name", "en"], "Nosegay")
    assert dict(older(studio))["Services › Nosegay › Name, Türkçe"] == "Bouquet"


def test_a_thing_that_is_new_and_translated_alike_is_not_older(studio: Visit, file: Path) -> None:
    put(studio, [*ABOUT, "tr"], "İki kız kardeş")
    edit(studio, "add", NAMES, value={"name": {"en": "Wreath", "tr": "Buket"}})
    edit(studio, "take", [*NAMES, 0])
    assert older(studio) == []


def test_a_pair_that_is_written_anew_fits_though_its_twin_was_older(studio: Visit, file: Path) -> None:
    put(studio, [*NAMES, 1, "name", "en"], "Posy")
    assert older(studio) == [("Services › Posy › Name, Türkçe", "Bunch")]
    edit(studio, "add", NAMES, value={"name": {"en": "Posy", "tr": "Buket"}})
    assert older(studio) == []


def test_a_text_in_its_short_form_is_followed_into_its_long_one(studio: Visit, file: Path) -> None:
    file.write_text(
        SPEC.replace(
            "about: {title: {en: About us, tr: Hakkımızda}, text: {en: Two sisters, tr: İki kardeş}}",
            "about: {en: Two sisters, tr: İki kardeş}",
        ),
        "utf-8",
    )
    put(studio, ["sections", 0, "about", "title"], "Us")
    put(studio, [*ABOUT, "en"], "Three sisters")
    assert older(studio) == [("About us: Us › Text, Türkçe", "Two sisters")]


def test_a_version_that_nobody_can_read_is_passed_over(studio: Visit, file: Path) -> None:
    assert older(studio) == []
    put(studio, [*ABOUT, "en"], "Three sisters")
    good = file.read_text("utf-8")
    for text in ("site: {", good):
        version = studio.get("s/rose/state").json["version"]  # type: ignore[index]
        assert studio.post("s/rose/file", {"text": text, "base": version}).status_code == 200
    assert older(studio) == [("About us › Text, Türkçe", "Two sisters")]


@pytest.mark.parametrize("odd", ["en: a\ntr: b\n", "- {en: a, tr: b}\n", "items: [{en: a, tr: b}]\n"])
def test_a_version_that_was_no_site_at_all_is_read(studio: Visit, file: Path, odd: str) -> None:
    assert older(studio) == []
    for text in (odd, SPEC):
        version = studio.get("s/rose/state").json["version"]  # type: ignore[index]
        assert studio.post("s/rose/file", {"text": text, "base": version}).status_code == 200
    put(studio, [*ABOUT, "en"], "Three sisters")
    assert older(studio) == [("About us › Text, Türkçe", "Two sisters")]


def test_who_says_that_it_still_fits_is_asked_no_more(studio: Visit, file: Path) -> None:
    put(studio, [*ABOUT, "en"], "Two sisters.")
    before = file.read_bytes()
    found = re.search(r'data-fits="(\w+)"', studio.get("s/rose/texts").text)
    assert found
    answer = studio.post("s/rose/fits", {"pair": found[1]})
    assert (answer.status_code, older(studio), file.read_bytes()) == (200, [], before)
    assert "It still fits: About us › Text, Türkçe" in studio.get("s/rose/history").text
    assert answer.json["fits"] == "It still fits: About us › Text, Türkçe"
    assert studio.post("s/rose/fits", {"pair": found[1]}).json["fits"] == ""
    put(studio, [*ABOUT, "en"], "Three sisters")
    assert older(studio) == [("About us › Text, Türkçe", "Two sisters.")]
    studio.post("s/rose/undo", {})
    assert older(studio) == []
    studio.post("s/rose/undo", {})
    assert older(studio) == [("About us › Text, Türkçe", "Two sisters")]
    studio.post("s/rose/redo", {})
    assert (older(studio), file.read_bytes()) == ([], before)


def test_of_a_long_original_that_grew_the_end_is_shown() -> None:
    was = "A bouquet for every day. " * 20
    older = Older(Pair("tr", f"{was}And for Sundays.", "Buket"), was.rstrip())
    assert older.shown.startswith("… ")
    assert older.shown.endswith("for every day.")


def test_a_long_history_is_read_piece_by_piece(studio: Visit, file: Path) -> None:
    file.write_text(f"# {'long ' * (MOST_READ // 15)}\n{SPEC}", "utf-8")
    put(studio, [*ABOUT, "en"], "Three sisters")
    for n in range(6):
        put(studio, ["site", "tagline"], f"Tagline {n}")
    assert older(studio) == []
    assert "data-more" in studio.get("s/rose/texts").text
    assert older(studio) == [("About us › Text, Türkçe", "Two sisters")]
    assert "data-more" not in studio.get("s/rose/texts").text


def test_a_text_that_is_typed_at_is_followed_from_version_to_version(studio: Visit, file: Path) -> None:
    put(studio, [*ABOUT, "en"], "Three")
    for words in ("Three s", "Three sis", "Three sisters"):
        edits = [{"op": "put", "path": [*ABOUT, "en"], "value": words}]
        assert studio.post("s/rose/change", {"edits": edits, "run": "typing"}).status_code == 200
        assert older(studio) == [("About us › Text, Türkçe", "Two sisters")]
    put(studio, [*ABOUT, "tr"], "Üç kardeş")
    put(studio, [*ABOUT, "en"], "Three brothers")
    assert older(studio) == [("About us › Text, Türkçe", "Three sisters")]


def test_publish_says_how_many_there_are(studio: Visit, file: Path) -> None:
    assert "Everything is translated." in studio.get("s/rose/publish").text
    put(studio, [*ABOUT, "en"], "Three sisters")
    page = studio.get("s/rose/publish").text
    assert "Translations whose original was changed later: 1." in page
    assert "Everything is translated." not in page


@pytest.mark.parametrize("pair", ["0123456789abcdef", 3, None])
def test_of_what_is_not_older_nothing_can_be_said(studio: Visit, file: Path, pair: object) -> None:
    assert studio.post("s/rose/fits", {"pair": pair}).status_code == 200
    assert "still fits" not in studio.get("s/rose/history").text
