"""Fields with an order: number, date, time; `min` and `max` are values."""

import re
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from pydantic import model_validator

from formkit.fields.base import Asked, FieldType, InputOptions, Reader, Shown, ordered
from formkit.fields.days import DayLimit, Today
from formkit.fields.text import typed
from formkit.schema import Clock, Number
from formkit.words import Language, clock, locale_of, plain_digits

if TYPE_CHECKING:
    from wtforms.fields.core import UnboundField

_MACHINE = re.compile(r"|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}:[0-9]{2}(:[0-9]{2})?")  # as HTML writes moments


def as_date(text: str) -> date | None:
    """A day as browsers send it (2026-12-31) or as people type it (31.12.2026) -> a date, or None."""
    found = re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})", text)
    typed_by_hand = re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4})", text)
    parts = found.groups() if found else typed_by_hand.groups()[::-1] if typed_by_hand else ()
    try:
        return date(*(int(part) for part in parts)) if parts else None
    except ValueError:
        return None


def as_time(text: str) -> time | None:
    """`14:30` or `9:05`, seconds allowed, also `9.05` -> a time, or None."""
    found = re.fullmatch(r"([0-9]{1,2})[:.]([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?", text)
    try:
        return time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


class NumberOptions(InputOptions):
    """A number; `min` and `max` are values."""

    type: Literal["number"] = "number"
    min: Number | None = None
    max: Number | None = None
    _in_order = model_validator(mode="after")(ordered)


class DateOptions(InputOptions):
    """A day (ISO 8601). `min` and `max` are days such as 2026-12-31, or such as today and today+2."""

    type: Literal["date"] = "date"
    min: DayLimit | None = None
    max: DayLimit | None = None
    _in_order = model_validator(mode="after")(ordered)


class TimeOptions(InputOptions):
    """A time of day. `min` and `max` are times such as 09:00."""

    type: Literal["time"] = "time"
    min: Clock | None = None
    max: Clock | None = None
    _in_order = model_validator(mode="after")(ordered)


def make_number(options: NumberOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import TextInput

    from formkit.fields.checks import Check, as_number, between, subject

    is_number = Check(
        "type", language("err_number", label=subject(label, language)), lambda text: as_number(text) is not None
    )
    checks = [is_number, *between(options.min, options.max, label, language, read=as_number)]
    limits = {"data-min": options.min, "data-max": options.max}
    attributes: dict[str, Any] = {name: str(limit) for name, limit in limits.items() if limit is not None}
    attributes |= {"data-number": True, "inputmode": _keys(options.min, options.max), "filters": [plain_digits]}
    return typed(options, label, language, widget=TextInput(), checks=checks, **attributes)


def _keys(least: Decimal | None, most: Decimal | None) -> str | Literal[False]:
    """The keyboard of a phone: digits for counts, with a point for amounts, the whole one where a minus may be."""
    if least is None or least < 0:
        return "decimal" if least is None else False
    return "numeric" if all(limit is None or limit == int(limit) for limit in (least, most)) else "decimal"


def make_date(options: DateOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import DateInput

    return _moment(options, label, language, read=as_date, kind="date", widget=DateInput())


def make_time(options: TimeOptions, label: str, language: Language) -> "UnboundField[Any]":
    from wtforms.widgets import TimeInput

    return _moment(options, label, language, read=as_time, kind="time", widget=TimeInput())


def _moment(options: Any, label: str, language: Language, *, read: Any, kind: str, widget: Any) -> "UnboundField[Any]":
    from wtforms.widgets import TextInput

    from formkit.fields.checks import Check, between

    is_moment = Check("type", language(f"err_{kind}"), lambda text: read(text) is not None)
    checks = [is_moment, *between(options.min, options.max, label, language, read=read, kind=f"{kind}_")]
    limits = {"min": options.min, "max": options.max}
    attributes = dict(_limit(name, limit) for name, limit in limits.items() if limit is not None)
    attributes |= {"missing": f"err_{kind}", "missing_named": f"err_required_{kind}", "filters": [plain_digits]}

    def as_typed(field: Any, **more: Any) -> Any:
        """A browser would show nothing in place of words that are no moment: then it is a field for text."""
        if _MACHINE.fullmatch(field._value()):
            return widget(field, **more)
        return TextInput()(field, **{name: value for name, value in more.items() if name not in limits})

    return typed(options, label, language, widget=as_typed, checks=checks, **attributes)


def _limit(name: str, limit: Any) -> tuple[str, Any]:
    """A limit as an attribute of HTML; one that moves is set by the script."""
    from formkit.fields.checks import plain

    return (f"data-today-{name}", str(limit.days)) if isinstance(limit, Today) else (name, plain(limit))


def show_date(options: DateOptions, value: str, reader: Reader) -> Shown:
    from babel.dates import format_date

    day, locale = as_date(value), locale_of(reader.language.code, reader.country)
    return Shown(format_date(day, "full", locale=locale) if day else value)


def show_time(options: TimeOptions, value: str, reader: Reader) -> Shown:
    moment = as_time(value)
    return Shown(clock(moment, reader.language.code, reader.country) if moment else value)


def show_number(options: NumberOptions, value: str, reader: Reader) -> Shown:
    """With the decimal sign of the language; no sign between thousands, as a number may be that of a house."""
    from babel.numbers import get_decimal_symbol

    usual = re.fullmatch(r"([+-]?[0-9]+)[.,]([0-9]+)", value)
    sign = get_decimal_symbol(locale_of(reader.language.code, reader.country)) if usual else ""
    return Shown(f"{usual[1]}{sign}{usual[2]}" if usual else value)


def sample_number(options: NumberOptions, asked: Asked) -> list[str]:
    return [str(_within(options, Decimal(2)))]


def sample_date(options: DateOptions, asked: Asked) -> list[str]:
    """Some days ahead, or just what the limits allow."""
    limits = (
        asked.today + timedelta(one.days) if isinstance(one, Today) else one for one in (options.min, options.max)
    )
    least, most = limits
    day = max(asked.today + timedelta(3), least or date.min)
    return [str(min(day, most or date.max))]


def sample_time(options: TimeOptions, asked: Asked) -> list[str]:
    return [f"{_within(options, time(10, 30)):%H:%M}"]


def _within(options: Any, value: Any) -> Any:
    """The value, or the limit that it is beyond."""
    value = value if options.min is None else max(value, options.min)
    return value if options.max is None else min(value, options.max)


TYPES = (
    FieldType(
        "number",
        "Number",
        '{type: number, label: "How many?", min: 1, max: 20}',
        NumberOptions,
        make_number,
        show_number,
        sample=sample_number,
    ),
    FieldType(
        "date",
        "Day",
        "{type: date, label: Wanted on, min: today}",
        DateOptions,
        make_date,
        show_date,
        "label_date",
        sample=sample_date,
    ),
    FieldType(
        "time",
        "Time of day",
        '{type: time, min: "09:00", max: "18:00"}',
        TimeOptions,
        make_time,
        show_time,
        "label_time",
        sample=sample_time,
    ),
)
