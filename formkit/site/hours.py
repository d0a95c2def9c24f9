"""Opening hours in words of a language (by CLDR), and as data for the page's script."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING

from formkit.spec.models import DAYS, Interval, Site
from formkit.words import clock, locale_of, words

if TYPE_CHECKING:
    from babel import Locale

Intervals = tuple[Interval, ...]


@dataclass(frozen=True)
class HoursRow:
    """Days in a row with the same hours: `Mon–Fri`, `09:00–18:00`, (1, 2, 3, 4, 5) as ISO 8601 counts week days."""

    days: str
    times: str
    weekdays: tuple[int, ...]
    closed: bool = False

    @property
    def spans(self) -> tuple[str, ...]:
        """The parts of `times` that belong on one line each: `08:00–12:00,` and `14:00–18:00`."""
        return tuple(re.split("(?<=[,،]) ", self.times))


def hours_table(site: Site, language: str) -> tuple[HoursRow, ...]:
    """The week from Monday, equal days together, days not named closed; empty when hours aren't known by day."""
    days = _days(site)
    if not days:
        return ()
    grouped = groupby(range(1, 8), key=lambda weekday: days[weekday])
    return tuple(_row(language, site.country, tuple(run), intervals) for intervals, run in grouped)


def hours_json(site: Site) -> str:
    """`{"1":[["09:00","18:00"]]}` by ISO week day, open days only; "24:00" ends a day that is open around the clock.

    A closing time before its opening time is past midnight. Safe inside <script>; "" when not known by day, or
    without a time zone: whether a shop is open is told by its own clock, not by its visitors'.
    """
    days = _days(site) if site.business.timezone else {}
    spans = {str(day): [_span(one) for one in intervals] for day, intervals in days.items() if intervals}
    return json.dumps(spans, separators=(",", ":")) if days else ""


def all_day(interval: Interval) -> bool:
    """Closing when it opens is the whole day: 00:00-24:00 is read as 00:00-00:00."""
    return interval.opens == interval.closes


def _days(site: Site) -> dict[int, Intervals]:
    """ISO week day -> intervals, all seven; {} when the spec gives none or a line of text."""
    hours = site.business.hours
    if hours is None or hours.text or not hours.days:
        return {}
    return {number: tuple(hours.days.get(day, ())) for number, day in enumerate(DAYS, 1)}


@lru_cache(maxsize=1024)  # each page of a site asks for the same, and many shops open alike
def _row(language: str, country: str, weekdays: tuple[int, ...], intervals: Intervals) -> HoursRow:
    locale = locale_of(language, country)
    names = [_day(locale, weekday) for weekday in weekdays]
    label = names[0] if len(names) == 1 else _between(locale, names[0], names[-1])
    said = _apart(language).join(_times(locale, language, country, interval) for interval in intervals)
    return HoursRow(label, said or words(language)("hours_closed"), weekdays, closed=not said)


def _apart(language: str) -> str:
    return "، " if words(language).direction == "rtl" else ", "


def _day(locale: "Locale", weekday: int) -> str:
    name = str(locale.days["stand-alone"]["abbreviated"][weekday - 1])
    return name[:1].upper() + name[1:]


def _times(locale: "Locale", language: str, country: str, interval: Interval) -> str:
    if all_day(interval):
        return words(language)("hours_all_day")
    opens, closes = (clock(time, language, country) for time in (interval.opens, interval.closes))
    return _between(locale, opens, closes)


def _between(locale: "Locale", first: str, last: str) -> str:
    """`Mon–Fri`, `9:00 AM – 6:00 PM`: CLDR's dash, closed up between parts that are one word each."""
    pattern = str(locale.interval_formats[None])
    if len((first + last).split()) == 1:
        pattern = "".join(pattern.split())
    return pattern.replace("{0}", first).replace("{1}", last)


def _span(interval: Interval) -> list[str]:
    return (
        ["00:00", "24:00"]
        if all_day(interval)
        else [one.isoformat("minutes") for one in (interval.opens, interval.closes)]
    )
