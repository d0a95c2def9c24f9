"""A delivery worker: a few threads that send until they are stopped."""

import logging
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from formkit.channels import Sender, open_senders
from formkit.errors import StoreUnavailable
from formkit.outbox.alarm import raise_alarm
from formkit.outbox.tries import LEASE, Clock, Round, deliver_due
from formkit.settings import Settings
from formkit.store import Store

log = logging.getLogger(__name__)

THREADS = 3
"""How many deliveries a worker tries at a time, one each: a slow recipient holds up nobody else."""
BEAT = timedelta(seconds=5)
"""How often claims are renewed."""
ALARM_EVERY = timedelta(hours=1)
"""How often the operator hears of deliveries that failed for good, at most."""
PAUSES = (5.0, 15.0, 30.0, 60.0)
"""Seconds to leave everything alone after the first, second, ... round that met a closed way."""


def run(
    store: Store,
    settings: Settings,
    *,
    worker: str,
    clock: Clock,
    stop: threading.Event,
    wake: threading.Event | None = None,
    idle: float = 1.0,
) -> None:
    """Deliver until `stop` is set, looking every `idle` seconds, or at once when `wake` is set; then give claims back.

    Connections are closed while there is nothing to do. Whoever sets `stop` may set `wake` too, to be heard at once.
    What breaks one of its threads ends them all and is raised here.
    """
    crew = _Crew(store, settings, clock, idle)
    crew.start(worker)
    try:
        while not stop.is_set() and crew.error is None:
            if (wake or stop).wait(BEAT.total_seconds()):
                crew.wake(wake)
            crew.renew()
    finally:
        crew.end()
    if crew.error is not None:
        raise crew.error


class _Hand(threading.Thread):
    """One thread of a worker, with a name, claims and connections of its own. `bell` calls it to look."""

    def __init__(self, name: str, work: Callable[["_Hand"], None]) -> None:
        super().__init__(name=name)
        self.bell = threading.Event()
        self._work = work

    def run(self) -> None:
        self._work(self)


@dataclass
class _Crew:
    """The threads of one worker, and what they share. `error` is what broke one of them.

    `unheard` is whether a delivery failed for good that no alarm, the last one at `alarmed`, has told of.
    """

    store: Store
    settings: Settings
    clock: Clock
    idle: float
    error: Exception | None = None
    hands: list[_Hand] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    alarmed: datetime | None = None
    unheard: bool = False
    alarming: threading.Lock = field(default_factory=threading.Lock)
    renewed: datetime | None = None

    def start(self, worker: str) -> None:
        """What a worker of this name was sending when it died is due at once."""
        self.hands = [_Hand(f"{worker}/{number}", self._safely) for number in range(1, THREADS + 1)]
        self._hold(self.clock())
        for hand in self.hands:
            hand.start()

    def wake(self, heard: threading.Event | None) -> None:
        """Call every thread to look; what `heard` tells from now on is news again."""
        if heard is not None:
            heard.clear()
        for hand in self.hands:
            hand.bell.set()

    def renew(self) -> None:
        """Keep what is being sent from coming back, however long a slow server takes."""
        now = self.clock()
        if self.renewed is None or now - self.renewed >= BEAT:
            self.renewed = now
            self._hold(now + LEASE)

    def end(self) -> None:
        """Let each thread finish the mail it is sending, and keep its claim until then."""
        self.over.set()
        self.wake(None)
        for hand in self.hands:
            while hand.is_alive():
                hand.join(BEAT.total_seconds())
                self.renew()

    def _hold(self, until: datetime) -> None:
        with suppress(StoreUnavailable):  # the next beat tries again, and the rounds tell
            self.store.renew([hand.name for hand in self.hands], until=until)

    def _safely(self, hand: _Hand) -> None:
        try:
            self._deliver(hand)
        except Exception as error:
            log.exception("the outbox ends: a mistake in formkit")
            self.error = error

    def _deliver(self, hand: _Hand) -> None:
        senders, failures = open_senders(self.settings, self.store.upload_content), 0
        while self._goes_on(hand):
            done = _round(self.store, senders, worker=hand.name, clock=self.clock)
            self.unheard |= done is not None and done.failed > 0
            self._tell(senders)
            failures = failures + 1 if done is None or done.closed else 0
            if failures:
                _close(senders)
                self.over.wait(PAUSES[min(failures, len(PAUSES)) - 1])
            elif done is not None and not done.claimed:
                _close(senders)
                hand.bell.wait(self.idle)
        _close(senders)
        _give_back(self.store, hand.name)

    def _goes_on(self, hand: _Hand) -> bool:
        hand.bell.clear()  # before looking: what rings from here on is looked at in the next round
        return not self.over.is_set()

    def _tell(self, senders: Mapping[str, Sender]) -> None:
        """Raise the alarm that is due; what can't be told now is told an hour later."""
        with self.alarming:
            now = self.clock()
            if not self.unheard or (self.alarmed is not None and now - self.alarmed <= ALARM_EVERY):
                return
            self.alarmed, self.unheard = now, False
        self.unheard |= not raise_alarm(self.store, senders, self.settings, at=now)


def _round(store: Store, senders: Mapping[str, Sender], *, worker: str, clock: Clock) -> Round | None:
    """One round, or None when the store could not be used; whatever is still claimed comes back by its lease."""
    try:
        return deliver_due(store, senders, worker=worker, clock=clock, batch=1)
    except StoreUnavailable as error:
        log.error("the outbox waits for the store: %s", error.message)
        return None


def _close(senders: Mapping[str, Sender]) -> None:
    for sender in senders.values():
        sender.close()


def _give_back(store: Store, worker: str) -> None:
    try:
        store.release(worker)
    except StoreUnavailable as error:
        log.warning("claims come back by their lease: %s", error.message)
