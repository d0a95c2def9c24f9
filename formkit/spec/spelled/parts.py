"""Short forms of the site, the business, the sections and the legal pages, and of texts by language."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from formkit.edit import Copy, Put, Rename, Under
from formkit.errors import Wrong
from formkit.spec import short
from formkit.spec.spelled.way import HERE, Answer, Path, Rule, Way, get
from formkit.words import languages


def _language_of_site(way: Way) -> Answer:
    if way.done == ("site",) and way.step == "languages" and isinstance(way.value, dict):
        short_form = "language" in way.value and "languages" not in way.value
        return Rename(("site", "language"), "languages") if short_form else None
    if way.done == ("site", "languages") and way.value is None and way.fill:
        return Put(way.done, ["en"])
    return None


def _theme(way: Way) -> Answer:
    if way.done != ("site", "theme") or not isinstance(way.value, str | None):
        return None
    if way.step == "name":
        return HERE
    return Under(way.done, "name") if way.value else None


def _address(way: Way) -> Answer:
    if way.done != ("business", "address") or not isinstance(way.value, str):
        return None
    return HERE if way.step == "street" else Under(way.done, "street")


def _hours(way: Way) -> Answer:
    if way.done != ("business", "hours") or way.value is None:
        return None
    if isinstance(way.value, str) or short.by_language(way.value, "Hours"):
        return HERE if way.step == "text" else None
    return _day(way) if isinstance(way.value, dict) and way.step in short.DAYS else None


def _day(way: Way) -> Answer:
    """A day out of `mon-fri`: the days before and behind it keep their times in keys of their own."""
    keys = [key for key in way.value if way.step in _days_of(key)]
    if not keys or way.step in keys:
        return None
    days, old = _days_of(keys[-1]), keys[-1]
    at = days.index(str(way.step))
    names = [_name_of(part) for part in (days[:at], days[at : at + 1], days[at + 1 :]) if part]
    copies = [Copy((*way.done, first), then) for first, then in pairwise(names)]
    return [Rename((*way.done, old), names[0]), *copies]


def _days_of(key: str) -> list[str]:
    try:
        return short.week_days(key)
    except Wrong:
        return []


def _name_of(days: Sequence[str]) -> str:
    """`mon-wed`, or `mon, wed` for days that don't follow one another."""
    start = short.DAYS.index(days[0])
    in_a_row = len(days) > 1 and tuple(days) == (*short.DAYS, *short.DAYS)[start : start + len(days)]
    return f"{days[0]}-{days[-1]}" if in_a_row else ", ".join(days)


def _usual_page(way: Way) -> Answer:
    if way.done == ("sections",) and way.value is None and way.fill:
        return Put(way.done, _usual_sections(way.data))
    return None


def _usual_sections(data: Any) -> list[Any]:
    """As usual.usual_sections makes them, from what is written."""
    business, forms = (get(data, (key,)) for key in ("business", "forms"))
    known = business if isinstance(business, dict) else {}
    reached = any(known.get(key) for key in ("email", "phone", "address", "messengers"))
    kinds = ["hero", *(["hours"] if known.get("hours") else []), *(["contact"] if reached else [])]
    return [*kinds, *({"form": name} for name in (forms if isinstance(forms, dict) else ()))]


def is_section(path: Path) -> bool:
    return path[-2:-1] == ("sections",) and (len(path) == 2 or (len(path) == 4 and path[0] == "pages"))


def _section(way: Way) -> Answer:
    if is_section(way.done) and isinstance(way.value, str) and way.step == way.value:
        return Put(way.done, {way.value: {}})
    if way.here or not is_section(way.done[:-1]) or way.value is None:
        return None
    whole = _whole_of_section(str(way.done[-1]), way.value)
    if not whole:
        return None
    return HERE if way.step == whole else Under(way.done, whole)


def _whole_of_section(kind: str, said: Any) -> str:
    """The key that is meant when a section says nothing else: its form, its items, its text; "" when it has keys."""
    if isinstance(said, str):
        return "form" if kind == "form" else "text"
    if isinstance(said, list):
        return "items"
    return "text" if short.by_language(said, "Section") else ""


def _legal(way: Way) -> Answer:
    if way.done == ("legal",) and isinstance(way.value, str | list):
        said = [way.value] if isinstance(way.value, str) else way.value
        return Put(way.done, dict.fromkeys(map(str, said), True))
    if way.here or way.done[:-1] != ("legal",) or way.value is None:
        return None
    if isinstance(way.value, str) and short.legal_page(way.value) == {}:
        return Put(way.done, {})
    if isinstance(way.value, str) or short.by_language(way.value, "LegalPage"):
        return HERE if way.step == "text" else Under(way.done, "text")
    return None


_NAMED = ("fields", "show_if", "when", "messengers", "links", "forms", "pages")  # below which keys are names


def _by_language(way: Way) -> Answer:
    """A plain text is that of the default language; another one beside it needs both by their languages.

    New words of a site in several languages name theirs: plain ones would stand in all, and be missed in none.
    """
    if way.step not in languages() or way.done[-1:] == () or way.done[-1] in _NAMED:
        return None
    default = way.languages[0]
    if way.value is None:
        return HERE if way.step == default and len(way.rest) == 1 and len(way.languages) == 1 else None
    if not isinstance(way.value, str):
        return None
    if way.step == default:
        return HERE
    return Under(way.done, default) if way.value else Put(way.done, {})


def _listed(way: Way) -> Answer:
    """One line is a list of one; opening times have commas between."""
    if not isinstance(way.value, str) or not isinstance(way.step, int):
        return None
    times = way.done[:2] == ("business", "hours")
    return Put(way.done, [one.strip() for one in way.value.split(",")] if times else [str(way.value)])


PARTS: tuple[Rule, ...] = (_language_of_site, _theme, _address, _hours, _usual_page, _section, _legal)
TEXTS: tuple[Rule, ...] = (_by_language, _listed)
