"""Opening a store: what it makes, what it refuses and in which words."""

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from formkit.errors import FormkitError, StoreUnavailable
from formkit.store import open_store
from formkit.store.engines import network_drive, open_database
from formkit.store.schema import MIGRATIONS
from formkit.store.tables import SCHEMA, metadata
from tests.store.facts import MINUTE, NOW, delivery, submission

OLD = Path(__file__).parent / "databases"


def run(url: str, statement: str) -> None:
    database = open_database(url)
    with database.write() as connection:
        connection.execute(text(statement))
    database.close()


def test_what_was_stored_is_there_when_opened_again(database_url: str) -> None:
    with open_store(database_url) as store:
        store.save(submission(), [delivery()], repeat_after=None)
    with open_store(database_url) as store:
        assert list(store.submissions()) == [submission()]
        assert len(store.deliveries()) == 1


def test_the_migrations_make_the_tables_that_the_code_expects(database_url: str) -> None:
    open_store(database_url).close()
    database = open_database(database_url)
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_no_search_index})
        assert compare_metadata(context, metadata) == []
    database.close()


def is_no_search_index(name: str | None, kind: str, parents: object) -> bool:
    """Each database has its own kind of full-text index, which only `store.search` knows."""
    return not (kind == "table" and name and name.split("_")[0] == "search")


def test_erasing_a_submission_erases_its_deliveries_and_their_attempts(database_url: str) -> None:
    with open_store(database_url) as store:
        store.save(submission(), [delivery()], repeat_after=None)
        [claimed] = store.claim("ann", now=NOW, lease=MINUTE, limit=1)
        store.failed(claimed, worker="ann", at=NOW, words="550")
        run(database_url, "DELETE FROM submissions")
        assert (store.deliveries(), store.attempts("d1")) == ([], [])


def test_the_code_knows_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == SCHEMA


@pytest.mark.parametrize("file", sorted(OLD.glob("*.sql")), ids=lambda file: str(file.stem))
def test_a_database_of_every_older_formkit_keeps_its_data(file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.db")) as connection:
        connection.executescript(file.read_text("utf-8"))
    with open_store(f"sqlite:///{tmp_path}/old.db") as store:
        assert store.submission("RG-1") == submission()
        assert [found.id for found in store.deliveries()] == ["d1"]
        assert store.save(submission("2"), [], repeat_after=None) == submission("2")


def test_a_newer_database_is_refused_and_left_alone(database_url: str) -> None:
    open_store(database_url).close()
    run(database_url, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(FormkitError) as refused:
        open_store(database_url)
    assert refused.value.message == (
        f"The database was made by a newer formkit (its schema is 9999, this formkit knows {SCHEMA})."
    )
    assert refused.value.hint == "Install the newer formkit again, or restore the backup from before the upgrade."


def test_a_migration_that_fails_leaves_nothing_behind(database_url: str) -> None:
    run(database_url, "CREATE TABLE attempts (theirs INTEGER)")
    with pytest.raises(FormkitError, match="The database holds tables of another program"):
        open_store(database_url)
    database = open_database(database_url)
    with database.read() as connection:
        assert inspect(connection).get_table_names() == ["attempts"]
    database.close()


def test_sqlite_keeps_its_promises_on_every_connection(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    for engine in (database.writer, database.reader):
        with engine.connect() as connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in PRAGMAS}
        assert found == PRAGMAS
    database.close()


PRAGMAS = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_only_the_owner_of_the_file_can_read_what_visitors_wrote(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "data" / "formkit.db"
    with open_store(f"sqlite:///{path}") as store:
        store.check()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.with_name("formkit.db-wal").stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("data/formkit.db", "FORMKIT_DATABASE_URL is not a database address."),
        ("mysql://localhost/x", "FORMKIT_DATABASE_URL: formkit does not know mysql databases."),
        ("sqlite://", "FORMKIT_DATABASE_URL names no file: what visitors send must be on disk."),
        ("sqlite:///:memory:", "FORMKIT_DATABASE_URL names no file: what visitors send must be on disk."),
    ],
)
def test_a_url_that_is_no_place_is_refused(url: str, message: str) -> None:
    with pytest.raises(FormkitError) as refused:
        open_store(url)
    assert refused.value.message == message
    assert "postgresql://user:password@host/database" in refused.value.hint


def test_a_folder_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    with pytest.raises(FormkitError) as refused:
        open_store(f"sqlite:///{tmp_path}/data/formkit.db")
    assert refused.value.message.startswith(f"The database can't be kept in {tmp_path}/data/formkit.db: ")


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear customer, " * 100)
    with pytest.raises(StoreUnavailable, match="file is not a database"):
        open_store(f"sqlite:///{path}")
    assert path.read_text() == "Dear customer, " * 100


def test_a_server_that_is_not_there_is_named_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="The database can't be used: connection") as refused:
        open_store(f"postgresql://rose:s3cret@/formkit?host={tmp_path}")
    assert "s3cret" not in refused.value.message


def parameters(url: str) -> dict[str, str]:
    """What a connection of the store was really made with, by libpq's names."""
    database = open_database(url)
    with database.read() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        found = driver.info.get_parameters()
    database.close()
    return found


def test_a_postgresql_server_that_vanishes_is_noticed_within_twenty_seconds(postgres_url: str) -> None:
    found = parameters(postgres_url)
    assert found["keepalives"] == "1"
    told = [int(found[f"keepalives_{name}"]) for name in ("idle", "interval", "count")]
    assert told[0] + told[1] * told[2] <= 20
    assert found["tcp_user_timeout"] == "20000"


def test_what_the_operator_says_of_the_connection_counts_more(postgres_url: str) -> None:
    sign = "&" if "?" in postgres_url else "?"
    found = parameters(f"{postgres_url}{sign}tcp_user_timeout=60000&connect_timeout=9")
    assert (found["tcp_user_timeout"], found["connect_timeout"], found["keepalives"]) == ("60000", "9", "1")


def test_the_short_name_of_postgresql_is_understood(postgres_url: str) -> None:
    open_store(postgres_url.replace("postgresql://", "postgres://")).close()


def test_opening_it_again_in_the_same_process_gives_up_no_lock(sqlite_url: str) -> None:
    """On POSIX a process loses its locks on a file when it closes any descriptor of it."""
    path = sqlite_url.removeprefix("sqlite:///")
    script = f"import sqlite3; sqlite3.connect({path!r}, timeout=0).execute('BEGIN IMMEDIATE')"
    first = open_database(sqlite_url)
    with first.write():
        open_database(sqlite_url).close()
        other = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "database is locked" in other.stderr
    first.close()


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/srv/shop/data", "nfs4"), ("/srv/shop two", "cifs"), ("/srv/other", ""), ("/srv/shopping", "")],
)
def test_a_network_drive_is_noticed(folder: str, kind: str) -> None:
    mounts = "/dev/sda / ext4 rw 0 0\nserver:/x /srv/shop nfs4 rw 0 0\n//server/y /srv/shop\\040two cifs rw 0 0\n"
    assert network_drive(Path(folder), mounts) == kind
