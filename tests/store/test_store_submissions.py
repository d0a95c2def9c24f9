"""What every database must do with submissions."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from formkit.errors import StoreUnavailable
from formkit.model import Verdict
from formkit.store import ReferenceTaken, Store
from tests.store.facts import MINUTE, NOW, delivery, submission


def test_what_was_saved_comes_back_as_it_was(store: Store) -> None:
    assert store.save(submission(), [delivery()], repeat_after=None) == submission()
    assert store.submission("s1") == submission()
    [found] = store.deliveries()
    assert found == delivery(created_at=NOW, next_try_at=NOW)


@pytest.mark.parametrize("name", ["s1", "RG-1", " rg-1 "])
def test_a_submission_is_found_by_id_and_by_the_reference_as_typed(store: Store, name: str) -> None:
    store.save(submission(), [], repeat_after=None)
    assert store.submission(name) == submission()


def test_what_is_not_there_is_none(store: Store) -> None:
    assert store.submission("s1") is None
    assert store.receipt("token-1") is None


def test_a_receipt_opens_by_its_token_only(store: Store) -> None:
    store.save(submission(), [], repeat_after=None)
    assert store.receipt("token-1") == submission()
    assert store.receipt("RG-1") is None


def test_times_come_back_in_utc(store: Store) -> None:
    here = datetime(2026, 3, 4, 1, 0, tzinfo=timezone(timedelta(hours=5)))
    store.save(submission(received_at=here), [], repeat_after=None)
    [found] = store.submissions()
    assert found.received_at == here
    assert found.received_at.tzinfo is UTC


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(Exception, match="has no time zone"):
        store.save(submission(received_at=datetime(2026, 3, 4)), [], repeat_after=None)
    assert list(store.submissions()) == []


def test_broken_text_is_kept_readable(store: Store) -> None:
    store.save(submission(fields={"a": "x\ud800y\0", "b": "\ud83c\udf39"}, page="p\udfff\0"), [], repeat_after=None)
    [found] = store.submissions()
    assert found.fields == {"a": "x\ufffdy\0", "b": "\U0001f339"}
    assert found.page == "p\ufffd\ufffd"
    assert store.receipt("\ud800\0") is None


def test_a_repeat_gets_the_first_one(store: Store) -> None:
    store.save(submission(), [delivery()], repeat_after=None)
    again = submission("2", dedupe="dedupe-1")
    assert store.save(again, [delivery("2", of="2")], repeat_after=None) == submission()
    assert list(store.submissions()) == [submission()]
    assert len(store.deliveries()) == 1


@pytest.mark.parametrize("change", [{"site": "other"}, {"form": "other"}, {"dedupe": "other"}])
def test_only_the_same_of_the_same_form_is_a_repeat(store: Store, change: dict[str, Any]) -> None:
    store.save(submission(dedupe="x"), [], repeat_after=None)
    second = submission("2", **({"dedupe": "x"} | change))
    assert store.save(second, [], repeat_after=None) == second


def test_without_a_dedupe_nothing_is_a_repeat(store: Store) -> None:
    for name in "12":
        store.save(submission(name, dedupe=""), [], repeat_after=None)
    assert len(list(store.submissions())) == 2


def test_a_repeat_counts_only_after_the_given_time(store: Store) -> None:
    store.save(submission(), [], repeat_after=None)
    second = submission("2", dedupe="dedupe-1")
    assert store.save(second, [], repeat_after=NOW) == second
    assert store.save(submission("3", dedupe="dedupe-1"), [], repeat_after=NOW - MINUTE) == submission()


def test_a_taken_reference_is_told_and_nothing_is_written(store: Store) -> None:
    store.save(submission(), [], repeat_after=None)
    with pytest.raises(ReferenceTaken):
        store.save(submission("2", reference="RG-1"), [delivery("2", of="2")], repeat_after=None)
    assert list(store.submissions()) == [submission()]
    assert store.deliveries() == []


def test_a_delivery_that_can_not_be_written_takes_the_submission_with_it(store: Store) -> None:
    with pytest.raises(StoreUnavailable, match="refuses"):
        store.save(submission(), [delivery(), delivery("2", of="nobody")], repeat_after=None)
    assert list(store.submissions()) == []


def test_listings_follow_arrival_and_not_the_clock(store: Store) -> None:
    for name, ago in (("1", 0), ("2", 60), ("3", 30)):
        store.save(submission(name, received_at=NOW - ago * MINUTE), [], repeat_after=None)
    assert [found.id for found in store.submissions()] == ["s3", "s2", "s1"]
    assert [found.id for found in store.submissions(oldest_first=True, limit=2)] == ["s1", "s2"]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"site": "rose"}, ["s2", "s1"]),
        ({"site": "rose", "form": "order"}, ["s2"]),
        ({"verdict": Verdict.QUARANTINED}, ["s3"]),
        ({"site": "nobody"}, []),
        ({"limit": 0}, []),
    ],
)
def test_listings_can_be_narrowed(store: Store, wanted: dict[str, Any], ids: list[str]) -> None:
    store.save(submission("1"), [], repeat_after=None)
    store.save(submission("2", form="order"), [], repeat_after=None)
    store.save(submission("3", site="cafe", verdict=Verdict.QUARANTINED), [], repeat_after=None)
    assert [found.id for found in store.submissions(**wanted)] == ids


def test_a_long_listing_has_each_submission_once(store: Store) -> None:
    names = [f"{number:04}" for number in range(501)]
    for name in names:
        store.save(submission(name), [], repeat_after=None)
    assert [found.id for found in store.submissions(oldest_first=True)] == [f"s{name}" for name in names]
    assert [found.id for found in store.submissions(limit=501)][-1] == "s0000"


def test_a_listing_that_nobody_finishes_stops_no_writer(store: Store) -> None:
    store.save(submission(), [], repeat_after=None)
    listing = store.submissions()
    next(listing)
    store.save(submission("2"), [], repeat_after=None)
    assert len(list(store.submissions())) == 2


def test_recent_counts_an_address_since_a_time(store: Store) -> None:
    for name, form in (("1", "contact"), ("2", "order")):
        store.save(submission(name, form=form), [], repeat_after=None)
    store.save(submission("3", received_at=NOW - 5 * MINUTE), [], repeat_after=None)
    assert store.recent("hash", since=NOW - MINUTE, until=NOW + MINUTE) == 2
    assert store.recent("hash", since=NOW - MINUTE, until=NOW + MINUTE, site="rose", form="order") == 1
    assert store.recent("other", since=NOW - MINUTE, until=NOW + MINUTE) == 0


def test_an_unknown_address_is_nobody(store: Store) -> None:
    store.save(submission(address_hash=""), [], repeat_after=None)
    assert store.recent("", since=NOW - MINUTE, until=NOW + MINUTE) == 0
