"""The Studio's own words: English, Turkish and Russian are whole, and nothing asks for a word that isn't there."""

import re
from pathlib import Path

import pytest

from formkit import edit
from formkit.spec.checks.business import TYPES
from formkit.spec.trades import business_type
from formkit.web.studio.done import OWN_WORDS
from formkit.web.studio.said import table, tongues

WEB = Path(__file__).parent.parent.parent / "formkit" / "web"
FOLDER = WEB.parent / "languages" / "studio"
ASKED = re.compile(r"""said\(["']([a-z_]+\.[\w.]+)["'][,)]""")
PLACES = re.compile(r"\{\w+\}")


def texts() -> list[Path]:
    return [*(WEB / "studio").rglob("*.py"), *(WEB / "templates" / "studio").rglob("*.html")]


def test_english_comes_first_and_turkish_and_russian_are_there() -> None:
    assert tongues()[0] == "en"
    assert {"tr", "ru"} < set(tongues())


@pytest.mark.parametrize("language", tongues())
def test_every_text_is_there_with_the_same_places_to_fill(language: str) -> None:
    english, own = table("en"), table(language)
    assert list(own) == list(english)
    assert {name for name in own if PLACES.findall(own[name]) and not own[name].strip()} == set()
    differing = [name for name in own if sorted(PLACES.findall(own[name])) != sorted(PLACES.findall(english[name]))]
    assert differing == []


@pytest.mark.parametrize("language", [one for one in tongues() if one != "en"])
def test_no_line_of_another_language_is_missing(language: str) -> None:
    lines = {
        code: [line.partition(" =")[0] for line in (FOLDER / f"{code}.toml").read_text("utf-8").splitlines()[1:]]
        for code in ("en", language)
    }
    assert [name for name in lines[language] if name] == [name for name in lines["en"] if name]


@pytest.mark.parametrize("language", tongues())
def test_every_business_type_has_a_name_that_means_it(language: str) -> None:
    names = {name: table(language)[f"trade.{name}"] for name in TYPES}
    assert len(set(names.values())) == len(TYPES)
    assert [name for name, said in names.items() if re.search("[a-z][A-Z]", said)] == []
    assert [(name, said) for name, said in [*names.items()][1:] if business_type(said) != name] == []


@pytest.mark.parametrize("language", tongues())
def test_what_the_history_says_of_a_change_is_words(language: str) -> None:
    names = {edit.BEGUN, edit.FOUND, edit.FOUND_AGAIN, edit.OUTSIDE, ""}
    assert set(OWN_WORDS) == names
    assert names.isdisjoint(table(language)[name] for name in OWN_WORDS.values())


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.name)
def test_a_button_that_changes_the_file_has_words_for_the_history(path: Path) -> None:
    buttons = re.findall(r"<button[^>]*\bdata-(?:edits|plan)=[^>]*>[^<]*", path.read_text("utf-8"))
    lacking = [one for one in buttons if " title=" not in one and not re.search(r"\w", one.partition(">")[2])]
    assert lacking == []


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.name)
def test_no_page_asks_for_a_word_that_is_not_there(path: Path) -> None:
    assert [name for name in ASKED.findall(path.read_text("utf-8")) if name not in table("en")] == []


def test_no_script_asks_for_a_word_that_is_not_there() -> None:
    static = WEB / "static" / "studio"
    asked = {name for path in static.glob("*.js") for name in re.findall(r"say\('(\w+)'", path.read_text("utf-8"))}
    assert {name for name in asked if f"script.{name}" not in table("en")} == set()
