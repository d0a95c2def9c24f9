"""A database URL -> a Database: SQLite in a file, or PostgreSQL."""

import errno
import os
import sqlite3
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from formkit.errors import FormkitError, StoreUnavailable
from formkit.store.database import QUEUE_S, Database, translated
from formkit.store.turns import Turns

WAIT_MS = 5000  # for a lock that another program holds
PAUSE_S = 0.0005  # between two looks at the lock; SQLite's own pauses grow to 0.1 s, too long for a visitor
NETWORK_DRIVES = ("nfs", "cifs", "smb", "fuse.sshfs", "afs", "ceph", "glusterfs", "fuse.glusterfs")
Place = tuple[int, int]  # the disk, and the number of a file on it
NOTICED = {  # libpq's own names: seconds, but for the last one, in ms; a server without power says no goodbye
    "connect_timeout": 5,
    "keepalives": 1,
    "keepalives_idle": 8,
    "keepalives_interval": 4,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
URL_HINT = "Write it like sqlite:////srv/rose/data/formkit.db or postgresql://user:password@host/database."


def open_database(url: str, *, wait_ms: int = WAIT_MS) -> Database:
    """Connections as the promise "on disk" needs them. Raises FormkitError when the place can't be used."""
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        raise FormkitError("FORMKIT_DATABASE_URL is not a database address.", URL_HINT) from None
    if parts.drivername == "sqlite":
        return _sqlite(parts, wait_ms)
    if parts.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return _postgresql(parts.set(drivername="postgresql+psycopg"), wait_ms)
    raise FormkitError(f"FORMKIT_DATABASE_URL: formkit does not know {parts.drivername} databases.", URL_HINT)


def network_drive(folder: Path, mounts: str) -> str:
    """The kind of network drive that holds the folder, or "". `mounts` is the text of /proc/self/mounts."""
    rows = [line.split(" ") for line in mounts.splitlines()]
    above = [(len(row[1]), row[2]) for row in rows if folder.is_relative_to(row[1].replace("\\040", " "))]
    kind = max(above, default=(0, ""))[1]
    return kind if kind.startswith(NETWORK_DRIVES) else ""


def _sqlite(url: URL, wait_ms: int) -> Database:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        raise FormkitError("FORMKIT_DATABASE_URL names no file: what visitors send must be on disk.", URL_HINT)
    path = Path(url.database).absolute()
    born = _prepare(path)
    _log_ahead(path, wait_ms)
    writer = _sqlite_engine(url, "busy_timeout=0", "secure_delete=ON", pool_size=1, max_overflow=0)
    reader = _sqlite_engine(url, f"busy_timeout={wait_ms}", "query_only=ON", pool_size=5, max_overflow=15)
    event.listen(writer, "begin", lambda connection: _in_place(path, born))
    event.listen(writer, "begin", partial(_begin_immediate, wait_ms))
    return Database(writer, reader, Turns())


def _prepare(path: Path) -> Place:
    """The folder and an empty file that only its owner reads: it will hold what visitors write."""
    hint = "Name a folder that the user that runs formkit can write to, or use a PostgreSQL database."
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _make(path)
        born = _place(path.stat())
    except OSError as error:
        raise FormkitError(f"The database can't be kept in {path}: {error.strerror}.", hint) from None
    mounts = Path("/proc/self/mounts")
    kind = network_drive(path.resolve().parent, mounts.read_text("utf-8") if mounts.exists() else "")
    if kind:
        raise FormkitError(f"{path.parent} is on a network drive ({kind}), where SQLite can lose data.", hint)
    return born


def _make(path: Path) -> None:
    """A file that is there is not opened: closing it would give up this process's locks on it (fcntl(2))."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    if not os.access(path, os.R_OK | os.W_OK):
        reason = errno.EROFS if os.statvfs(path).f_flag & os.ST_RDONLY else errno.EACCES
        raise OSError(reason, os.strerror(reason))


def _place(found: os.stat_result) -> Place:
    return found.st_dev, found.st_ino


def _in_place(path: Path, born: Place) -> None:
    """Raises StoreUnavailable when the file was moved or deleted: SQLite would go on writing to what nobody finds."""
    try:
        stays = _place(path.stat()) == born
    except OSError:
        stays = False
    if not stays:
        raise StoreUnavailable("The database file was moved or deleted.", "Put it back, or start formkit again.")


def _log_ahead(path: Path, wait_ms: int) -> None:
    """Readers and the writer don't wait for each other; the file remembers this mode."""
    with translated(), closing(sqlite3.connect(path, timeout=wait_ms / 1000)) as connection:
        (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
    if mode != "wal":
        raise FormkitError(f"The disk of {path} can't hold the database safely.", "Use a local disk.")


def _sqlite_engine(url: URL, *pragmas: str, **pool: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_timeout=QUEUE_S,
        connect_args={"isolation_level": None, "check_same_thread": False},
        **pool,
    )

    def keep_promises(connection: sqlite3.Connection, record: object) -> None:
        for pragma in ("synchronous=FULL", "foreign_keys=ON", *pragmas):
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", keep_promises)
    return engine


def _begin_immediate(wait_ms: int, connection: Connection) -> None:
    """Wait for the lock by looking often. Raises sqlite3.OperationalError when it does not come."""
    driver: Any = connection.connection.driver_connection
    give_up = monotonic() + wait_ms / 1000
    while True:
        try:
            driver.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > give_up:
                raise
        sleep(PAUSE_S)


def _postgresql(url: URL, wait_ms: int) -> Database:
    try:
        engine = create_engine(
            url,
            pool_size=10,
            max_overflow=20,
            pool_timeout=QUEUE_S,
            pool_pre_ping=True,  # no visitor pays for a restart of the server
            connect_args={name: value for name, value in NOTICED.items() if name not in url.query},
        )
    except ModuleNotFoundError:
        hint = 'Install it with: pip install "formkit[postgres]"'
        raise FormkitError("PostgreSQL needs the package psycopg, which is missing.", hint) from None
    event.listen(engine, "connect", partial(_keep_postgresql_promises, wait_ms))
    return Database(engine, engine)


def _keep_postgresql_promises(wait_ms: int, connection: Any, record: object) -> None:
    connection.autocommit = True
    connection.execute(f"SET lock_timeout = {wait_ms}")
    if connection.execute("SHOW synchronous_commit").fetchone() == ("off",):
        connection.execute("SET synchronous_commit = on")
    connection.autocommit = False
