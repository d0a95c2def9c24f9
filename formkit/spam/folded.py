"""Words as they are compared: without capitals, accents and needless blanks."""

import re
import unicodedata

from formkit.marks import bounded

_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u064b-\u065f\u0670\u3099\u309a]+"
)  # accents, vowel points


def folded(text: str) -> str:
    """`  Çiçek,  ROSE ` -> `cicek, rose`: two people who write the same word get the same letters."""
    apart = text.replace("İ", "i").casefold()
    if not apart.isascii():
        apart = _MARKS.sub("", unicodedata.normalize("NFKD", bounded(apart))).replace("ı", "i")
    return " ".join(apart.split())
