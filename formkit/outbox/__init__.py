"""The outbox: what is to be sent is sent, tried again for days, and never dropped.

The law of this folder: at least once, and a repeat has the same Message-ID; every try leaves its time and the other
side's words; nobody waits for another's trouble; the clock and the chance are passed in.

crew.py (threads) > desk.py (claims and records in batches) > circuit.py (is the way open), lanes.py (who is slow),
tries.py (one try, and what follows from it); alarm.py tells people.
"""

from formkit.outbox.alarm import raise_alarms
from formkit.outbox.crew import AT_ONCE, THREADS, run
from formkit.outbox.desk import Round, deliver_due
from formkit.outbox.tries import LEASE, PATIENCE, WAITS, Clock, next_try

__all__ = [
    "AT_ONCE", "LEASE", "PATIENCE", "THREADS", "WAITS", "Clock", "Round", "deliver_due", "next_try", "raise_alarms",
    "run",
]  # fmt: skip
