"""The tallies, while several workers change them at the same moment on PostgreSQL."""

from collections.abc import Callable, Iterator
from threading import Thread

import pytest
from sqlalchemy import Connection, text

from formkit.store import Store, erase, open_store, tallies
from tests.store.facts import NOW, delivery, submission

WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


@pytest.fixture
def five(postgres_url: str) -> Iterator[Store]:
    """Three old submissions that are tallied, one that is old enough to be, and a new one."""
    with open_store(postgres_url) as store:
        save(store, "1", "2", "3")
        pass_by(store, 5_000)
        save(store, "4")
        store.tally()
        pass_by(store, 9_000)
        save(store, "5")
        yield store


def save(store: Store, *names: str) -> None:
    for name in names:
        store.save(submission(name), [delivery(name, of=name)], repeat_after=None)


def pass_by(store: Store, number: int) -> None:
    """As if as many had come and gone."""
    with store._database.write() as connection:
        for table in ("submissions", "deliveries"):
            connection.execute(text(f"SELECT setval('{table}_number_seq', {number})"))


def erasing(name: str) -> Callable[[Connection], object]:
    return lambda connection: erase.erase(connection, [name], "", NOW)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (erasing("s1"), tallies.advance),
        (tallies.advance, erasing("s4")),
        (erasing("s4"), tallies.advance),
        (erasing("s1"), erasing("s2")),
    ],
    ids=["erase, then tally", "tally, then erase", "erase what is tallied next", "erase twice"],
)
def test_two_workers_at_once_count_right(
    five: Store, first: Callable[[Connection], object], second: Callable[[Connection], object]
) -> None:
    def other() -> None:
        with five._database.write() as connection:
            second(connection)

    worker = Thread(target=other)
    with five._database.write() as connection:
        first(connection)
        worker.start()
        while worker.is_alive() and not connection.execute(WAITING).scalar_one():
            """Until it is done, or waits for us."""
    worker.join()
    assert five.figures().stored == len(list(five.submissions()))
    assert sum(five.counts().by_state.values()) == len(five.deliveries())
