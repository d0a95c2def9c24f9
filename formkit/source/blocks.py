"""A file by its outermost keys, so that what can't be read below one hides no mistake below another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from formkit.source.slip import LINE_END

_OUTERMOST = re.compile(r"([A-Za-z_][\w-]*):(?=\s|$)")


@dataclass(frozen=True)
class Block:
    """The lines from one outermost key to the next; `first` is how many stand before it."""

    key: str
    first: int
    lines: Sequence[str]

    @property
    def text(self) -> str:
        """Its lines at their places, after as many empty ones."""
        return "\n" * self.first + "\n".join(self.lines) + "\n"


def blocks(text: str) -> Iterator[Block]:
    """The parts of a file; what stands before its first key is one with the key ""."""
    lines = LINE_END.split(text)
    keys = [(number, found[1]) for number, line in enumerate(lines) if (found := _OUTERMOST.match(line))]
    starts = [(0, "")] if not keys or keys[0][0] else []
    for (number, key), (end, _) in pairwise([*starts, *keys, (len(lines), "")]):
        yield Block(key, number, lines[number:end])


def without(text: str, broken: Sequence[Block]) -> str:
    """The text with empty lines in place of these blocks."""
    lines = LINE_END.split(text)
    for block in broken:
        lines[block.first : block.first + len(block.lines)] = [""] * len(block.lines)
    return "\n".join(lines)
