"""Limits that count from today: by the clock of the business, at the moment when a form is judged."""

from datetime import UTC, datetime

import pytest

from formkit.fields.days import now_at
from tests.fields.forms_of import form_of, posted_to

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)


def said(limits: str, day: str, *, now: datetime = NOON, zone: str = "Europe/Istanbul", language: str = "en") -> str:
    """What is said of a day that was posted, "" when it is taken."""
    bound = posted_to(form_of(f"{{on: {{type: date, {limits}}}}}"), ("on", day), language=language)
    bound.validate(today=now_at(now, zone))
    return "".join(bound["on"].errors)


@pytest.mark.parametrize(
    ("limits", "day", "sentence"),
    [
        ("min: today", "2026-03-04", ""),
        ("min: today", "2026-03-03", "Date must be on or after 4 March 2026"),
        ("min: today+2", "2026-03-05", "Date must be on or after 6 March 2026"),
        ("min: today + 2", "2026-03-06", ""),
        ("max: today", "2026-03-04", ""),
        ("max: today", "2026-03-05", "Date must be on or before 4 March 2026"),
        ("max: today-7", "2026-02-26", "Date must be on or before 25 February 2026"),
        ("min: today, max: 2026-03-31", "2026-04-01", "Date must be on or before 31 March 2026"),
    ],
)
def test_a_limit_may_count_from_today(limits: str, day: str, sentence: str) -> None:
    assert said(limits, day) == sentence


def test_the_earliest_day_is_said_in_the_visitors_language() -> None:
    assert said("min: today", "3.3.2026", language="tr") == "“Tarih” 4 Mart 2026 veya daha sonrası olmalıdır"


@pytest.mark.parametrize(
    ("utc", "zone", "earliest"),
    [
        ("2026-03-04T20:59", "Europe/Istanbul", "2026-03-04"),
        ("2026-03-04T21:30", "Europe/Istanbul", "2026-03-05"),
        ("2026-03-04T21:30", "America/Chicago", "2026-03-04"),
        ("2026-03-04T21:01", "Europe/Istanbul", "2026-03-04"),  # a minute after midnight it may come late
        ("2026-03-04T12:30", "", "2026-03-04"),  # wherever it may be: in Samoa it is the fifth, in Hawaii the fourth
        ("2026-03-04T11:30", "", "2026-03-03"),
    ],
)
def test_a_day_begins_when_it_does_at_the_business(utc: str, zone: str, earliest: str) -> None:
    today = now_at(datetime.fromisoformat(f"{utc}+00:00"), zone)
    assert today.early.isoformat() == earliest
    assert today.late >= today.early
