"""YAML with places: text -> plain dict, list and str, each with its line and column, or every Problem.

The schema decides the type, never YAML: every scalar stays the text it is. Plain (unquoted) text is `Plain`,
so that `required: true` can be told from `required: "true"`. Aliases, tags and merge keys are refused on the
event stream, before anything is built.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from formkit.errors import Problem, SpecError

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_NODES = 100_000

Step = str | int
Place = tuple[int, int]
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


class Plain(str):
    """A scalar that was written without quotes."""

    __slots__ = ()


@dataclass
class Source:
    """A file that was read: its data, and where each key and value stands (from 1).

    `renamed` leads from the place that was meant to the one where it was written.
    """

    file: str
    data: Any = None
    keys: dict[tuple[Step, ...], Place] = field(default_factory=dict)
    values: dict[tuple[Step, ...], Place] = field(default_factory=dict)
    renamed: dict[tuple[Step, ...], tuple[Step, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, path: tuple[Step, ...], message: str, hint: str = "", *, at_key: bool = False) -> Problem:
        """A Problem at `path`; steps that don't stand in the file are passed over."""
        line, column = self.place(path, at_key=at_key)
        return Problem(self.file, line, column, message, hint)

    def has(self, path: tuple[Step, ...]) -> bool:
        """True when something stands at `path` in the file."""
        return path in self.values or path in self.renamed

    def place(self, path: tuple[Step, ...], *, at_key: bool = False) -> Place:
        found: tuple[Step, ...] = ()
        for step in path:
            here = self.renamed.get((*found, step), (*found, step))
            found = here if here in self.values else found
        first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
        return first.get(found) or second.get(found) or (1, 1)


