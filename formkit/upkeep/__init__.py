"""What is done beside the day's work: seals, search, retention, and words to the owner that nobody asked for.

The law of this folder: no mail is sent here (it is put into the outbox), the clock is passed in, and every job may be
run by several workers at once and broken off at any moment.
"""

from formkit.upkeep.jobs import JOBS
from formkit.upkeep.run import run
from formkit.upkeep.verify import TROUBLES, Proof, verify

__all__ = ["JOBS", "TROUBLES", "Proof", "run", "verify"]
