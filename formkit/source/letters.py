"""Bytes -> text, and what can't stand in it."""

import re
from dataclasses import replace
from itertools import islice

from formkit.errors import Problem, SpecError, as_text
from formkit.rules import Rule

MAX_BYTES = 1_000_000
Place = tuple[int, int]

_TURNS = "an invisible character that turns the direction of text stands here"
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


def decoded(raw: bytes, name: str) -> str:
    """The text of a file. Raises SpecError where it is too long, no UTF-8, or holds control characters."""
    if len(raw) > MAX_BYTES:
        hint = "a spec is a page of text; pictures stand beside it"
        words = f"the file is larger than {MAX_BYTES // 1000} kB"
        raise SpecError((problem_at(name, (1, 1), words, hint, "file-too-large"),))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        hint = "save the file as UTF-8 in your editor"
        raise SpecError((_at(name, before, "this character is not UTF-8", hint, "letter-unreadable"),)) from None
    _refuse_unreadable(text, name)
    return text


def _refuse_unreadable(text: str, name: str) -> None:
    found = list(islice(_UNREADABLE.finditer(text), 20))
    hint = "delete it and type the letter anew"
    said = (f"a control character (U+{ord(one[0]):04X}) stands here" for one in found)
    if found:
        raise SpecError(
            tuple(
                _at(name, text[: one.start()], words, hint, "letter-unreadable")
                for one, words in zip(found, said, strict=True)
            )
        )


def turning(text: str, name: str) -> list[Problem]:
    """Notices of characters that make text read backwards; they look like nothing and can hide what is said."""
    found = islice(_TURNING.finditer(text), 20)
    hint = "delete it unless it is meant"
    said = (_at(name, text[: one.start()], _TURNS, hint, "turning-sign") for one in found)
    return [replace(one, severity="notice") for one in said]


def _at(name: str, before: str, message: str, hint: str, rule: Rule) -> Problem:
    lines = re.split("\r\n|\r|\n", before)
    return problem_at(name, (len(lines), len(lines[-1]) + 1), message, hint, rule)


def problem_at(name: str, place: Place, message: str, hint: str, rule: Rule, **values: object) -> Problem:
    """A Problem at a line and column, from 1; `values` are what its rule is told with."""
    return Problem(name, *place, message, hint, rule=rule, values=as_text(values))
