"""A name that people read -> an id of a site."""

import re
import unicodedata

LATIN = dict(zip("ıøłđðþ", ("i", "o", "l", "d", "d", "th"), strict=True)) | {"ß": "ss", "æ": "ae", "œ": "oe", "ə": "e"}
CYRILLIC = dict(zip("абвгдеёзийклмнопрстуфхыэіїєґўәғқңөұүһ", "abvgdeeziyklmnoprstufhyeiieguagqnouuh", strict=True))
CYRILLIC |= {"ж": "zh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "ъ": "", "ь": ""}
GREEK = dict(zip("αβγδεζηικλμνξοπρσςτυφω", "avgdeziiklmnxoprsstyfo", strict=True)) | {"θ": "th", "χ": "ch", "ψ": "ps"}
LETTERS = LATIN | CYRILLIC | GREEK
LONGEST = 48


def slug(name: str) -> str:
    """`Gül & Çiçek` -> `gul-cicek`; "" when nothing is left, as of a name in Chinese letters."""
    words = re.sub(r"[^a-z0-9]+", "-", re.sub("['’]", "", latin(name))).lstrip("-0123456789")
    return words[:LONGEST].strip("-")


def latin(text: str) -> str:
    """`Çikolata` -> `cikolata`: small Latin letters without marks, as far as there are any."""
    return "".join(_plain(letter) for letter in unicodedata.normalize("NFC", text).lower())


def _plain(letter: str) -> str:
    """One letter without its marks, in Latin letters."""
    if letter in LETTERS:
        return LETTERS[letter]
    base = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return "".join(LETTERS.get(part, part) for part in base)
