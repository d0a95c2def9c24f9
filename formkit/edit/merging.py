"""Two changes of one text become one, line by line, where they don't touch each other."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

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


def merge(base: str, mine: str, theirs: str, *, settled: bool = False) -> str:
    """The base with both changes. Raises Clash where they touch, or where only both together break the file.

    When it is `settled`, mine stays where they touch.
    """
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    lines = _lines(base)
    ours, others = _changes(lines, _lines(mine)), _changes(lines, _lines(theirs))
    found = [(one, other) for one in ours for other in others if _touch(one, other)]
    if found and not settled:
        raise Clash(mine, theirs, base, places=tuple(_place(lines, *pair) for pair in found))
    merged = _applied(lines, _settled(lines, ours, others, found))
    read = [_read(text) for text in (base, mine, theirs, merged)]
    if read[1] and read[2] and not (read[3] and (settled or _both_stand(*read))):
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


def _settled(
    base: list[str], ours: list[_Change], others: list[_Change], found: list[tuple[_Change, _Change]]
) -> set[_Change]:
    """Both changes; of those that touch, what mine makes of all the lines that either of them changed."""
    groups: list[set[_Change]] = []
    for pair in found:
        near = [group for group in groups if group & {*pair}]
        groups = [*(group for group in groups if group not in near), set(pair).union(*near)]
    kept = {*ours, *others}.difference(*groups)
    return kept | {_as_mine(base, group & {*ours}, group) for group in groups}


def _as_mine(base: list[str], mine: set[_Change], group: set[_Change]) -> _Change:
    start, end = min(one.start for one in group), max(one.end for one in group)
    inside = {_Change(one.start - start, one.end - start, one.lines) for one in mine}
    return _Change(start, end, tuple(_LINE.findall(_applied(base[start:end], inside))))


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


def _both_stand(base: Counter[str] | None, *made: Counter[str] | None) -> bool:
    """Whether what each of two changes brought is there, and what each took away is gone: by how often it is said.

    One that moves a thing and one that deletes it do the same to its old lines, but don't mean the same.
    """
    mine, theirs, merged = (one or Counter() for one in made)
    if base is None:
        return True
    for said in {*base, *mine, *theirs, *merged}:
        alike = mine[said] == theirs[said] == merged[said]
        if not alike and merged[said] != mine[said] + theirs[said] - base[said]:
            return False
    return True


def _read(text: str) -> Counter[str] | None:
    """What a text says, each value as often as it stands there; None where it is no YAML, or a key stands twice."""
    try:
        source = parse_source(text.encode("utf-8"), "")
    except SpecError:
        return None
    sound = all(problem.severity == "notice" for problem in source.problems)
    return Counter(["", *_values(source.data)]) if sound else None


def _values(data: Any) -> Iterator[str]:
    if isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _values(one)
    else:
        yield str(data)
