"""The Studio's own words: English, Turkish and Russian are whole, and nothing asks for a word that isn't there."""

import re
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("path", texts(), ids=lambda path: path.name)
def test_no_page_asks_for_a_word_that_is_not_there(path: Path) -> None:
    assert [name for name in ASKED.findall(path.read_text("utf-8")) if name not in table("en")] == []


def test_no_script_asks_for_a_word_that_is_not_there() -> None:
    static = WEB / "static" / "studio"
    asked = {name for path in static.glob("*.js") for name in re.findall(r"say\('(\w+)'", path.read_text("utf-8"))}
    assert {name for name in asked if f"script.{name}" not in table("en")} == set()
