"""Entries between brackets: { } and [ ], on one line or on several."""

from collections.abc import Sequence
from dataclasses import dataclass

from formkit.edit.lines import above as line_above
from formkit.edit.lines import begins_line, end_above, line_break, line_end, line_start
from formkit.edit.tree import Node


def insert(text: str, holder: Node, place: int, said: str) -> str:
    """The text with `said` before the entry of that number."""
    entries = holder.entries
    if not entries:
        return text[: holder.start + 1] + said + text[holder.end - 1 :]
    if text[holder.start] not in "{[":  # a pair in a list without braces: [mon: x]
        pair = text[holder.start : holder.end]
        both = f"{pair}, {said}" if place else f"{said}, {pair}"
        return text[: holder.start] + "{" + both + "}" + text[holder.end :]
    if place == len(entries):
        return _append(text, holder, said)
    start = entries[place].start
    if not begins_line(text, start):
        return text[:start] + said + ", " + text[start:]
    own = line_start(text, start)
    at = _comments_above(text, start, _line_end_above(text, holder, place))
    return text[:at] + text[own:start] + said + "," + line_break(text, own - 1) + text[at:]


def _line_end_above(text: str, holder: Node, number: int) -> int:
    """Where the line of the entry before ends, or of the bracket that opens."""
    return line_end(text, holder.entries[number - 1].end if number else holder.start)


def _append(text: str, holder: Node, said: str) -> str:
    last = holder.entries[-1]
    own = line_start(text, last.start)
    if not begins_line(text, last.start):
        return text[: last.end] + ", " + said + text[last.end :]
    comma = _comma(text, last.end, holder.end)
    behind = last.end if line_end(text, last.end) >= holder.end else line_end(text, last.end)
    line = line_break(text, own - 1) + text[own : last.start] + said + ("," if comma else "")
    return text[: last.end] + ("" if comma else ",") + text[last.end : behind] + line + text[behind:]


def take(text: str, holder: Node, number: int) -> str:
    """The text without an entry that isn't the only one, and without one comma beside it."""
    entries = holder.entries
    start, end = entries[number].start, entries[number].end
    comma = _comma(text, end, holder.end)
    if begins_line(text, start):
        return _take_line(text, holder, number)
    if number + 1 < len(entries):
        following = entries[number + 1].start
        if not begins_line(text, following):
            return text[:start] + text[following:]
        return text[:start].rstrip(" ") + text[comma:]
    return text[: entries[number - 1].end] + text[end:] if number else text[:start] + text[comma or end :]


def _take_line(text: str, holder: Node, number: int) -> str:
    """Without an entry that begins its line, and without the line where nothing else stands on it."""
    entries, start = holder.entries, holder.entries[number].start
    end = entries[number].end
    comma = _comma(text, end, holder.end)
    last = number + 1 == len(entries)
    above = _line_end_above(text, holder, number)
    here, there = _comments_above(text, start, above), line_end(text, comma or end)
    rest = text[comma or end : there].strip(" \t")
    if not last and entries[number + 1].start < there:
        return text[:start] + text[entries[number + 1].start :]
    if rest and not rest.startswith("#"):
        return text[:start] + text[comma or end :].lstrip(" ")
    before = _comma(text, entries[number - 1].end, holder.end) if number else 0
    made = text[: end_above(text, here)] + text[there:]
    return made[: before - 1] + made[before:] if last and not comma and before else made


def reorder(text: str, holder: Node, order: Sequence[int]) -> str:
    """The text with its entries in another order; commas, blanks and line ends between them stay."""
    entries = holder.entries
    if whole := _whole_lines(text, holder):
        return _reorder_lines(text, whole, order)
    made = text[: entries[0].start]
    for place, number in enumerate(order):
        until = entries[place + 1].start if place + 1 < len(entries) else len(text)
        made += text[entries[number].start : entries[number].end] + text[entries[place].end : until]
    return made


@dataclass(frozen=True)
class _Line:
    """An entry on a line of its own: from its comments above to its comment behind; `end` is before its comma."""

    start: int
    end: int
    comma: int
    last: int


def _whole_lines(text: str, holder: Node) -> list[_Line]:
    """The lines of all entries; [] when one of them shares its line with more than a comment."""
    found: list[_Line] = []
    above = line_end(text, holder.start)
    for entry in holder.entries:
        comma = _comma(text, entry.end, holder.end)
        behind = comma or entry.end
        last = line_end(text, behind)
        rest = text[behind:last].strip(" \t")
        if not begins_line(text, entry.start) or above > entry.start or (rest and rest[0] != "#"):
            return []
        found.append(_Line(_comments_above(text, entry.start, above), entry.end, comma, last))
        above = last
    return found


def _comments_above(text: str, start: int, limit: int) -> int:
    start = line_start(text, start)
    while (higher := line_above(text, start)) > limit and text[higher:start].lstrip().startswith("#"):
        start = higher
    return start


def _reorder_lines(text: str, lines: Sequence[_Line], order: Sequence[int]) -> str:
    made = text[: lines[0].start]
    for place, number in enumerate(order):
        one, here = lines[number], lines[place]
        until = lines[place + 1].start if place + 1 < len(lines) else len(text)
        comma = "," if here.comma else ""
        made += text[one.start : one.end] + comma + text[one.comma or one.end : one.last] + text[here.last : until]
    return made


def _comma(text: str, end: int, last: int) -> int:
    """The index behind the comma that follows, over blanks, line ends and comments; 0 when there is none."""
    while end < last:
        if text[end] == "#":
            end = line_end(text, end)
        elif text[end] == ",":
            return end + 1
        elif not text[end].isspace():
            return 0
        end += 1
    return 0
