"""Two changes of one text become one, line by line, where they don't touch each other."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from formkit.errors import FormkitError, SpecError
from formkit.source import parse_source

MOST_COMPARED = 4000  # lines that differ; comparing takes the square of it at worst
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True)
class Place:
    """Lines of the base that two changes want otherwise: `line` is the first of them (from 1), then the three texts."""

    line: int
    base: str
    mine: str
    theirs: str


class Clash(FormkitError):
    """Two changes of the same lines: nothing was written. `base` is "" where nobody knows it any more."""

    def __init__(self, mine: str, theirs: str, base: str, *, places: tuple[Place, ...] = ()) -> None:
        super().__init__(
            "The file was changed at the same place by somebody else meanwhile.",
            "Look at both, and choose which to keep; nothing is lost until you do.",
            rule="changed-by-two",
        )
        self.mine, self.theirs, self.base, self.places = mine, theirs, base, places


@dataclass(frozen=True)
class _Change:
    """Lines `start` to `end` (not included) of the base become `lines`."""

    start: int
    end: int
    lines: tuple[str, ...]

    @property
    def in_place(self) -> bool:
        """Line for line: nothing came in, nothing went."""
        return len(self.lines) == self.end - self.start


def merge(base: str, mine: str, theirs: str) -> str:
    """The base with both changes. Raises Clash where they touch, or where only both together break the file."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    lines = _lines(base)
    ours, others = _changes(lines, _lines(mine)), _changes(lines, _lines(theirs))
    if found := [(one, other) for one in ours for other in others if _touch(one, other)]:
        raise Clash(mine, theirs, base, places=tuple(_place(lines, *pair) for pair in found))
    merged = _applied(lines, {*ours, *others})
    if not _sound(merged) and _sound(mine) and _sound(theirs):
        raise Clash(mine, theirs, base)
    return merged


def _lines(text: str) -> list[str]:
    return _LINE.findall(text)


def _changes(base: list[str], text: list[str]) -> list[_Change]:
    """What leads from one to the other, from the top."""
    first = next((n for n, (a, b) in enumerate(zip(base, text, strict=False)) if a != b), min(len(base), len(text)))
    rest = min(len(base), len(text)) - first
    last = next((n for n in range(rest) if base[-1 - n] != text[-1 - n]), rest)
    old, new = base[first : len(base) - last], text[first : len(text) - last]
    if len(old) + len(new) > MOST_COMPARED:
        return [_Change(first, first + len(old), tuple(new))]
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [_Change(first + a, first + b, tuple(new[c:d])) for tag, a, b, c, d in found if tag != "equal"]


def _touch(one: _Change, other: _Change) -> bool:
    """Whether they share a line, or a line came in or went right beside the other's; the same change twice is one."""
    if one == other or one.end < other.start or other.end < one.start:
        return False
    apart = one.end <= other.start or other.end <= one.start
    return not (apart and one.in_place and other.in_place)


def _applied(base: list[str], changes: set[_Change]) -> str:
    made, here = [], 0
    for change in sorted(changes, key=lambda change: change.start):
        made += [*base[here : change.start], *change.lines]
        here = change.end
    return "".join([*made, *base[here:]])


def _place(base: list[str], one: _Change, other: _Change) -> Place:
    start, end = min(one.start, other.start), max(one.end, other.end)
    texts = ("".join([*base[start : it.start], *it.lines, *base[it.end : end]]) for it in (one, other))
    return Place(start + 1, "".join(base[start:end]), *texts)


def _sound(text: str) -> bool:
    """Whether it is YAML without a key that stands twice."""
    try:
        return all(problem.severity == "notice" for problem in parse_source(text.encode("utf-8"), "").problems)
    except SpecError:
        return False
