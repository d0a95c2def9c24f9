"""Opening hours as people write them on a door -> as a spec writes them. Asked only by `formkit new`."""

import re
from collections.abc import Sequence
from functools import cache

from formkit.errors import Wrong
from formkit.spec import short
from formkit.spec.called import days_called, plain
from formkit.words import languages, words

_TIME = r"(\d{1,2})(?:[:.](\d\d))?\s*([ap])?(?:(?<=[ap])\.?m\b\.?)?"
_TIMES = re.compile(rf"{_TIME}\s*(?:[-–—]|\bto\b|\bbis\b)\s*{_TIME}(?:\s*(?:uhr|h)\b)?", re.IGNORECASE)
_PART = re.compile(r"(\D*?)[\s:]*(\d.*)?", re.DOTALL)
_BETWEEN = re.compile(r"\s*[,;/&\n]\s*|\s+(?:and|und|et|y|ve|és|и)\s+", re.IGNORECASE)
_MOST = 300  # characters that are looked at
_SPANS = {
    "mon-sun": "every day, daily, her gün, täglich, tous les jours, todos los días, ежедневно, күн сайын, naponta",
    "mon-fri": "weekdays, hafta içi, werktags, en semaine, entre semana, по будням, hétköznap",
    "sat-sun": "weekend, weekends, hafta sonu, am wochenende, week-end, fin de semana, по выходным, hétvége",
}


def hours_called(text: str, spoken: Sequence[str]) -> str:
    """`Pzt-Cum 07:00-19:00, Pazar kapalı` -> `{mon-fri: 07:00-19:00, sun: closed}`; "" when a part is not understood.

    The languages that the site speaks are asked first.
    """
    found: dict[str, list[str]] = {}
    waiting: list[str] = []  # days whose times stand behind others
    last, shut = "", False
    for part in _BETWEEN.split(text.strip()[:_MOST]):
        days, times = _read(part, [language for language in spoken if language in languages()])
        shut = _shut(part) or (shut and not times)
        times = times or ["closed"] * bool(days and shut)
        if not days and (not times or waiting or not last):
            return ""
        waiting += [days] if days else []
        if times and waiting:
            last, waiting = ", ".join(waiting), []
        if times:
            found.setdefault(last, []).extend(times)
    return "" if waiting else _written(found)


def _read(part: str, spoken: Sequence[str]) -> tuple[str, list[str]]:
    """The days and the times of a part; ("", []) when a word of it is neither."""
    split = _PART.fullmatch(part)
    head, tail = (split[1].strip(), split[2] or "") if split else ("", "")
    closed = next((word for word in _closed() if not tail and f" {plain(head)}".endswith(f" {word}")), "")
    if _shut(part):
        head = re.sub(r"^\S+(?: on)?\s*", "", head)
    elif closed:
        head = head[: len(head.rstrip(".")) - len(closed)].strip(" :-–")
    days = _span(head) or (days_called(head, spoken) if head else "")
    times = ["closed"] if closed or _shut(part) else [_time(found) for found in _TIMES.finditer(tail)]
    understood = bool(days or not head) and not _TIMES.sub("", tail).strip(" .")
    return (days, times) if understood else ("", [])


def _shut(part: str) -> bool:
    """Whether the days that are closed come behind the word: `closed Sunday`."""
    ahead = any(plain(part).startswith(f"{word} ") for word in _closed() if " " not in word)
    return ahead and not re.search(r"\d", part)


def times_called(text: str) -> str:
    """`9am-5pm` -> `09:00-17:00`, as far as that goes: hours are not looked at; "" when these are no times."""
    found = _TIMES.fullmatch(text[:_MOST])
    return _time(found) if found else ""


def _time(found: re.Match[str]) -> str:
    """Half a day that is said once goes for both times, unless that is `9-5pm`."""
    hour, minute, half = found.group(1, 2, 3)
    half = half or (found[6] if int(hour) in range(1, 7) else None)
    said = f"{_clock(hour, minute, half)}-{_clock(*found.group(4, 5, 6))}"
    return said if half or found[6] else short.by_day(f"{hour}:{minute or '00'}-{found[4]}:{found[5] or '00'}") or said


def _clock(hour: str, minute: str | None, half: str | None) -> str:
    """`9`, `30`, `p` -> `21:30`."""
    number = int(hour) % 12 + 12 * (half in ("p", "P")) if half else int(hour)
    return f"{number:02}:{minute or '00'}"


def _written(found: dict[str, list[str]]) -> str:
    parts = {days: times[0] if len(times) == 1 else f"[{', '.join(times)}]" for days, times in found.items()}
    try:
        short.hours({days: list(times) for days, times in found.items()})
    except Wrong:
        return ""
    return (
        "{" + ", ".join(f'"{days}": {said}' if "," in days else f"{days}: {said}" for days, said in parts.items()) + "}"
    )


def _span(text: str) -> str:
    said = plain(text)
    return next((days for days, names in _SPANS.items() if said in map(plain, names.split(","))), "")


@cache
def _closed() -> tuple[str, ...]:
    return tuple(plain(words(language)("hours_closed")) for language in languages())
