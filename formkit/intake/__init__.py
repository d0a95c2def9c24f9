"""accept(): what a visitor sent -> stored with its deliveries, or what is wrong with it.

posted -> accept -> submission, repeats, notices: what was said, whether it is in order, what is kept of it, whether it
was here before, who is told; sample makes one up. The law of this folder: no Flask, no SMTP; save, then promise.
"""

from formkit.intake.accept import Accepted, Checked, Invalid, Refused, accept, checked, preview
from formkit.intake.posted import CONFIRM, GO, OURS, STEP, bind, clean
from formkit.intake.release import release
from formkit.intake.sample import Sample, asked_first, sample
from formkit.intake.submission import answers

__all__ = [
    "CONFIRM",
    "GO",
    "OURS",
    "STEP",
    "Accepted",
    "Checked",
    "Invalid",
    "Refused",
    "Sample",
    "accept",
    "answers",
    "asked_first",
    "bind",
    "checked",
    "clean",
    "preview",
    "release",
    "sample",
]
