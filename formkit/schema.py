"""The base of all spec models, and scalars whose type the schema decides, never YAML's guess."""

from datetime import date, time
from decimal import Decimal
from re import fullmatch
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

from formkit.errors import Wrong, quoted
from formkit.source import Plain

ID = r"[a-z][a-z0-9_-]{0,63}"
_YES = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


class Model(BaseModel):
    """A frozen part of a spec; a key that it doesn't know is a Problem. Built when first used: a check needs few."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


def _yes_no(value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, Plain) and value.lower() in _YES:
        return _YES[value.lower()]
    quotes = isinstance(value, str) and value.lower() in _YES
    hint = f"write {value.lower()} without quotes" if quotes else "write true or false"
    raise Wrong(f"'{{key}}' must be true or false, not {_said(value)}", hint, rule="yes-no-wanted")


def _whole(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and fullmatch(r"-?[0-9]{1,15}", value):
        return int(value)
    message = f"'{{key}}' must be a whole number such as 100, not {_said(value)}"
    raise Wrong(message, "write digits only", rule="whole-number-wanted")


def _decimal(value: Any) -> Any:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and fullmatch(r"-?[0-9]{1,15}(\.[0-9]{1,10})?", value):
        return Decimal(value)
    message = f"'{{key}}' must be a number such as 5 or 2.5, not {_said(value)}"
    raise Wrong(message, "write digits, and a point if need be", rule="number-wanted")


def as_day(value: Any) -> date:
    """A day as a spec writes it. Raises Wrong."""
    try:
        return value if isinstance(value, date) else date.fromisoformat(_iso(value, r"\d{4}-\d\d-\d\d"))
    except ValueError:
        hint = "write it as 2026-12-31, or as today or today+2"
        raise Wrong(f"'{{key}}' must be a day, not {_said(value)}", hint, rule="day-wanted") from None


def _clock(value: Any) -> Any:
    try:
        return value if isinstance(value, time) else time.fromisoformat(_iso(value, r"\d\d:\d\d").zfill(5))
    except ValueError:
        message = f"'{{key}}' must be a time of day, not {_said(value)}"
        raise Wrong(message, "write it as 09:00", rule="time-wanted") from None


def _iso(value: Any, shape: str) -> str:
    text = f"0{value}" if isinstance(value, str) and fullmatch(r"\d:\d\d", value) else value
    if not isinstance(text, str) or not fullmatch(shape, text):
        raise ValueError
    return text


def _words(value: Any) -> Any:
    if isinstance(value, str) and value:
        return str(value)
    if value is None or value == "":
        raise Wrong("'{key}' is empty", "write its text, or take the line out", rule="is-empty")
    raise Wrong(f"'{{key}}' must be text, not {_said(value)}", rule="text-wanted")


def _said(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "a list"
    return "keys with values" if isinstance(value, dict) else "nothing" if value is None else quoted(value)


_SCALAR = ["string", "number", "boolean"]
YesNo = Annotated[bool, BeforeValidator(_yes_no), WithJsonSchema({"enum": [True, False, "yes", "no", "on", "off"]})]
Whole = Annotated[int, BeforeValidator(_whole)]
Number = Annotated[Decimal, BeforeValidator(_decimal), WithJsonSchema({"type": "number"})]
Clock = Annotated[time, BeforeValidator(_clock), WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}:\d\d$"})]
Line = Annotated[str, BeforeValidator(_words), WithJsonSchema({"type": _SCALAR})]
