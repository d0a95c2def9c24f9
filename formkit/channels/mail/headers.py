"""Mail headers that can't be broken out of: one line in, encoded by us (RFC 5322, RFC 2047), read back before use.

CPython up to 3.12.1 decodes a visitor's `=?UTF-8?Q?=0ABcc=3A...?=` into a real header (CVE-2024-6923), so
whatever is not plain ASCII, or only looks encoded, becomes an encoded word of ours.
"""

import re
import unicodedata
from email.errors import HeaderParseError
from email.header import Header, decode_header, make_header
from email.message import Message
from email.utils import getaddresses
from functools import lru_cache
from urllib.parse import quote

from formkit.errors import DeliveryError

LINE = 76  # characters; RFC 5322 2.1.1 advises 78
WORD = 72  # Python counts encoded words one or two short; RFC 2047 allows 75
SPACES = {"Cc", "Cs", "Zl", "Zp"}
DIRECTIONS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = set("\u00ad\u180e\u200b\u2060\ufeff")
FOLD = re.compile(r"\r?\n(?=[ \t])")
PLAIN_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._()-]{0,55}")
PIECE = 50  # letters of a coded name on a line
PLAIN_NAME = re.compile(r"[A-Za-z0-9' -]+")


def one_line(text: str, *, limit: int = 150) -> str:
    """`text` as one visible line of at most `limit` characters: no controls, no line breaks, no direction tricks."""
    plain = text.isascii() and text.isprintable()
    line = " ".join((text if plain else "".join(map(_visible, text))).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def header_line(text: str, *, limit: int = 150) -> str:
    """One line that begins no encoded word: no reader decodes once more what a visitor wrote."""
    line = one_line(text, limit=limit)
    return one_line(line.replace("=?", "= ?"), limit=limit) if "=?" in line else line


def encode(name: str, text: str) -> str:
    """The value of the header `name` for a clean line, folded (lines end in CRLF)."""
    if text.isascii() and "=?" not in text and len(name) + 2 + len(text) <= LINE:
        return text
    return _encoded(text, name)


def mailbox(name: str, address: str, *, header: str) -> str:
    """`display name <address>` for a clean display name, which may be empty."""
    if not name:
        return address
    plain = PLAIN_NAME.fullmatch(name) and len(name) <= LINE // 2
    phrase = name if plain else _encoded(name, header)
    last = len(phrase.rpartition("\n")[2]) + (0 if "\n" in phrase else len(header) + 2)
    space = " " if last + len(address) + 3 <= LINE else "\r\n "
    return f"{phrase}{space}<{address}>"


def read_back(message: Message, meant: dict[str, str], mailboxes: dict[str, str]) -> None:
    """Compare a parsed header block with what was meant: `meant` values by header name, bare addresses in `mailboxes`.

    Raises a permanent DeliveryError when anything reads differently from what we wrote.
    """
    if message.keys() != list(meant):
        raise DeliveryError(f"the mail was not sent: its headers read back as {message.keys()}", permanent=True)
    for name, value in meant.items():
        line = _unfolded(message, name)
        if line != FOLD.sub("", value) or _breaks(line):
            raise DeliveryError(f"the mail was not sent: its {name} reads back differently", permanent=True)
    for name, address in mailboxes.items():
        if _addresses_in(_unfolded(message, name)) != (address,):
            raise DeliveryError(f"the mail was not sent: its {name} is another address", permanent=True)


def named(disposition: str, name: str) -> str:
    """A Content-Disposition (RFC 2183) with the clean name of a file, folded: plain where it can be, else RFC 2231."""
    if PLAIN_FILE.fullmatch(name):
        return f'{disposition};\r\n filename="{name}"'
    pieces = [""]
    for letter in (quote(letter, safe="") for letter in name):
        if len(pieces[-1]) + len(letter) > PIECE:
            pieces.append("")
        pieces[-1] += letter
    if len(pieces) == 1:
        return f"{disposition};\r\n filename*=utf-8''{pieces[0]}"
    pieces[0] = f"utf-8''{pieces[0]}"
    return ";\r\n ".join([disposition, *(f"filename*{number}*={piece}" for number, piece in enumerate(pieces))])


def read_back_name(message: Message, meant: dict[str, str], name: str) -> None:
    """Compare the parsed headers of a file with what was meant, and its name. Raises a permanent DeliveryError."""
    read_back(message, meant, {})
    if message.get_filename() != name:
        raise DeliveryError("the mail was not sent: the name of a file reads back differently", permanent=True)


@lru_cache(maxsize=512)
def _addresses_in(line: str) -> tuple[str, ...]:
    return tuple(found for _, found in getaddresses([line]))


def _visible(char: str) -> str:
    if unicodedata.category(char) in SPACES or char in DIRECTIONS:
        return " "
    return "" if char in INVISIBLE else char


def _encoded(text: str, header: str) -> str:
    return Header(text, "utf-8", maxlinelen=WORD, header_name=header).encode(linesep="\r\n")


def _unfolded(message: Message, name: str) -> str:
    return FOLD.sub("", str(message[name]))


def _breaks(value: str) -> bool:
    """Whether a header value shows a control character or a line break once its encoded words are read."""
    try:
        text = str(make_header(decode_header(value))) if "=?" in value else value
    except (HeaderParseError, LookupError, UnicodeError):
        return True
    return not (text.isascii() and text.isprintable()) and any(unicodedata.category(char) in SPACES for char in text)
