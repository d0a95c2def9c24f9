"""The outbox: what is to be sent is sent, tried again for days, and never dropped.

The law of this folder: at least once, and a repeat has the same Message-ID; every try leaves its time and the other
side's words; the clock and the chance are passed in.
"""

from formkit.outbox.alarm import raise_alarm
from formkit.outbox.crew import THREADS, run
from formkit.outbox.tries import LEASE, PATIENCE, WAITS, Clock, Round, deliver_due, next_try

__all__ = [
    "LEASE", "PATIENCE", "THREADS", "WAITS", "Clock", "Round", "deliver_due", "next_try", "raise_alarm", "run",
]  # fmt: skip
