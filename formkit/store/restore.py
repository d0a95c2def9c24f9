"""Put a backup in the place of the database; the database as it was stays beside it."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import make_url

from formkit.errors import FormkitError, StoreUnavailable

WAIT_S = 1  # for a program that is just ending
HINT = "Name a file that formkit backup made."
ENDINGS = ("-wal", "-shm")


def database_file(url: str) -> Path:
    """The file of an SQLite database. Raises FormkitError for PostgreSQL, in words how it is done there."""
    parts = make_url(url)
    if parts.get_backend_name() != "sqlite":
        raise FormkitError(
            "formkit does not restore a PostgreSQL database.",
            "Stop formkit and use PostgreSQL's own tools: createdb formkit_restored, then pg_restore --no-owner "
            "--dbname=formkit_restored formkit.dump, then name the new database in FORMKIT_DATABASE_URL, and run "
            "formkit verify.",
        )
    return Path(parts.database or "").absolute()


def copied(backup: Path, target: Path) -> Path:
    """A checked copy of the backup beside the target, for its owner only. Raises FormkitError."""
    part = target.with_name(target.name + ".restored")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    remove(part)
    try:
        _copy(backup, part)
    except sqlite3.Error as error:
        remove(part)
        raise FormkitError(f"{backup} is no whole backup of formkit: {error}.", HINT) from None
    except FormkitError:
        remove(part)
        raise
    return part


def remove(path: Path) -> None:
    """The database file, and what SQLite lays beside it."""
    for ending in ("", *ENDINGS):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def refuse_in_use(target: Path) -> None:
    """Raises FormkitError when another program has the database open; one that is damaged is in nobody's way.

    What SQLite's log held is in the file afterwards.
    """
    if not target.exists():
        return
    try:
        with closing(sqlite3.connect(target, timeout=WAIT_S)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError as error:
        if "locked" in str(error) or "busy" in str(error):
            raise StoreUnavailable(
                "The database is in use: formkit serve, formkit deliver or another program has it open.",
                "Stop it, then run the command again.",
            ) from None
        raise StoreUnavailable(f"{target} can't be replaced: {error}.", "Look at who owns it.") from None
    except sqlite3.DatabaseError:
        """Damaged: that is what backups are for."""


def place(part: Path, target: Path, *, kept: Path) -> None:
    """Move the copy to the target; what was there is `kept`. There is a database at the target at every moment.

    A disk without hard links (vfat, some mounts of containers) has none between two renames: who is cut off just there
    finds it under the name of `kept`, and may run the command again.
    """
    for ending in ENDINGS:
        with suppress(FileNotFoundError):  # of a damaged database only
            os.replace(target.with_name(target.name + ending), kept.with_name(kept.name + ending))
    moved = target.exists() and not _linked(target, kept)
    if moved:
        os.rename(target, kept)
    try:
        os.replace(part, target)
    except OSError:
        if moved:
            os.rename(kept, target)
        raise
    folder = os.open(target.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _linked(target: Path, kept: Path) -> bool:
    """Give the file a second name; False where the disk can't. Raises FileExistsError when the name is taken."""
    try:
        os.link(target, kept)
    except FileExistsError:
        raise
    except OSError:
        return False
    return True


def _give_to_the_owner_of(folder: Path, part: Path) -> None:
    """An administrator who restores is not who runs formkit."""
    if os.geteuid() == 0:
        owner = folder.stat()
        os.chown(part, owner.st_uid, owner.st_gid)


def _copy(backup: Path, part: Path) -> None:
    os.close(os.open(part, os.O_RDWR | os.O_CREAT, 0o600))
    _give_to_the_owner_of(part.parent, part)
    source = sqlite3.connect(f"{backup.absolute().as_uri()}?mode=ro", uri=True)
    with closing(source), closing(sqlite3.connect(part)) as copy:
        if not source.execute("SELECT 1 FROM sqlite_master WHERE name = 'submissions'").fetchone():
            raise FormkitError(f"{backup} is a database, but no backup of formkit.", HINT)
        source.backup(copy)
        checked = [line for (line,) in copy.execute("PRAGMA integrity_check").fetchall()]
        if checked != ["ok"]:
            raise FormkitError(f"{backup} is damaged: {checked[0]}.", "Take an older backup.")
    with part.open("rb") as file:
        os.fsync(file.fileno())
