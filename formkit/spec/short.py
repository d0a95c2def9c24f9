"""Short forms that people write by hand, made long before the models see them."""

import re
from typing import Any

from formkit.errors import Wrong, quoted
from formkit.fields import FIELD_TYPES, FieldOptions
from formkit.words import Text

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMES = dict(zip(("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), DAYS, strict=True))
_TIME = r"([01]?\d|2[0-4])(?:[:.]([0-5]\d))?"
_INTERVAL = re.compile(rf"{_TIME}\s*[-–—]\s*{_TIME}")
MOST_DAYS = 3650  # that a form may keep what it got: ten years
_KEEP_HINT = "write 365 for a year, or take the line out to keep messages for ever"
_DAY_HINT = "write mon, tue, wed, thu, fri, sat, sun, or several as mon-fri"


def languages(value: Any) -> Any:
    """`tr` or `[en, tr]` -> a list of languages that formkit speaks."""
    from formkit.words import languages as known

    said = [value] if isinstance(value, str) else value
    if not isinstance(said, list | tuple) or not said:
        hint = "for example [en, tr]; the first is the default"
        raise Wrong("'{key}' must be a list of languages", hint, rule="languages-wanted")
    for index, one in enumerate(said):
        at = () if isinstance(value, str) else (index,)
        if not isinstance(one, str) or one not in known():
            hint = _language_hint(str(one))
            raise Wrong(f"unknown language {quoted(one)}", hint, at=at, rule="language-unknown", value=one)
        if one in said[:index]:
            message = f"the language '{one}' stands here twice"
            raise Wrong(message, "take one of them out", at=at, rule="choice-twice", value=one)
    return said


def _language_hint(said: str) -> str:
    from formkit.spec.called import languages_called
    from formkit.spec.near import did_you_mean
    from formkit.words import languages as known

    meant = languages_called(said)
    if not meant or not set(meant) <= set(known()):
        return did_you_mean(said, known())
    return f"write languages: [{', '.join(meant)}], the first is the default" if meant[1:] else f"write {meant[0]}"


def look(value: Any) -> Any:
    """`petal`, or `{name: petal, corners: square}` -> a theme's name and its options."""
    if isinstance(value, str):
        return {"name": value}
    if not isinstance(value, dict) or "options" in value:
        hint = "write petal, or with options {name: petal, letters: sans}"
        if isinstance(value, dict):
            message = "the options of a theme stand beside its name"
            raise Wrong(message, hint, at=("options",), rule="theme-options-beside")
        raise Wrong("'{key}' must be the name of a theme", hint, rule="theme-wanted")
    options = {key: one for key, one in value.items() if key != "name"}
    return {**({"name": value["name"]} if "name" in value else {}), "options": options}


def by_language(value: Any, long: str = "") -> bool:
    """Whether words by language stand where a plain string may: {en: ..., tr: ...}.

    `long` names the model of what may stand there, too: a mapping with one of its keys is that.
    """
    from formkit.words import languages

    if not isinstance(value, dict) or not any(code in value for code in languages()):
        return False
    from formkit.spec import models

    return not (long and any(key in value for key in getattr(models, long).model_fields))


def alt(value: Any) -> Any:
    """`alt: ""` says, as in HTML, that a picture only decorates."""
    return Text((("", ""),)) if value == "" else value


def address(value: Any) -> Any:
    """One line of text is the street."""
    return {"street": value} if isinstance(value, str) and value else value


def destinations(value: Any) -> Any:
    """`a@b.example`, addresses with commas between, or a list of addresses and {mail:, when:} -> destinations."""
    said = [one.strip() for one in re.split("[,;]", value) if one.strip()] if isinstance(value, str) else value
    if isinstance(said, dict):
        said = [said]
    if not isinstance(said, list | tuple) or not said:
        hint = "for example hello@rosegarden.example"
        raise Wrong("'{key}' must be an address, or a list of addresses", hint, rule="address-wanted")
    return [{"mail": item} if isinstance(item, str) else item for item in said]


def listed(value: Any) -> Any:
    """One line is a list of one; a list is of lines that say something."""
    said = [value] if isinstance(value, str) else value
    if not isinstance(said, list | tuple) or not said:
        hint = "for example [rose, roses]"
        raise Wrong("'{key}' must be a line of text, or a list of them", hint, rule="list-wanted")
    return said


def section(value: Any) -> Any:
    """`{about: {...}}`, `{about: words}` or `{form: contact}` -> {kind: about, ...}."""
    if isinstance(value, str):
        return {"kind": value}
    if not isinstance(value, dict) or len(value) != 1:
        hint = "for example - about: {text: Three sisters}"
        raise Wrong("a section is one word with its parts below it", hint, rule="section-wanted")
    kind, parts = next(iter(value.items()))
    if isinstance(parts, str):
        return {"kind": kind, "form" if kind == "form" else "text": parts}
    if isinstance(parts, list):
        return {"kind": kind, "items": parts}
    if by_language(parts, "Section"):
        return {"kind": kind, "text": parts}
    return {"kind": kind, **(parts or {})}


def legal(value: Any) -> Any:
    """`[imprint, privacy]` or one of the words -> a mapping of them."""
    said = [value] if isinstance(value, str) else value
    return dict.fromkeys(said, True) if isinstance(said, list) and all(isinstance(one, str) for one in said) else said


def legal_page(value: Any) -> Any:
    """`true` is a page of our words; words, alone or by language, are the owner's beside ours."""
    if value is True or (isinstance(value, str) and value.lower() in ("true", "yes", "on")):
        return {}
    return {"text": value} if isinstance(value, str) or by_language(value, "LegalPage") else value


def field(value: Any) -> Any:
    """The options of a field by its `type` (text when it gives none)."""
    if isinstance(value, FieldOptions):
        return value
    if not isinstance(value, dict | None):
        raise Wrong(
            "a field must have keys below it", "for example {type: text, label: Your name}", rule="parts-wanted"
        )
    value = value or {}
    kind = FIELD_TYPES.get(value.get("type", "text"))
    if kind is None:
        hint = f"there are: {', '.join(FIELD_TYPES)}"
        raise Wrong(f"unknown field type {quoted(value['type'])}", hint, rule="field-type-unknown")
    return kind.options.model_validate(value)


def hours(value: Any) -> Any:
    """Words, or days -> intervals: {mon-fri: 09:00-18:00, sat: [10:00-12:00, 14:00-16:00], sun: closed}."""
    if (isinstance(value, str) and value) or by_language(value, "Hours"):
        return {"text": value}
    if not isinstance(value, dict) or "days" in value or "text" in value:
        return value
    days: dict[str, Any] = {}
    for key, said in value.items():
        times = _intervals(said)
        days.update(dict.fromkeys(week_days(key), times))
    return {"days": days}


def week_days(key: str) -> list[str]:
    """`mon-fri`, or `mon, wed` -> its days, in the order said. Raises Wrong."""
    found: list[str] = []
    for part in re.sub(r"[–—]", "-", key.lower().replace(" ", "")).split(","):
        first, dash, last = (_NAMES.get(word, word) for word in part.partition("-"))
        if first not in DAYS or (dash and last not in DAYS):
            raise Wrong(f"{quoted(key)} is not a day", _DAY_HINT, at=(key,), rule="day-unknown", value=key)
        start, end = DAYS.index(first), DAYS.index(last or first)
        found += DAYS[start : end + 1] if start <= end else (*DAYS[start:], *DAYS[: end + 1])
    return found


def _intervals(said: Any) -> list[dict[str, str]]:
    items = said if isinstance(said, list) else str(said or "closed").split(",")
    return [_interval(item) for item in (str(one).strip() for one in items) if item.lower() != "closed"]


def _interval(item: str) -> dict[str, str]:
    times = _INTERVAL.fullmatch(item)
    if not times or "24:3" in item:
        meant = _meant(item)
        hint = f"write {meant or '09:00-18:00, or closed'}"
        raise Wrong(f"{quoted(item)} is not an opening time", hint, rule="hours-unknown", value=item, write=meant)
    opens, closes = _padded(times[1], times[2]), _padded(times[3], times[4])
    if opens == closes != "00:00":
        hint = "write 09:00-18:00; open day and night is 00:00-24:00"
        raise Wrong(f"{quoted(item)} begins when it ends", hint, rule="hours-empty", value=item)
    if meant := by_day(item):
        hint = f"write {meant}; if it is the night, {opens}-{closes}"
        message = f"{quoted(item)} would be {opens}-{closes}, in the night"
        raise Wrong(message, hint, rule="hours-in-the-night", value=item, night=f"{opens}-{closes}", write=meant)
    return {"opens": opens, "closes": closes}


def _meant(item: str) -> str:
    from formkit.spec.opening import times_called

    said = times_called(item)
    return said if _INTERVAL.fullmatch(said) and said != item else ""


def by_day(item: str) -> str:
    """`9-5`, as on a clock of twelve hours -> `09:00-17:00`; "" for all else. Who means the night writes 05:00."""
    times = _INTERVAL.fullmatch(item)
    if not times or times[3] not in set("123456789"):
        return ""
    opens, closes = _padded(times[1], times[2]), _padded(times[3], times[4])
    if times[1] in set("1234"):
        opens = _padded(str(int(times[1]) + 12), times[2])
    elif not closes < opens < "13":
        return ""
    return f"{opens}-{_padded(str(int(times[3]) + 12), times[4])}"


def _padded(hour: str, minute: str | None) -> str:
    return f"{int(hour) % 24:02}:{minute or '00'}"


def retention(value: Any) -> int:
    """A number of days; a longer time than MOST_DAYS is a slip or no limit at all."""
    text = str(value)
    if isinstance(value, bool) or not (text.isascii() and text.isdigit() and len(text) < 7):
        message = f"'{{key}}' must be a number of days, not {quoted(value)}"
        raise Wrong(message, _KEEP_HINT, rule="retention-wanted", most=MOST_DAYS)
    if not 1 <= int(text) <= MOST_DAYS:
        message = f"'{{key}}' must be from 1 to {MOST_DAYS} days"
        raise Wrong(message, _KEEP_HINT, rule="retention-wanted", most=MOST_DAYS)
    return int(text)
