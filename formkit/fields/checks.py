"""WTForms validators that say what is wrong in the visitor's language (wording: GOV.UK design system)."""

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from functools import partial
from operator import ge, le
from typing import Any

from wtforms.validators import StopValidation

from formkit.fields.days import Today
from formkit.model import Upload
from formkit.words import Language, clock, day, locale_of

_INVISIBLE = frozenset({"Cf", "Cc", "Cn", "Zs", "Zl", "Zp"})
_IN_QUOTES = (
    "err_required_date",
    "err_required_time",
    "err_required_file",
)  # sentences that name the label as it stands
DAY, NAME = "{day}", "{name}"  # in messages that are filled in when a form is judged
_FILLERS = "\u3164\u115f\u1160\uffa0\u2800"


@dataclass(frozen=True)
class Check:
    """One rule of a field. `kind` is the page script's word for it, `message` what is said when it is broken."""

    kind: str
    message: str
    holds: Callable[[Any], Any]

    def __call__(self, form: Any, field: Any) -> None:
        if not self.holds(field.data):
            raise StopValidation(self.message)


@dataclass(frozen=True)
class Needed(Check):
    """The field must be filled in."""

    @property
    def field_flags(self) -> dict[str, bool]:
        return {"required": True}


@dataclass(frozen=True)
class FileCheck:
    """One rule for each file. The message names the {file} that breaks it.

    `kind` is the page script's word for the rule.
    """

    kind: str
    message: str
    holds: Callable[[Upload], bool]

    def __call__(self, form: Any, field: Any) -> None:
        for file in field.data:
            if not self.holds(file):
                raise StopValidation(self.message.replace("{file}", file.name))


@dataclass(frozen=True)
class FromToday(Check):
    """A limit that counts from today, which the form is told when it is judged; `holds` reads a day.

    The {day} of its message is filled in then: here, or by the page's script.
    """

    limit: Today
    language: Language

    def __call__(self, form: Any, field: Any) -> None:
        if form.today is None:
            return
        least, ahead = self.kind == "min", timedelta(days=self.limit.days)
        limit, day = (form.today.early if least else form.today.late) + ahead, self.holds(field.data)
        if day < limit if least else day > limit:
            raise StopValidation(self.message.replace(DAY, in_words(limit, self.language)))


@dataclass(frozen=True)
class OfEach(Check):
    """A rule for each of several things: `holds` gives the name of the first that breaks it, "" for none.

    The {name} of its message is filled in then: here, or by the page's script.
    """

    def __call__(self, form: Any, field: Any) -> None:
        if name := self.holds(field.data):
            raise StopValidation(self.message.replace(NAME, name))


class Blank:
    """A field that may stay empty is not checked further when it is."""

    def __call__(self, form: Any, field: Any) -> None:
        if not filled(field.data):
            raise StopValidation


def needed(label: str, language: Language, *, key: str = "err_required", flag: bool = True) -> Check:
    """The rule that a field must be filled in; `flag` writes the `required` attribute too."""
    if _asks(label) and key in (*_IN_QUOTES, "err_required", "err_choose"):
        message = language("err_required_question", label=label)
    elif key in _IN_QUOTES:
        message = language(key, label=label)
    else:
        message = language(key, label=inline(label, language))
    return (Needed if flag else Check)("required", message, filled)


def subject(label: str, language: Language) -> str:
    """A label that begins a sentence: in English, a question stands in quotes, as every label does elsewhere."""
    return f"“{label}”" if language.code == "en" and _asks(label) else label


def _asks(label: str) -> bool:
    return label.endswith(("?", "؟", "？")) or "՞" in label


def filled(value: Any) -> bool:
    """True when there is something to see in a field's data."""
    return not is_blank(value) if isinstance(value, str) else bool(value)


def is_blank(value: str) -> bool:
    """True when nothing can be seen in it: blanks, zero-width characters, the Hangul filler."""
    return all(letter in _FILLERS or unicodedata.category(letter) in _INVISIBLE for letter in value)


def length(value: str) -> int:
    """Characters as a person counts them: a line break is one."""
    return len(value.replace("\r\n", "\n"))


