"""One run: visitors write, one thing after the other is killed, and in the end everything is counted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from threading import Event
from time import monotonic

from formkit.store import open_store
from tests.crash.house import House
from tests.crash.proof import Proof, drain, prove, read_record
from tests.crash.visitors import Visitors

ORDERLY = "stopped in order"
"""Beside what is killed: SIGTERM for a serve."""
CROWD_S = 0.4
"""Around each kill everyone writes at once, so that it meets many in the middle of something."""


@dataclass(frozen=True)
class Plan:
    """How long, how much at least, and from which seed everything random comes; `peace` is seconds between kills,
    `longest` how many times its seconds a run may take until it has its submissions.
    """

    seconds: float
    kills: int
    submissions: int
    seed: int
    rate: float = 60.0
    threads: int = 12
    peace: float = 1.0
    longest: float = 3.0


@dataclass
class Story:
    """What happened."""

    plan: Plan
    proof: Proof = field(default_factory=Proof)
    kills: Counter[str] = field(default_factory=Counter)
    restarts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    heard: Counter[str] = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)
    seconds: float = 0.0
    drained: float = 0.0

    @property
    def killed(self) -> int:
        """Kills, without what was stopped in order."""
        return self.kills.total() - self.kills[ORDERLY]

    @property
    def short(self) -> list[str]:
        """What the plan wanted and did not get: such a run proves less than it says."""
        wanted = {"kills": (self.killed, self.plan.kills), "submissions": (self.proof.answered, self.plan.submissions)}
        return [f"{got} {name} of {least}" for name, (got, least) in wanted.items() if got < least]


def run(plan: Plan, house: House) -> Story:
    """Load, kill and restart for `plan.seconds`; then let everything be mailed, and prove."""
    story, began = Story(plan), monotonic()
    house.open()
    visitors = Visitors(house.ports, threads=plan.threads, rate=plan.rate, seed=plan.seed)
    try:
        _trouble(plan, house, visitors, story)
    finally:
        visitors.stop()
    story.seconds, story.heard = monotonic() - began, visitors.heard
    _settle(house, story)
    with open_store(house.production.database_url) as store:
        story.proof = prove(visitors.letters, store, read_record(house.record))
    story.proof.lost += visitors.wrong
    return story


def _trouble(plan: Plan, house: House, visitors: Visitors, story: Story) -> None:
    """Kill at the plan's pace, with some peace between, until all of it has happened."""
    began, which = monotonic(), turns(house.chance, [*house.kinds, ORDERLY])
    for number in count():
        if story.killed >= plan.kills and (visitors.answered >= plan.submissions or _too_long(plan, began)):
            return
        due = began + (number + house.chance.random()) / plan.kills * plan.seconds
        _wait_until(max(due, monotonic() + plan.peace), house)
        visitors.crowd(CROWD_S)
        Event().wait(house.chance.uniform(0, CROWD_S))
        _kill(next(which), house, story)


def _kill(kind: str, house: House, story: Story) -> None:
    story.kills[kind] += 1
    if kind == ORDERLY:
        house.stop_in_order()
    else:
        house.kinds[kind]()


def _too_long(plan: Plan, began: float) -> bool:
    return monotonic() - began > plan.longest * plan.seconds


def turns(chance: Random, kinds: list[str]) -> Iterator[str]:
    """Each in its turn, in another order every time."""
    while True:
        chance.shuffle(kinds)
        yield from kinds


def _wait_until(moment: float, house: House) -> None:
    """Wait, and start again what ends by itself meanwhile."""
    while True:
        house.look_after()
        left = moment - monotonic()
        if left <= 0:
            return
        Event().wait(min(left, 0.2))


def _settle(house: House, story: Story) -> None:
    began = monotonic()
    house.calm()
    with open_store(house.production.database_url) as store:
        drain(store, meanwhile=house.look_after)
    house.close()
    story.drained = monotonic() - began
    story.restarts, story.odd = house.restarts, house.odd
    lines = (line for mailbox in house.mailboxes for line in mailbox.lines)
    story.faults = Counter(line.removeprefix("fault: ") for line in lines if line.startswith("fault: "))
