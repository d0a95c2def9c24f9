"""A copy of a database that is in use, never by copying its files."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import cast

from formkit.errors import FormkitError, StoreUnavailable
from formkit.store.database import Database, trouble


def backup(database: Database, path: Path) -> None:
    """Write a consistent, checked copy to `path`, which must not exist yet. Raises FormkitError."""
    if database.writer.dialect.name == "postgresql":
        raise FormkitError(
            "formkit does not copy a PostgreSQL database.",
            "Use its own tool: pg_dump --format=custom --file=formkit.dump DATABASE",
        )
    if path.exists():
        raise FormkitError(f"{path} is already there.", "Choose another name, or move the old backup away.")
    beside = path.with_name(path.name + ".part")
    try:
        _copy(database, beside)
        os.replace(beside, path)
    except OSError as error:
        raise FormkitError(
            f"The backup can't be written to {path}: {error.strerror}.", "Choose another folder."
        ) from None
    except sqlite3.Error as error:
        raise trouble(str(error)) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _copy(database: Database, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with (
        open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "rb") as file,
        closing(sqlite3.connect(path)) as copy,
    ):
        with database.read() as connection:
            source = connection.connection.driver_connection
            cast(sqlite3.Connection, source).backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise StoreUnavailable("The copy is damaged.", "Check the disk, then run the backup again.")
        os.fsync(file.fileno())
