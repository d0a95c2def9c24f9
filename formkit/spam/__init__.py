"""GUARDS: plain functions, each looks at the Evidence and gives a Suspicion with its reason, or None.

The law of this folder: suspicion quarantines, it never drops. One hard suspicion is enough, of soft ones it takes two:
what an honest person may well do is never more than soft. To add a guard, write it and its line in `guards.py`.
"""

from formkit.spam.evidence import LATELY, SERIES, Evidence, Suspicion
from formkit.spam.guards import GUARDS, reasons
from formkit.spam.proof import PROOF, new_challenge, read_proof
from formkit.spam.question import QUESTION
from formkit.spam.stamp import STAMP, new_stamp, read_stamp
from formkit.spam.trap import trap_name

__all__ = [
    "GUARDS",
    "LATELY",
    "PROOF",
    "QUESTION",
    "SERIES",
    "STAMP",
    "Evidence",
    "Suspicion",
    "new_challenge",
    "new_stamp",
    "read_proof",
    "read_stamp",
    "reasons",
    "trap_name",
]
