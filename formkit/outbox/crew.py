"""A delivery worker: a few threads that send until they are stopped."""

import logging
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

from formkit.channels import CHANNELS, Sender, open_senders
from formkit.errors import StoreUnavailable
from formkit.model import DeliveryState
from formkit.outbox.alarm import raise_alarms
from formkit.outbox.circuit import Circuit
from formkit.outbox.desk import Desk
from formkit.outbox.lanes import Lanes
from formkit.outbox.tries import LONGEST_WAITS, Clock
from formkit.settings import Settings
from formkit.store import Store

log = logging.getLogger(__name__)

AT_ONCE = 3
"""How many deliveries a worker tries at a time, one each."""
THREADS = 8
"""How many it has: one that waits for a slow recipient is replaced, as far as they go."""
BEAT_S = 5.0
"""How often claims are renewed."""
RECORD_S = 0.5
"""How often what was tried is recorded, at least."""
STORE_PAUSE_S = 5.0
"""How long a thread rests that could not use the store."""
LOOK = timedelta(minutes=1)
"""How often a worker looks for deliveries that somebody must hear of."""


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
    circuits = {name: Circuit() for name in CHANNELS}
    lanes = Lanes(AT_ONCE, THREADS)
    desk = Desk(store, worker, clock, lanes, circuits, mail_limit=settings.mail_limit, rest_s=0.9 * idle)
    crew = _Crew(desk, settings, idle)
    crew.start()
    try:
        while not stop.is_set() and crew.error is None:
            if (wake or stop).wait(RECORD_S):
                crew.wake(wake)
            crew.beat()
    finally:
        crew.end()
    if crew.error is not None:
        raise crew.error


class _Hand(threading.Thread):
    """One thread of a worker, with connections of its own. `bell` calls it to look when it `rests`."""

    def __init__(self, name: str, work: Callable[["_Hand"], None]) -> None:
        super().__init__(name=name)
        self.bell = threading.Event()
        self.rests = False
        self._work = work

    def rest(self, seconds: float) -> bool:
        """Until the bell rings; False when it did not for so long."""
        self.rests = True
        called = self.bell.wait(seconds)
        self.rests = False
        return called

    def run(self) -> None:
        self._work(self)


@dataclass
class _Crew:
    """The threads of one worker, and what they share. `error` is what broke one of them."""

    desk: Desk
    settings: Settings
    idle: float
    error: Exception | None = None
    hands: list[_Hand] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    renewed: float = field(default_factory=monotonic)
    looked: datetime | None = None
    lost: int = 0
    looking: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """What a worker of this name was sending when it died is due at once."""
        with suppress(StoreUnavailable):  # then it comes back by its lease
            self.desk.store.renew(self.desk.worker, until=self.desk.clock())
        self.hands = [_Hand(f"{self.desk.worker}/{number}", self._safely) for number in range(1, THREADS + 1)]
        for hand in self.hands:
            hand.start()

    def wake(self, heard: threading.Event | None) -> None:
        """Call every thread to look; what `heard` tells from now on is news again."""
        if heard is not None:
            heard.clear()
            self.desk.empty_at = None
        for hand in self.hands:
            hand.bell.set()

    def call(self) -> None:
        """Call as many of those that rest as may send."""
        for hand in [hand for hand in self.hands if hand.rests][:AT_ONCE]:
            hand.bell.set()

    def beat(self) -> None:
        """Record what ended, and keep what is at hand."""
        with suppress(StoreUnavailable):  # the next beat tries again, and the threads tell
            self.desk.record()
            if monotonic() - self.renewed >= BEAT_S:
                self.desk.renew()
                self.renewed = monotonic()

    def end(self) -> None:
        """Let each thread finish the mail it is sending, keep its claim until then, and give back the others."""
        self.over.set()
        self.wake(None)
        for hand in self.hands:
            while hand.is_alive():
                hand.join(RECORD_S)
                self.beat()
        try:
            self.desk.give_back()
        except StoreUnavailable as error:
            log.warning("claims come back by their lease: %s", error.message)

    def _safely(self, hand: _Hand) -> None:
        try:
            self._deliver(hand)
        except Exception as error:
            log.exception("the outbox ends: a mistake in formkit")
            self.error = error

    def _deliver(self, hand: _Hand) -> None:
        senders = open_senders(self.settings, self.desk.store.upload_content)
        while self._goes_on(hand):
            try:
                self._look()
                delivered = self._deliver_one(senders)
            except StoreUnavailable as error:
                log.error("the outbox waits for the store: %s", error.message)
                _close(senders)
                self.over.wait(STORE_PAUSE_S)
                continue
            if not delivered and not hand.rest(self.idle):
                _close(senders)
        _close(senders)

    def _goes_on(self, hand: _Hand) -> bool:
        hand.bell.clear()  # before looking: what rings from here on is looked at in the next round
        return not self.over.is_set()

    def _deliver_one(self, senders: Mapping[str, Sender]) -> bool:
        before = self.desk.claimed_at
        delivery = self.desk.take()
        if self.desk.claimed_at != before:
            self.call()
        if delivery is not None:
            self.desk.send(delivery, senders)
        return delivery is not None

    def _look(self) -> None:
        """One of the threads tells of what does not arrive: now and then, and when something failed for good.

        What a clock put far ahead that has been set right since is due again.
        """
        with self.looking:
            lost, now = self.desk.results[DeliveryState.FAILED], self.desk.clock()
            if self.looked and lost == self.lost and abs(now - self.looked) < LOOK:
                return
            self.looked, self.lost = now, lost
        self.desk.store.catch_up(now=now, waits=LONGEST_WAITS)
        if self.settings.alert_smtp or self.desk.circuits["mail"].lets_through:
            self._raise_alarms(now)

    def _raise_alarms(self, now: datetime) -> None:
        """No mistake in telling of trouble stops the mail."""
        try:
            raise_alarms(self.desk.store, self.settings, at=now)
        except StoreUnavailable:
            raise
        except Exception:
            log.exception("an alarm was not raised")


def _close(senders: Mapping[str, Sender]) -> None:
    for sender in senders.values():
        sender.close()
