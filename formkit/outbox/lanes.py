"""Lanes: whom a worker writes to just now, and who was slow lately. A slow one holds up nobody else."""

from collections import Counter, OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from formkit.model import Delivery

SLOW_S = 5.0
"""A try that takes so many seconds makes its target a slow one, until a quick one shows that it is well again."""
REMEMBERED = 2000
"""Targets of which a worker remembers how quick they were."""

Lane = tuple[str, str]


def lane_of(delivery: Delivery) -> Lane:
    return delivery.channel, delivery.target


@dataclass(frozen=True)
class Try:
    """What is under way, since when in seconds of the tick, and whether it was begun as one to a slow target."""

    lane: Lane
    since: float
    slow: bool


@dataclass
class Lanes:
    """Of a worker that sends `at_once` mails at a time; slow tries don't count, as long as it has `threads` for them.

    A slow target gets one try at a time, any other one leaves room for a second target. What was tried before and of
    which nothing is known counts as slow.
    """

    at_once: int
    threads: int
    tick: Callable[[], float] = monotonic
    under_way: dict[str, Try] = field(default_factory=dict)
    known: OrderedDict[Lane, bool] = field(default_factory=OrderedDict)

    @property
    def has_room(self) -> bool:
        """Whether one more try may begin at all."""
        now = self.tick()
        quick = [one for one in self.under_way.values() if now - one.since < SLOW_S]
        return len(quick) < self.at_once and len(self.under_way) < self.threads

    def is_slow(self, delivery: Delivery) -> bool:
        """Whether its target was slow the last time, or is just now."""
        lane, now = lane_of(delivery), self.tick()
        if any(one.lane == lane and now - one.since >= SLOW_S for one in self.under_way.values()):
            return True
        return self.known.get(lane, delivery.tries > 1)

    def is_free(self, delivery: Delivery) -> bool:
        """Whether a try of this delivery may begin now."""
        if not self.has_room:
            return False
        lane = lane_of(delivery)
        here = [one for one in self.under_way.values() if one.lane == lane]
        if self.is_slow(delivery):
            since = self.tick() - SLOW_S
            slow = [one for one in self.under_way.values() if one.slow or one.since <= since]
            return not here and len(slow) < max(1, self.threads - self.at_once)
        return len(here) < max(1, self.at_once - 1)

    @property
    def full(self) -> set[Lane]:
        """Those who get no other try just now."""
        counts = Counter(one.lane for one in self.under_way.values())
        stuck = self.tick() - SLOW_S
        slow = {one.lane for one in self.under_way.values() if one.slow or one.since <= stuck}
        most = max(1, self.at_once - 1)
        return {lane for lane, count in counts.items() if count >= most or lane in slow}

    def begin(self, delivery: Delivery) -> None:
        """Take a place in its lane."""
        self.under_way[delivery.id] = Try(lane_of(delivery), self.tick(), self.is_slow(delivery))

    def end(self, delivery: Delivery) -> None:
        """Leave the lane, and remember how long it took."""
        one = self.under_way.pop(delivery.id)
        self.known[one.lane] = self.tick() - one.since >= SLOW_S
        self.known.move_to_end(one.lane)
        if len(self.known) > REMEMBERED:
            self.known.popitem(last=False)
