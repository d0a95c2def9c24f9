"""A message in a language, and Text: the words of a spec by language.

One file of `languages/` is one language; a key that it lacks falls back to English.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

from formkit.errors import Wrong, quoted

if TYPE_CHECKING:
    from babel import Locale

_FOLDER = Path(__file__).parent / "languages"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_COPIED = re.compile(r"[\w-]*")  # a reference stands in commands, too: it must stay as it is when it is copied

Words = Callable[..., str]


@dataclass(frozen=True)
class Language:
    """One file of messages. `direction` is "ltr" or "rtl"; `charset` is what old pages of it are written in;
    `fallback` is the language that a spec's own words are said in where they lack this one.
    """

    code: str
    native: str
    direction: str
    charset: str
    words: Mapping[str, str]
    fallback: str = ""

    def __call__(self, key: str, **values: object) -> str:
        """The message of `key` with its {placeholders} filled; KeyError when English has no such key."""
        text = self.words.get(key) or _load("en").words[key]
        if not values:
            return text
        return fill(text, {name: self.isolated(str(value)) for name, value in values.items()})

    def isolated(self, value: str) -> str:
        """A value for a sentence: between isolates where the sentence runs from the right (UAX 9), so that
        a phone number or a foreign name neither turns around nor turns the words beside it.
        """
        whole = self.direction == "ltr" or _COPIED.fullmatch(value)
        return value if whole else f"\u2068{value}\u2069"

    @property
    def comma(self) -> str:
        """What stands between the parts of a list: Arabic has a comma of its own."""
        return "، " if self.direction == "rtl" else ", "

    def say(self, text: "Text | None") -> str:
        """Words of a spec in this language, else in its fall-back; "" when there are none."""
        return text.say(self.code, default=self.fallback) if text else ""


@dataclass(frozen=True)
class Text:
    """Words by language, as a spec gives them: a plain string stands for every language (code "")."""

    by_language: tuple[tuple[str, str], ...]

    def say(self, language: str, *, default: str = "") -> str:
        """The words in `language`, else in `default`, else the first there are."""
        found = dict(self.by_language)
        return found.get(language) or found.get("") or found.get(default) or next(iter(found.values()), "")

    def speaks(self, language: str) -> bool:
        return any(code in ("", language) for code, _ in self.by_language)

    @classmethod
    def of(cls, value: object) -> "Text":
        """A string or a mapping of languages -> Text; Wrong (a ValueError) says what is wrong."""
        if isinstance(value, Text):
            return value
        if isinstance(value, str) and value:
            return cls((("", str(value)),))
        if isinstance(value, dict) and value:
            return cls(tuple(_translation(code, words) for code, words in value.items()))
        if value is None or value == "":
            raise Wrong("'{key}' is empty", "write its text, or take the line out", rule="is-empty")
        hint = "for example {en: Hello, tr: Merhaba}"
        raise Wrong("'{key}' must be text, or its text by language", hint, rule="text-wanted")

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(cls.of)

    @classmethod
    def __get_pydantic_json_schema__(cls, core: Any, handler: Any) -> dict[str, Any]:
        scalar = {"type": ["string", "number", "boolean"]}
        by_language = dict.fromkeys(languages(), scalar)
        mapping = {
            "type": "object",
            "properties": by_language,
            "additionalProperties": False,
            "minProperties": 1,
        }
        return {"anyOf": [scalar, mapping]}


@cache
def words(language: str, fallback: str = "") -> Language:
    """The messages of a language, English for one we don't have; `fallback` is the site's own language."""
    return replace(_load(language if language in languages() else "en"), fallback=fallback)


@cache
def languages() -> tuple[str, ...]:
    """The codes of all languages there are, by listing their files."""
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


def fill(template: str, values: Mapping[str, str]) -> str:
    """`{name}` replaced by its value, once; unknown names stay. Never runs anything (no str.format)."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), template)


def plain_digits(text: str) -> str:
    """Digits of any script as 0 to 9, the Arabic decimal sign as a point: `٢٫٥`, as phones write it, is `2.5`."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in text).replace("٫", ".")


@cache
def locale_of(language: str, country: str = "") -> "Locale":
    """CLDR's locale of a language, in a country where CLDR knows the pair: `en` in `GB` has other clocks than in `US`.

    English without a country is that of the whole world (en-150): 31 December 2026, 14:30.
    Digits are Latin in every language, as in phone numbers and prices, which owners write themselves.
    """
    from babel import Locale, UnknownLocaleError

    for name in (f"{language}_{country.upper()}", "en_150" if language == "en" else language):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_150")


def moment(at: datetime, zone: str, language: str, country: str = "") -> str:
    """A moment to the minute in a time zone (IANA; "" is UTC), as readers of the language in a country write it."""
    return _minute(at.replace(second=0, microsecond=0), zone or "UTC", language, country)


def day(at: date, language: str, country: str = "") -> str:
    """A day, or that of a moment (UTC), as readers of the language write it: 31 December 2026, 2026. december 31."""
    from babel.dates import format_date

    return format_date(at, "long", locale=locale_of(language, country))


def clock(at: time, language: str, country: str = "") -> str:
    """A time of day, as readers of the language write it: 14:30, 2:30 PM."""
    from babel.dates import format_time

    return format_time(at, "short", locale=locale_of(language, country)).replace(" ", "\u00a0")  # stays on one line


@lru_cache(maxsize=256)  # what comes in the same minute is dated once
def _minute(at: datetime, place: str, language: str, country: str) -> str:
    from babel.dates import format_datetime, get_timezone_name

    locale, there = locale_of(language, country), at.astimezone(ZoneInfo(place))
    said = {"{1}": day(there, language, country), "{0}": clock(there.timetz(), language, country)}
    joined = re.sub(r"\{[01]\}", lambda found: said[found[0]], str(locale.datetime_formats["medium"]).replace("'", ""))
    zone = get_timezone_name(
        there, "short", locale=locale, zone_variant=_season(there)
    )  # CLDR has few in each language
    if zone[0] not in "+-":
        return f"{joined} {zone}"
    known = "/" in place and not place.startswith("Etc/")
    return f"{joined} ({format_datetime(there, 'vvvv' if known else 'ZZZZ', locale=locale)})"  # Türkiye Saati


def _season(there: datetime) -> Literal["daylight", "standard"]:
    """Which half of a zone's year it is. In Ireland that of the winter is the exception, an hour less (dst() < 0)."""
    ahead, half_a_year_on = there.dst() or timedelta(), (there + timedelta(days=182)).dst() or timedelta()
    return "daylight" if ahead > timedelta() or (not ahead and half_a_year_on < timedelta()) else "standard"


@cache
def _load(code: str) -> Language:
    data = tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8"))
    return Language(code, data["native"], data["direction"], data["charset"], data["words"])


def _translation(code: object, said: object) -> tuple[str, str]:
    if code not in languages():
        known = f"formkit speaks {', '.join(languages())}; a text that holds a colon needs quotes"
        message = f"'{{key}}' names an unknown language {quoted(code)}"
        raise Wrong(message, known, at=(str(code),), rule="language-unknown", value=code)
    if not isinstance(said, str) or not said:
        hint = "write them, or take this language out"
        raise Wrong(f"'{{key}}' has no words for '{code}'", hint, at=(str(code),), rule="is-empty")
    return str(code), str(said)
