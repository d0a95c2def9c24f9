"""Indents: beside which lines a line can stand, and what to tell where it stands beside none."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from formkit.errors import as_text, quoted
from formkit.rules import Rule
from formkit.source.slip import Slip

MOST_LINES = 3000  # of a file with mistakes, that are looked at for one of them
_KEY = re.compile(r"[^\s\"'\[{#&*!|>%@`-][^#]*?:(?=\s|$)|[\"'][^\"']*[\"']\s*:(?=\s|$)")
_OPENS_TEXT = re.compile(r"(?:^|[:-]\s+)[|>][-+\d]*\s*(?:#.*)?$")
_HAS_VALUE = re.compile(r"([\w-]+):\s+([^\s#|>\[{].*)$")
_BARE = re.compile(r"([A-Za-z_][\w-]*)(?:\s*=\s*|\s+)?(.*)$")


@dataclass(frozen=True)
class Level:
    """A column where lines can stand: those of keys, of dashes, or of the text below a `|`.

    `line` is the last line on it, from 1; `alone` says that it is the only one.
    """

    column: int
    kind: str
    line: int
    alone: bool = True


@dataclass(frozen=True)
class _Line:
    number: int
    indent: int
    said: str

    @property
    def kind(self) -> str:
        if self.said.startswith(("- ", "-")) and self.said[1:2] in ("", " "):
            return "dash"
        return "key" if _KEY.match(self.said) else "text"

    @property
    def inner(self) -> "_Line":
        """What stands after its dash."""
        rest = self.said[1:].lstrip()
        return _Line(self.number, self.indent + len(self.said) - len(rest), rest)


def misplaced(lines: Sequence[str], number: int) -> Slip | None:
    """What is wrong with the indent of a line (from 1) or with its dash, or None when it can stand where it does."""
    said = _said(lines, number, number)
    above = _said(lines, 1, number - 1)
    if not said or not above:
        return None
    here, last, levels = said[0], above[-1], _levels(above)
    beside = [level for level in levels if level.column == here.indent]
    if any(level.kind == "dash" for level in beside) and here.kind != "dash":
        return _dash(here)
    if any(level.kind == here.kind for level in beside) or _opens(last, here):
        return None
    if here.kind == "dash" and last.kind == "text" and last.indent == here.indent:
        return _keys_beside(Level(here.indent, "text", last.number), here, lines)
    if here.kind == "dash" and beside:
        return _keys_beside(beside[-1], here, lines)
    return _below_text(last, here) or _beside_none(levels, here, _said(lines, number + 1, len(lines))[:1])


def without_colon(lines: Sequence[str], number: int) -> Slip | None:
    """A line that says a key, but has no colon behind it; None when it is another line."""
    said = _said(lines, number, number)
    if not said:
        return None
    before = _said(lines, 1, number - 1)
    line = said[0].inner if said[0].kind == "dash" else said[0]
    if before and _OPENS_TEXT.search(before[-1].said):
        hint = f"put two more blanks before each line of the text: more than {quoted(before[-1].said)} has"
        said_of_it = f"the text that line {before[-1].number} begins is not indented"
        values = as_text({"other": before[-1].number})
        return Slip(number, line.indent + 1, said_of_it, hint, "text-not-indented", values)
    found = _BARE.match(line.said)
    if line.kind != "text" or not found or not _stands(before, said[0]):
        return None
    meant = f"{found[1]}: {found[2][:40]}".rstrip()
    values = as_text({"write": meant})
    return Slip(
        number, line.indent + 1, "a colon is missing on this line", f"write it as {meant}", "colon-missing", values
    )


def _said(lines: Sequence[str], first: int, last: int) -> list[_Line]:
    """The lines from `first` to `last` that say something, the nearest MOST_LINES."""
    last = min(last, len(lines), first + MOST_LINES if first > 1 else last)
    found = [(number, lines[number - 1]) for number in range(max(first, last - MOST_LINES), last + 1)]
    return [
        _Line(number, len(line) - len(line.lstrip(" ")), line.strip())
        for number, line in found
        if line.strip() and not line.lstrip().startswith("#")
    ]


def _levels(above: Sequence[_Line]) -> list[Level]:
    """Those that are still open after these lines, the outermost first."""
    levels: list[Level] = []
    opened = -1  # the indent of a line that ends with | or >
    for line in above:
        if 0 <= opened < line.indent:
            levels = [*(one for one in levels if one.kind != "text"), _text_level(levels, line)]
            continue
        opened = line.indent if _OPENS_TEXT.search(line.said) else -1
        levels = [one for one in levels if one.column <= line.indent and one.kind != "text"]
        while line.kind == "dash":
            levels, line = _on(levels, line), line.inner
        levels = _on(levels, line) if line.kind == "key" else levels
    return levels


def _text_level(levels: Sequence[Level], line: _Line) -> Level:
    column = next((one.column for one in levels if one.kind == "text"), line.indent)
    return Level(column, "text", line.number)


def _on(levels: Sequence[Level], line: _Line) -> list[Level]:
    """A dash can stand at the column of the key that it belongs to; a key there ends the list."""
    gone = ("dash", "key") if line.kind == "key" else ("dash",)
    kept = [one for one in levels if one.column < line.indent or (one.column == line.indent and one.kind not in gone)]
    alone = not any(one.column == line.indent and one.kind == line.kind for one in levels)
    return [*kept, Level(line.indent, line.kind, line.number, alone)]


def _opens(last: _Line, here: _Line) -> bool:
    """Whether the line above waits for what stands below it."""
    while last.kind == "dash":
        last = last.inner
    return (not last.said or last.said.split(" #")[0].rstrip().endswith(":")) and here.indent >= last.indent


def _stands(before: Sequence[_Line], here: _Line) -> bool:
    """Whether a key could stand there, as it can't where the line goes on with the text above it."""
    beside = any(level.column == here.indent for level in _levels(before))
    return not before or here.kind == "dash" or beside or _opens(before[-1], here)


