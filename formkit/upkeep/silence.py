"""silence(): whether a form has been silent for longer than it ever is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil

LEAST_MESSAGES = 8
LEAST_TIME = timedelta(weeks=4)
LEAST_SILENCE = timedelta(days=7)
TIMES = 4  # the usual longest gap
USUAL = 0.9  # of all gaps are no longer than the usual longest one
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Silence:
    """How long it lasts, and how long the usual longest gap between two messages is, in days."""

    days: int
    usual_days: int


def silence(came: Sequence[datetime], now: datetime) -> Silence | None:
    """None for a form that is not silent, or that got too little for anyone to say; `came` has the newest first."""
    if len(came) < LEAST_MESSAGES or came[0] - came[-1] < LEAST_TIME:
        return None
    gaps = sorted(later - earlier for later, earlier in pairwise(came))
    usual = gaps[ceil(len(gaps) * USUAL) - 1]
    lasts = now - came[0]
    return Silence(lasts // DAY, max(1, ceil(usual / DAY))) if lasts > max(LEAST_SILENCE, TIMES * usual) else None
