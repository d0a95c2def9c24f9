"""Whether a clock may be believed by what erases: a wrong one is years ahead for hours, a right one stays right."""

import logging
from datetime import datetime, timedelta

from formkit.store import Store

log = logging.getLogger(__name__)

KIND = "clock"
BELIEVED, DOUBTED = "believed", "doubted"
APART = timedelta(days=1)
"""How far the clocks of two rounds may be apart; and for how long another one is doubted."""
FORGET = timedelta(days=30)
"""Two rounds in doubt further apart than that say nothing of each other: the clock may have leapt twice."""


def believed(store: Store, at: datetime) -> bool:
    """Whether `at` goes on from the last round that was believed, on whatever machine it was.

    One that leaps is believed when nothing but it was seen for a day: then it was the pause that was long.
    """
    seen = store.told_at(KIND)
    if _near(at, seen.get(BELIEVED)) or _is_old_enough(at, seen.get(DOUBTED)):
        _remember(store, BELIEVED, at)
        store.forget_told(KIND, DOUBTED)
        return True
    if DOUBTED not in seen or not timedelta(0) <= at - seen[DOUBTED] <= FORGET:
        _remember(store, DOUBTED, at)
        log.warning(_words(at, seen.get(BELIEVED)))
    return False


def _near(at: datetime, last: datetime | None) -> bool:
    return last is not None and abs(at - last) <= APART


def _is_old_enough(at: datetime, doubted: datetime | None) -> bool:
    return doubted is not None and APART <= at - doubted <= FORGET


def _remember(store: Store, about: str, at: datetime) -> None:
    store.tell_once(KIND, about, at=at, every=timedelta(0))


def _words(at: datetime, last: datetime | None) -> str:
    then = f"the last time it was {last:%Y-%m-%d %H:%M}" if last else "for the first time here"
    return (
        f"retention erases nothing for a day: the clock says {at:%Y-%m-%d %H:%M} UTC, {then}. "
        "If the clock is right, nothing is to be done; if it is wrong, set it right."
    )
