"""Where a business is, when it is open, how it is reached, what things cost, and the things of a section."""

import re
from dataclasses import replace
from functools import cache
from typing import Any

from formkit.spec.checks.business import LINKS
from formkit.spec.checks.sections import OF_ITEMS
from formkit.spec.messengers import MESSENGERS
from formkit.spec.models import DAYS, Address
from formkit.web.studio.controls import Control, Maker, Offer, Place, Row
from formkit.web.studio.faces import Face
from formkit.web.studio.kinds.inner import controls_of
from formkit.web.studio.written import words_anyhow, words_of
from formkit.words import locale_of

_BRANDS = {"youtube": "YouTube", "tiktok": "TikTok", "linkedin": "LinkedIn", "github": "GitHub", "vk": "VK"}
_SIGNS = {"TRY": ("₺", "TL"), "RUB": ("₽", "руб.", "руб"), "KZT": ("₸", "тг"), "EUR": ("€", "Euro"), "CHF": ("Fr.",)}
_HOMES = {  # what stands before a name there
    "instagram": "https://instagram.com/", "facebook": "https://facebook.com/", "youtube": "https://youtube.com/@",
    "tiktok": "https://tiktok.com/@", "x": "https://x.com/", "twitter": "https://x.com/",
    "pinterest": "https://pinterest.com/", "threads": "https://threads.com/@", "vk": "https://vk.com/",
    "github": "https://github.com/", "vimeo": "https://vimeo.com/",
}  # fmt: skip


def address(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    inner = maker.place(made.place)
    return replace(made, value=None, parts=controls_of(maker, Address, inner))


def hours(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """A week: each day with its intervals. Hours that are told in words have a text instead."""
    said = made.value if isinstance(made.value, dict) else {}
    text = said.get("text")
    days = said.get("days", {})
    week = {day: [[one["opens"], one["closes"]] for one in days.get(day, [])] for day in DAYS}
    part = Control(
        (*made.place, "text"), made.place, "line", maker.say.label("Hours.text"), maker.say.help("Hours.text"), own=True
    )
    parts = (maker.spoken(part, text, None),) if text else ()
    names = dict(zip(DAYS, _day_names(maker.reader), strict=True))
    return replace(made, value=week, parts=parts, extra={"names": names, "words": maker.say("hours_words")})


@cache
def _day_names(language: str) -> tuple[str, ...]:
    from babel.dates import get_day_names

    return tuple(str(get_day_names("wide", "stand-alone", language)[day]) for day in range(7))


def pairs(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """Messengers and links: a line for each that is there, and the others to choose from."""
    said = made.value if isinstance(made.value, dict) else {}
    known = (
        {name: one.name for name, one in MESSENGERS.items()}
        if face.key == "messengers"
        else {name: _BRANDS.get(name, name.capitalize()) for name in LINKS}
    )
    rows, links = [], face.key == "links"
    for name, value in said.items():
        path = (*made.place, name)
        called, home = str(known.get(name, name)), {"home": _HOMES[name]} if links and name in _HOMES else {}
        line = Control(path, path, "url" if links else "line", called, value=str(value or ""), own=True, extra=home)
        rows.append(Row(path, called, parts=(line,)))
    offers = tuple(Offer(name, label) for name, label in known.items() if name not in said)
    return replace(made, value=None, rows=tuple(rows), choices=offers, extra={"homes": _HOMES} if links else {})


def price(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """A number, the least it costs, or words. The way it is said is told by what stands there."""
    said = at.said.get(face.key)
    least = said.get("from") if isinstance(said, dict) and "from" in said else None
    text = str(least) if least is not None else made.value
    exact = isinstance(said, str) and re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,4})?", said)
    way = "from" if least is not None else "exact" if exact or said is None else "words"
    extra = {
        "way": way,
        "place": made.place,
        "words": [*made.place, *([maker.language] if len(maker.written.languages) > 1 else [])],
    }
    currency = str(maker.written.at(("business", "currency")) or "")
    extra |= {"currency": currency, "signs": _signs(currency, maker.reader, *maker.written.languages)}
    return replace(made, path=made.place if way != "words" else made.path, value=text, extra=extra)


def _signs(currency: str, *languages: str) -> list[str]:
    """How people write a currency beside a number, the longest first."""
    from babel.numbers import get_currency_symbol

    symbols = (get_currency_symbol(currency, locale_of(language)) for language in languages if currency)
    found = {one.lower() for one in (currency, *_SIGNS.get(currency, ()), *symbols) if one}
    return sorted(found, key=len, reverse=True)


def items(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """The things of a section, each with the way to its panel."""
    said = made.value if isinstance(made.value, list) else []
    kind = str(at.path[-1])
    rows = tuple(Row((*made.place, n), _title_of(maker, one, n), _text_of(maker, one)) for n, one in enumerate(said))
    title = maker.say.get(f"new.{kind}") or maker.say("new.item")
    wanted = "name" if "name" in OF_ITEMS.get(kind, ("name",)) else "text"
    spoken: Any = {maker.language: title} if len(maker.written.languages) > 1 else title
    extra = {
        "fresh": {wanted: spoken},
        "pictures": kind == "gallery",
        "add": maker.say.get(f"add.{kind}") or maker.say("add.item"),
    }
    return replace(made, value=None, rows=rows, extra=extra)


def _title_of(maker: Maker, item: Any, number: int) -> str:
    said = item if isinstance(item, dict) else {}
    spoken = (maker.language, *maker.written.languages)
    found = (words_anyhow(said.get(key), spoken) for key in ("name", "alt", "text"))
    return next((one for one in found if one), "") or str(said.get("image") or "") or str(number + 1)


def _text_of(maker: Maker, item: Any) -> str:
    return words_of(item.get("role"), maker.language) if isinstance(item, dict) else ""
