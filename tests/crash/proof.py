"""What was answered, what is stored and what the mail server took, side by side."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import monotonic

from formkit.errors import StoreUnavailable
from formkit.model import DeliveryState, Submission, Verdict
from formkit.store import Store
from tests.crash.visitors import Letter

LOOK_EVERY_S = 0.5
NOTHING_MOVES_S = 90
"""How long the outbox may stand still with a mail server that works, before it counts as stuck."""


@dataclass
class Proof:
    """The figures, and every broken promise in words."""

    answered: int = 0
    stored: int = 0
    unanswered: int = 0
    mailed: int = 0
    repeats: int = 0
    lost: list[str] = field(default_factory=list)

    def demand(self, kept: bool, broken: str) -> None:
        if not kept:
            self.lost.append(broken)


def drain(store: Store, meanwhile: Callable[[], None] = lambda: None) -> None:
    """Wait until nothing waits in the outbox; what waits for its next try is asked for at once, as its owner may."""
    moved, least = monotonic(), 0
    while monotonic() - moved < NOTHING_MOVES_S:
        meanwhile()
        try:
            waiting = store.counts().waiting
            for delivery in store.deliveries(state=DeliveryState.QUEUED):
                if delivery.tries:
                    store.requeue(delivery.id, now=datetime.now(UTC))
        except StoreUnavailable:
            continue
        if not waiting:
            return
        if waiting != least:
            moved, least = monotonic(), waiting
        Event().wait(LOOK_EVERY_S)


def read_record(path: Path) -> list[tuple[str, int]]:
    """Message-ID and number of every mail that the mail server took, in that order."""
    mails = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [(mail["id"], mail["number"]) for mail in mails]


def prove(letters: Iterable[Letter], store: Store, mails: Sequence[tuple[str, int]]) -> Proof:
    """Every answered one is stored once and mailed; no half; a repeat has the same Message-ID."""
    proof = Proof()
    stored = by_number(store.submissions(oldest_first=True))
    for letter in letters:
        _prove_stored(proof, letter, stored.pop(letter.number, []))
    for number, found in stored.items():
        proof.lost.append(f"nobody sent what is stored as number {number}: {[one.id for one in found]}")
    _prove_mailed(proof, store, mails)
    return proof


def by_number(submissions: Iterable[Submission]) -> dict[int, list[Submission]]:
    """What is stored, by the number that is in its text."""
    found: dict[int, list[Submission]] = defaultdict(list)
    for submission in submissions:
        found[int(str(submission.fields["message"]).split(".")[0].split()[-1])].append(submission)
    return found


def _prove_stored(proof: Proof, letter: Letter, found: Sequence[Submission]) -> None:
    proof.stored += len(found)
    proof.answered += bool(letter.references)
    proof.unanswered += bool(found) and not letter.references
    names = [one.reference for one in found]
    told = sorted(set(letter.references))
    proof.demand(len(found) <= 1, f"number {letter.number} is stored {len(found)} times: {names}")
    proof.demand(not told or told == names, f"number {letter.number} was answered with {told}, stored is {names}")
    texts = {str(one.fields["message"]) for one in found}
    proof.demand(texts <= {letter.text}, f"number {letter.number} is stored with another text: {names}")


def _prove_mailed(proof: Proof, store: Store, mails: Sequence[tuple[str, int]]) -> None:
    taken = Counter(message_id.strip("<>").split("@")[0] for message_id, _ in mails)
    ids = defaultdict(set)
    for message_id, number in mails:
        ids[number].add(message_id)
    proof.mailed, proof.repeats = len(taken), len(mails) - len(taken)
    for number, found in ids.items():
        proof.demand(len(found) == 1, f"number {number} was mailed with several Message-IDs: {sorted(found)}")
    owed = {one.id for one in store.submissions() if one.verdict is Verdict.ACCEPTED}
    for delivery in store.deliveries():
        proof.demand(delivery.submission_id in owed, f"a second delivery, or one of nothing: {delivery.id}")
        owed.discard(delivery.submission_id)
        state = f"{delivery.state.value}: {delivery.last_words}"
        proof.demand(delivery.state is DeliveryState.SENT, f"delivery {delivery.id} is {state}")
        proof.demand(taken.pop(delivery.id, 0) > 0, f"delivery {delivery.id} was never mailed ({state})")
    proof.lost += [f"submission {one} has no delivery" for one in owed]
    proof.lost += [f"a mail of no delivery: {one}" for one in taken]
