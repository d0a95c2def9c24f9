"""The outbox: claim what is due, send it, record what the other side said, plan the next try.

At least once: a repeat has the same Message-ID. Nothing is dropped: what failed for good stays listed.
"""

import logging
import random
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from formkit.channels import Sender, Unreachable, open_senders
from formkit.errors import DeliveryError, StoreUnavailable
from formkit.model import Answer, Delivery, DeliveryState, Message
from formkit.settings import Settings
from formkit.store import Store
from formkit.words import words

log = logging.getLogger(__name__)

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 1440))
"""How long after the first, second, ... refused try; the last one repeats."""
CLOSED_WAITS = tuple(timedelta(seconds=seconds) for seconds in (10, 30, 60, 300, 900))
"""The same when nothing got through at all: asking again costs one connection."""
PATIENCE = timedelta(days=5)
"""How long after it was written a delivery is tried (Postfix: maximal_queue_lifetime)."""
THREADS = 3
"""How many deliveries a worker tries at a time, one each: a slow recipient holds up nobody else."""
LEASE = timedelta(seconds=30)
"""How long a claim lasts when its worker dies; a living one renews it."""
BEAT = timedelta(seconds=5)
"""How often claims are renewed."""
ALARM_EVERY = timedelta(hours=1)
"""How often the operator hears of deliveries that failed for good, at most."""
PAUSES = (5.0, 15.0, 30.0, 60.0)
"""Seconds to leave everything alone after the first, second, ... round that met a closed way."""

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
        result = _try(delivery, senders)
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
        senders, failures = open_senders(self.settings), 0
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


def next_try(delivery: Delivery, at: datetime, *, chance: float, closed: bool = False) -> datetime | None:
    """When to try again after a failed try at `at`; None when the patience is over. `chance` is 0 to 1.

    Waits are spread by a fifth to either side, so that what failed together does not come back together.
    However old it is, it gets every wait once.
    """
    waits = CLOSED_WAITS if closed else WAITS
    when = at + waits[min(max(delivery.tries, 1), len(waits)) - 1] * (0.8 + 0.4 * chance)
    old = when > (delivery.created_at or at) + PATIENCE
    return None if old and delivery.tries > len(WAITS) else when


def raise_alarm(store: Store, senders: Mapping[str, Sender], settings: Settings, *, at: datetime) -> bool:
    """Tell `FORMKIT_ALERT_TO` which deliveries failed for good: the newest, without what visitors wrote.

    False, and a line in the log, when there was something to tell and it could not be told.
    """
    try:
        lost = store.deliveries(state=DeliveryState.FAILED, limit=20) if settings.alert_to else []
    except StoreUnavailable as error:
        log.error("the alert to FORMKIT_ALERT_TO waits for the store: %s", error.message)
        return False
    if not lost:
        return True
    alarm = Delivery(f"alert-{at:%Y%m%dT%H%M%S}", "", "mail", settings.alert_to, _alarm(lost), created_at=at)
    result = _try(alarm, senders)
    if isinstance(result, DeliveryError):
        log.error("the alert to FORMKIT_ALERT_TO was not sent: %s", result.message)
    return isinstance(result, str)


def _alarm(lost: list[Delivery]) -> Message:
    w = words(lost[0].message.language)
    return Message(
        kind="alert",
        subject=w("mail_alert_subject"),
        site_name="formkit",
        form_title=w("mail_alert_subject"),
        language=w.code,
        intro=w("mail_alert_text"),
        answers=tuple(
            Answer(
                one.id, "text", f"{one.message.reference} · {one.message.site_name}", f"{one.target}\n{one.last_words}"
            )
            for one in lost
        ),
    )


def _try(delivery: Delivery, senders: Mapping[str, Sender]) -> str | DeliveryError:
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
