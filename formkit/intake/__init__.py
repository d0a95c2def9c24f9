"""accept(): what a visitor sent -> stored with its deliveries, or what is wrong with it.

The law of this folder: no Flask, no SMTP; save, then promise.
"""

from formkit.intake.accept import OURS, Accepted, Invalid, Refused, accept, answers, bind, clean
from formkit.intake.notices import moment
from formkit.intake.release import release

__all__ = ["OURS", "Accepted", "Invalid", "Refused", "accept", "answers", "bind", "clean", "moment", "release"]
