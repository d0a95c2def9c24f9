"""What "New site" begins with: every trade, in every mixture of languages and each theme, is a sound spec."""

import re
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formkit.errors import Problem
from formkit.source import parse_source
from formkit.spec import check_file
from formkit.spec.checks.business import TYPES
from formkit.spec.starts import StartAnswers, start, trade_of, trades
from formkit.themes import theme_names
from formkit.words import languages

ROSES = StartAnswers("Rose Garden", "hello@rosegarden.example", trade="florist")
WEEK = {"mon": "09:00-18:00", "tue": "09:00-18:00", "wed": "08:00-12:00, 13:00-17:00", "sun": "closed"}
SHOP = replace(ROSES, phone="+49 30 1234567", country="Germany", timezone="Europe/Berlin", week=WEEK)
SPOKEN = [("en",), ("tr",), ("ru",), ("en", "tr"), ("ru", "tr", "en"), ("de",), ("de", "ru"), ("ar", "en")]
OURS = {"en", "tr", "ru"}
hostile = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def problems(text: str, workspace: Path) -> list[Problem]:
    path = workspace / "new.yaml"
    path.write_text(text, "utf-8")
    return check_file(path, workspace)[1]


@pytest.mark.parametrize("trade", trades())
def test_a_trade_is_sound_in_every_language_and_theme(trade: str, tmp_path: Path) -> None:
    for spoken, theme in product(SPOKEN, theme_names(Path())):
        told = problems(start(replace(SHOP, trade=trade, languages=spoken, theme=theme)), tmp_path)
        waiting = [one for one in told if "says nothing in" not in one.message or OURS.issuperset(spoken)]
        assert [str(one) for one in waiting] == [], (spoken, theme)


@pytest.mark.parametrize("trade", trades())
def test_lines_that_wait_are_sound_when_their_mark_alone_is_taken_away(trade: str, tmp_path: Path) -> None:
    text = start(replace(ROSES, trade=trade, timezone="Europe/Berlin"))
    lines = [line for line in text.splitlines() if "#logo:" not in line]
    told = problems("\n".join(re.sub(r"^( *)#(?=\w|- )", r"\1", line) for line in lines) + "\n", tmp_path)
    assert [str(one) for one in told if one.severity == "error"] == []


@pytest.mark.parametrize("trade", trades().values(), ids=lambda trade: trade.id)
def test_a_trade_says_everything_in_its_languages(trade: object, tmp_path: Path) -> None:
    def lacking(value: object) -> list[object]:
        if isinstance(value, dict) and set(value) & set(languages()):
            return [] if set(value) == OURS else [value]
        every = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return [one for part in every for one in lacking(part)]

    found = trades()[getattr(trade, "id", "")]
    assert lacking(dict(found.spec)) == []
    assert {code for code, _ in found.name.by_language} == OURS
    assert found.type in TYPES
    assert found.theme in theme_names(Path())
    assert re.fullmatch(r"[\dMmLlHhVvCcSsQqAaZz ,.-]+", found.icon)


def test_two_answers_are_enough(tmp_path: Path) -> None:
    text = start(StartAnswers("Ay", "ay@ay.example"))
    assert problems(text, tmp_path) == []
    assert "  #phone: +1 555 010 0100\n" in text
    assert "  #- hours\n" in text


def test_texts_are_said_in_each_language_of_the_site() -> None:
    assert "  tagline: Elle bağlanmış taze çiçekler\n" in start(replace(ROSES, languages=("tr",)))
    both = start(replace(ROSES, languages=("tr", "en")))
    assert "  tagline: {tr: Elle bağlanmış taze çiçekler, en: Fresh flowers tied by hand}\n" in both


def test_words_that_wait_for_a_translation_stand_as_english(tmp_path: Path) -> None:
    text = start(replace(ROSES, languages=("de",)))
    assert "# Words that say nothing in German are shown in English: write yours beside them.\n" in text
    assert "  tagline: {en: Fresh flowers tied by hand}\n" in text
    assert "'tagline' says nothing in de" in [one.message for one in problems(text, tmp_path)]


def test_no_price_is_claimed() -> None:
    text = start(ROSES)
    assert not re.search(r"^\s*price:", text, re.MULTILINE)
    assert "#price: {from: 35}\n" in text


