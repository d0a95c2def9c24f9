"""Days that count from today, which it is by the clock of the business: `today`, `today+2`, `today-1`."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import BeforeValidator, WithJsonSchema

from formkit.schema import as_day

_TODAY = re.compile(r"today(?: ?([+-] ?[0-9]{1,5}))?")
_PATTERN = r"^(\d{4}-\d\d-\d\d|today( ?[+-] ?\d{1,5})?)$"
_LATE = timedelta(minutes=2)  # what is sent at midnight, or sent once more, was chosen the day before
_LAST, _FIRST = timezone(timedelta(hours=-12)), timezone(timedelta(hours=14))  # where a day ends, and where it begins


@dataclass(frozen=True, order=True)
class Today:
    """A limit that moves: so many `days` after today, before it where they are below 0."""

    days: int = 0

    def __str__(self) -> str:
        return f"today{self.days:+}" if self.days else "today"


@dataclass(frozen=True)
class Now:
    """What may be called today at a moment: from the day `early` to the day `late`, mostly one and the same."""

    early: date
    late: date


def now_at(now: datetime, zone: str) -> Now:
    """Today in a time zone (IANA); where none is known, wherever it may be."""
    early, late = (ZoneInfo(zone), ZoneInfo(zone)) if zone else (_LAST, _FIRST)
    return Now((now - _LATE).astimezone(early).date(), now.astimezone(late).date())


def _limit(value: Any) -> Any:
    found = _TODAY.fullmatch(value.strip().lower()) if isinstance(value, str) else None
    if found:
        return Today(int((found[1] or "0").replace(" ", "")))
    return value if isinstance(value, Today) else as_day(value)


DayLimit = Annotated[date | Today, BeforeValidator(_limit), WithJsonSchema({"type": "string", "pattern": _PATTERN})]
