"""A database URL -> a Database: SQLite in a file, or PostgreSQL."""

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from formkit.errors import FormkitError
from formkit.store.database import Database, translated

WAIT_MS = 5000  # for a lock that another process holds
QUEUE_S = 10  # for our own threads in front of the database: they wait in Python, not by polling the file
NETWORK_DRIVES = ("nfs", "cifs", "smb", "fuse.sshfs", "afs", "ceph", "glusterfs", "fuse.glusterfs")
URL_HINT = "Write it like sqlite:////srv/rose/data/formkit.db or postgresql://user:password@host/database."


def open_database(url: str) -> Database:
    """Connections as the promise "on disk" needs them. Raises FormkitError when the place can't be used."""
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        raise FormkitError("FORMKIT_DATABASE_URL is not a database address.", URL_HINT) from None
    if parts.drivername == "sqlite":
        return _sqlite(parts)
    if parts.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return _postgresql(parts.set(drivername="postgresql+psycopg"))
    raise FormkitError(f"FORMKIT_DATABASE_URL: formkit does not know {parts.drivername} databases.", URL_HINT)


def network_drive(folder: Path, mounts: str) -> str:
    """The kind of network drive that holds the folder, or "". `mounts` is the text of /proc/self/mounts."""
    rows = [line.split(" ") for line in mounts.splitlines()]
    above = [(len(row[1]), row[2]) for row in rows if folder.is_relative_to(row[1].replace("\\040", " "))]
    kind = max(above, default=(0, ""))[1]
    return kind if kind.startswith(NETWORK_DRIVES) else ""


def _sqlite(url: URL) -> Database:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise FormkitError("FORMKIT_DATABASE_URL names no file: what visitors send must be on disk.", URL_HINT)
    _prepare(Path(url.database).absolute())
    writer = _sqlite_engine(url, pool_size=1, max_overflow=0)
    reader = _sqlite_engine(url, pool_size=5, max_overflow=15)
    with translated(), writer.connect() as connection:
        if connection.exec_driver_sql("PRAGMA journal_mode=WAL").scalar() != "wal":
            raise FormkitError(f"The disk of {url.database} can't hold the database safely.", "Use a local disk.")
    event.listen(writer, "begin", _begin_immediate)
    event.listen(reader, "connect", _only_read)
    return Database(writer, reader)


def _prepare(path: Path) -> None:
    """The folder and an empty file that only its owner reads: it will hold what visitors write."""
    hint = "Name a folder that the user that runs formkit can write to, or use a PostgreSQL database."
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise FormkitError(f"The database can't be kept in {path}: {error.strerror}.", hint) from None
    mounts = Path("/proc/self/mounts")
    kind = network_drive(path.resolve().parent, mounts.read_text("utf-8") if mounts.exists() else "")
    if kind:
        raise FormkitError(f"{path.parent} is on a network drive ({kind}), where SQLite can lose data.", hint)


def _sqlite_engine(url: URL, **pool: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_timeout=QUEUE_S,
        connect_args={"isolation_level": None, "timeout": WAIT_MS / 1000, "check_same_thread": False},
        **pool,
    )
    event.listen(engine, "connect", _keep_promises)
    return engine


def _keep_promises(connection: sqlite3.Connection, record: object) -> None:
    connection.execute(f"PRAGMA busy_timeout={WAIT_MS}")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")


def _only_read(connection: sqlite3.Connection, record: object) -> None:
    connection.execute("PRAGMA query_only=ON")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _postgresql(url: URL) -> Database:
    try:
        engine = create_engine(
            url,
            pool_size=10,
            max_overflow=20,
            pool_timeout=QUEUE_S,
            pool_pre_ping=True,  # no visitor pays for a restart of the server
            connect_args={"connect_timeout": 5},
        )
    except ModuleNotFoundError:
        hint = 'Install it with: pip install "formkit[postgres]"'
        raise FormkitError("PostgreSQL needs the package psycopg, which is missing.", hint) from None
    event.listen(engine, "connect", _keep_postgresql_promises)
    return Database(engine, engine)


def _keep_postgresql_promises(connection: Any, record: object) -> None:
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = {WAIT_MS}")
    if connection.execute("SHOW synchronous_commit").fetchone() == ("off",):
        connection.execute("SET synchronous_commit = on")
    connection.autocommit = False
