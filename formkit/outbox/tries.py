"""One round of the outbox: claim what is due, try it, record what the other side said, plan the next try."""

import logging
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from formkit.channels import Sender, Unreachable
from formkit.errors import DeliveryError
from formkit.model import Delivery, DeliveryState
from formkit.store import Store

log = logging.getLogger(__name__)

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 1440))
"""How long after the first, second, ... refused try; the last one repeats."""
CLOSED_WAITS = tuple(timedelta(seconds=seconds) for seconds in (10, 30, 60, 300, 900))
"""The same when nothing got through at all: asking again costs one connection."""
PATIENCE = timedelta(days=5)
"""How long after it was written a delivery is tried (Postfix: maximal_queue_lifetime)."""
LEASE = timedelta(seconds=30)
"""How long a claim lasts when its worker dies; a living one renews it."""

Clock = Callable[[], datetime]
Chance = Callable[[], float]
CHANCE: Chance = random.SystemRandom().random


@dataclass(frozen=True)
class Round:
    """What one round did: how many deliveries were sent, put off and given up; `closed` names unreachable channels."""

    sent: int = 0
    later: int = 0
    failed: int = 0
    closed: frozenset[str] = frozenset()

    @property
    def claimed(self) -> int:
        return self.sent + self.later + self.failed


def deliver_due(
    store: Store,
    senders: Mapping[str, Sender],
    *,
    worker: str,
    clock: Clock,
    batch: int = 20,
    chance: Chance = CHANCE,
) -> Round:
    """One round: up to `batch` due deliveries are claimed, tried and recorded. Raises StoreUnavailable.

    What goes through a channel that proves unreachable is given back untried.
    """
    results: Counter[DeliveryState] = Counter()
    closed: set[str] = set()
    untried = False
    for delivery in store.claim(worker, now=clock(), lease=LEASE, limit=batch):
        if delivery.channel in closed:
            untried = True
            continue
        result = try_to_send(delivery, senders)
        if isinstance(result, Unreachable):
            closed.add(delivery.channel)
        results[_record(store, delivery, result, worker=worker, at=clock(), chance=chance())] += 1
    if untried:
        store.release(worker)
    return Round(
        sent=results[DeliveryState.SENT],
        later=results[DeliveryState.QUEUED],
        failed=results[DeliveryState.FAILED],
        closed=frozenset(closed),
    )


def next_try(delivery: Delivery, at: datetime, *, chance: float, closed: bool = False) -> datetime | None:
    """When to try again after a failed try at `at`; None when the patience is over. `chance` is 0 to 1.

    Waits are spread by a fifth to either side, so that what failed together does not come back together.
    However old it is, it gets every wait once.
    """
    waits = CLOSED_WAITS if closed else WAITS
    when = at + waits[min(max(delivery.tries, 1), len(waits)) - 1] * (0.8 + 0.4 * chance)
    old = when > (delivery.created_at or at) + PATIENCE
    return None if old and delivery.tries > len(WAITS) else when


def try_to_send(delivery: Delivery, senders: Mapping[str, Sender]) -> str | DeliveryError:
    """The other side's words, or why not. What we did not foresee fails this delivery alone."""
    sender = senders.get(delivery.channel)
    if sender is None:
        return DeliveryError(f"there is no channel named '{delivery.channel}'", permanent=True)
    try:
        return sender.send(delivery)
    except DeliveryError as error:
        return error
    except Exception as error:
        log.exception("delivery %s can't be sent", delivery.id)
        return DeliveryError(f"formkit could not make this message: {type(error).__name__}", permanent=True)


def _record(
    store: Store, delivery: Delivery, result: str | DeliveryError, *, worker: str, at: datetime, chance: float
) -> DeliveryState:
    if isinstance(result, str):
        store.sent(delivery, worker=worker, at=at, words=result)
        return DeliveryState.SENT
    said, closed = result.message, isinstance(result, Unreachable)
    when = None if result.permanent else next_try(_as_asked(store, delivery, at), at, chance=chance, closed=closed)
    if when is not None:
        store.retry_later(delivery, worker=worker, at=at, next_try_at=when, words=said)
        return DeliveryState.QUEUED
    given_up = said if result.permanent else f"given up after {PATIENCE.days} days: {said}"
    store.failed(delivery, worker=worker, at=at, words=given_up)
    log.warning("delivery %s failed for good; `formkit deliveries` says why", delivery.id)
    return DeliveryState.FAILED


def _as_asked(store: Store, delivery: Delivery, at: datetime) -> Delivery:
    """What a person sent again is as old as that wish, not as its submission."""
    if delivery.created_at is None or at - delivery.created_at < PATIENCE / 2:
        return delivery
    return replace(delivery, created_at=store.asked_again_at(delivery.id) or delivery.created_at)
