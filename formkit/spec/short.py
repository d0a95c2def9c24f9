"""Short forms that people write by hand, made long before the models see them."""

import re
from typing import Any

from formkit.fields import FIELD_TYPES, FieldOptions

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def languages(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def address(value: Any) -> Any:
    return {"street": value} if isinstance(value, str) else value


def destinations(value: Any) -> Any:
    """`a@b.example`, or a list of addresses and {mail:, when:} -> a list of destinations."""
    items = value if isinstance(value, list | tuple) else [value]
    return [{"mail": item} if isinstance(item, str) else item for item in items]


def section(value: Any) -> Any:
    """`{about: {...}}` or `{form: contact}` -> {kind: about, ...}."""
    if isinstance(value, str):
        return {"kind": value}
    if not isinstance(value, dict) or len(value) != 1:
        raise ValueError("a section is one word with its parts, like - about: {text: ...}")
    kind, parts = next(iter(value.items()))
    if kind == "form":
        return {"kind": kind, **({"form": parts} if isinstance(parts, str) else parts or {})}
    if isinstance(parts, str):
        return {"kind": kind, "text": parts}
    if isinstance(parts, list):
        return {"kind": kind, "items": parts}
    return {"kind": kind, **(parts or {})}


def field(value: Any) -> Any:
    """The options of a field by its `type` (text when it gives none)."""
    if value is None:
        value = {}
    if isinstance(value, FieldOptions):
        return value
    if not isinstance(value, dict):
        raise ValueError("a field needs its parts, like {type: text, label: Your name}")
    kind = FIELD_TYPES.get(value.get("type", "text"))
    if kind is None:
        raise ValueError(f"unknown field type '{value['type']}'")
    return kind.options.model_validate(value)


def hours(value: Any) -> Any:
    """One line of text, or days -> intervals: {mon-fri: 09:00-18:00, sat: [10:00-12:00, 14:00-16:00], sun: closed}."""
    if isinstance(value, str):
        return {"text": value}
    if not isinstance(value, dict) or "days" in value or "text" in value:
        return value
    days: dict[str, Any] = {}
    for key, said in value.items():
        for day in _days(key):
            days[day] = _intervals(said)
    return {"days": days}


def _days(key: str) -> list[str]:
    found: list[str] = []
    for part in key.lower().replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last and last not in DAYS):
            raise ValueError(f"'{key}' is not a day: write mon, tue, wed, thu, fri, sat, sun, or mon-fri")
        start, end = DAYS.index(first), DAYS.index(last or first)
        found += DAYS[start : end + 1] if start <= end else (*DAYS[start:], *DAYS[: end + 1])
    return found


def _intervals(said: Any) -> list[dict[str, str]]:
    items = said if isinstance(said, list) else str(said or "closed").split(",")
    found = []
    for item in (str(one).strip() for one in items):
        if item.lower() == "closed":
            continue
        times = re.fullmatch(r"([0-2]?\d:[0-5]\d)\s*[-–]\s*([0-2]?\d:[0-5]\d)", item)
        if not times:
            raise ValueError(f"'{item}' is not an opening time: write 09:00-18:00, or closed")
        found.append({"opens": _padded(times[1]), "closes": _padded(times[2])})
    return found


def _padded(text: str) -> str:
    return f"0{text}" if len(text) == 4 else text.replace("24:00", "00:00")