def _dash(here: _Line) -> Slip:
    if here.said.startswith("-"):
        meant = "- " + here.said[1:]
        message, hint = "a blank is missing after the dash", f"write {quoted(meant)}"
        return Slip(here.number, here.indent + 1, message, hint, "blank-after-dash", as_text({"write": meant}))
    meant = "- " + here.said
    message = "the lines beside this one begin with a dash, this one doesn't"
    hint = f"write {quoted(meant)}, or put two more blanks before it if it belongs to the line above"
    return Slip(here.number, here.indent + 1, message, hint, "dash-missing", as_text({"write": meant}))


def _keys_beside(level: Level, here: _Line, lines: Sequence[str]) -> Slip:
    """A dash beside a key: one of the two is a slip."""
    said = lines[level.line - 1].strip()
    if level.alone:
        message = f"the lines beside this one begin with a dash, such as line {here.number}, this one doesn't"
        meant = "- " + said
        values = as_text({"write": meant})
        return Slip(level.line, level.column + 1, message, f"write {quoted(meant)}", "dash-missing", values)
    message = f"this line begins with a dash, the lines beside it don't, such as line {level.line}"
    hint = "take the dash away, or put two more blanks before it"
    return Slip(here.number, here.indent + 1, message, hint, "dash-too-many", as_text({"other": level.line}))


def left_edge(lines: Sequence[str], number: int) -> Slip | None:
    """The first line of a file that stands further right than a line of its own kind (from 1) below it."""
    first, here = _said(lines, 1, min(number - 1, MOST_LINES))[:1], _said(lines, number, number)
    if not first or not here or first[0].indent <= here[0].indent:
        return None
    return _unlike(first[0], here[0].indent, number)


def joined_dash(lines: Sequence[str], number: int) -> Slip | None:
    """A dash without its blank, on the line (from 1) or on the nearest one above that stands beside it."""
    here = _said(lines, number, number)
    for line in reversed(_said(lines, 1, number)):
        if here and line.indent < here[0].indent:
            return None
        if here and line.indent == here[0].indent and re.match(r"-[^\s\d-]", line.said):
            return _dash(line)
    return None


def _below_text(last: _Line, here: _Line) -> Slip | None:
    """Keys below a key that has its text already."""
    while last.kind == "dash":
        last = last.inner
    found = _HAS_VALUE.match(last.said)
    if not found or here.indent < last.indent + 2 or here.kind == "text":
        return None
    message = f"nothing can be indented below line {last.number}: it says its text already"
    hint = f"put {_blanks(last.indent)} before {quoted(here.said)}, to stand beside line {last.number}"
    if last.indent == 0:
        hint = f"if this line belongs to '{found[1]}', put the text of line {last.number} on a line of its own, "
        hint += f"such as name: {found[2][:40]}"
    return Slip(here.number, here.indent + 1, message, hint, "below-a-text", as_text({"other": last.number}))


def _beside_none(levels: Sequence[Level], here: _Line, after: Sequence[_Line]) -> Slip | None:
    alike = [one for one in levels if one.kind == here.kind] or [one for one in levels if one.kind == "text"]
    nearest = min((abs(one.column - here.indent) for one in alike), default=0)
    close = [one for one in reversed(alike) if abs(one.column - here.indent) == nearest]
    close = [one for one in close if after and _leads_to(one, here, after[0])] or close
    if not close or not nearest:
        return None
    if close[0].alone and close[0].column % 2 > here.indent % 2:  # people write even numbers of blanks
        first = _Line(close[0].line, close[0].column, "")
        return _unlike(first, here.indent, here.number)
    places = [f"{_blanks(one.column)} before {quoted(here.said)}, as on line {one.line}" for one in close[:1]]
    places += [f"{_blanks(one.column)}, as on line {one.line}" for one in close[1:]]
    message = f"this line is not indented like the lines beside it, such as line {close[0].line}"
    hint = f"put {', or '.join(places)}; it has {here.indent}"
    rule, values = _shifted(here.indent, close[0].column, close[0].line)
    return Slip(here.number, here.indent + 1, message, hint, rule, values)


def _unlike(line: _Line, wanted: int, other: int) -> Slip:
    """A line that should have as many blanks as another one."""
    message = f"this line is not indented like the lines beside it, such as line {other}"
    hint = f"put {_blanks(wanted)} before it, as on line {other}; it has {line.indent}"
    return Slip(line.number, line.indent + 1, message, hint, *_shifted(line.indent, wanted, other))


def _shifted(has: int, wanted: int, other: int) -> tuple[Rule, Mapping[str, str]]:
    """The rule of a line that starts further right or left than the line `other`, which has `wanted` blanks."""
    values = as_text({"other": other, "has": has, "wanted": wanted})
    return "starts-too-far-right" if has > wanted else "starts-too-far-left", values


def _leads_to(level: Level, here: _Line, after: _Line) -> bool:
    """Whether the line after it would stand well with this line on that level."""
    return after.indent > level.column if here.said.endswith(":") else after.indent == level.column


def _blanks(number: int) -> str:
    return "no blank" if number == 0 else "1 blank" if number == 1 else f"{number} blanks"
