"""Controls that are more than a box: choices, the look, pictures, addresses, hours, prices, lists of things."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from formkit.errors import FormkitError
from formkit.fields.files import FILE_MOST, MB
from formkit.kinds import KINDS
from formkit.schema import Model
from formkit.spec.checks.business import LINKS, TYPES
from formkit.spec.checks.sections import OF_ITEMS
from formkit.spec.countries import CODES
from formkit.spec.messengers import MESSENGERS
from formkit.spec.models import DAYS, Address
from formkit.spec.presets import PRESETS
from formkit.themes import About, about_theme, theme_names
from formkit.web.studio.controls import Control, Maker, Offer, Place, Row
from formkit.web.studio.faces import Face, faces, faces_by_key
from formkit.web.studio.picturekinds import picture
from formkit.web.studio.written import is_yes, words_anyhow, words_of
from formkit.words import Text, languages, words

Kind = Callable[[Maker, Control, Face, Place], Control]


def yes_or_no(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    said = made.value if made.own else made.usual
    return replace(made, value=is_yes(said), usual=bool(is_yes(at.force.get(face.key)) if made.preset else face.usual))


def choice(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """One of several; what stands in the file and is none of them is among them, so that it stays."""
    offers = tuple(_offers(maker, face, at))
    said = str(made.value or "")
    known = {one.value for one in offers}
    more = (Offer(said, said),) if said and said not in known else ()
    return replace(made, value=said, usual=str(made.usual or ""), choices=(*offers, *more))


def _offers(maker: Maker, face: Face, at: Place) -> Iterator[Offer]:
    make = _OFFERED.get(face.name)
    if make:
        yield from make(maker, at)
    for word in face.offered:
        if word:
            yield Offer(word, maker.say.get(f"choice.{word}", word))


def _trades(maker: Maker, at: Place) -> Iterator[Offer]:
    said = ((maker.say.get(f"trade.{name}") or re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name), name) for name in TYPES)
    yield from (Offer(name, label) for label, name in sorted(said))


def _countries(maker: Maker, at: Place) -> Iterator[Offer]:
    names = _territories(maker.reader)
    yield from (Offer(code, name) for name, code in sorted((names.get(code, code), code) for code in CODES))


@cache
def _territories(language: str) -> Mapping[str, str]:
    from babel import Locale

    return dict(Locale.parse(language).territories)


def _currencies(maker: Maker, at: Place) -> Iterator[Offer]:
    yield from (Offer(code, label) for label, code in _money(maker.reader))


@cache
def _money(language: str) -> tuple[tuple[str, str], ...]:
    from babel import Locale
    from babel.numbers import list_currencies

    names, living = Locale.parse(language).currencies, list_currencies()
    return tuple(
        sorted(
            (f"{names[code]} ({code})", code)
            for code in living
            if code in names and not re.search(r"\d{4}", names[code])
        )
    )


@cache
def _zones() -> tuple[str, ...]:
    from zoneinfo import available_timezones

    return tuple(
        sorted(
            zone
            for zone in available_timezones()
            if re.match("Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific", zone)
        )
    )


def _timezones(maker: Maker, at: Place) -> Iterator[Offer]:
    yield from (Offer(zone, zone.replace("_", " ").replace("/", " / ")) for zone in _zones())


def _forms(maker: Maker, at: Place) -> Iterator[Offer]:
    for name, form in maker.written.data["forms"].items():
        yield Offer(name, words_anyhow(form.get("title"), (maker.language, *maker.written.languages)) or name)


def _presets(maker: Maker, at: Place) -> Iterator[Offer]:
    yield from (Offer(name, maker.say.named("preset", name)) for name in PRESETS)


def _sizes(maker: Maker, at: Place) -> Iterator[Offer]:
    yield from (Offer(f"{size} MB", f"{size} MB") for size in (1, 2, 5, FILE_MOST // MB))


def _fills(maker: Maker, at: Place) -> Iterator[Offer]:
    usual = (
        "name",
        "given-name",
        "family-name",
        "organization",
        "street-address",
        "postal-code",
        "address-level2",
        "email",
        "tel",
        "url",
        "bday",
        "off",
    )
    yield from (Offer(word, maker.say.get(f"fill.{word}", word)) for word in usual)


def _own_choices(maker: Maker, at: Place) -> Iterator[Offer]:
    """What a field with choices can begin with."""
    listed = at.force.get("choices")
    for one in listed if isinstance(listed, list) else ():
        value, label = str(one.get("value", "")), one.get("label")
        said = (
            label.say(maker.language)
            if isinstance(label, Text)
            else words_anyhow(label, (maker.language, *maker.written.languages))
        )
        yield Offer(value, said or value)


_OFFERED: Mapping[str, Callable[[Maker, Place], Iterator[Offer]]] = {
    "Business.type": _trades, "Business.timezone": _timezones, "Business.currency": _currencies,
    "Field.default": _own_choices,
    "Field.currency": _currencies, "Address.country": _countries, "Section.form": _forms, "Form.preset": _presets,
    "Field.max_size": _sizes, "Field.autocomplete": _fills,
}  # fmt: skip


def spoken_languages(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    offers = tuple(Offer(code, words(code).native) for code in languages())
    now = list(maker.written.languages)
    return replace(made, value=now, choices=offers, extra={"before": now})


def lines(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    said = [made.value] if isinstance(made.value, str) and made.value else made.value
    return replace(made, value=[str(one) for one in said if isinstance(one, str)] if isinstance(said, list) else [])


def colour(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    return replace(
        made,
        value=str(made.value or ""),
        usual=str(made.usual or ""),
        choices=tuple(Offer(one, one) for one in SWATCHES),
    )


SWATCHES = ("#a3324f", "#9a5b2e", "#8a6d00", "#2f5d50", "#1c6e8c", "#2f4b8f", "#6a3d9a", "#b0305f", "#3f3f46")


def theme(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """The themes as pictures, and below them what the chosen one lets choose."""
    said = made.value if isinstance(made.value, dict) else {}
    name = str(said.get("name") or "plain")
    known = {about.name: about for about in _themes(maker)}
    offers = tuple(
        Offer(one.name, one.title, maker.say.get(f"theme.{one.name}", one.description), one.name if one.preview else "")
        for one in known.values()
    )
    offered = known[name].options if name in known else {}
    parts = tuple(_theme_option(maker, made, option, choices, said.get(option)) for option, choices in offered.items())
    extra = {
        "options": {one.name: list(one.options) for one in known.values()},
        "said": [key for key in said if key != "name"],
    }
    return replace(made, value=name, usual="plain", choices=offers, parts=parts, extra=extra)


def _theme_option(maker: Maker, made: Control, option: str, choices: tuple[str, ...], said: Any) -> Control:
    path = (*made.place, option)
    offers = tuple(Offer(word, maker.say.get(f"look.{word}", word)) for word in choices)
    label = maker.say.get(f"option.{option}", option)
    return Control(path, path, "choice", label, value=str(said or ""), usual=choices[0], own=bool(said), choices=offers)


def _themes(maker: Maker) -> Iterator[About]:
    for name in theme_names(maker.workspace):
        try:
            yield about_theme(name, maker.workspace)
        except FormkitError:  # the check tells what is wrong with it
            continue


def address(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    inner = maker.place(made.place)
    return replace(made, value=None, parts=tuple(control_of(maker, one, inner) for one in faces(Address)))


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
        else {name: name.capitalize() for name in LINKS}
    )
    rows = []
    for name, value in said.items():
        path = (*made.place, name)
        line = Control(path, path, "line", str(known.get(name, name)), value=str(value or ""), own=True)
        rows.append(Row(path, str(known.get(name, name)), parts=(line,)))
    offers = tuple(Offer(name, label) for name, label in known.items() if name not in said)
    return replace(made, value=None, rows=tuple(rows), choices=offers)


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
    return replace(
        made, path=made.place if way != "words" else made.path, value=text, extra={**extra, "currency": currency}
    )


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


def kinds_of_files(maker: Maker) -> tuple[Offer, ...]:
    return tuple(Offer(word, ", ".join(kind.endings)) for word, kind in KINDS.items())


def control_of(maker: Maker, face: Face, at: Place) -> Control:
    """The control of one key of a model, whatever kind it is of."""
    from formkit.web.studio.formkinds import FORM_KINDS

    made = maker.plain(face, at)
    make = ALL_KINDS.get(face.kind) or FORM_KINDS.get(face.kind)
    return make(maker, made, face, at) if make else made


def controls_of(maker: Maker, model: type[Model], at: Place, keys: tuple[str, ...] = ()) -> tuple[Control, ...]:
    """The controls of a model, or of some of its keys in their order."""
    known = faces_by_key(model)
    return tuple(control_of(maker, known[key], at) for key in keys or known)


ALL_KINDS: Mapping[str, Kind] = {
    "yesno": yes_or_no, "choice": choice, "languages": spoken_languages, "lines": lines, "colour": colour,
    "theme": theme, "picture": picture, "address": address, "hours": hours, "pairs": pairs, "price": price,
    "items": items,
}  # fmt: skip
