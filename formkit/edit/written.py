"""A value -> YAML: text plain where it reads back as that text, else in double quotes, many lines below a |."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from formkit.edit.edits import Value
from formkit.edit.plain import text_of
from formkit.source import Plain

WIDEST = 100  # columns that what is written between brackets may take
_GUESSED = re.compile(  # what other readers of YAML take for more than text
    r"~|null|true|false|yes|no|on|off|y|n|=|<<|\.(?:inf|nan)"
    r"|[-+]?[\d.][\d_.,:]*(?:e[-+]?\d+)?|0x[\da-f_]+|0o?[0-7_]+|\d{4}-\d\d?-\d\d?(?:[t ].*)?",
    re.IGNORECASE,
)
_SIGNS = "!&*|>%@`\"'#,[]{}?:"
_INVISIBLE = "\u00a0\u00ad\u200c\u200d\u200e\u200f\u202f\u3000"  # that stand raw in quotes, as people type them
_CLOCK = re.compile(r"\d\d:\d\d-\d\d:\d\d")


@dataclass(frozen=True)
class Manner:
    """How a value is written: the column of its key or dash, its indents, its line end."""

    column: int
    width: int = 2
    dashes: int = 2
    end: str = "\n"


@dataclass(frozen=True)
class Written:
    """A value as YAML: what stands behind its key, and the lines below it (each with the line end before it)."""

    here: str
    below: str = ""


def scalar(value: Value, *, flow: bool = False, style: str = "", guessed: bool = False) -> str:
    """A scalar on one line. `style` is the quote to keep; `guessed` lets a text stay plain that looks like a number."""
    text = text_of(value)
    if not isinstance(value, str):
        return text
    if style == "'" and _shown(text):
        return "'" + text.replace("'", "''") + "'"
    if style != '"' and is_plain(text, flow=flow) and (guessed or isinstance(value, Plain) or not is_guessed(text)):
        return text
    return '"' + "".join(map(_escaped, text)) + '"'


def is_guessed(text: str) -> bool:
    """Whether plain text looks like a number, a date or true to other readers of YAML."""
    return bool(_GUESSED.fullmatch(text)) and not _CLOCK.fullmatch(text)


def is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text reads back as itself without quotes."""
    if not text or text != text.strip() or not text.isprintable() or text[0] in _SIGNS:
        return False
    if text[0] == "-" and text[1:2] in ("", " ", "-", ",", "[", "]", "{", "}"):
        return False
    if ": " in text or text.endswith(":") or " #" in text or text.startswith("..."):
        return False
    return not (flow and re.search(r"[,\[\]{}]", text))


def _shown(text: str) -> bool:
    """Whether each letter can stand as it is in single quotes on one line."""
    return all(letter.isprintable() or letter in _INVISIBLE for letter in text)


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return f"\\{letter}"
    if letter.isprintable() or letter in _INVISIBLE:
        return letter
    code = ord(letter)
    short = {"\n": "\\n", "\t": "\\t"}.get(letter)
    return short or (f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}")


def in_brackets(value: Value) -> str:
    """A value between brackets, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key_of(key, flow=True)}: {in_brackets(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(in_brackets, value)) + "]"
    return scalar(value, flow=True)


def key_of(key: str, *, flow: bool = False) -> str:
    """A key as it is written before its colon."""
    return scalar(key, flow=flow)


def needs_lines(value: Value) -> bool:
    """Whether a text of several lines is in it, which brackets can't hold."""
    if isinstance(value, dict | list | tuple):
        return any(map(needs_lines, value.values() if isinstance(value, dict) else value))
    return isinstance(value, str) and as_lines(value) is not None


def as_lines(text: str) -> list[str] | None:
    """The lines of a text for a block below a |, or None where it has one line, or can't stand there."""
    text = text_of(text).rstrip("\n")
    return block_lines(text) if "\n" in text else None


def block_lines(text: str) -> list[str] | None:
    """The lines of a text below a |, or None where they would read back as others."""
    lines = text_of(text).rstrip("\n").split("\n")
    first = next((line for line in lines if line), "")
    odd = not first or first[0] in " \t" or not lines[-1].strip(" \t") or any(map(_hidden, lines))
    return None if odd else lines


def _hidden(line: str) -> bool:
    return not all(letter.isprintable() or letter == "\t" or letter in _INVISIBLE for letter in line)


def below_bar(lines: Sequence[str], indent: int, end: str) -> str:
    return "".join(end + (" " * indent + line if line else "") for line in lines)


def written(value: Value, manner: Manner, *, beside: str = "") -> Written:
    """A value behind a key. `beside` is the way of its neighbours: "flow", "block", or "" for what suits it."""
    if isinstance(value, str) and (lines := as_lines(value)) is not None:
        return Written("|", below_bar(lines, manner.column + manner.width, manner.end))
    if not isinstance(value, dict | list | tuple):
        return Written(scalar(value))
    if _fits_brackets(value, manner, beside):
        return Written(in_brackets(value))
    deeper = manner.column + (manner.width if isinstance(value, dict) else manner.dashes)
    return Written("", manner.end + block(value, _at(manner, deeper)))


def _fits_brackets(value: Any, manner: Manner, beside: str) -> bool:
    if not value:
        return True
    inner = value.values() if isinstance(value, dict) else value
    simple = beside == "flow" or not any(isinstance(one, dict | list | tuple) and one for one in inner)
    if beside == "block" or not simple or needs_lines(value):
        return False
    return manner.column + len(in_brackets(value)) + 15 <= WIDEST


def block(value: Value, manner: Manner, *, beside: str = "") -> str:
    """A mapping or list as lines of its own at the column, without a line end behind the last."""
    if isinstance(value, dict):
        lines = [pair(key, one, manner) for key, one in value.items()]
    else:
        lines = [item(one, manner, beside=beside) for one in value]
    return manner.end.join(lines)


def pair(key: str, value: Value, manner: Manner, *, beside: str = "") -> str:
    """`key: value` at the column, and what stands below it."""
    said = written(value, manner, beside=beside)
    return " " * manner.column + key_of(key) + ":" + (f" {said.here}" if said.here else "") + said.below


def item(value: Value, manner: Manner, *, beside: str = "", gap: int = 1) -> str:
    """`- value` at the column; the first key of a mapping stands behind the dash, `gap` blanks from it."""
    lead = " " * manner.column + "-" + " " * gap
    if isinstance(value, str) and (lines := as_lines(value)) is not None:
        return lead + "|" + below_bar(lines, manner.column + 1 + gap, manner.end)
    word = isinstance(value, dict) and len(value) == 1 and beside != "flow"
    if not isinstance(value, dict | list | tuple) or (not word and _fits_brackets(value, manner, beside)):
        return lead + (in_brackets(value) if isinstance(value, dict | list | tuple) else scalar(value))
    if word and isinstance(value, dict):
        inner = [pair(key, one, _at(manner, len(lead)), beside=_of_a_word(one)) for key, one in value.items()]
        return lead + inner[0].lstrip(" ")
    return lead + block(value, _at(manner, len(lead))).lstrip(" ")


def _of_a_word(parts: Value) -> str:
    """The way of the parts of one word in a list, such as a section's: each on a line of its own."""
    return "block" if isinstance(parts, dict) and parts else ""


def _at(manner: Manner, column: int) -> Manner:
    return Manner(column, manner.width, manner.dashes, manner.end)
