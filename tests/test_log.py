"""The log: one event, one line, whatever stands in it."""

import json
import logging
import sys
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from formkit.log import LINES_A_MINUTE, LONGEST, Flood, JsonLines, line, sentence

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NAMES = (
    'Ada\n{"at": "2026", "event": "stored"}',
    "Ada\r\nINFO all is well",
    "Ada\u2028\u2029\x85\x0b\x0c\x1e next",
    "\x1b[2J\x1b]0;owned\x07",
    'Ada", "event": "stored',
)


@pytest.mark.parametrize("name", NAMES)
def test_no_name_begins_a_line_of_its_own(name: str) -> None:
    said = line(NOON, "refused", site=name)
    assert said.isascii()
    assert said.isprintable()
    assert json.loads(said) == {"at": "2026-03-02T12:00:00.000+00:00", "event": "refused", "site": name}


def test_the_time_is_utc_wherever_it_comes_from() -> None:
    there = NOON.astimezone(timezone(timedelta(hours=9)))
    assert json.loads(line(there, "x"))["at"] == "2026-03-02T12:00:00.000+00:00"


def test_a_fact_is_not_endless() -> None:
    assert len(json.loads(line(NOON, "x", site="a" * 10_000))["site"]) == LONGEST


@pytest.mark.parametrize("name", NAMES)
def test_what_the_outbox_reports_is_one_line_too(name: str) -> None:
    record = logging.LogRecord("formkit.outbox", logging.WARNING, "", 0, "delivery %s failed", (name,), None)
    (said,) = JsonLines().format(record).splitlines()
    assert json.loads(said)["words"] == f"delivery {name} failed"


def test_a_mistake_of_ours_is_told_by_its_place_and_not_by_its_words() -> None:
    try:
        raise ValueError("Ada typed this")
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "", 0, "broken", (), sys.exc_info())
    (said,) = JsonLines().format(record).splitlines()
    assert json.loads(said)["error"] == "ValueError"
    assert "test_log.py" in json.loads(said)["broken_at"]
    assert "Ada" not in said


def test_a_flood_is_some_lines_a_minute_and_a_count_of_the_rest() -> None:
    flood = Flood()
    said = [flood.left_out("refused", NOON) for _ in range(10_000)]
    assert said == [0] * LINES_A_MINUTE + [None] * (10_000 - LINES_A_MINUTE)
    assert flood.left_out("crash", NOON) == 0
    assert flood.left_out("refused", NOON + timedelta(minutes=1)) == 10_000 - LINES_A_MINUTE
    assert flood.left_out("refused", NOON + timedelta(minutes=1)) == 0


@pytest.mark.parametrize(
    ("event", "facts", "said"),
    [
        ("stored", {"reference": "RG-1", "mailbox": "/m"}, "RG-1 came in by rose.contact, its mail is in /m."),
        ("stored", {"reference": "RG-1", "verdict": "accepted"}, "RG-1 came in by rose.contact."),
        (
            "stored",
            {"reference": "RG-1", "verdict": "quarantined"},
            "RG-1 came in by rose.contact: held back as suspected spam.",
        ),
        ("repeated", {"reference": "RG-1"}, "RG-1 came in by rose.contact once more: nothing is stored twice."),
        (
            "refused",
            {"status": 422},
            "rose.contact was sent with a mistake, which its visitor is told.",
        ),
        ("refused", {"status": 413}, "A post to rose.contact was not taken: HTTP 413."),
        ("crash", {"error": "A\x1b[2J\nB"}, "crash: site rose, form contact, error A\ufffd[2J\ufffdB."),
    ],
)
def test_a_person_at_a_terminal_reads_sentences(event: str, facts: dict[str, Any], said: str) -> None:
    at = datetime(2026, 3, 2, 12, tzinfo=UTC)
    assert sentence(at, event, site="rose", form="contact", **facts) == f"{at.astimezone():%H:%M:%S} {said}"
