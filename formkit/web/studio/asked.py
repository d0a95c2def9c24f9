"""The answers of "New site" as a browser sends them, and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from werkzeug.datastructures import MultiDict

from formkit.errors import SpecError
from formkit.source import parse_source
from formkit.spec import DAYS, check_source
from formkit.spec.called import country_of_zone, plain
from formkit.spec.countries import CODES
from formkit.spec.starts import StartAnswers, start
from formkit.words import languages, locale_of

MOST = 200  # characters of an answer
STEPS = ("trade", "name", "language", "email", "phone", "address", "hours", "look")
NEEDED = ("name", "email")
EXAMPLE = "hello@example.com"  # until the address is said
_FIELD_OF = {"address": "country", "languages": "language"}  # a key of the spec, and the field that asks for it
_LINES = (
    "trade", "kind", "name", "email", "phone", "street", "city", "postcode", "country", "timezone", "hours", "theme",
)  # fmt: skip


def answers_of(form: MultiDict[str, str], usual: str) -> StartAnswers:
    """What was filled in; `usual` is the language where none was chosen."""
    said = {name: _line(form.get(name, "")) for name in _LINES}
    chosen = form.get("accent", "")
    accent = form.get("accent_own", "") if chosen == "own" else chosen
    spoken = [code for code in (form.get("language", ""), *form.getlist("also")) if code in languages()]
    return StartAnswers(
        **said, accent=_line(accent), languages=tuple(dict.fromkeys(spoken)) or (usual,), week=_week(form)
    )


def wrong_in(answers: StartAnswers, path: Path, workspace: Path) -> list[str]:
    """The fields whose answers can't stand in a spec; `path` is where it would be saved."""
    missing = [name for name in NEEDED if not getattr(answers, name)]
    text = start(replace(answers, name=answers.name or "?", email=answers.email or EXAMPLE))
    try:
        _, problems = check_source(parse_source(text.encode(), path.name), path, workspace)
    except SpecError as error:
        problems = list(error.problems)
    lines = text.splitlines()
    keys = [lines[one.line - 1].partition(":")[0].strip() for one in problems if one.severity == "error"]
    return list(dict.fromkeys([*missing, *(_FIELD_OF.get(key, key) for key in keys)]))


def draft_of(answers: StartAnswers, wrong: list[str], name: str) -> StartAnswers:
    """Answers that a page can be made of: what is wrong is left out, `name` stands for the one to come."""
    blank: dict[str, Any] = {field: "" for field in wrong if field in (*_LINES, "accent")}
    blank |= {"week": {}} if "hours" in wrong else {}
    sound = replace(answers, **blank)
    return replace(sound, name=sound.name or name, email=sound.email or EXAMPLE)


def _line(text: str) -> str:
    """One line of text, without what can't be seen."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())[:MOST]


def _week(form: MultiDict[str, str]) -> dict[str, str]:
    """Each day as it was set; nothing when none is open."""
    open_days = [day for day in DAYS if form.get(f"{day}_open")]
    said = {day: f"{_line(form.get(f'{day}_from', ''))}-{_line(form.get(f'{day}_to', ''))}" for day in open_days}
    return {day: said.get(day, "closed") for day in DAYS} if said else {}


@dataclass(frozen=True)
class Country:
    """One to choose: its code, its name, and the time zones that lie in it (IANA), with blanks between."""

    code: str
    name: str
    zones: str


@cache
def countries(language: str) -> list[Country]:
    """Every country, by its name in the language."""
    from babel.core import get_global

    zones: dict[str, list[str]] = {}
    for zone in (*get_global("zone_territories"), *get_global("zone_aliases")):  # some browsers say the old name
        zones.setdefault(country_of_zone(zone), []).append(zone)
    names = locale_of(language).territories
    found = [Country(code, names[code], " ".join(zones.get(code, ()))) for code in CODES if code in names]
    return sorted(found, key=lambda one: plain(one.name))


def days(language: str) -> Mapping[str, str]:
    """mon..sun -> their names in the language."""
    names = locale_of(language).days["stand-alone"]["wide"]
    return {day: names[number] for number, day in enumerate(DAYS)}
