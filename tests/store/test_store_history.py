"""What the store knows of a post's past, and tokens that count once; on both databases."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from formkit.model import History, Spend
from formkit.store import AlreadySpent, Store
from formkit.store.history import SEEN
from tests.store.facts import submission

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
HERE = replace(submission("0"), address_hash="ann", text_hash="t", received_at=NOW)


def keep(store: Store, *others: dict[str, object]) -> None:
    """Submissions that came a minute before, with these differences."""
    for number, changes in enumerate(others, 1):
        fact = replace(
            submission(str(number)), address_hash="ann", text_hash="t", received_at=NOW - timedelta(minutes=1)
        )
        store.save(replace(fact, **changes), [], repeat_after=None)  # type: ignore[arg-type]


def history(store: Store, most: int = 30, uses: tuple[str, ...] = ()) -> History:
    return store.history(HERE, since=NOW - HOUR, lately=NOW - HOUR, most=most, uses=uses)


def test_a_series_is_of_one_address_and_one_form(store: Store) -> None:
    keep(store, {}, {}, {"address_hash": "bob"}, {"form": "other"}, {"received_at": NOW - 2 * HOUR})
    assert (history(store).series, history(store, most=1).series, history(store, most=0).series) == (2, 1, 0)


def test_a_text_is_repeated_from_elsewhere_lately(store: Store) -> None:
    keep(store, {}, {"address_hash": "bob"}, {"site": "lily"}, {"text_hash": "u"}, {"received_at": NOW - 2 * HOUR})
    assert history(store).repeats == 2


def test_short_texts_and_unknown_addresses_are_not_counted(store: Store) -> None:
    keep(store, {"text_hash": "", "address_hash": ""}, {"text_hash": "", "address_hash": ""})
    unknown = replace(HERE, text_hash="", address_hash="")
    assert store.history(unknown, since=NOW - HOUR, lately=NOW - HOUR, most=9) == History()


def test_only_the_newest_of_a_wave_are_looked_at(store: Store) -> None:
    keep(store, *({"address_hash": "bob"} for _ in range(SEEN + 10)))
    assert history(store).repeats == SEEN
    keep_more = [replace(submission(f"m{n}"), address_hash="ann", text_hash="t", received_at=NOW) for n in range(SEEN)]
    for fact in keep_more:
        store.save(fact, [], repeat_after=None)
    assert history(store).repeats == 0


def test_a_token_counts_once_and_what_used_it_again_is_not_stored(store: Store) -> None:
    spends = [Spend("a", NOW + HOUR), Spend("b", NOW + HOUR)]
    store.save(submission("1"), [], repeat_after=None, spends=spends[:1])
    with pytest.raises(AlreadySpent):
        store.save(submission("2"), [], repeat_after=None, spends=spends)
    assert store.submission("s2") is None
    assert history(store, uses=("a", "b")).spent == {"a"}


def test_a_repeat_spends_nothing(store: Store) -> None:
    for _ in range(2):
        fact = replace(submission("1"), dedupe="same")
        store.save(fact, [], repeat_after=None, spends=[Spend("a", NOW)])
    assert len(list(store.submissions())) == 1


def test_tokens_are_forgotten_once_they_have_ended(store: Store) -> None:
    store.save(submission("1"), [], repeat_after=None, spends=[Spend("a", NOW - HOUR), Spend("b", NOW + HOUR)])
    assert store.drop_spent(NOW) == 1
    assert history(store, uses=("a", "b")).spent == {"b"}
