"""`formkit restore`."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest

from formkit.store import open_store
from tests.cli.conftest import SETTINGS, Formkit
from tests.processes import Production, send
from tests.store.facts import delivery, submission


@pytest.fixture
def backed_up(formkit: Formkit, workspace: Path) -> Path:
    """A backup of one submission; a second one came after it."""
    (workspace / ".env").write_text(SETTINGS, "utf-8")
    with open_store(f"sqlite:///{workspace / 'data' / 'formkit.db'}") as store:
        store.save(submission("1"), [delivery("1")], repeat_after=None)
        formkit("backup", "copy.db")
        store.save(submission("2"), [delivery("2", of="2")], repeat_after=None)
    return workspace / "copy.db"


def ids(path: Path) -> list[str]:
    with open_store(f"sqlite:///{path}") as store:
        return [one.id for one in store.submissions()]


def test_a_backup_takes_the_place_of_the_database(formkit: Formkit, backed_up: Path, workspace: Path) -> None:
    said = formkit("restore", "copy.db", "--yes")
    assert (said.code, said.err) == (0, "")
    first, second, *proof = said.out.splitlines()
    assert first == "copy.db holds 1 message and 1 mail, the newest of 2026-03-04 12:30."
    assert second.startswith(f"Restored to {workspace / 'data' / 'formkit.db'}. What was there is kept in ")
    assert "Nothing is lost, and nothing was altered." in proof
    assert ids(workspace / "data" / "formkit.db") == ["s1"]


def test_an_administrator_s_restore_belongs_to_whoever_runs_formkit(
    formkit: Formkit, backed_up: Path, workspace: Path
) -> None:
    if os.geteuid() == 0:
        os.chown(workspace / "data", 12345, 12345)
    assert formkit("restore", "copy.db", "--yes").code == 0
    files = [workspace / "data", *(workspace / "data").glob("formkit.db*")]
    assert len({file.stat().st_uid for file in files}) == 1


def test_a_restore_can_be_undone(formkit: Formkit, backed_up: Path, workspace: Path) -> None:
    formkit("restore", "copy.db", "--yes")
    (kept,) = (workspace / "data").glob("formkit-before-restore-*.db")
    assert formkit("restore", str(kept), "--yes").code == 0
    assert ids(workspace / "data" / "formkit.db") == ["s2", "s1"]
    assert not list((workspace / "data").glob("*.restored*"))


def test_nothing_is_replaced_while_a_program_has_it_open(formkit: Formkit, backed_up: Path, workspace: Path) -> None:
    with open_store(f"sqlite:///{workspace / 'data' / 'formkit.db'}") as store:
        said = formkit("restore", "copy.db", "--yes")
        assert (said.code, said.err) == (
            1,
            "The database is in use: formkit serve, formkit deliver or another program has it open.\n"
            "    Stop it, then run the command again.\n",
        )
        assert len(list(store.submissions())) == 2
        store.check()


def test_nothing_is_replaced_when_nobody_can_be_asked(formkit: Formkit, backed_up: Path, workspace: Path) -> None:
    said = formkit("restore", "copy.db")
    assert said.out.splitlines()[1].startswith("The database here holds 2 messages and 2 mails")
    assert said.err.startswith("Nothing was changed: there is nobody to ask.\n")
    assert ids(workspace / "data" / "formkit.db") == ["s2", "s1"]


def test_a_damaged_database_is_replaced(formkit: Formkit, backed_up: Path, workspace: Path) -> None:
    (workspace / "data" / "formkit.db").write_bytes(b"scratched" * 5000)
    assert formkit("restore", "copy.db", "--yes").code == 0
    assert ids(workspace / "data" / "formkit.db") == ["s1"]


def test_where_no_database_is_the_backup_is_put(formkit: Formkit, backed_up: Path, workspace: Path) -> None:
    (workspace / "data" / "formkit.db").unlink()
    said = formkit("restore", "copy.db")
    assert f"Restored to {workspace / 'data' / 'formkit.db'}.\n" in said.out
    assert said.code == 0


def test_what_is_no_backup_is_refused_before_anything_is_touched(
    formkit: Formkit, backed_up: Path, workspace: Path
) -> None:
    (workspace / "letter.db").write_text("Dear customer, " * 400, "utf-8")
    with closing(sqlite3.connect(workspace / "other.db")) as other:
        other.execute("CREATE TABLE theirs (it INTEGER)")
    whole = backed_up.read_bytes()
    (workspace / "half.db").write_bytes(whole[: len(whole) // 2])
    for name, words in (("letter", "is no whole backup"), ("other", "is a database, but no"), ("half", "backup")):
        said = formkit("restore", f"{name}.db", "--yes")
        assert (said.code, words in said.err) == (1, True), said
    assert ids(workspace / "data" / "formkit.db") == ["s2", "s1"]
    assert sorted(path.name for path in (workspace / "data").iterdir()) == ["formkit.db"]


def test_a_backup_of_a_newer_formkit_is_refused(formkit: Formkit, backed_up: Path, workspace: Path) -> None:
    with closing(sqlite3.connect(backed_up, isolation_level=None)) as copy:
        copy.execute("UPDATE alembic_version SET version_num = '9999'")
    said = formkit("restore", "copy.db", "--yes")
    assert (said.code, "was made by a newer formkit" in said.err) == (1, True)
    assert ids(workspace / "data" / "formkit.db") == ["s2", "s1"]


def test_postgresql_has_tools_of_its_own(formkit: Formkit, backed_up: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORMKIT_DATABASE_URL", "postgresql://localhost/rose")
    said = formkit("restore", "copy.db", "--yes")
    assert said.err.startswith("formkit does not restore a PostgreSQL database.\n    Stop formkit and use PostgreSQL's")
    assert "pg_restore" in said.err


def test_everything_comes_back_from_a_backup_under_load(production: Production) -> None:
    server, stored, enough, stop = production.serve("--no-deliver"), list[str](), Event(), Event()

    def visit() -> None:
        while not stop.is_set():
            status, reference, _ = send(production.port, len(stored))
            assert status == 303
            stored.append(reference)
            if len(stored) > 20:
                enough.set()

    visitor = Thread(target=visit)
    visitor.start()
    assert enough.wait(60)
    answered = list(stored)
    assert production.start("backup", "copy.db").wait() == 0
    stop.set()
    visitor.join()
    assert production.start("restore", "copy.db", "--yes").wait() == 1
    server.end()
    restored = production.start("restore", "copy.db", "--yes")
    assert restored.wait() == 0, restored.said
    with open_store(production.database_url) as store:
        found = [one.reference for one in store.submissions(oldest_first=True)]
    assert found == stored[: len(found)]
    assert set(answered) <= set(found)
