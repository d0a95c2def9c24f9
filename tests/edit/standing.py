"""Where the things and comments of a file stand: by YAML's own nodes, apart from formkit.edit."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

LINE_END = re.compile("\r\n|\r|\n")
Path = tuple[str | int, ...]
_ODD_BREAKS = re.compile("[\u0085\u2028\u2029]")
_BLANK = re.compile(r"(?:\s|#[^\r\n]*)*")
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Thing:
    """From its key or dash (`start`) over its value to its `end`, as indexes of letters.

    `kind` is "text", or the way of its list or mapping: "flow" or "block". `flow`: it stands between brackets.
    """

    start: int
    value: int
    end: int
    kind: str
    flow: bool


class Standing:
    """A text: its lines (from 0), its things by their paths, its comments by the indexes of their #."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = LINE_END.split(text)
        self.things: dict[Path, Thing] = {}
        self._starts = [0, *(found.end() for found in LINE_END.finditer(text))]
        self._words: list[tuple[int, int]] = []
        self._read(yaml.compose(_ODD_BREAKS.sub(" ", text), Loader=_Loader), (), flow=False)

    @cached_property
    def comments(self) -> list[tuple[int, str]]:
        masked = self.text
        for start, end in self._words:
            masked = masked[:start] + "\n" * (end - start) + masked[end:]
        return [(found.start(), self.text[found.start() : found.end()]) for found in re.finditer("#[^\r\n]*", masked)]

    def line(self, index: int) -> int:
        return bisect_right(self._starts, index) - 1

    def start_of(self, line: int) -> int:
        return self._starts[line]

    def line_end(self, index: int) -> int:
        return self._starts[self.line(index)] + len(self.lines[self.line(index)])

    def behind_a_dash(self, path: Path) -> bool:
        """Whether it begins behind the dash of what it stands in."""
        start = self.things[path].start
        return bool(self.text[self._starts[self.line(start)] : start].strip())

    def own(self, path: Path) -> tuple[int, int]:
        """The lines of a thing, the last one excluded: with the comments right above, and the deeper ones below."""
        thing = self.things[path]
        first, last = self.line(thing.start), self.line(thing.end) + 1
        lead, column = first, thing.start - self._starts[first]
        while not self.behind_a_dash(path) and lead and 0 <= self._comment(lead - 1) <= column:
            lead -= 1
        while last < len(self.lines) and self._comment(last) > column:
            last += 1
        heading = lead == 0 and len(path) == 1
        return (first if heading else lead), last

    def _comment(self, line: int) -> int:
        """The column of a comment that has a line of its own, else -1."""
        said = self.lines[line].lstrip()
        return len(self.lines[line]) - len(said) if said.startswith("#") else -1

    def _read(self, node: Any, path: Path, *, flow: bool) -> int:
        """Notes all that is in a node; the index at which it ends."""
        if isinstance(node, yaml.ScalarNode):
            return self._word(node)
        flow = flow or bool(node.flow_style)
        last: int = node.start_mark.index
        for number, one in enumerate(node.value):
            key, value = one if isinstance(one, tuple) else (None, one)
            start: int = (key or value).start_mark.index
            if key is None and not flow:
                start = _BLANK.match(self.text, last).end()  # type: ignore[union-attr]
            step = number if key is None else str(key.value)
            kind = "text" if isinstance(value, yaml.ScalarNode) else "flow" if value.flow_style else "block"
            if key is not None:
                self._word(key)
            last = self._read(value, (*path, step), flow=flow)
            self.things[(*path, step)] = Thing(start, value.start_mark.index, last, kind, flow)
        return int(node.end_mark.index) if node.flow_style else last

    def _word(self, node: Any) -> int:
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">"):
            raw = self.text[start:end]
            end = start + len(raw.removesuffix("\n").removesuffix("\r") if "+" in raw[:3] else raw.rstrip())
            self._words.append((min(self.line_end(start), end), end))
        else:
            self._words.append((start, end))
        return int(end)
