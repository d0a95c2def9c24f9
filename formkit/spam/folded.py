"""Words as they are compared: without capitals, accents and needless blanks."""

import unicodedata


def folded(text: str) -> str:
    """`  Çiçek,  ROSE ` -> `cicek, rose`: two people who write the same word get the same letters."""
    apart = unicodedata.normalize("NFKD", text.replace("İ", "i").casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter)) if not apart.isascii() else apart
    return " ".join(plain.replace("ı", "i").split())
