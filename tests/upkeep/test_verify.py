"""verify: what is there, and whatever somebody did to the database behind our back."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from formkit.model import Verdict
from formkit.store import Store
from formkit.store.seals import Head
from formkit.upkeep import verify
from formkit.upkeep.verify import Proof
from tests.store.facts import MINUTE, NOW, delivery, submission

KEY = "k" * 40


@pytest.fixture
def three(store: Store) -> Store:
    """Three accepted submissions with a delivery each, sealed."""
    for name in "123":
        store.save(submission(name), [delivery(name, of=name)], repeat_after=None)
    store.seal(KEY)
    return store


def tamper(store: Store, statement: str) -> None:
    with store._database.write() as connection:
        connection.execute(text(statement))


def wrong(proof: Proof) -> dict[str, list[str]]:
    return {name: found.references for name, found in proof.troubles.items() if found.count}


def test_an_untouched_store_is_sound(three: Store) -> None:
    (claimed,) = three.claim("w", now=NOW, lease=MINUTE, limit=1)
    three.failed(claimed, worker="w", at=NOW, words="550")
    three.save(submission("4", verdict=Verdict.QUARANTINED), [], repeat_after=None)
    proof = verify(three, KEY)
    assert wrong(proof) == {}
    assert (proof.sealed, proof.erased, proof.fates.stored) == (4, 0, 4)
    assert (proof.fates.waiting, proof.fates.failed, proof.fates.held, proof.fates.delivered) == (2, 1, 1, 0)


def test_an_empty_store_is_sound(store: Store) -> None:
    proof = verify(store, KEY)
    assert (proof.sound, proof.sealed, proof.head) == (True, 0, None)


def test_a_submission_that_is_gone_is_named(three: Store) -> None:
    tamper(three, "DELETE FROM submissions WHERE id = 's2'")
    assert wrong(verify(three, KEY)) == {"missing": ["RG-2"]}


def test_an_erasure_without_the_key_is_no_erasure(three: Store) -> None:
    tamper(three, "DELETE FROM submissions WHERE id = 's2'")
    tamper(three, "UPDATE seals SET erased_at = '2026-03-05 00:00:00', erasure = 'made up' WHERE submission_id = 's2'")
    assert wrong(verify(three, KEY)) == {"missing": ["RG-2"]}


def test_an_altered_word_is_noticed(three: Store) -> None:
    tamper(three, "UPDATE submissions SET answers = replace(answers, 'Ada', 'Eve') WHERE id = 's1'")
    assert wrong(verify(three, KEY)) == {"altered": ["RG-1"]}


def test_a_file_that_is_gone_is_noticed(store: Store) -> None:
    store.save(submission(), [delivery()], repeat_after=None)
    tamper(
        store,
        "INSERT INTO uploads (id, submission_id, site, form, field, name, media_type, size, sha256, address_hash,"
        " created_at, content) VALUES ('u1', 's1', 'rose', 'contact', 'cv', 'cv.pdf', 'application/pdf', 3, 'abc', '',"
        " '2026-03-04 12:30:00', 'pdf')",
    )
    assert verify(store, KEY).sound
    tamper(store, "DELETE FROM uploads")
    assert wrong(verify(store, KEY)) == {"altered": ["RG-1"]}


def test_a_release_alters_nothing(store: Store) -> None:
    held = submission(verdict=Verdict.QUARANTINED)
    store.save(held, [], repeat_after=None)
    store.seal(KEY)
    store.accept_quarantined(held, [delivery()])
    assert verify(store, KEY).sound


def test_a_seal_that_is_gone_breaks_the_chain(three: Store) -> None:
    tamper(three, "DELETE FROM submissions WHERE id = 's2'")
    tamper(three, "DELETE FROM seals WHERE number = 2")
    assert wrong(verify(three, KEY)) == {"broken": ["RG-3 (link 3)"]}


def test_another_key_can_not_go_on_with_the_chain(three: Store) -> None:
    three.save(submission("4"), [delivery("4", of="4")], repeat_after=None)
    three.seal("another key")
    assert wrong(verify(three, KEY)) == {"broken": ["RG-4 (link 4)"]}


def test_who_cuts_off_the_end_is_caught_by_an_older_head(three: Store) -> None:
    kept = three.head()
    assert kept is not None
    tamper(three, "DELETE FROM submissions WHERE id = 's3'")
    tamper(three, "DELETE FROM seals WHERE number = 3")
    assert verify(three, KEY).sound
    assert wrong(verify(three, KEY, since=kept)) == {"older": [f"3:{kept.link}"]}


def test_an_older_head_is_still_part_of_a_longer_chain(three: Store) -> None:
    kept = three.head()
    three.save(submission("4"), [delivery("4", of="4")], repeat_after=None)
    assert verify(three, KEY, since=kept).sound
    assert not verify(three, KEY, since=Head(2, "not its link")).sound


def test_a_submission_that_nobody_will_hear_of_is_named(three: Store) -> None:
    tamper(three, "DELETE FROM deliveries WHERE id = 'd2'")
    assert wrong(verify(three, KEY)) == {"astray": ["RG-2"]}


def test_what_the_log_says_was_answered_must_be_there(three: Store) -> None:
    proof = verify(three, KEY, answered={"s1": "RG-1", "s9": "RG-9"})
    assert (wrong(proof), proof.answered) == ({"unanswered": ["RG-9"]}, 2)


def test_what_was_erased_on_the_record_is_no_trouble(three: Store) -> None:
    three.erase(["s2"], key=KEY, at=NOW + timedelta(days=1))
    proof = verify(three, KEY, answered={"s1": "RG-1", "s2": "RG-2", "s3": "RG-3"})
    assert (wrong(proof), proof.erased, proof.sealed, proof.fates.stored) == ({}, 1, 3, 2)
    assert not verify(three, "another key").sound
