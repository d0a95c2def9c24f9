"""Combining marks: to normalise a long run of them takes Python quadratic time, which a hostile text would use."""

import re
import unicodedata
from functools import cache

MOST = 30  # marks on one letter (Unicode, UAX #15, Stream-Safe Text Format)


def bounded(text: str) -> str:
    """The text with at most 30 combining marks in a row: no language needs more, and it can be normalised at once."""
    return text if text.isascii() else _runs().sub(r"\1", text)


@cache
def _runs() -> re.Pattern[str]:
    marks = "".join(chr(code) for code in range(0x300, 0x1F000) if unicodedata.combining(chr(code)))
    return re.compile(f"([{marks}]{{{MOST}}})[{marks}]+")