def test_the_notes_are_in_the_language_of_the_site() -> None:
    assert "# Впишите свою цену" in start(replace(ROSES, languages=("ru", "en")))


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        (SHOP, "hours: {mon-tue: 09:00-18:00, wed: [08:00-12:00, 13:00-17:00], sun: closed}"),
        (replace(SHOP, hours="Mon-Fri 9-18, Sat closed"), "hours: {mon-fri: 09:00-18:00, sat: closed}"),
        (replace(SHOP, hours="whenever the light is on"), "hours: whenever the light is on"),
        (SHOP, "address: {country: DE}"),
        (SHOP, "timezone: Europe/Berlin"),
        (SHOP, "currency: EUR"),
        (replace(SHOP, country="Türkiye", city="İzmir"), "address: {city: İzmir, country: TR}"),
        (replace(SHOP, country="TR"), "timezone: Europe/Istanbul"),
        (replace(SHOP, country="US", timezone="Europe/Berlin"), "#timezone: Europe/Istanbul"),
        (replace(SHOP, city="Köln"), "timezone: Europe/Berlin"),
        (replace(SHOP, city="New York", country="US"), "timezone: America/New_York"),
        (replace(SHOP, city="Нью-Йорк", country="US", timezone="America/Chicago"), "timezone: America/New_York"),
        (replace(SHOP, city="Springfield", country="US", timezone="America/Chicago"), "timezone: America/Chicago"),
        (replace(SHOP, city="Córdoba", country="", timezone="Europe/Madrid"), "timezone: Europe/Madrid"),
        (replace(SHOP, city="Berlin", country="", timezone=""), "timezone: Europe/Berlin"),
        (replace(SHOP, country="Ukraine", timezone="Europe/Kiev"), "timezone: Europe/Kiev"),
        (replace(SHOP, country="", timezone="Etc/UTC"), "#timezone: Europe/Istanbul"),
        (replace(SHOP, street="12 Main St, 2nd floor"), 'address: {street: "12 Main St, 2nd floor", country: DE}'),
        (replace(SHOP, trade="", kind="Restaurant"), "type: Restaurant"),
        (replace(SHOP, trade="", kind="We mend umbrellas"), "tagline: We mend umbrellas"),
        (replace(SHOP, trade="", kind="Lessons in Latin"), "tagline: Lessons in Latin"),
        (replace(SHOP, trade="", kind="florist"), "tagline: Fresh flowers tied by hand"),
    ],
)
def test_a_fact_stands_as_it_was_said(answers: StartAnswers, line: str) -> None:
    assert f"  {line}\n" in start(answers)


@pytest.mark.parametrize(
    ("kind", "trade"),
    [
        ("flower shop", "florist"),
        ("Çiçekçi", "florist"),
        ("restaurant", "cafe"),
        ("berber", "barber"),
        ("Friseur", "barber"),
        ("репетитор", "tutor"),
        ("Nachhilfe", "tutor"),
        ("kurslar", "courses"),
        ("plumber", "household-repair"),
        ("hotel", "guest-house"),
        ("dişçi", "dentist"),
        ("notary", "lawyer"),
        ("tea house", "cafe"),
        ("piano lessons", "tutor"),
        ("Düğün fotoğrafçısı", "photographer"),
        ("уютная гостиница у моря", "guest-house"),
        ("phone repair in town", "phone-repair"),
        ("umbrellas", "other"),
        ("", "other"),
    ],
)
def test_a_trade_is_found_by_its_owners_words(kind: str, trade: str) -> None:
    assert trade_of(kind) == trade


@given(*[hostile] * 6)
def test_whatever_is_typed_stands_in_its_own_place(
    name: str, email: str, kind: str, phone: str, street: str, city: str
) -> None:
    answers = StartAnswers(name, email, kind=kind, phone=phone, street=street, city=city, theme=kind, accent=name)
    read = parse_source(start(answers).encode(), "new.yaml").data
    said = [read["site"]["name"], read["business"]["email"], read["site"]["accent"]]
    assert said == [name, email, name or trades()[trade_of(kind)].accent]
    assert read["business"].get("phone", "") == phone
    assert read["business"].get("address", {}).get("street", "") == street
    assert list(read) == ["site", "business", "sections", "forms"]
