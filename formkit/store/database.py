"""Connections to the database, and its troubles in words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from formkit.errors import StoreUnavailable
from formkit.store.turns import Turns

QUEUE_S = 10  # for our own threads in front of the database: they wait in Python, not by polling the file
PATIENCE_MS = 2000  # with readers, when the log is emptied
TROUBLES = (
    (
        ("locked", "busy", "lock timeout"),
        "The database is busy: another program holds it.",
        "Wait a minute and try again; if it stays, stop the other program (a backup, a database tool).",
    ),
    (
        ("is full", "no space left", "disk full"),
        "The disk of the database is full.",
        "Free some space; nothing that was stored is lost.",
    ),
    (
        ("readonly", "read-only"),
        "The database can't be written: it is read-only.",
        "Give the user that runs formkit the right to write to it.",
    ),
    (
        ("disk i/o error",),
        "The disk of the database fails.",
        "Read the system's own log: the disk may be broken, full by quota, or read-only after an error.",
    ),
)


@dataclass(frozen=True)
class Database:
    """`writer` opens transactions that write, `reader` answers questions; on PostgreSQL they are one.

    `turns` brings the threads that write into a line, where only one can write at a time.
    """

    writer: Engine
    reader: Engine
    turns: Turns | None = None

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, committed at the end. Raises StoreUnavailable, with nothing written."""
        turn = self.turns.turn(QUEUE_S) if self.turns else nullcontext()
        with translated(), turn, self.writer.begin() as connection:
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for questions. Raises StoreUnavailable."""
        with translated(), self.reader.connect() as connection:
            yield connection

    def empty_log(self) -> bool:
        """Move what SQLite's write-ahead log holds into the database, and empty it; False when a reader needs it."""
        if self.turns is None:
            return True
        with translated(), self.turns.turn(QUEUE_S), self.writer.connect() as connection:
            driver = connection.connection.driver_connection
            sqlite = cast(sqlite3.Connection, driver)
            sqlite.execute(f"PRAGMA busy_timeout={PATIENCE_MS}")
            (busy, *_) = sqlite.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            sqlite.execute("PRAGMA busy_timeout=0")  # waiting for the lock is done in Python
        return not busy

    def close(self) -> None:
        self.reader.dispose()
        self.writer.dispose()


@contextmanager
def translated() -> Iterator[None]:
    """Trouble of the database becomes StoreUnavailable; a mistake of ours stays what it is."""
    try:
        yield
    except (IntegrityError, DataError):
        raise
    except DBAPIError as error:
        raise trouble(str(error.orig)) from error
    except sqlite3.Error as error:
        raise trouble(str(error)) from error
    except PoolTimeout as error:
        raise trouble("busy") from error


def refused(error: IntegrityError | DataError) -> StoreUnavailable:
    """What the database would not take, without its own words: they hold what somebody typed."""
    kind = type(error.orig).__name__
    return StoreUnavailable(
        f"The database refuses what a visitor sent ({kind}).", "This is a mistake in formkit: please report it."
    )


def trouble(text: str) -> StoreUnavailable:
    """The database's own words -> StoreUnavailable in ours."""
    for signs, message, hint in TROUBLES:
        if any(sign in text.lower() for sign in signs):
            return StoreUnavailable(message, hint)
    first_line = next(iter(text.splitlines()), "")
    return StoreUnavailable(f"The database can't be used: {first_line}", "Check that it is there and running.")


def lock_key(connection: Connection, key: str) -> None:
    """SQLite has one writer at a time; PostgreSQL lets the same key in one after the other."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(key, 0))))
