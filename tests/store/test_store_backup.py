"""Backups of a store in use."""

import stat
import threading
from pathlib import Path

import pytest

from formkit.errors import FormkitError
from formkit.store import open_store
from tests.store.facts import delivery, submission


def test_a_backup_taken_under_load_is_whole(sqlite_url: str, tmp_path: Path) -> None:
    copy = tmp_path / "backups" / "formkit.db"
    first_saved, stop = threading.Event(), threading.Event()

    def load() -> None:
        number = 0
        while not stop.is_set():
            store.save(submission(str(number)), [delivery(str(number), of=str(number))], repeat_after=None)
            first_saved.set()
            number += 1

    with open_store(sqlite_url) as store:
        thread = threading.Thread(target=load)
        thread.start()
        first_saved.wait()
        store.backup(copy)
        stop.set()
        thread.join()
        everything = [found.id for found in store.submissions(oldest_first=True)]
    with open_store(f"sqlite:///{copy}") as restored:
        ids = [found.id for found in restored.submissions(oldest_first=True)]
        assert ids
        assert ids == everything[: len(ids)]
        assert len(restored.deliveries()) == len(ids)


def test_a_backup_is_one_file_for_its_owner_only(sqlite_url: str, tmp_path: Path) -> None:
    with open_store(sqlite_url) as store:
        store.backup(tmp_path / "copies" / "formkit.db")
    [file] = (tmp_path / "copies").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_backup_never_replaces_a_file(sqlite_url: str, tmp_path: Path) -> None:
    with open_store(sqlite_url) as store:
        live = Path(sqlite_url.removeprefix("sqlite:///"))
        with pytest.raises(FormkitError) as refused:
            store.backup(live)
        assert refused.value.message == f"{live} is already there."


def test_a_backup_to_a_place_that_is_none_is_told(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with open_store(sqlite_url) as store, pytest.raises(FormkitError, match="The backup can't be written to"):
        store.backup(tmp_path / "file" / "formkit.db")


def test_postgresql_has_its_own_tool(postgres_url: str, tmp_path: Path) -> None:
    with open_store(postgres_url) as store, pytest.raises(FormkitError) as refused:
        store.backup(tmp_path / "formkit.db")
    assert "pg_dump" in refused.value.hint