def inline(label: str, language: Language) -> str:
    """A label inside a sentence: English loses its capital ("Enter your name"), but "I agree", "IBAN" keep theirs."""
    first = (label.split() or [""])[0]
    ordinary = first != "I" and first[:1].isupper() and (first[1:] == "" or first[1:].replace("'", "").islower())
    proper = len(first) > 1 and first[1] in "-'’" and first.lower() != "e-mail"
    return label[:1].lower() + label[1:] if language.code == "en" and ordinary and not proper else label


def long_enough(least: int | None, most: int | None, label: str, language: Language) -> list[Check]:
    """The rules that text has `least` to `most` characters."""
    found, label = [], subject(label, language)
    if most is not None:
        found.append(Check("long", language("err_too_long", label=label, max=most), lambda text: length(text) <= most))
    if least:
        found.append(
            Check("short", language("err_too_short", label=label, min=least), lambda text: length(text) >= least)
        )
    return found


def between(
    least: Any, most: Any, label: str, language: Language, *, read: Callable[[str], Any], kind: str = ""
) -> list[Check]:
    """The rules that what `read` makes of the text is not below `least` nor above `most` (None: no limit).

    `kind` is "date_" or "time_" for moments, whose messages are their own.
    """
    found: list[Check] = []
    label = subject(label, language)
    for name, limit, keeps in (("min", least, ge), ("max", most, le)):
        if isinstance(limit, Today):
            said = language(f"err_{kind}{name}", label=label, **{name: DAY})
            found.append(FromToday(name, said, read, limit=limit, language=language))
        elif limit is not None:
            said = language(f"err_{kind}{name}", label=label, **{name: in_words(limit, language)})
            found.append(Check(name, said, partial(_keeps, keeps, read, limit)))
    return found


def _keeps(keeps: Callable[[Any, Any], bool], read: Callable[[str], Any], limit: Any, text: str) -> bool:
    return keeps(read(text), limit)


def in_words(limit: Any, language: Language) -> str:
    """A limit as a reader says it: 20, 2,5, 31 December 2026, 09:00."""
    if isinstance(limit, date):
        return day(limit, language.code)
    if isinstance(limit, time):
        return clock(limit, language.code)
    from babel.numbers import get_decimal_symbol

    return plain(limit).replace(".", get_decimal_symbol(locale_of(language.code)))


def plain(limit: Any) -> str:
    """A limit as people write it: 20, 2.5, 2026-12-31, 09:00."""
    return limit.isoformat("minutes") if isinstance(limit, time) else str(limit)


def as_number(text: str) -> Decimal | None:
    """Plain ASCII digits with a point or comma -> Decimal; None for anything else (no NaN, no 1e5, no 5_0)."""
    found = re.fullmatch(r"\s*([+-]?[0-9]{1,15})(?:[.,]([0-9]{1,10}))?\s*", text, re.ASCII)
    return Decimal(f"{found[1]}.{found[2] or 0}") if found else None


def offered(values: Iterable[str], language: Language) -> Check:
    """The rule that whatever is chosen was there to choose."""
    known = frozenset(values)
    given: Callable[[Any], bool] = lambda data: known.issuperset([data] if isinstance(data, str) else data)  # noqa: E731
    return Check("type", language("err_choice"), given)


def matches(pattern: str, message: str) -> Check:
    """The rule that the whole value matches `pattern`, in linear time whatever a visitor types (RE2)."""
    compiled = compile_pattern(pattern)
    return Check("pattern", message, lambda text: bool(compiled.fullmatch(text)))


def compile_pattern(pattern: str) -> Any:
    """A pattern of a spec, compiled. Raises ValueError with RE2's words."""
    import re2

    options = re2.Options()
    options.log_errors = False
    options.max_mem = 1 << 20
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        said = error.args[0]
        raise ValueError(said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)) from None


def html_pattern(pattern: str) -> str:
    """The pattern for browsers (JavaScript's v flag), or "" where the dialects differ: the server checks anyway."""
    if re.search(r"\(\?(?!:)|\[\[|&&|--|\\[AzQECaCpPx]|[^\x20-\x7e]", pattern):
        return ""
    if any(re.search(r"(?<!\\)[(){}/|]", inside) for inside in re.findall(r"\[\^?((?:\\.|[^\]\\])*)\]", pattern)):
        return ""
    return re.sub(r"(?<!\\)-\]", r"\\-]", re.sub(r"\[(\^?)-", r"[\1\\-", pattern))
