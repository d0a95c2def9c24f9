"""The owner's own lists: addresses, domains and words that are held back, or let through."""

import re
from functools import lru_cache

from formkit.spam.evidence import Evidence, Suspicion
from formkit.spam.folded import folded
from formkit.spam.links import hosts

_DOMAIN = re.compile(r"@?(?:[\w-]+\.)+[\w-]{2,}")


def kind_of(entry: str) -> str:
    """What a line of a list is: an "address", a "domain" (with or without an @ before it), or "words"."""
    if re.fullmatch(r"[^@\s]+@[^@\s]+", entry):
        return "address"
    return "domain" if _DOMAIN.fullmatch(entry) else "words"


def blocked(evidence: Evidence) -> Suspicion | None:
    """It comes from, leads to or says what the form's block list names."""
    entry = next((entry for entry in evidence.form.spam.block if _names(entry, evidence)), None)
    return Suspicion(f"the form's block list names {entry}") if entry else None


def allowed(evidence: Evidence) -> bool:
    """Whether the form's allow list names its sender, or something that it says."""
    return any(_names(entry, evidence) for entry in evidence.form.spam.allow)


def _names(entry: str, evidence: Evidence) -> bool:
    kind, name = kind_of(entry), entry.casefold()
    if kind == "address":
        return name in evidence.addresses
    if kind == "domain":
        senders = [address.rpartition("@")[2] for address in evidence.addresses]
        links = [] if name.startswith("@") else hosts(evidence.text)
        return any(_below(host, name.removeprefix("@")) for host in (*senders, *links))
    return _pattern(entry).search(evidence.folded) is not None


def _below(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


@lru_cache(maxsize=4096)
def _pattern(words: str) -> re.Pattern[str]:
    """The words as a whole: `rank` is not in `frank`, but scripts without blanks have no ends of words."""
    said = re.escape(folded(words))
    return re.compile(rf"(?<![a-z0-9]){said}(?![a-z0-9])")
