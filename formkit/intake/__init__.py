"""accept(): what a visitor sent -> stored with its deliveries, or what is wrong with it.

The law of this folder: no Flask, no SMTP; save, then promise.
"""

from formkit.intake.accept import (
    CONFIRM,
    GO,
    OURS,
    STEP,
    Accepted,
    Checked,
    Invalid,
    Refused,
    accept,
    answers,
    bind,
    checked,
    clean,
    preview,
)
from formkit.intake.release import release

__all__ = [
    "CONFIRM",
    "GO",
    "OURS",
    "STEP",
    "Accepted",
    "Checked",
    "Invalid",
    "Refused",
    "accept",
    "answers",
    "bind",
    "checked",
    "clean",
    "preview",
    "release",
]
