"""The opening hours of a whole week, laid over each other: when somebody may be called or come at all."""

from collections.abc import Mapping
from typing import Any

from formkit.spec.short import hours
from formkit.words import Text, languages

WINDOW = 120  # minutes
SHORTEST = 60
DAY = 24 * 60
TWELVE_HOURS = ("US", "CA", "AU", "NZ", "PH")


def call_windows(business: Mapping[str, Any]) -> list[str]:
    """Windows of two hours while the business is open on some day: ["09:00-11:00", ...]; [] when hours are unknown."""
    return [f"{_clock(start)}-{_clock(end)}" for start, end in _cut(open_times(business))]


def spoken(window: str, business: Mapping[str, Any]) -> Text | str:
    """A window as people there say it: "9 am to 11 am" in English where clocks have twelve hours, else as it is."""
    address = business.get("address")
    country = str(address.get("country")).upper() if isinstance(address, dict) else ""
    written = window.replace("-", "–")
    if country not in TWELVE_HOURS:
        return written
    others = tuple((code, written) for code in languages() if code != "en")
    return Text((("en", "–".join(_twelve(clock) for clock in window.split("-"))), *others))


def _twelve(clock: str) -> str:
    hour, minute = divmod(_minutes(clock), 60)
    said = str((hour - 1) % 12 + 1) + (f":{minute:02}" if minute else "")
    return f"{said} {'pm' if 12 <= hour < 24 else 'am'}"


def opening_span(business: Mapping[str, Any]) -> tuple[str, str]:
    """The earliest opening and the latest closing of the week; ("", "") when unknown, or open past midnight."""
    times = open_times(business)
    return (_clock(times[0][0]), _clock(times[-1][1])) if times and times[-1][1] < DAY else ("", "")


def open_times(business: Mapping[str, Any]) -> list[tuple[int, int]]:
    """The hours of a business, as written in its spec -> times open on some day, in minutes, apart and in order."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(_intervals(business.get("hours"))):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _intervals(written: Any) -> list[tuple[int, int]]:
    """Every interval of the week; what runs past midnight ends at midnight. A mistake is told where hours are read."""
    try:
        days = (hours(written) or {}).get("days", {})
        every = [(_minutes(one["opens"]), _minutes(one["closes"])) for times in days.values() for one in times]
    except (ValueError, AttributeError, KeyError, TypeError):
        return []
    return [(start, end if end > start else DAY) for start, end in every]


def _cut(times: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Times cut into windows; a rest too short for a call of its own goes to the window before it."""
    windows: list[tuple[int, int]] = []
    for opens, closes in times:
        starts = [start for start in range(opens, closes, WINDOW) if start == opens or closes - start >= SHORTEST]
        windows += zip(starts, [*starts[1:], closes], strict=True)
    return windows


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