def read_source(path: Path, name: str) -> Source:
    """The file at `path`, called `name` in messages. Raises SpecError when it is not readable YAML."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SpecError((Problem(name, 1, 1, f"can't read the file: {error.strerror}"),)) from None
    return parse_source(raw, name)


def parse_source(raw: bytes, name: str) -> Source:
    """The bytes of a YAML file -> Source; keys that stand twice are among its problems."""
    text = _decode(raw, name)
    _refuse_unreadable(text, name)
    source = Source(name)
    try:
        _Builder(source).build(yaml.parse(text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        raise SpecError((_syntax_problem(error, text, name),)) from None
    return source


class _Builder:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.nodes = 0

    def build(self, events: Iterator[Any]) -> None:
        self.events = events
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(
                        event,
                        "a second document begins here",
                        "take out the line with ---; one file is one site",
                    )
                self.source.data = self._node(next(events), (), 0)
        if self.source.data in (None, ""):
            raise SpecError((Problem(self.source.file, 1, 1, "the file is empty", 'begin with "site:" and its name'),))

    def _node(self, event: Any, path: tuple[Step, ...], depth: int) -> Any:
        self._guard(event, depth)
        mark = event.start_mark
        self.source.values[path] = (mark.line + 1, mark.column + 1)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._scalar(event, path)

    def _scalar(self, event: Any, path: tuple[Step, ...]) -> Any:
        if event.implicit[0] and event.value == "" and path in self.source.keys:
            self.source.values[path] = self.source.keys[path]
        if event.implicit[0]:
            return Plain(event.value) if event.value else None
        return str(event.value)

    def _sequence(self, path: tuple[Step, ...], depth: int) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._node(event, (*path, len(items)), depth + 1))
        return items

    def _mapping(self, path: tuple[Step, ...], depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event)
            here = (*path, key)
            place = (event.start_mark.line + 1, event.start_mark.column + 1)
            if key in found:
                self._twice(key, place, self.source.keys[here])
                self._node(next(self.events), (*path, f"{key} "), depth + 1)
                continue
            self.source.keys[here] = place
            found[key] = self._node(next(self.events), here, depth + 1)
        return found

    def _key(self, event: Any) -> str:
        self._guard(event, 0)
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, "a key must be a word", "write it as name: value; put text with { or [ in quotes")
        if event.value == "<<" and event.implicit[0]:
            self._refuse(event, "merge keys (<<) are not read here", "write the lines out where they are needed")
        return str(event.value)

    def _twice(self, key: str, place: Place, first: Place) -> None:
        message = f"'{key}' stands here twice; it is already on line {first[0]}"
        hint = "keep one of the two, or give this one another name"
        self.source.problems.append(Problem(self.source.file, *place, message, hint))

    def _guard(self, event: Any, depth: int) -> None:
        self.nodes += 1
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, f"a value can't begin with * (an alias): *{event.anchor}", "put the text in quotes")
        if getattr(event, "anchor", None):
            self._refuse(event, f"a value can't begin with & (an anchor): &{event.anchor}", "put the text in quotes")
        if getattr(event, "tag", None):
            self._refuse(
                event,
                f"tags are not read here: {event.tag[:60]}",
                "a name or text that begins with ! needs quotes",
            )
        if depth > MAX_DEPTH:
            self._refuse(event, f"nested more than {MAX_DEPTH} deep", "look for a bracket too many")
        if self.nodes > MAX_NODES:
            self._refuse(event, f"more than {MAX_NODES} values in one file", "split it into several sites")

    def _refuse(self, event: Any, message: str, hint: str) -> None:
        mark = event.start_mark
        raise SpecError(
            (*self.source.problems, Problem(self.source.file, mark.line + 1, mark.column + 1, message, hint))
        )


def _decode(raw: bytes, name: str) -> str:
    if len(raw) > MAX_BYTES:
        raise SpecError((Problem(name, 1, 1, f"the file is larger than {MAX_BYTES // 1000} kB"),))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8", "replace")
        raise SpecError(
            (_at(name, before, "this letter is not UTF-8", "save the file as UTF-8 in your editor"),)
        ) from None


def _refuse_unreadable(text: str, name: str) -> None:
    problems = [
        _at(
            name,
            text[: found.start()],
            f"a control character (U+{ord(found[0]):04X}) stands here",
            "delete it and type the letter anew",
        )
        for found in _UNREADABLE.finditer(text)
    ]
    if problems:
        raise SpecError(tuple(problems[:20]))


def _at(name: str, before: str, message: str, hint: str) -> Problem:
    lines = re.split("\r\n|\r|\n", before)
    return Problem(name, len(lines), len(lines[-1]) + 1, message, hint)


_SYNTAX = (
    (r"\\t", "a tab stands here", "YAML is indented with spaces: replace the tab by two spaces"),
    (r"could not find expected ':'", "a colon is missing on this line", "write it as name: value"),
    (r"mapping values are not allowed", "a colon or an indent stands where it can't", "put text that holds a colon in quotes, and indent lines of one list alike"),
    (r"expected ',' or '\]'", "a list [ ... is not closed", "write the closing bracket ]"),
    (r"expected ',' or '\}'", "a mapping { ... is not closed", "write the closing brace }"),
    (r"cannot start any token|found character that cannot", "a value can't begin with this character", "put the text in quotes"),
    (r"unknown escape character", "a backslash escape that YAML doesn't know", "put the text in single quotes: '\\d+'"),
    (r"unexpected end of stream|found unexpected end", "a quote is opened and never closed", "write the closing quote"),
    (r"did not find expected key|expected <block end>|did not find expected '-'", "this line is not indented like its fellows", "indent lines of one list alike, and put text with quotes or colons in quotes"),
    (r"did not find expected alphabetic", "a value can't begin with * or &", "put the text in quotes"),
    (r"document start", "a second document begins here (---)", "one file is one site"),
)  # fmt: skip


def _syntax_problem(error: yaml.MarkedYAMLError, text: str, name: str) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}"
    mark: Any = error.problem_mark or error.context_mark
    lines = text.splitlines()
    line = min(mark.line, max(len(lines) - 1, 0)) if mark else 0
    here = lines[line] if lines else ""
    if "\t" in here[: len(here) - len(here.lstrip())]:
        return Problem(name, line + 1, here.index("\t") + 1, *_SYNTAX[0][1:])
    for pattern, message, hint in _SYNTAX:
        if re.search(pattern, said):
            if error.context_mark and "colon is missing" in message:
                line = error.context_mark.line
            return Problem(name, line + 1, (mark.column if mark else 0) + 1, message, hint)
    return Problem(
        name,
        line + 1,
        (mark.column if mark else 0) + 1,
        said.strip(),
        "look at this line and the one above it",
    )
