"""The desk of a worker: deliveries are claimed in batches, handed out one by one, and recorded in batches again.

A batch costs one wait for the disk. What was sent and is not recorded yet would be sent again after a crash: it is
little (RECORD_AFTER) and not for long (the last thread records before it rests, and the worker twice a second).
"""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import inf
from threading import Lock
from typing import NamedTuple

from formkit.channels import Sender, Unreachable
from formkit.model import Delivery, DeliveryState
from formkit.outbox.circuit import Circuit
from formkit.outbox.lanes import Lane, Lanes, lane_of
from formkit.outbox.tries import CHANCE, LEASE, PATIENCE, Chance, Clock, Result, outcome, try_to_send
from formkit.store import Outcome, Store

log = logging.getLogger(__name__)

FEW, BATCH = 3, 24
"""How many deliveries are claimed together, at least and at most: what is at hand here, no other worker can send."""
QUICK_S = 0.25
"""Who is through with what it claimed in so many seconds claims twice as many next time."""
RECORD_AFTER = 10
"""How many are recorded together, at most."""
SLOW_KEPT = 3
"""How many deliveries to one slow target are kept at hand; the others are put off."""
MOST_SLOW, MOST_AT_HAND = 100, 200
"""How many to all slow targets together, and to all."""
HOUR = timedelta(hours=1)
HOUR_LOOK_S = 10.0
"""How often a target that got all the mails of an hour is looked at."""
LOOK_S = 0.5
"""How often a thread that may not write to the next ones looks for others behind them."""
PUT_OFF = timedelta(seconds=30)
"""For how long, more or less; a try that was not made is not counted."""


class Ended(NamedTuple):
    """A try that ended and is not recorded yet."""

    delivery: Delivery
    result: Result
    at: datetime


