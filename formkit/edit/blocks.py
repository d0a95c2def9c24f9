"""Entries on lines of their own: their regions, and what is inserted, taken or put in another order among them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from formkit.edit.lines import (
    begins_line,
    blank_after,
    blank_before,
    depth_of,
    end_above,
    lead_start,
    line_break,
    line_start,
    next_line,
    tail_end,
)
from formkit.edit.tree import Node


@dataclass(frozen=True)
class Region:
    """The lines of an entry: from its comments above (`lead`) over its own (`start`) to the line below it (`end`)."""

    lead: int
    start: int
    end: int


def regions(text: str, holder: Node) -> list[Region]:
    """Those of all entries of a block whose lines all begin with an entry (see `undashed`)."""
    deep, found = depth_of(text, holder), []
    limit = _ground(text, holder)
    for entry in holder.entries:
        end = tail_end(text, entry.end, deep)
        found.append(Region(lead_start(text, entry, limit), line_start(text, entry.start), end))
        limit = end
    return found


def _ground(text: str, holder: Node) -> int:
    """Where the lines of a block can begin: below its key or dash, or on the line that a dash begins."""
    if holder.parent is None:
        return 0
    start = line_start(text, holder.start)
    return start if holder.parent.start >= start else next_line(text, holder.parent.key_end)


def undashed(text: str, holder: Node, work: Callable[[str], str]) -> str:
    """The text after `work` on it, where each entry has a line of its own: dashes before the first are put aside.

    `- name: x` is worked on as `  name: x`; then the dash goes before what has become the first entry.
    """
    start = line_start(text, holder.start)
    lead = text[start : holder.start]
    if begins_line(text, holder.start):
        return work(text)
    text = work(text[:start] + " " * len(lead) + text[holder.start :])
    at = start
    while not (line := text[at : next_line(text, at)]).strip() or line.lstrip().startswith("#"):
        at += len(line)
    return text[:at] + lead + text[at + len(lead) :]


def insert(text: str, holder: Node, place: int, lines: str) -> str:
    """The text with lines before the entry of that number, an empty one between where its neighbours have one."""
    return undashed(text, holder, lambda text: _insert(text, holder, place, lines))


def _insert(text: str, holder: Node, place: int, lines: str) -> str:
    found = regions(text, holder)
    apart = _apart(text, found, place)
    if place < len(found):
        at = found[place].lead
        end = line_break(text, at)
        return text[:at] + lines + end * (1 + apart) + text[at:]
    at = found[-1].end
    end = line_break(text, max(at - 1, 0))
    if text[:at].endswith(("\n", "\r")):
        return text[:at] + end * apart + lines + end + text[at:]
    return text[:at] + end * (1 + apart) + lines


def _apart(text: str, found: Sequence[Region], place: int) -> bool:
    """Whether an empty line stands where the new lines go, or between the nearest two."""
    if len(found) < 2:
        return False
    behind = min(max(place, 1), len(found) - 1)
    return blank_before(text, found[behind].lead) < found[behind].lead


def take(text: str, holder: Node, number: int) -> str:
    """The text without an entry that isn't the only one."""
    return undashed(text, holder, lambda text: _take(text, holder, number))


def _take(text: str, holder: Node, number: int) -> str:
    found = regions(text, holder)
    start, end = found[number].lead, found[number].end
    before, after = blank_before(text, start), blank_after(text, end)
    last = number == len(found) - 1
    if not last and after > end and (before < start or number == 0):
        return text[:start] + text[after:]
    if last and before < start and (after > end or end == len(text) or _apart(text, found[:-1], number)):
        start = before
    if end == len(text) and not text.endswith(("\n", "\r")):
        start = end_above(text, start)
    return text[:start] + text[end:]


def reorder(text: str, holder: Node, order: Sequence[int]) -> str:
    """The text with its entries in another order, their comments with them; what stands between stays."""
    return undashed(text, holder, lambda text: _reorder(text, holder, order))


def _reorder(text: str, holder: Node, order: Sequence[int]) -> str:
    found = regions(text, holder)
    bare = [text[one.lead : one.end].rstrip("\r\n") for one in found]
    ends = [one.lead + len(said) for one, said in zip(found, bare, strict=True)]
    made = text[: found[0].lead]
    for place, number in enumerate(order):
        until = found[place + 1].lead if place + 1 < len(found) else len(text)
        made += bare[number] + text[ends[place] : until]
    return made


def copy(text: str, holder: Node, number: int, keys: tuple[str, str]) -> str:
    """The text with a copy behind an entry, without the comments above it; `keys` are its key and that of the copy."""
    return undashed(text, holder, lambda text: _copy(text, holder, number, keys))


def _copy(text: str, holder: Node, number: int, keys: tuple[str, str]) -> str:
    region = regions(text, holder)[number]
    lines = text[region.start : region.end].rstrip("\r\n")
    at = depth_of(text, holder)
    lines = lines[:at] + keys[1] + lines[at + len(keys[0]) :]
    return _insert(text, holder, number + 1, lines)
