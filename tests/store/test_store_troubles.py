"""Trouble of the database: told in words, nothing half written, and work goes on when it ends."""

import sqlite3
import subprocess
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import NullPool, create_engine, text

from formkit.errors import FormkitError, StoreUnavailable
from formkit.store import Store, open_store
from formkit.store.database import Database
from formkit.store.engines import open_database
from formkit.store.schema import migrate
from tests.store.facts import MINUTE, NOW, delivery, submission


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """A migrated SQLite database that does not wait long for a lock."""
    database = open_database(sqlite_url, wait_ms=20)
    migrate(database)
    yield database
    database.close()


def pragma(database: Database, words: str) -> None:
    """Set a pragma of the one connection that writes."""
    with closing(database.writer.raw_connection()) as connection:
        connection.cursor().execute(f"PRAGMA {words}")


def save(store: Store, name: str = "1") -> None:
    store.save(submission(name), [delivery(name, of=name)], repeat_after=None)


@contextmanager
def locked(url: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def refusal(store: Store, name: str = "1") -> str:
    """Save must fail; returns the sentence."""
    with pytest.raises(StoreUnavailable) as refused:
        save(store, name)
    return refused.value.message


def test_a_lock_that_stays_is_told_and_saving_works_after_it(sqlite_url: str, database: Database) -> None:
    store = Store(database)
    with locked(sqlite_url):
        assert refusal(store) == "The database is busy: another program holds it."
        with pytest.raises(StoreUnavailable):
            store.claim("ann", now=NOW, lease=MINUTE, limit=1)
        with pytest.raises(StoreUnavailable):
            store.check()
        assert list(store.submissions()) == []  # reading goes on
    save(store)
    assert list(store.submissions()) == [submission()]


def test_a_lock_that_goes_away_is_waited_for(sqlite_url: str) -> None:
    with open_store(sqlite_url) as store, locked(sqlite_url) as other:
        thread = threading.Thread(target=save, args=[store])
        thread.start()
        other.execute("COMMIT")
        thread.join()
        assert list(store.submissions()) == [submission()]


def test_a_full_database_is_told_and_saving_works_after_it(database: Database) -> None:
    store = Store(database)
    pragma(database, "max_page_count=1")
    stored = saved_until_full(store)
    assert refusal(store) == "The disk of the database is full."
    assert [found.id for found in store.submissions(oldest_first=True)] == stored
    assert len(store.deliveries()) == len(stored)
    pragma(database, "max_page_count=100000")
    save(store, "last")
    assert store.submission("slast")


def saved_until_full(store: Store) -> list[str]:
    stored: list[str] = []
    try:
        for number in range(5000):
            save(store, f"n{number}")
            stored.append(f"sn{number}")
    except StoreUnavailable:
        return stored
    raise AssertionError("it never got full")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_on_a_full_disk_exactly_what_was_promised_is_stored(small_disk: Path) -> None:
    (small_disk / "ballast").write_bytes(b"x" * 300_000)
    with open_store(f"sqlite:///{small_disk}/formkit.db") as store:
        stored = saved_until_full(store)
        assert refusal(store) == "The disk of the database is full."
        assert [found.id for found in store.submissions(oldest_first=True)] == stored
        (small_disk / "ballast").unlink()
        save(store, "last")
        assert store.submission("slast")


def test_a_read_only_disk_is_told_when_opened(small_disk: Path) -> None:
    open_store(f"sqlite:///{small_disk}/formkit.db").close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(FormkitError, match=r"can't be kept in .*/formkit\.db: Read-only file system"):
        open_store(f"sqlite:///{small_disk}/formkit.db")


def test_a_read_only_database_is_told_and_saving_works_after_it(database: Database) -> None:
    store = Store(database)
    pragma(database, "query_only=1")
    assert refusal(store) == "The database can't be written: it is read-only."
    pragma(database, "query_only=0")
    save(store)
    assert list(store.submissions()) == [submission()]


def test_a_lock_in_postgresql_is_told_and_saving_works_after_it(postgres_url: str) -> None:
    open_store(postgres_url).close()
    database = open_database(postgres_url, wait_ms=20)
    store = Store(database)
    with psycopg.connect(postgres_url) as other:
        other.execute("LOCK TABLE submissions IN EXCLUSIVE MODE")
        assert refusal(store) == "The database is busy: another program holds it."
    save(store)
    assert list(store.submissions()) == [submission()]
    database.close()


def test_a_server_that_was_restarted_is_not_noticed(postgres_url: str) -> None:
    with open_store(postgres_url) as store:
        save(store)
        cut_connections(postgres_url)
        save(store, "2")
        assert len(list(store.submissions())) == 2


def test_a_read_only_server_is_told_and_saving_works_after_it(postgres_url: str) -> None:
    with open_store(postgres_url) as store:
        set_read_only(postgres_url, "on")
        assert refusal(store) == "The database can't be written: it is read-only."
        assert list(store.submissions()) == []
        set_read_only(postgres_url, "off")
        save(store)
        assert list(store.submissions()) == [submission()]


def test_a_table_that_was_taken_away_is_told(postgres_url: str) -> None:
    with open_store(postgres_url) as store:
        with psycopg.connect(postgres_url, autocommit=True) as other:
            other.execute("ALTER TABLE submissions RENAME TO hidden")
        assert refusal(store).startswith('The database can\'t be used: relation "submissions" does not exist')


def test_a_connection_that_is_cut_in_the_middle_writes_nothing(postgres_url: str) -> None:
    open_store(postgres_url).close()
    database = open_database(postgres_url)
    with pytest.raises(StoreUnavailable, match="The database can't be used"):
        write_and_be_cut(database, postgres_url)
    Store(database).check()
    database.close()
    open_store(postgres_url).close()


def write_and_be_cut(database: Database, url: str) -> None:
    with database.write() as connection:
        connection.exec_driver_sql("DELETE FROM alembic_version")
        cut_connections(url)
        connection.exec_driver_sql("SELECT 1")


def cut_connections(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def set_read_only(url: str, value: str) -> None:
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SET default_transaction_read_only = off")
        other.execute(f"ALTER DATABASE {other.info.dbname} SET default_transaction_read_only = {value}")
    cut_connections(url)


def test_what_the_database_refuses_is_told_without_its_words_and_saving_goes_on(database_url: str) -> None:
    """A rule of the database that we don't know of: nothing is half written, and nobody's text is in the log."""
    with open_store(database_url) as store:
        rule(database_url, "CREATE UNIQUE INDEX once ON submissions (language)")
        save(store)
        words = refusal(store, "2")
        assert words.startswith("The database refuses what a visitor sent (")
        assert "tr" not in words.split()
        assert (len(list(store.submissions())), len(store.deliveries())) == (1, 1)
        rule(database_url, "DROP INDEX once")
        save(store, "2")
        assert len(store.deliveries()) == 2


def rule(url: str, words: str) -> None:
    address = url.replace("postgresql:", "postgresql+psycopg:")
    with create_engine(address, poolclass=NullPool).begin() as connection:
        connection.execute(text(words))


def test_a_file_that_is_moved_or_deleted_is_not_written_to(sqlite_url: str, database: Database) -> None:
    """SQLite itself would go on, and nobody would ever find what was stored."""
    path, store = Path(sqlite_url.removeprefix("sqlite:///")), Store(database)
    save(store)
    path.rename(path.with_name("elsewhere.db"))
    assert refusal(store) == "The database file was moved or deleted."
    path.touch()
    assert refusal(store) == "The database file was moved or deleted."
    path.with_name("elsewhere.db").rename(path)
    save(store, "2")
    assert len(list(store.submissions())) == 2


def test_check_writes_nothing(store: Store) -> None:
    store.check()
    assert list(store.submissions()) == []
