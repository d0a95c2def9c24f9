"""What a control offers to choose from: trades, countries, currencies, time zones, forms, sizes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from formkit.fields.files import FILE_MOST, MB
from formkit.kinds import KINDS
from formkit.spec.called import country_of_zone, plain
from formkit.spec.checks.business import TYPES
from formkit.spec.countries import CODES
from formkit.spec.presets import PRESETS
from formkit.spec.trades import everyday_words
from formkit.web.studio.clocks import clock_name
from formkit.web.studio.controls import Maker, Offer, Place
from formkit.web.studio.faces import Face
from formkit.web.studio.written import words_anyhow
from formkit.words import Text


def offers_of(maker: Maker, face: Face, at: Place) -> Iterator[Offer]:
    make = _OFFERED.get(face.name)
    if make:
        yield from make(maker, at)
    for word in face.offered:
        if word:
            yield Offer(word, maker.say.get(f"choice.{word}", word))


def _trades(maker: Maker, at: Place) -> Iterator[Offer]:
    """By their names, the one for whom none fits the last; found by their everyday words, too."""
    offers = [Offer(name, maker.say.named("trade", name), everyday_words(name)) for name in TYPES]
    yield from sorted(offers[1:], key=lambda one: plain(one.label))
    yield offers[0]


def _countries(maker: Maker, at: Place) -> Iterator[Offer]:
    names = _territories(maker.reader)
    yield from _by_name(Offer(code, names.get(code, code)) for code in CODES)


def _by_name(offers: Iterable[Offer]) -> list[Offer]:
    return sorted(offers, key=lambda one: plain(one.label))


@cache
def _territories(language: str) -> Mapping[str, str]:
    from babel import Locale

    return dict(Locale.parse(language).territories)


def _currencies(maker: Maker, at: Place) -> Iterator[Offer]:
    yield from _money(maker.reader)


@cache
def _money(language: str) -> tuple[Offer, ...]:
    """What is paid with today in some country."""
    from babel import Locale
    from babel.numbers import get_territory_currencies

    names = Locale.parse(language).currencies
    living = {code for country in CODES for code in get_territory_currencies(country)}
    return tuple(_by_name(Offer(code, f"{names[code]} ({code})") for code in living if code in names))


def _timezones(maker: Maker, at: Place) -> Iterator[Offer]:
    """By their towns and countries; the file may have one by a name of before."""
    said = str(at.said.get("timezone") or "")
    offers = _clocks(maker.reader)
    yield from offers
    if country_of_zone(said) and said not in {one.value for one in offers}:
        yield Offer(said, clock_name(said, maker.reader))


@cache
def _clocks(language: str) -> tuple[Offer, ...]:
    from zoneinfo import available_timezones

    from babel.core import get_global

    zones = [zone for zone in get_global("zone_territories") if country_of_zone(zone)]
    known = available_timezones()
    return tuple(_by_name(Offer(zone, clock_name(zone, language)) for zone in zones if zone in known))


def _forms(maker: Maker, at: Place) -> Iterator[Offer]:
    yield from (Offer(name, maker.form_title(name)) for name in maker.written.data["forms"])


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


def kinds_of_files(maker: Maker) -> tuple[Offer, ...]:
    return tuple(Offer(word, ", ".join(kind.endings)) for word, kind in KINDS.items())


_OFFERED: Mapping[str, Callable[[Maker, Place], Iterator[Offer]]] = {
    "Business.type": _trades, "Business.timezone": _timezones, "Business.currency": _currencies,
    "Field.default": _own_choices,
    "Field.currency": _currencies, "Address.country": _countries, "Section.form": _forms, "Form.preset": _presets,
    "Field.max_size": _sizes, "Field.autocomplete": _fills,
}  # fmt: skip
