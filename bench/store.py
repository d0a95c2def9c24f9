"""How many submissions a second the store saves: `python bench/store.py [RUNS]`.

Beside it, in the same run: the same rows through bare sqlite3 with the same pragmas and one commit each,
and once more with the store's indices and repeat check, which is what the promises cost.
"""

import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from formkit.model import Answer, Delivery, Message, Submission
from formkit.store import Store, open_store
from formkit.store.rows import delivery_row, submission_row

SAVES = 1000  # a measurement
THREADS = 16
NUMBERS = count()
ANSWERS = tuple(Answer(name, "text", name.title(), name * 10) for name in ("name", "email", "tel", "topic", "message"))
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON")

Fact = tuple[Submission, Delivery]
Run = Callable[[list[Fact]], None]


def fact() -> Fact:
    """A new submission of five fields with its delivery."""
    name, now = f"{next(NUMBERS):09}", datetime.now(UTC)
    fields = {answer.field: answer.text for answer in ANSWERS}
    submission = Submission(
        name,
        f"R{name}",
        f"t{name}",
        "rose",
        "contact",
        now,
        "en",
        fields,
        ANSWERS,
        dedupe=name,
        address_hash=name,
    )
    message = Message("owner", "Hello", "Rose Garden", "Write to us", "en", answers=ANSWERS)
    return submission, Delivery(f"d{name}", name, "mail", "owner@example.com", message)


def stored(store: Store, threads: int) -> Run:
    def save(facts: list[Fact]) -> None:
        for submission, delivery in facts:
            store.save(submission, [delivery], repeat_after=None)

    def run(facts: list[Fact]) -> None:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(save, [facts[thread::threads] for thread in range(threads)]))

    return run


def bare(path: Path, *, schema_of: Path | None = None) -> tuple[sqlite3.Connection, Run]:
    """Prepared rows into bare tables, or with `schema_of` into a copy of that database's tables."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.executescript(schema(schema_of) if schema_of else plain_schema())

    def run(facts: list[Fact]) -> None:
        for submission, delivery in facts:
            connection.execute("BEGIN IMMEDIATE")
            if schema_of:
                connection.execute(REPEAT, (submission.site, submission.form, submission.dedupe)).fetchone()
            insert(connection, "submissions", submission_row(submission))
            insert(connection, "deliveries", delivery_row(delivery, submission.received_at))
            connection.execute("COMMIT")

    return connection, run


REPEAT = "SELECT * FROM submissions WHERE site = ? AND form = ? AND dedupe = ? ORDER BY number LIMIT 1"


def insert(connection: sqlite3.Connection, table: str, row: dict[str, object]) -> None:
    values = [value.isoformat() if isinstance(value, datetime) else value for value in row.values()]
    connection.execute(f"INSERT INTO {table} ({','.join(row)}) VALUES ({','.join('?' * len(row))})", values)


def schema(path: Path) -> str:
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return ";".join(row[0] for row in rows)


def plain_schema() -> str:
    submission, delivery = fact()
    rows = {
        "submissions": submission_row(submission),
        "deliveries": delivery_row(delivery, submission.received_at),
    }
    return ";".join(f"CREATE TABLE {table} ({','.join(row)})" for table, row in rows.items())


def measure(runs: int) -> Iterator[tuple[str, float]]:
    """Saves per second of each way, the ways taking turns so that a busy machine treats them alike."""
    with tempfile.TemporaryDirectory() as name, open_store(f"sqlite:///{name}/store.db") as store:
        plain, run_plain = bare(Path(name) / "plain.db")
        indexed, run_indexed = bare(Path(name) / "indexed.db", schema_of=Path(name) / "store.db")
        ways = {
            "bare sqlite3, no index": run_plain,
            "bare sqlite3, same indices": run_indexed,
            "store, 1 thread": stored(store, 1),
            f"store, {THREADS} threads": stored(store, THREADS),
        }
        rates: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(runs):
            for way, run in ways.items():
                rates[way].append(SAVES / seconds(run))
        plain.close()
        indexed.close()
    yield from ((way, median(found)) for way, found in rates.items())


def seconds(run: Run) -> float:
    facts = [fact() for _ in range(SAVES)]
    start = perf_counter()
    run(facts)
    return perf_counter() - start


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(f"{SAVES} saves each on disk before the next, median of {runs} runs\n")
    for way, rate in measure(runs):
        print(f"{way:30} {rate:8,.0f} saves/s")


if __name__ == "__main__":
    main()
