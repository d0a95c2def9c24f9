"""Letters that are there to fool a filter: look-alikes of another script, and such as nobody can see."""

import re
import unicodedata

from formkit.spam.evidence import Evidence, Suspicion

_WORD = re.compile(r"[^\W\d_]{3,}")
_UNSEEN = re.compile("[A-Za-z\u0400-\u04ff][\u200b\u2060\u2061-\u2064\ufeff\u00ad\u180e](?=[A-Za-z\u0400-\u04ff])")
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK")


def disguised(evidence: Evidence) -> Suspicion | None:
    """Words of two alphabets, or with letters in them that can't be seen: one slips in, several are meant."""
    text = evidence.text
    if text.isascii():
        return None
    count = sum(map(_mixed, set(_WORD.findall(text)))) + len(_UNSEEN.findall(text))
    said = "it holds words with look-alike or invisible letters"
    return Suspicion(said, hard=count > 2) if count else None


def _mixed(word: str) -> bool:
    """Whether letters of two alphabets stand in one word."""
    if word.isascii():
        return False
    named = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return len(named.intersection(_SCRIPTS)) > 1
