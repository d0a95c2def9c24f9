"""Retention and a clock that is wrong: it erases nothing by it, and goes on with a right one."""

from datetime import datetime, timedelta

import pytest

from formkit.store import Store
from formkit.upkeep.jobs import JOBS, purge
from formkit.upkeep.run import do
from tests.store.facts import NOW, submission
from tests.upkeep.conftest import At

HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)
RETENTION = next(job for job in JOBS if job.name == "retention")


@pytest.fixture
def kept(store: Store, at: At) -> Store:
    """A message of today and one of 31 days ago, and a right clock was seen for a day until NOW."""
    for moment in (NOW - DAY, NOW):
        purge(at(moment))
    store.save(submission("new"), [], repeat_after=None)
    store.save(submission("old", received_at=NOW - 31 * DAY), [], repeat_after=None)
    return store


def purge_hourly(at: At, first: datetime, *, until: datetime) -> None:
    while first <= until:
        purge(at(first))
        first += HOUR


def ids(store: Store) -> set[str]:
    return {one.id for one in store.submissions()}


def test_a_clock_that_goes_on_is_believed(kept: Store, at: At) -> None:
    purge(at(NOW + HOUR))
    assert ids(kept) == {"snew"}


@pytest.mark.parametrize("ahead", [2 * DAY, YEAR, 10 * YEAR])
def test_a_clock_that_leaps_ahead_for_hours_erases_nothing(kept: Store, at: At, ahead: timedelta) -> None:
    purge_hourly(at, NOW + ahead, until=NOW + ahead + 23 * HOUR)
    assert ids(kept) == {"snew", "sold"}
    purge(at(NOW + DAY))
    assert ids(kept) == {"snew"}
    purge_hourly(at, NOW + ahead + DAY, until=NOW + ahead + DAY + 23 * HOUR)
    assert ids(kept) == {"snew"}


def test_a_clock_that_leaps_twice_erases_nothing(kept: Store, at: At) -> None:
    for years in (1, 2, 9, 5):
        purge(at(NOW + years * YEAR))
    assert ids(kept) == {"snew", "sold"}


@pytest.mark.parametrize("later", [HOUR, 7 * DAY], ids=["always on", "on once a week"])
def test_after_three_months_without_power_it_goes_on_within_a_day_or_the_next_time(
    kept: Store, at: At, later: timedelta
) -> None:
    back = NOW + 90 * DAY
    kept.save(submission("fresh", received_at=back), [], repeat_after=None)
    purge(at(back))
    assert len(ids(kept)) == 3
    purge(at(back + max(later, DAY)))
    assert ids(kept) == {"sfresh"}


def test_of_several_workers_the_one_with_a_wrong_clock_erases_nothing(kept: Store, at: At) -> None:
    for hour in range(30):
        for wrong in (YEAR, -YEAR, timedelta(0)):
            do(RETENTION, at(NOW + hour * HOUR + wrong))
    assert ids(kept) == {"snew"}


def test_a_clock_is_seen_for_a_day_before_anything_is_erased_for_the_first_time(store: Store, at: At) -> None:
    store.save(submission(received_at=NOW - 31 * DAY), [], repeat_after=None)
    purge(at(NOW))
    assert ids(store) == {"s1"}
    purge(at(NOW + DAY))
    assert ids(store) == set()


def test_a_clock_that_is_set_back_erases_less(kept: Store, at: At) -> None:
    purge_hourly(at, NOW - 10 * DAY, until=NOW - 8 * DAY)
    assert ids(kept) == {"snew", "sold"}


def test_the_doubt_is_told_once(kept: Store, at: At, caplog: pytest.LogCaptureFixture) -> None:
    purge_hourly(at, NOW + YEAR, until=NOW + YEAR + 5 * HOUR)
    assert [record.getMessage() for record in caplog.records] == [
        "retention erases nothing for a day: the clock says 2027-03-04 12:30 UTC, the last time it was 2026-03-04 "
        "12:30. If the clock is right, nothing is to be done; if it is wrong, set it right."
    ]
