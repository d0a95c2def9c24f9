"""What languages, countries, zones, days and colours are called. Asked only for words that are unknown."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache

from formkit.spec.short import DAYS
from formkit.words import languages, locale_of

_BETWEEN = re.compile(r"\s*[,;/&+]\s*|\s+(?:and|und|et|y|ve|és|и)\s+", re.IGNORECASE)


def language_called(name: str) -> str:
    """`Türkçe`, `turkish`, `tr` or `tr-TR` -> `tr`; "" when formkit doesn't speak it."""
    said = plain(name)
    code = re.split("[-_]", said)[0]
    return code if code in languages() else _languages().get(said, "")


def languages_called(text: str) -> list[str]:
    """`Türkçe, English` or `tr en` -> `tr`, `en`; a word that is none of them stays as it is."""
    found: list[str] = []
    for part in filter(None, _BETWEEN.split(text.strip())):
        code = language_called(part)
        found += [code] if code else [language_called(word) or word for word in part.split()]
    return found


def country_called(name: str) -> str:
    """`Türkiye`, `TUR` or `Turkey` -> `TR` (ISO 3166-1 alpha-2); "" when no country is called so."""
    from babel.core import get_global

    from formkit.spec.countries import CODES

    said = plain(name)
    short = get_global("territory_aliases").get(said.upper(), ())
    return _OTHERWISE.get(said) or _countries().get(said) or next((code for code in short if code in CODES), "")


def zone_called(name: str) -> str:
    """`Dublin` or `Ireland` -> `Europe/Dublin`; "" for what is neither a zone's city nor a country of one zone."""
    return zone_of_town(name) or zone_of(country_called(name))


def zone_of_town(town: str, country: str = "") -> str:
    """`Нью-Йорк` -> `America/New_York`, where it lies in that country (ISO 3166-1); "" for a town without a zone."""
    found = _towns().get(plain(town).replace("_", " "), ())
    return next((zone for zone in found if country in ("", country_of_zone(zone))), "")


def zone_of(country: str) -> str:
    """`IE` -> `Europe/Dublin`; "" for a country of several zones, or none."""
    from babel.core import get_global

    own = [zone for zone, its in get_global("zone_territories").items() if its == country]
    return own[0] if len(own) == 1 else ""


def country_of_zone(zone: str) -> str:
    """`Europe/Kyiv`, or as it was called before -> `UA`; "" for a zone of no country."""
    from babel.core import get_global

    country = get_global("zone_territories").get(get_global("zone_aliases").get(zone, zone), "")
    return country if country not in ("ZZ", "001") else ""


def town_of(zone: str, language: str) -> str:
    """`Europe/Kyiv` -> `Киев`: the town that a zone is called after, as the language calls it."""
    from babel.core import get_global

    zone = get_global("zone_aliases").get(zone, zone)
    return _towns_in(language).get(zone) or zone.rpartition("/")[2].replace("_", " ")


def colour_called(name: str) -> str:
    """`Teal` -> `#008080`, by the names of CSS; "" for any other."""
    from PIL.ImageColor import colormap, getrgb

    said = plain(name).replace(" ", "")
    return "#{:02x}{:02x}{:02x}".format(*getrgb(said)) if said in colormap else ""


def days_called(key: str, spoken: Sequence[str]) -> str:
    """`Pzt-Cum` or `Montag, Mittwoch` -> `mon-fri`, `mon, wed`; "" when a word is no day.

    The languages that the site speaks are asked first: `di` is another day in German than in French.
    """
    signs = re.split(r"(\s*[-–—,]\s*)", key.strip())
    found = [_day(word, spoken) for word in signs[::2]]
    between = [re.sub(r"\s*[–—-]\s*", "-", sign) for sign in signs[1::2]]
    return "".join(day + sign for day, sign in zip(found, [*between, ""], strict=True)) if all(found) else ""


def plain(word: str) -> str:
    """A word without what people leave out when they type: capitals, accents, a full stop at its end."""
    folded = unicodedata.normalize("NFKD", word.strip().rstrip(".").casefold().replace("ı", "i"))
    return "".join(letter for letter in folded if not unicodedata.combining(letter))


def _day(word: str, spoken: Sequence[str]) -> str:
    said = plain(word)
    asked = (*spoken, *(languages() if len(said) > 1 else ()))  # one letter is a day in Hungarian, and a slip elsewhere
    return next((day for language in asked if (day := _days(language).get(said))), "")


_OTHERWISE = {
    "turkey": "TR", "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB", "britain": "GB",
    "holland": "NL", "america": "US", "amerika": "US", "abd": "US", "czech republic": "CZ",
}  # fmt: skip


@cache
def _towns() -> dict[str, list[str]]:
    """A town by its name in any language of ours, or in English -> the zones that are called after it."""
    from babel.core import get_global

    towns: dict[str, list[str]] = {}
    for zone in get_global("zone_territories"):
        for name in {plain(town_of(zone, code)) for code in ("", *languages())}:
            towns.setdefault(name, []).append(zone)
    return towns


@cache
def _towns_in(language: str) -> dict[str, str]:
    """A zone -> its town in a language, where that has a name of its own for it."""
    from babel.core import get_global

    named = locale_of(language).time_zones if language else {}
    aliases = get_global("zone_aliases")
    return {aliases.get(zone, zone): str(one["city"]) for zone, one in named.items() if "city" in one}


@cache
def _countries() -> dict[str, str]:
    from formkit.spec.countries import CODES

    places = (locale_of(language).territories for language in languages())
    return {plain(name): code for names in places for code, name in names.items() if code in CODES}


@cache
def _days(language: str) -> dict[str, str]:
    names = locale_of(language).days
    forms = (names[use][width] for use in ("format", "stand-alone") for width in ("wide", "abbreviated", "short"))
    return {plain(name): DAYS[number] for form in forms for number, name in form.items()}


@cache
def _languages() -> dict[str, str]:
    return {plain(name): code for code in languages() for name in _names_of(code)}


def _names_of(code: str) -> Iterator[str]:
    """Its name in each of them; a name such as `қазақ тілі` is also said without its second word."""
    for language in languages():
        name = locale_of(language).languages[code]
        yield from (name, name.split()[0])
