"""Which lines two states of a file differ in, few enough to read."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

MOST_LINES = 40  # that are shown
MOST_COMPARED = 4000  # lines that differ; comparing takes the square of it at worst


@dataclass(frozen=True)
class Line:
    """A line that only one of the two texts has; `number` is its place there, from 1."""

    number: int
    text: str
    fresh: bool


@dataclass(frozen=True)
class Difference:
    """The first lines that differ, and how many more do."""

    lines: tuple[Line, ...]
    more: int


def difference(before: str, after: str) -> Difference:
    """What leads from one text to the other: lines that went, each followed by those that came in their place."""
    lines = list(_lines(before.splitlines(), after.splitlines()))
    return Difference(tuple(lines[:MOST_LINES]), len(lines[MOST_LINES:]))


def _lines(old: list[str], new: list[str]) -> Iterator[Line]:
    first = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    rest = min(len(old), len(new)) - first
    last = next((n for n in range(rest) if old[-1 - n] != new[-1 - n]), rest)
    was, came = old[first : len(old) - last], new[first : len(new) - last]
    for a, b, c, d in _changes(was, came):
        yield from (Line(first + n + 1, was[n], False) for n in range(a, b))
        yield from (Line(first + n + 1, came[n], True) for n in range(c, d))


def _changes(was: list[str], came: list[str]) -> list[tuple[int, int, int, int]]:
    """Which lines went, from a to b, and which came in their place, from c to d."""
    if len(was) + len(came) > MOST_COMPARED:
        return [(0, len(was), 0, len(came))]
    found = SequenceMatcher(None, was, came, autojunk=False).get_opcodes()
    return [(a, b, c, d) for tag, a, b, c, d in found if tag != "equal"]
