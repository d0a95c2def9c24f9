"""The log: one event is one line of JSON on standard error, in UTC, and never what a visitor wrote."""

import json
import logging
import traceback
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from formkit.errors import quoted

LONGEST = 500  # characters of one fact
LINES_A_MINUTE = 60  # of one kind of event that strangers can cause
PLACES = 12


def line(at: datetime, event: str, **facts: str | int) -> str:
    """One event. All but plain ASCII is escaped, so no fact can begin a line of its own."""
    said = {name: fact[:LONGEST] if isinstance(fact, str) else fact for name, fact in facts.items()}
    return json.dumps({"at": at.astimezone(UTC).isoformat(timespec="milliseconds"), "event": event, **said})


def sentence(at: datetime, event: str, *, mailbox: str = "", **facts: str | int) -> str:
    """One event for a person at a terminal, by the clock of this machine; `mailbox` is where caught mail is read."""
    said = {name: quoted(fact)[1:-1] for name, fact in facts.items()}
    form = ".".join(said[name] for name in ("site", "form") if name in said)
    if event == "stored":
        spam = said.get("verdict") == "quarantined"
        more = ": held back as suspected spam" if spam else f", its mail is in {mailbox}" if mailbox else ""
        words = f"{said['reference']} came in by {form}{more}."
    elif event == "repeated":
        words = f"{said['reference']} came in by {form} once more: nothing is stored twice."
    elif event == "refused" and said["status"] == "422":
        words = f"{form} was sent with a mistake, which its visitor is told."
    elif event == "refused":
        words = f"A post{f' to {form}' if form else ''} was not taken: HTTP {said['status']}."
    else:
        words = f"{event}: {', '.join(f'{name} {fact}' for name, fact in said.items())}."
    return f"{at.astimezone():%H:%M:%S} {words}"


def broken_at(error: BaseException) -> str:
    """Where it broke. Its own words stay out: they may hold what somebody typed, or a password."""
    frames = traceback.extract_tb(error.__traceback__)[-PLACES:]
    return " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)


class JsonLines(logging.Formatter):
    """What the outbox reports, as lines of this log."""

    def format(self, record: logging.LogRecord) -> str:
        facts = {"words": record.getMessage()}
        if record.exc_info and record.exc_info[1]:
            facts |= {"error": type(record.exc_info[1]).__name__, "broken_at": broken_at(record.exc_info[1])}
        return line(datetime.fromtimestamp(record.created, UTC), record.levelname.lower(), **facts)


@dataclass
class Flood:
    """Counts events by kind and minute: what strangers can cause must not fill the disk."""

    _counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def left_out(self, kind: str, at: datetime) -> int | None:
        """None when this one is too many; else how many were left out since the last line."""
        minute = int(at.timestamp()) // 60
        with self._lock:
            last, count = self._counts.get(kind, (minute, 0))
            fresh = last != minute
            self._counts[kind] = (minute, 1 if fresh else count + 1)
        if fresh:
            return max(count - LINES_A_MINUTE, 0)
        return None if count >= LINES_A_MINUTE else 0
