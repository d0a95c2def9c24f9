"""Many threads and processes on one database: nothing twice, nothing lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from multiprocessing import get_context

from formkit.model import DeliveryState, Submission
from formkit.store import Store, open_store
from tests.store.facts import MINUTE, NOW, delivery, submission
from tests.store.workers import claim_all, save_many


def in_processes(task: Callable[[str, int], list[str]], url: str) -> list[list[str]]:
    with get_context("spawn").Pool(3) as pool:
        return pool.starmap(task, [(url, who) for who in range(3)])


def test_twenty_identical_submissions_at_once_are_stored_once(store: Store) -> None:
    def save(number: int) -> Submission:
        fact = submission(str(number), dedupe="same")
        return store.save(fact, [delivery(str(number), of=str(number))], repeat_after=NOW - MINUTE)

    with ThreadPoolExecutor(20) as threads:
        answers = {fact.id for fact in threads.map(save, range(20))}
    assert {found.id for found in store.submissions()} == answers
    assert len(answers) == len(store.deliveries()) == 1


def test_a_hundred_different_ones_at_once_are_all_stored(store: Store) -> None:
    with ThreadPoolExecutor(20) as threads:
        list(threads.map(lambda number: store.save(submission(number), [], repeat_after=None), map(str, range(100))))
    assert len(list(store.submissions())) == 100


def test_threads_claim_different_deliveries(store: Store) -> None:
    store.save(submission(), [delivery(str(number)) for number in range(40)], repeat_after=None)

    def claim(worker: int) -> list[str]:
        taken = store.claim(str(worker), now=NOW, lease=MINUTE, limit=4)
        return [found.id for found in taken]

    with ThreadPoolExecutor(10) as threads:
        ids = list(chain(*threads.map(claim, range(10))))
    assert len(ids) == len(set(ids)) == 40


def test_processes_open_an_empty_database_at_once_and_store_all_once(database_url: str) -> None:
    answers = set(chain(*in_processes(save_many, database_url)))
    with open_store(database_url) as store:
        stored = [found.id for found in store.submissions()]
    assert len(stored) == len(set(stored)) == 31
    assert answers == set(stored)


def test_processes_claim_different_deliveries(database_url: str, store: Store) -> None:
    store.save(submission(), [delivery(str(number)) for number in range(60)], repeat_after=None)
    ids = list(chain(*in_processes(claim_all, database_url)))
    assert len(ids) == len(set(ids)) == 60
    assert store.counts().by_state[DeliveryState.SENT] == 60
