"""What other processes do in the tests: each opens the store for itself."""

from datetime import timedelta

from formkit.store import open_store
from tests.store.facts import NOW, delivery, submission


def save_many(url: str, who: int) -> list[str]:
    """Ids that this process stored: ten of its own, and one that every process sends."""
    with open_store(url) as store:
        own = [submission(f"{who}-{number}") for number in range(10)]
        shared = submission(f"{who}-shared", dedupe="shared")
        answers = [store.save(fact, [delivery(fact.id, of=fact.id[1:])], repeat_after=None) for fact in [*own, shared]]
    return [answer.id for answer in answers]


def claim_all(url: str, who: int) -> list[str]:
    """Ids of the deliveries that this process got, three at a time."""
    got: list[str] = []
    with open_store(url) as store:
        while taken := store.claim(f"worker-{who}", now=NOW, lease=timedelta(hours=1), limit=3):
            got += [found.id for found in taken]
            for found in taken:
                assert store.sent(found, worker=f"worker-{who}", at=NOW, words="250 ok")
    return got
