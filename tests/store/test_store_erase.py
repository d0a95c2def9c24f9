"""Erasing: no row, no file, no outbox, no word of the search, not a byte in the database's files."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from formkit.errors import FormkitError
from formkit.model import Answer, Submission
from formkit.store import Store, open_store
from formkit.store.erase import Erased
from tests.store.facts import MESSAGE, MINUTE, NOW, delivery, submission

KEY = "k" * 40
DAY = timedelta(days=1)
SECRET = "Quetzalcoatl"


def secretive(name: str) -> Submission:
    """Long enough for pages of its own, with a word that stands nowhere else."""
    said = f"{SECRET} {name} " * 700
    return submission(name, fields={"message": said}, answers=(Answer("message", "textarea", "Message", said),))


def rows(store: Store, table: str) -> int:
    with store._database.read() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def put_file(store: Store, of: str) -> None:
    with store._database.write() as connection:
        connection.execute(
            text(
                "INSERT INTO uploads (id, submission_id, site, form, field, name, media_type, size, sha256,"
                " address_hash, created_at, content) VALUES (:id, :of, 'rose', 'contact', 'cv', 'cv.pdf',"
                " 'application/pdf', 3, 'abc', '', :at, :content)"
            ),
            {"id": f"u{of}", "of": of, "at": NOW.replace(tzinfo=None), "content": SECRET.encode()},
        )


def test_all_that_hangs_on_it_goes(store: Store) -> None:
    for name in "12":
        store.save(submission(name), [delivery(name, of=name)], repeat_after=None)
    put_file(store, "s1")
    (claimed,) = store.claim("w", now=NOW, lease=MINUTE, limit=1)
    store.failed(claimed, worker="w", at=NOW, words="550")
    assert store.erase(["s1"], key=KEY, at=NOW + DAY) == Erased(submissions=1, deliveries=1, files=1)
    assert [one.id for one in store.submissions()] == ["s2"]
    assert [rows(store, table) for table in ("deliveries", "attempts", "uploads", "seals")] == [1, 0, 0, 2]


def test_nothing_of_it_stays_in_the_files(sqlite_url: str) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    with open_store(sqlite_url) as store:
        for number in range(30):
            store.save(submission(f"kept{number}"), [], repeat_after=None)
        for name in "12":
            message = MESSAGE.__class__("owner", SECRET, "Rose", "Contact", "en", answers=secretive(name).answers)
            store.save(secretive(name), [delivery(name, of=name, message=message)], repeat_after=None)
            put_file(store, f"s{name}")
        assert [one.id for one in store.search(SECRET)] == ["s2", "s1"]
        assert SECRET.encode() in bytes_of(path)
        store.erase(["s1", "s2"], key=KEY, at=NOW + DAY)
        assert store.tidy()
        assert SECRET.encode() not in bytes_of(path)
        assert SECRET.lower().encode() not in bytes_of(path)
        assert store.search(SECRET) == []
        assert len(store.search("Ada", limit=99)) == 30


def bytes_of(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"email": "ada@example.com"}, True),
        ({"answers": (Answer("mail", "text", "Mail", " ADA@example.com "),)}, True),
        ({"fields": {"colleagues": ("eve@example.com", "ada@Example.com")}}, True),
        ({"email": "nada@example.com"}, False),
        ({"answers": (Answer("m", "textarea", "", "write to ada@example.com"),)}, False),
    ],
)
def test_a_person_is_found_by_address_or_answer(store: Store, changes: dict[str, object], found: bool) -> None:
    store.save(submission(**changes), [], repeat_after=None)
    assert [one.id for one in store.of_person("Ada@Example.com")] == ["s1"] * found


@pytest.mark.parametrize("address", ["", "%", "_", "a_a@example.com", "\\", "'"])
def test_no_address_stands_for_others(store: Store, address: str) -> None:
    store.save(submission(email="ada@example.com"), [], repeat_after=None)
    assert list(store.of_person(address)) == []


def test_letters_of_every_script_are_compared(store: Store) -> None:
    store.save(submission(fields={"mail": "Дарья@пример.example"}), [], repeat_after=None)
    assert len(list(store.of_person("дарья@ПРИМЕР.example"))) == 1


def test_what_a_form_has_kept_long_enough_goes(store: Store) -> None:
    for name, days in (("1", 40), ("2", 31), ("3", 29)):
        store.save(submission(name, received_at=NOW - days * DAY), [], repeat_after=None)
    store.save(submission("4", site="tulip", received_at=NOW - 40 * DAY), [], repeat_after=None)
    store.save(submission("5", received_at=NOW - 40 * DAY), [delivery("5", of="5")], repeat_after=None)
    gone = store.erase_outlived("rose", "contact", before=NOW - 30 * DAY, key=KEY, at=NOW)
    assert gone == Erased(submissions=2)
    assert [one.id for one in store.submissions()] == ["s5", "s4", "s3"]
    assert store.erase_outlived("rose", "contact", before=NOW - 30 * DAY, key=KEY, at=NOW) == Erased()


def test_more_than_a_page_of_old_ones_goes(store: Store) -> None:
    for number in range(250):
        store.save(submission(str(number), received_at=NOW - 40 * DAY), [], repeat_after=None)
    assert store.erase_outlived("rose", "contact", before=NOW, key=KEY, at=NOW).submissions == 250


def test_a_number_that_is_given_again_is_sealed_indexed_and_counted_again(store: Store) -> None:
    for name in "123":
        store.save(submission(name), [delivery(name, of=name)], repeat_after=None)
    store.seal(KEY)
    store.index()
    store.tally()
    store.erase(["s2", "s3"], key=KEY, at=NOW)
    for name in "45":
        store.save(submission(name), [delivery(name, of=name)], repeat_after=None)
    assert sum(store.counts().by_state.values()) == 3
    assert store.seal(KEY) == 2
    assert [one.id for one in store.search("ada")] == ["s5", "s4", "s1"]


def test_without_the_key_nothing_that_is_sealed_is_erased(store: Store) -> None:
    store.save(submission(), [], repeat_after=None)
    assert store.erase(["s1"], key="", at=NOW) == Erased(submissions=1)
    store.save(submission("2"), [], repeat_after=None)
    store.seal(KEY)
    with pytest.raises(FormkitError, match="FORMKIT_SECRET_KEY is not set"):
        store.erase(["s2"], key="", at=NOW)
