"""What every database must do as the outbox."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from formkit.model import Attempt, Delivery, DeliveryState
from formkit.store import Outcome, Store
from tests.store.facts import MESSAGE, MINUTE, NOW, delivery, submission


@pytest.fixture
def filled(store: Store) -> Store:
    """Three deliveries: d1 due now, d2 a minute ago, d3 in an hour."""
    waits = (("1", NOW), ("2", NOW - MINUTE), ("3", NOW + 60 * MINUTE))
    store.save(submission(), [delivery(name, next_try_at=at) for name, at in waits], repeat_after=None)
    return store


def claim(store: Store, worker: str = "ann", *, limit: int = 9, later: timedelta = timedelta()) -> list[Delivery]:
    return store.claim(worker, now=NOW + later, lease=MINUTE, limit=limit)


def state(store: Store, name: str) -> DeliveryState:
    return next(found.state for found in store.deliveries() if found.id == name)


def test_a_claim_takes_what_is_due_the_longest_due_first(filled: Store) -> None:
    taken = claim(filled)
    assert [found.id for found in taken] == ["d2", "d1"]
    assert {found.state for found in taken} == {DeliveryState.SENDING}
    assert {found.tries for found in taken} == {1}
    assert taken[0].message == MESSAGE


def test_a_claim_takes_no_more_than_asked(filled: Store) -> None:
    assert [found.id for found in claim(filled, limit=1)] == ["d2"]


def test_what_one_worker_holds_no_other_gets(filled: Store) -> None:
    claim(filled)
    assert claim(filled, "bob") == []


def test_a_dead_workers_claim_comes_back(filled: Store) -> None:
    claim(filled)
    again = claim(filled, "bob", later=MINUTE)
    assert [found.id for found in again] == ["d2", "d1"]
    assert {found.tries for found in again} == {2}


def test_sent_is_sent_and_leaves_an_attempt(filled: Store) -> None:
    [taken] = claim(filled, limit=1)
    assert filled.sent(taken, worker="ann", at=NOW, words="250 ok")
    [found] = filled.deliveries(state=DeliveryState.SENT)
    assert found == replace(taken, state=DeliveryState.SENT, sent_at=NOW, next_try_at=None, last_words="250 ok")
    assert filled.attempts("d2") == [Attempt("d2", NOW, "sent", "250 ok")]


def test_a_try_that_failed_is_due_again_later(filled: Store) -> None:
    [taken] = claim(filled, limit=1)
    later = NOW + 5 * MINUTE
    assert filled.retry_later(taken, worker="ann", at=NOW, next_try_at=later, words="451 wait")
    assert filled.attempts("d2") == [Attempt("d2", NOW, "retry", "451 wait")]
    assert [found.id for found in claim(filled)] == ["d1"]
    assert [found.id for found in claim(filled, later=5 * MINUTE)][-1] == "d2"


def test_what_failed_for_good_is_not_tried_again(filled: Store) -> None:
    [taken] = claim(filled, limit=1)
    assert filled.failed(taken, worker="ann", at=NOW, words="550 nobody here")
    [found] = filled.deliveries(state=DeliveryState.FAILED)
    assert (found.last_words, found.next_try_at) == ("550 nobody here", None)
    assert filled.attempts("d2") == [Attempt("d2", NOW, "failed", "550 nobody here")]
    assert "d2" not in [found.id for found in claim(filled, later=999 * MINUTE)]


def test_a_lost_claim_records_nothing(filled: Store) -> None:
    [taken] = claim(filled, limit=1)
    claim(filled, "bob", later=2 * MINUTE)
    assert not filled.sent(taken, worker="ann", at=NOW, words="250 ok")
    assert not filled.retry_later(taken, worker="ann", at=NOW, next_try_at=NOW, words="451")
    assert not filled.failed(taken, worker="ann", at=NOW, words="550")
    assert filled.attempts("d2") == []
    assert state(filled, "d2") is DeliveryState.SENDING


def test_a_worker_that_overslept_its_own_lease_has_lost_the_first_claim(filled: Store) -> None:
    [first] = claim(filled, limit=1)
    claim(filled, later=2 * MINUTE)
    assert not filled.sent(first, worker="ann", at=NOW, words="250 ok")


def test_an_outcome_is_recorded_once(filled: Store) -> None:
    [taken] = claim(filled, limit=1)
    assert filled.sent(taken, worker="ann", at=NOW, words="250 ok")
    assert not filled.failed(taken, worker="ann", at=NOW, words="550")
    assert state(filled, "d2") is DeliveryState.SENT


def test_release_gives_back_what_was_not_tried(filled: Store) -> None:
    first, second = claim(filled)
    filled.sent(first, worker="ann", at=NOW, words="250 ok")
    assert filled.release("bob") == 0
    assert filled.release("ann") == 1
    [again] = claim(filled, "bob")
    assert (again.id, again.tries) == (second.id, 1)


@pytest.mark.parametrize("name", ["d2", None])
def test_a_failed_delivery_can_be_sent_again(filled: Store, name: str | None) -> None:
    filled.failed(claim(filled, limit=1)[0], worker="ann", at=NOW, words="550")
    assert filled.requeue(name, now=NOW + MINUTE) == 1
    again = claim(filled, later=MINUTE)[-1]
    assert (again.id, again.tries, again.last_words) == ("d2", 1, "550")


def test_a_waiting_delivery_can_be_hurried(filled: Store) -> None:
    assert filled.requeue("d3", now=NOW) == 1
    assert "d3" in [found.id for found in claim(filled)]


def test_what_is_sent_or_being_sent_is_not_sent_again(filled: Store) -> None:
    first, second = claim(filled)
    filled.sent(first, worker="ann", at=NOW, words="250 ok")
    assert [filled.requeue(name, now=NOW) for name in (first.id, second.id, "nobody", None)] == [0, 0, 0, 0]


def test_nothing_is_due_in_an_empty_outbox(store: Store) -> None:
    assert claim(store) == []


def test_counts_say_what_waits(filled: Store) -> None:
    filled.sent(claim(filled)[0], worker="ann", at=NOW, words="250 ok")
    counts = filled.counts()
    assert counts.by_state == {"queued": 1, "sending": 1, "sent": 1, "failed": 0}
    assert (counts.waiting, counts.oldest_waiting) == (2, NOW)


def test_nothing_waits_in_an_empty_outbox(store: Store) -> None:
    assert (store.counts().waiting, store.counts().oldest_waiting) == (0, None)


def test_deliveries_can_be_narrowed(filled: Store) -> None:
    filled.save(submission("9", form="order"), [delivery("9", of="9")], repeat_after=None)
    assert [found.id for found in filled.deliveries(limit=2)] == ["d9", "d3"]
    assert [found.id for found in filled.deliveries(site="rose", form="order")] == ["d9"]
    assert [found.id for found in filled.deliveries(submission_id="s1", limit=1)] == ["d3"]
    assert filled.deliveries(state=DeliveryState.FAILED) == []


def test_autoreplies_count_the_copies_to_an_address(store: Store) -> None:
    copy = delivery("1", target="Ada@example.com", message=replace(MESSAGE, kind="copy"))
    owner = delivery("2", target="ada@example.com")
    store.save(submission(), [copy, owner], repeat_after=None)
    assert store.autoreplies("ADA@example.com", since=NOW - MINUTE) == 1
    assert store.autoreplies("ada@example.com", since=NOW) == 0
    assert store.autoreplies("owner@example.com", since=NOW - MINUTE) == 0


def test_options_of_a_destination_come_back(store: Store) -> None:
    store.save(submission(), [delivery(options={"secret_name": "x"})], repeat_after=None)
    assert claim(store)[0].options == {"secret_name": "x"}


def test_a_delivery_is_found_with_what_it_tells_of(filled: Store) -> None:
    found = filled.delivery("d1")
    assert found
    assert [(one.site, one.form, one.reference) for one in filled.origins([found, found])] == [
        ("rose", "contact", "RG-1")
    ] * 2
    assert filled.delivery("nobody") is None
    assert (filled.forms(), filled.held_back()) == ([("rose", "contact")], 0)


def test_a_visitor_gets_one_copy_a_day_however_many_posts_come_at_once(store: Store) -> None:
    def post(name: str) -> None:
        copy = delivery(name, of=name, target="Ada@example.com", message=replace(MESSAGE, kind="copy"))
        store.save(submission(name), [copy, delivery(f"{name}o", of=name)], repeat_after=None)

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(post, "123456"))
    targets = [found.target for found in store.deliveries()]
    assert (targets.count("Ada@example.com"), targets.count("owner@example.com")) == (1, 6)


def test_a_batch_of_outcomes_keeps_those_whose_claim_still_holds(filled: Store) -> None:
    first, second = claim(filled)
    filled.release("ann", only=[first.id])
    outcomes = [Outcome(one, DeliveryState.SENT, NOW, "250 ok") for one in (first, second)]
    assert filled.record("ann", outcomes) == [False, True]
    assert (state(filled, first.id), state(filled, second.id)) == (DeliveryState.QUEUED, DeliveryState.SENT)


def test_what_is_put_off_is_due_later_and_was_not_tried(filled: Store) -> None:
    first, second = claim(filled)
    assert filled.release("ann", only=[first.id], until=NOW + 2 * MINUTE) == 1
    assert state(filled, second.id) is DeliveryState.SENDING
    assert claim(filled, "bob") == []
    [again] = claim(filled, "bob", later=2 * MINUTE)[-1:]
    assert (again.id, again.tries) == (first.id, 1)


def test_a_lease_is_renewed_for_what_is_named(filled: Store) -> None:
    first, second = claim(filled)
    assert filled.renew("ann", until=NOW + 9 * MINUTE, only=[first.id]) == 1
    assert [found.id for found in claim(filled, "bob", later=2 * MINUTE)] == [second.id]


def test_a_channel_can_be_left_alone(filled: Store) -> None:
    assert filled.claim("ann", now=NOW, lease=MINUTE, limit=9, without={"mail"}) == []
    assert len(filled.claim("ann", now=NOW, lease=MINUTE, limit=9, without={"webhook"})) == 2


def test_what_failed_for_good_is_news_until_it_is_told_and_again_when_it_was_sent_again(filled: Store) -> None:
    for one in claim(filled):
        filled.failed(one, worker="ann", at=NOW, words="550")
    assert [(one.delivery.id, one.site, one.form) for one in filled.lost(limit=9)] == [
        ("d2", "rose", "contact"),
        ("d1", "rose", "contact"),
    ]
    filled.tell_once("lost", "d2", at=NOW, every=MINUTE)
    assert [one.delivery.id for one in filled.lost(limit=9)] == ["d1"]
    filled.requeue("d2", now=NOW)
    filled.failed(claim(filled)[0], worker="ann", at=NOW, words="550")
    assert len(filled.lost(limit=9)) == 2


def test_a_target_is_stuck_when_it_was_refused_long_ago_and_waits(filled: Store) -> None:
    for one in claim(filled):
        filled.retry_later(one, worker="ann", at=NOW, next_try_at=NOW + 5 * MINUTE, words="451")
    assert filled.stuck(since=NOW - MINUTE) == []
    [found] = filled.stuck(since=NOW)
    assert (found.delivery.id, found.count, found.delivery.last_words) == ("d1", 2, "451")
