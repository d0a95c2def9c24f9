"""Files in the store, on both databases."""

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest

from formkit.model import Answer, Upload
from formkit.store import Place, Store, UploadGone
from tests.store.facts import NOW, submission, upload

HOURS = timedelta(hours=1)
PLACE = Place("rose", "contact", "hash", NOW)


def save(store: Store, name: str, *files: Upload, **changes: object) -> None:
    store.save(submission(name, **changes), [], repeat_after=None, uploads=files)


def kept(store: Store, *names: str) -> list[Upload]:
    return store.earlier_uploads([f"u{name}" for name in names], site="rose", form="contact", since=NOW - HOURS)


def test_a_file_is_there_with_its_submission(store: Store) -> None:
    save(store, "1", upload("a"), upload("b"))
    assert store.upload_content("ua") == b"content of a"
    assert store.upload_content("ub", start=8, length=2) == b"of"
    assert store.upload("ua") == replace(upload("a"), content=None)
    assert store.upload("uc") is None
    assert store.upload_content("uc") == b""


def test_any_bytes_come_back(store: Store) -> None:
    content = bytes(range(256)) * 5000
    save(store, "1", upload("a", content=content, size=len(content)))
    assert store.upload_content("ua") == content
    assert store.upload_content("ua", start=1_000_000, length=300) == content[1_000_000:1_000_300]


def test_what_an_answer_says_of_its_files_is_kept(store: Store) -> None:
    files = (upload("a", content=None),)
    save(store, "1", answers=(Answer("photo", "file", "A picture", "1.png", "", files),))
    (stored,) = store.submissions()
    assert stored.answers[0].files == files


def test_a_repeat_brings_no_files(store: Store) -> None:
    save(store, "1", upload("a"), dedupe="same")
    save(store, "2", upload("b"), dedupe="same")
    assert store.upload("ub") is None


def test_a_kept_file_waits_for_its_next_try(store: Store) -> None:
    store.keep_uploads([upload("a")], PLACE, until=NOW + HOURS)
    assert store.kept_size() == store.kept_size("hash") == 12
    assert store.kept_size("another") == 0
    assert store.upload("ua") is None
    assert store.upload_content("ua") == b""
    (file,) = kept(store, "a")
    assert (file.id, file.kept, file.name) == ("ua", "ua", "a.png")
    save(store, "1", file)
    assert store.upload_content("ua") == b"content of a"
    assert store.kept_size() == 0
    assert store.drop_kept_uploads(NOW + 9 * HOURS) == 0


def test_a_kept_file_is_there_for_its_own_form_and_for_a_while(store: Store) -> None:
    store.keep_uploads([upload("a")], PLACE, until=NOW + HOURS)
    assert not store.earlier_uploads(["ua"], site="rose", form="other", since=NOW - HOURS)
    assert not store.earlier_uploads(["ua"], site="tulip", form="contact", since=NOW - HOURS)
    assert not store.earlier_uploads(["ua"], site="rose", form="contact", since=NOW)
    assert store.drop_kept_uploads(NOW + HOURS) == 0
    assert store.drop_kept_uploads(NOW + HOURS + timedelta(seconds=1)) == 1
    assert store.kept_size() == 0


def test_files_come_in_the_order_asked_for(store: Store) -> None:
    store.keep_uploads([upload("a"), upload("b")], PLACE, until=NOW + HOURS)
    assert [file.id for file in kept(store, "b", "a", "b", "c")] == ["ub", "ua"]


def test_a_file_that_a_submission_has_is_copied_for_the_next(store: Store) -> None:
    store.keep_uploads([upload("a")], PLACE, until=NOW + HOURS)
    save(store, "1", *kept(store, "a"))
    (file,) = kept(store, "a")
    assert (file.id, file.kept) == ("", "ua")
    save(store, "2", replace(file, id="new"))
    assert store.upload_content("new") == store.upload_content("ua") == b"content of a"


def test_a_submission_whose_file_is_gone_is_not_stored(store: Store) -> None:
    store.keep_uploads([upload("a")], PLACE, until=NOW + HOURS)
    (file,) = kept(store, "a")
    store.drop_kept_uploads(NOW + 2 * HOURS)
    for gone in (file, replace(file, id="copy")):
        with pytest.raises(UploadGone) as error:
            save(store, "1", upload("b"), gone)
        assert error.value.file == gone
    assert not list(store.submissions())
    assert store.upload("ub") is None


def test_of_two_at_once_only_one_gets_the_kept_file(store: Store) -> None:
    store.keep_uploads([upload("a")], PLACE, until=NOW + HOURS)
    (file,) = kept(store, "a")
    ended: list[str] = []

    def try_to_save(name: str) -> None:
        try:
            save(store, name, file)
            ended.append("stored")
        except UploadGone:
            ended.append("gone")

    threads = [threading.Thread(target=try_to_save, args=(str(number),)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["gone"] * 7 + ["stored"]
    assert len(list(store.submissions())) == 1


def test_one_whose_file_is_gone_takes_nobody_with_it(store: Store) -> None:
    errors: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except UploadGone as error:
            errors.append(error)

    works = [lambda number=number: save(store, f"{number}", upload(f"{number}")) for number in range(8)]
    works.append(lambda: save(store, "x", upload("gone", content=None, kept="nowhere", id="nowhere")))
    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(errors) == 1
    assert len(list(store.submissions())) == 8


def test_a_list_of_submissions_reads_no_content(sqlite_url: str) -> None:
    from formkit.store import open_store

    with open_store(sqlite_url) as store:
        save(store, "1", upload("a"))
        with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
            connection.execute("ALTER TABLE uploads RENAME COLUMN content TO away")
        assert len(list(store.submissions())) == 1
        assert store.upload("ua")
