"""What keeps a site's messages from arriving, in plain words: each check says what is wrong and what to do.

The law of this folder: a check looks and changes nothing; what it meets is a Finding, never an exception.
- `checks.py`   the checks and their lists: what `formkit serve` insists on, what `formkit doctor` and the Studio tell
- `alarms.py`   those of mail going out; `finding.py` what a check is, and what it finds
"""

from formkit.health.checks import (
    BEFORE_DELIVERING,
    BEFORE_SERVING,
    NEEDED,
    everything,
    look,
    proxies,
    refuse_if_unsafe,
    said,
)
from formkit.health.finding import Check, Finding, fine

__all__ = [
    "BEFORE_DELIVERING", "BEFORE_SERVING", "NEEDED", "Check", "Finding", "everything", "fine", "look", "proxies",
    "refuse_if_unsafe", "said",
]  # fmt: skip
