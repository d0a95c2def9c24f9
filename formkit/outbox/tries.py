"""A try of one delivery: what the other side said, what follows from it, and when the next one is due."""

import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from formkit.channels import ContentRefused, Sender, Unreachable
from formkit.errors import DeliveryError
from formkit.model import Delivery, DeliveryState, Message
from formkit.store import Outcome
from formkit.words import words

log = logging.getLogger(__name__)

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 300, 600, 1440))
"""How long after the first, second, ... refused try; the last one repeats."""
LONGEST_WAITS = tuple(1.2 * wait for wait in WAITS)
"""The same, with all the chance there is."""
CLOSED_WAITS = tuple(timedelta(seconds=seconds) for seconds in (10, 30, 60, 300, 900))
"""The same when nothing got through at all: asking again costs one connection."""
PATIENCE = timedelta(days=5)
"""How long after it was written a delivery is tried (Postfix: maximal_queue_lifetime)."""
LEASE = timedelta(seconds=30)
"""How long a claim lasts when its worker dies; a living one renews it."""

Clock = Callable[[], datetime]
Chance = Callable[[], float]
Result = str | DeliveryError
CHANCE: Chance = random.SystemRandom().random


def try_to_send(delivery: Delivery, senders: Mapping[str, Sender]) -> Result:
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


def outcome(delivery: Delivery, result: Result, *, at: datetime, asked_at: datetime, chance: float) -> Outcome:
    """What follows from the result of a try that ended at `at`; `asked_at` is when the delivery was wished for."""
    if isinstance(result, str):
        return Outcome(delivery, DeliveryState.SENT, at, result)
    said = result.message
    if isinstance(result, ContentRefused) and delivery.message.kind == "owner":
        return Outcome(delivery, DeliveryState.QUEUED, at, said, next_try_at=at, message=reduced(delivery.message))
    if result.permanent:
        return Outcome(delivery, DeliveryState.FAILED, at, said)
    asked = replace(delivery, created_at=asked_at)
    when = next_try(asked, at, chance=chance, closed=isinstance(result, Unreachable))
    if when is None:
        return Outcome(delivery, DeliveryState.FAILED, at, f"given up after {PATIENCE.days} days: {said}")
    return Outcome(delivery, DeliveryState.QUEUED, at, said, next_try_at=when)


def next_try(delivery: Delivery, at: datetime, *, chance: float, closed: bool = False) -> datetime | None:
    """When to try again after a failed try at `at`; None when the patience is over. `chance` is 0 to 1.

    Waits are spread by a fifth to either side, so that what failed together does not come back together.
    However old it is, it gets every wait once.
    """
    waits = CLOSED_WAITS if closed else WAITS
    when = at + waits[min(max(delivery.tries, 1), len(waits)) - 1] * (0.8 + 0.4 * chance)
    old = when > (delivery.created_at or at) + PATIENCE
    return None if old and delivery.tries > len(WAITS) else when


def reduced(message: Message) -> Message:
    """A notice that a message came, without a word of the visitor's: for servers that refuse those words."""
    w = words(message.language)
    return Message(
        kind="notice",
        subject=w("mail_reduced_subject", site=message.site_name),
        site_name=message.site_name,
        form_title=message.form_title,
        language=message.language,
        intro=w("mail_reduced_text", reference=message.reference),
        reference=message.reference,
        received_at=message.received_at,
        received_text=message.received_text,
    )