@dataclass
class Desk:
    """Of the worker of this name, shared by its threads. `results` counts what was recorded.

    `mail_limit` is how many mails an hour one target gets, from all workers together; 0 for no limit.
    """

    store: Store
    worker: str
    clock: Clock
    lanes: Lanes
    circuits: Mapping[str, Circuit]
    chance: Chance = CHANCE
    mail_limit: int = 0
    results: Counter[DeliveryState] = field(default_factory=Counter)
    at_hand: list[Delivery] = field(default_factory=list)
    ended: list[Ended] = field(default_factory=list)
    held_until: datetime | None = None
    sated: dict[str, float] = field(default_factory=dict)  # targets, and until which tick nothing is claimed for them
    batch: int = FEW
    claimed_at: float = 0.0  # by the tick of the lanes, like:
    looked_at: float = -inf  # in vain, past those whom nobody may write to
    empty_at: float | None = None  # when nothing was due, until somebody rings
    rest_s: float = 0.0  # after which it is worth another look
    lock: Lock = field(default_factory=Lock)
    claiming: Lock = field(default_factory=Lock)
    recording: Lock = field(default_factory=Lock)

    def take(self) -> Delivery | None:
        """The next delivery to try, or None when nothing is due that may be tried now. Raises StoreUnavailable."""
        found = self._begin_or_claim()
        while found is None and not self.lanes.under_way and self.record():  # else whoever ends it records
            found = self._begin_or_claim()  # what was recorded may be due again
        return found

    def send(self, delivery: Delivery, senders: Mapping[str, Sender]) -> None:
        """Try what was taken. Raises StoreUnavailable when it, and others before, could not be recorded yet."""
        result = try_to_send(delivery, senders)
        with self.lock:
            self.lanes.end(delivery)
            self.ended.append(Ended(delivery, result, self.clock()))
            enough = len(self.ended) >= RECORD_AFTER
        if circuit := self.circuits.get(delivery.channel):
            circuit.ended(reached=_reached(result))
        if enough and self.recording.acquire(blocking=False):  # else another thread is just at it
            try:
                self._record()
            finally:
                self.recording.release()

    def record(self) -> bool:
        """Record what has ended; False when nothing has. Raises StoreUnavailable, and keeps it for the next time."""
        with self.recording:
            return self._record()

    def _record(self) -> bool:
        ended = list(self.ended)
        if not ended:
            return False
        outcomes = [self._outcome(one) for one in ended]
        self.store.record(self.worker, outcomes)
        del self.ended[: len(ended)]
        for one in outcomes:
            self.results[one.state] += 1
            if one.state is DeliveryState.FAILED:
                log.warning("delivery %s failed for good; `formkit deliveries` says why", one.delivery.id)
        return True

    def renew(self) -> None:
        """Keep what is at hand from coming back, however long a slow server takes. Raises StoreUnavailable."""
        with self.lock:
            ids = self._in_hand()
        if ids:
            until = self.clock() + LEASE
            self.store.renew(self.worker, until=until, only=ids)
            self.held_until = until

    def give_back(self) -> None:
        """At an orderly end: record what was tried, give back what was not. Raises StoreUnavailable."""
        self.record()
        self.at_hand.clear()
        self.store.release(self.worker)

    def _begin_or_claim(self) -> Delivery | None:
        found = self._begin_one()
        if found is None:
            with self.claiming:
                found = self._begin_one()
                while found is None and self._claim():
                    found = self._begin_one()
        return found

    def _begin_one(self) -> Delivery | None:
        with self.lock:
            if self.held_until is not None and self.clock() >= self.held_until:
                self.at_hand.clear()  # it could not be kept: the machine slept, or the store was gone
            for place, delivery in enumerate(self.at_hand):
                circuit = self.circuits.get(delivery.channel)
                if self.lanes.is_free(delivery) and (circuit is None or circuit.begin()):
                    self.lanes.begin(delivery)
                    return self.at_hand.pop(place)
        return None

    def _in_hand(self) -> set[str]:
        return {one.id for one in self.at_hand} | set(self.lanes.under_way) | {one.delivery.id for one in self.ended}

    def _claim(self) -> bool:
        """Take a batch of what may be tried to hand; give back what may not. Whether there is something new."""
        shut = {name for name, circuit in self.circuits.items() if not circuit.lets_through}
        self._put_back(lambda: [one for one in self.at_hand if one.channel in shut])
        now, tick = self.clock(), self.lanes.tick()
        with self.lock:
            full = self.lanes.full
            if not self._wants_more(full, tick):
                return False
            in_hand = self._in_hand()  # a clock that jumps may end their lease
            sated = {target for target, until in self.sated.items() if tick < until}
        found = self.store.claim(
            self.worker, now=now, lease=LEASE, limit=self.batch, without=shut,
            but_not=sated.union(target for _, target in full), in_hand=in_hand,
        )  # fmt: skip
        if found:
            self.claimed_at = tick
        elif full or sated:
            self.looked_at = tick
        else:
            self.empty_at = tick
        found = self._within_limit(found, now)
        with self.lock:
            self.held_until = now + LEASE if not self.at_hand or self.held_until is None else self.held_until
            self.at_hand += found
        self._put_back(self._too_many, until=now + PUT_OFF * (0.8 + 0.4 * self.chance()))
        return bool(found)

    def _wants_more(self, full: Collection[Lane], tick: float) -> bool:
        """Whether to claim, given whom nobody may write to now. A batch grows while it is used up quickly."""
        ready = [one for one in self.at_hand if lane_of(one) not in full and not self.lanes.is_slow(one)]
        rests = self.empty_at is not None and tick - self.empty_at < self.rest_s
        if rests or len(ready) >= self.batch or len(self.at_hand) >= MOST_AT_HAND or not self.lanes.has_room:
            return False
        if (full or self.sated) and tick - self.looked_at < LOOK_S:  # it costs a look at everything that waits for them
            return False
        if not ready:
            self.batch = min(BATCH, 2 * self.batch) if tick - self.claimed_at < QUICK_S else max(FEW, self.batch // 2)
        return True

    def _too_many(self) -> list[Delivery]:
        """What is at hand for slow targets beyond a few for each, and beyond what one worker should hold."""
        slow = [one for one in self.at_hand if self.lanes.is_slow(one)]
        lanes: Counter[Lane] = Counter()
        found = []
        for place, one in enumerate(slow):
            lanes[lane_of(one)] += 1
            if lanes[lane_of(one)] > SLOW_KEPT or place >= MOST_SLOW:
                found.append(one)
        return found

    def _within_limit(self, found: Sequence[Delivery], now: datetime) -> list[Delivery]:
        """Give back the newest of what was claimed beyond the mails of an hour; their targets are left alone."""
        if not found or not self.mail_limit:
            return list(found)
        mailed, until = self.store.mailed(since=now - HOUR), self.lanes.tick() + HOUR_LOOK_S
        self.sated = {target: until for target, count in mailed.items() if count >= self.mail_limit}
        excess = {target: mailed[target] - self.mail_limit for target in self.sated}
        kept, given_back = [], set()
        for one in reversed(found):
            if excess.get(one.target, 0) > 0:
                excess[one.target] -= 1
                given_back.add(one.id)
            else:
                kept.append(one)
        if given_back:
            self.store.release(self.worker, only=given_back)
        return kept[::-1]

    def _put_back(self, chosen: Callable[[], list[Delivery]], *, until: datetime | None = None) -> None:
        with self.lock:
            ids = {one.id for one in chosen()}
            self.at_hand[:] = [one for one in self.at_hand if one.id not in ids]
        if ids:
            self.store.release(self.worker, only=ids, until=until)

    def _outcome(self, ended: Ended) -> Outcome:
        delivery, at = ended.delivery, ended.at
        asked_at = delivery.created_at or at
        if at - asked_at > PATIENCE / 2:  # what a person sent again is as old as that wish
            asked_at = self.store.asked_again_at(delivery.id) or asked_at
        return outcome(delivery, ended.result, at=at, asked_at=asked_at, chance=self.chance())


def _reached(result: Result) -> bool | None:
    """Whether the way out was open; None when the result does not say."""
    return True if isinstance(result, str) else False if isinstance(result, Unreachable) else None


@dataclass(frozen=True)
class Round:
    """What one round did: how many deliveries were sent, put off and given up; `closed` names unreachable channels."""

    sent: int = 0
    later: int = 0
    failed: int = 0
    closed: frozenset[str] = frozenset()


def deliver_due(
    store: Store,
    senders: Mapping[str, Sender],
    *,
    worker: str,
    clock: Clock,
    chance: Chance = CHANCE,
    mail_limit: int = 0,
) -> Round:
    """Try everything that is due, one after the other. Raises StoreUnavailable.

    What goes through a channel that proves unreachable is given back untried.
    """
    circuits = {name: Circuit() for name in senders}
    desk = Desk(store, worker, clock, Lanes(1, 1), circuits, chance, mail_limit)
    while (delivery := desk.take()) is not None:
        desk.send(delivery, senders)
    desk.give_back()
    return Round(
        sent=desk.results[DeliveryState.SENT],
        later=desk.results[DeliveryState.QUEUED],
        failed=desk.results[DeliveryState.FAILED],
        closed=frozenset(name for name, circuit in circuits.items() if not circuit.lets_through),
    )
