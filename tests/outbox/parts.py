"""What the tests of the outbox share."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from formkit import outbox
from formkit.model import Answer, Delivery, DeliveryState, Message, Submission
from formkit.settings import Settings, Smtp, load_settings
from formkit.store import Store

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MESSAGE = Message("owner", "Hello", "Rose Garden", "Write to us", "en", answers=(Answer("a", "text", "A", "1"),))
OWNER = "owner@rosegarden.example"


class Clock:
    """A clock that a test moves."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)


def settings_for(smtp: Smtp, tmp_path: Path) -> Settings:
    return replace(load_settings(tmp_path, {"FORMKIT_MAIL_FROM": "forms@rosegarden.example"}), smtp=smtp)


def queue(
    store: Store, *targets: str, channel: str = "mail", message: Message = MESSAGE, at: datetime = NOON, of: str = "1"
) -> None:
    """Store a submission with a delivery to each target; their ids are d1, d2, ..."""
    fact = Submission(f"s{of}", f"R{of}", f"t{of}", "rose", "contact", at, "en", fields={}, answers=message.answers)
    begin = int(of)
    deliveries = [Delivery(f"d{n}", f"s{of}", channel, target, message) for n, target in enumerate(targets, begin)]
    store.save(fact, deliveries, repeat_after=None)


def states(store: Store) -> dict[str, DeliveryState]:
    return {delivery.id: delivery.state for delivery in store.deliveries()}


@contextmanager
def running(
    store: Store,
    settings: Settings,
    wake: threading.Event | None = None,
    clock: outbox.Clock = lambda: datetime.now(UTC),
) -> Iterator[None]:
    """A worker in a thread; its error, if any, fails the test as an unhandled thread exception."""
    stop = threading.Event()
    options = {
        "worker": "w",
        "clock": clock,
        "stop": stop,
        "wake": wake,
        "idle": 0.05 if wake is None else 60,
    }
    thread = threading.Thread(target=outbox.run, args=(store, settings), kwargs=options)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        if wake is not None:
            wake.set()
        thread.join(60)
        assert not thread.is_alive()


class Heard(logging.Handler):
    """Waits for a line of the log."""

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self.words = words
        self.event = threading.Event()

    def emit(self, record: logging.LogRecord) -> None:
        if self.words in record.getMessage():
            self.event.set()
