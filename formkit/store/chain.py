"""The chain over submissions: what its links are made of. Nobody who has only the database can make one."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import datetime

BEGIN = ""  # the link before the first one
FACTS = (
    "id", "reference", "token", "site", "form", "received_at", "language", "fields", "answers", "reasons",
    "page", "user_agent", "address_hash", "dedupe", "email", "text_hash", "consent", "wishes",
)  # fmt: skip
"""What a seal covers: all that never changes. Another order or number of them would break every seal there is."""


def digest(facts: Sequence[object], files: Sequence[Sequence[str]]) -> str:
    """SHA-256 (hex) over the values of FACTS, as text or moment in UTC, and over what is known of its files."""
    told = [value.isoformat() if isinstance(value, datetime) else value for value in facts]
    return hashlib.sha256(json.dumps([1, told, [list(file) for file in files]]).encode()).hexdigest()


def link(key: str, before: str, digest: str, number: int) -> str:
    """The link of seal `number` (HMAC-SHA256, hex), which hangs on the one before."""
    return _signed(key, f"seal {number} {before} {digest}")


def erasure(key: str, link: str, at: datetime) -> str:
    """The proof that the submission behind a link was erased on purpose."""
    return _signed(key, f"erased {link} {at.isoformat()}")


def _signed(key: str, text: str) -> str:
    return hmac.new(b"formkit chain " + key.encode(), text.encode(), hashlib.sha256).hexdigest()
