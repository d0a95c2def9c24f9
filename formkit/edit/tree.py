"""Text -> nodes with their places (indexes of letters), by the events of YAML."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from formkit.edit.edits import EditError, Path
from formkit.edit.plain import nothing_at
from formkit.errors import quoted
from formkit.source import MAX_DEPTH, MAX_NODES, Step

_ODD_BREAKS = re.compile("[\u0085\u2028\u2029]")  # line breaks to libyaml, blanks to formkit.source
_LAST_LINES = re.compile(r"(?:\r\n|\r|\n)[ \t\r\n]*\Z")
_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*")
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(eq=False, slots=True)
class Node:
    """A value: a mapping, a list or text. `start` to `end` is its text, without comments and line ends behind it.

    `style` is that of a text: "" plain, ' or " quoted, | or >. `flow` says that it stands between brackets.
    """

    kind: str
    start: int
    end: int = 0
    flow: bool = False
    style: str = ""
    text: str | None = None
    entries: list["Entry"] = field(default_factory=list)
    parent: "Entry | None" = None

    @property
    def data(self) -> Any:
        """As formkit.source gives it: of keys that stand twice the first."""
        if self.kind == "text":
            return self.text
        if self.kind == "list":
            return [one.node.data for one in self.entries]
        found: dict[Step, Any] = {}
        for one in self.entries:
            if one.step not in found:
                found[one.step] = one.node.data
        return found

    @property
    def empty(self) -> bool:
        """Nothing at all, or {} or []."""
        return not self.entries and (self.kind != "text" or self.text is None)


@dataclass(eq=False, slots=True)
class Entry:
    """A part of a mapping or list. It begins at its key, its dash, or between brackets at its value."""

    holder: Node
    step: Step
    start: int
    key_end: int
    node: Node

    @property
    def index(self) -> int:
        """Its number among all entries, keys that stand twice counted twice."""
        return self.holder.entries.index(self)

    @property
    def end(self) -> int:
        return self.node.end


def tree_of(text: str) -> Node:
    """The nodes of a text that begins without a byte order mark. Raises EditError where it can't be read."""
    loader = _Loader(_ODD_BREAKS.sub(" ", text))
    try:
        return _Reader(text, iter(loader.get_event, None)).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = f"line {mark.line + 1}" if mark else "one line"
        raise EditError(
            f"{where} of the file can't be read", "mend that line first, then go on here", rule="edit-file-unreadable"
        ) from None
    except yaml.YAMLError:
        raise EditError(
            "the file holds a letter that can't be read", "mend it first, then go on here", rule="edit-file-unreadable"
        ) from None
    finally:
        loader.dispose()


def find(root: Node, path: Path) -> Entry:
    """The entry at a path. Raises EditError when there is none, or more than one."""
    node, found = root, None
    for number, step in enumerate(path):
        found = entry_of(node, step)
        if found is None:
            raise nothing_at(path[: number + 1])
        node = found.node
    if found is None:
        raise EditError("the whole file can't be changed at once", rule="edit-not-understood")
    return found


def entry_of(node: Node, step: Step) -> Entry | None:
    """The entry of a mapping or list, or None. Raises EditError for a key that stands twice."""
    if node.kind == "list":
        return node.entries[step] if isinstance(step, int) and step < len(node.entries) else None
    said = [one for one in node.entries if one.step == step] if isinstance(step, str) else []
    if len(said) > 1:
        raise EditError(
            f"{quoted(step)} stands there twice",
            "keep one of the two in the file, then go on here",
            rule="edit-twice-there",
            name=step,
        )
    return said[0] if said else None


def sole(holder: Node) -> None:
    """Raises EditError when a key stands twice: places can't be counted then."""
    for one in holder.entries if holder.kind == "map" else ():
        entry_of(holder, one.step)


class _Reader:
    def __init__(self, text: str, events: Iterator[Any]) -> None:
        self.text = text
        self.events = events
        self.count = 0

    def document(self) -> Node:
        found: Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if found:
                    raise EditError(
                        "the file holds a second document",
                        "take out the line with ---, then go on here",
                        rule="edit-file-unreadable",
                    )
                found = self._node(next(self.events), 0)
        if found is None or found.kind == "text":
            raise EditError(
                "the file is empty, or holds no keys", 'begin with "site:" and its name', rule="edit-file-unreadable"
            )
        return found

    def _node(self, event: Any, depth: int) -> Node:
        self._guard(event, depth)
        start: int = event.start_mark.index
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, start)
        kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
        node = Node(kind, start, flow=bool(event.flow_style))
        last: Any = (self._mapping if kind == "map" else self._list)(node, depth)
        node.end = last.end_mark.index if node.flow else node.entries[-1].end
        return node

    def _scalar(self, event: Any, start: int) -> Node:
        end, style = event.end_mark.index, event.style if event.style in ("'", '"', "|", ">") else ""
        if style in ("|", ">"):
            raw = self.text[start:end]
            found = _LAST_LINES.search(raw) if "+" not in raw[:3] else None
            end = start + (found.start() if found else len(raw.removesuffix("\n").removesuffix("\r")))
        value = None if not style and not event.value else str(event.value)
        return Node("text", start, end, style=style, text=value)

    def _mapping(self, node: Node, depth: int) -> Any:
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            self._guard(event, 0)
            key: Any = event
            if not isinstance(event, yaml.ScalarEvent):
                raise EditError(
                    "a key of the file is no word", "mend that first, then go on here", rule="edit-file-unreadable"
                )
            value = self._node(next(self.events), depth + 1)
            self._entry(node, str(key.value), key.start_mark.index, key.end_mark.index, value)
        return event

    def _list(self, node: Node, depth: int) -> Any:
        last = node.start
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            value = self._node(event, depth + 1)
            start = value.start
            if not node.flow:
                start = _BLANK.match(self.text, last).end()  # type: ignore[union-attr]
            self._entry(node, len(node.entries), start, start + (not node.flow), value)
            last = value.end
        return event

    def _entry(self, holder: Node, step: Step, start: int, key_end: int, node: Node) -> None:
        node.parent = Entry(holder, step, start, key_end, node)
        holder.entries.append(node.parent)

    def _guard(self, event: Any, depth: int) -> None:
        self.count += 1
        if getattr(event, "tag", None) or getattr(event, "anchor", None):
            line = event.start_mark.line + 1
            raise EditError(
                f"line {line} of the file begins with a sign of YAML: !, & or *",
                "put its text in quotes",
                rule="edit-file-unreadable",
            )
        if depth > MAX_DEPTH or self.count > MAX_NODES:
            raise EditError("the file is too large", "split it into several sites", rule="file-too-large")
