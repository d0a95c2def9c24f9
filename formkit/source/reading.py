"""YAML with places: text -> plain dict, list and str, each with its line and column, or every Problem.

The schema decides the type, never YAML: every scalar stays the text it is. Plain (unquoted) text is `Plain`,
so that `required: true` can be told from `required: "true"`. Aliases, tags and merge keys are refused on the
event stream, before anything is built.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Literal

import yaml

from formkit.errors import Problem, SpecError, quoted
from formkit.rules import Rule
from formkit.source.blocks import Block, blocks, without
from formkit.source.letters import Place, decoded, problem_at, turning
from formkit.source.slip import Slip
from formkit.source.slips import slips, tab_slips, without_tabs

MAX_DEPTH = 40
MAX_NODES = 100_000
MOST_BLOCKS = 50  # outermost keys of a file with mistakes that are looked at one by one

_ODD_BREAKS = re.compile("[\u0085\u2028\u2029]")  # line breaks to libyaml, not to editors

Step = str | int
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Plain(str):
    """A scalar that was written without quotes."""

    __slots__ = ()


@dataclass
class Source:
    """A file that was read: its data, and where each key and value stands (from 1).

    `renamed` leads from the place that was meant to the one where it was written; `broken` are the outermost keys
    below which nothing could be read. `whole` says that all of it was read as it stands.
    """

    file: str
    data: Any = None
    keys: dict[tuple[Step, ...], Place] = field(default_factory=dict)
    values: dict[tuple[Step, ...], Place] = field(default_factory=dict)
    renamed: dict[tuple[Step, ...], tuple[Step, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    broken: frozenset[str] = frozenset()
    whole: bool = True

    def problem(
        self,
        path: tuple[Step, ...],
        message: str,
        hint: str = "",
        *,
        rule: Rule | Literal[""],
        at_key: bool = False,
        values: Mapping[str, str] | None = None,
    ) -> Problem:
        """A Problem at `path`; steps that don't stand in the file are passed over."""
        line, column = self.place(path, at_key=at_key)
        return Problem(self.file, line, column, message, hint, rule=rule, values=values or {})

    def has(self, path: tuple[Step, ...]) -> bool:
        """True when something stands at `path` in the file."""
        return self._found(path)[1]

    def _found(self, path: tuple[Step, ...]) -> tuple[tuple[Step, ...], bool]:
        """Where it was written, without the steps that don't stand in the file, and whether all of them do."""
        found: tuple[Step, ...] = ()
        whole = True
        for step in path:
            here = self.renamed.get((*found, step), (*found, step))
            found, whole = (here, whole) if here in self.values else (found, False)
        return found, whole

    def place(self, path: tuple[Step, ...], *, at_key: bool = False) -> Place:
        found, _ = self._found(path)
        first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
        return first.get(found) or second.get(found) or (1, 1)


def read_source(path: Path, name: str) -> Source:
    """The file at `path`, called `name` in messages. Raises SpecError when it is not readable YAML."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SpecError(
            (problem_at(name, (1, 1), f"can't read the file: {error.strerror}", "", "file-unreadable"),)
        ) from None
    return parse_source(raw, name)


def parse_source(raw: bytes, name: str) -> Source:
    """The bytes of a YAML file -> Source; keys that stand twice are among its problems."""
    text = decoded(raw, name)
    try:
        return _built(text, name, turning(text, name))
    except yaml.MarkedYAMLError as error:
        return _read_on(text, name, error)


def _built(text: str, name: str, problems: list[Problem]) -> Source:
    source = Source(name, problems=problems)
    loader = _Loader(_ODD_BREAKS.sub(" ", text))
    try:
        _Builder(source).build(iter(loader.get_event, None))
    finally:
        loader.dispose()
    return source


def _read_on(text: str, name: str, error: yaml.MarkedYAMLError) -> Source:
    """What can be read: with blanks for the tabs that indent lines, without the outermost keys that hold mistakes."""
    found = islice(tab_slips(text), 50)
    said = [*turning(text, name), *(_of_slip(name, one) for one in found)]
    text = without_tabs(text)
    told = [(block, _mistakes_of(block, name)) for block in islice(blocks(text), MOST_BLOCKS)]
    broken = [block for block, mistakes in told if mistakes]
    said += [problem for _, mistakes in told for problem in mistakes]
    try:
        source = _built(without(text, broken), name, said)
    except (yaml.MarkedYAMLError, SpecError):
        raise SpecError(tuple(said) if broken else (*said, *_syntax_problems(error, text, name))) from None
    source.broken, source.whole = frozenset(block.key for block in broken), False
    return source


def _mistakes_of(block: Block, name: str) -> list[Problem]:
    """What keeps one outermost key and its parts from being read."""
    try:
        _built(block.text, name, [])
    except yaml.MarkedYAMLError as error:
        found = _syntax_problems(error, block.text, name)
    except SpecError as refused:
        found = refused.problems if block.key else ()
    else:
        found = ()
    return list(found)


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
                        "second-document",
                    )
                self.source.data = self._node(next(events), (), 0)
        if self.source.data in (None, ""):
            hint = 'begin with "site:" and its name'
            raise SpecError((problem_at(self.source.file, (1, 1), "the file is empty", hint, "file-empty"),))

    def _node(self, event: Any, path: tuple[Step, ...], depth: int) -> Any:
        self._guard(event, depth, path)
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
        self._guard(event, 0, ())
        if not isinstance(event, yaml.ScalarEvent):
            hint = "write it as name: value; put text with { or [ in quotes"
            self._refuse(event, "a key must be a word", hint, "key-no-word")
        if event.value == "<<" and event.implicit[0]:
            hint = "write the lines out where they are needed"
            self._refuse(event, "merge keys (<<) are not read here", hint, "merge-key")
        return str(event.value)

    def _twice(self, key: str, place: Place, first: Place) -> None:
        message = f"{quoted(key)} stands here twice; it is already on line {first[0]}"
        hint = "keep one of the two, or give this one another name"
        self.source.problems.append(
            problem_at(self.source.file, place, message, hint, "key-twice", key=key, first=first[0])
        )

    def _guard(self, event: Any, depth: int, path: tuple[Step, ...]) -> None:
        self.nodes += 1
        if fault := _sign(event):
            key = next((quoted(step) for step in reversed(path) if isinstance(step, str)), "")
            words = f"{key or 'a value'} can't begin with {fault}"
            self._refuse(event, words, "put the text in quotes", "sign-needs-quotes")
        if depth > MAX_DEPTH:
            hint = "look for a bracket too many"
            self._refuse(event, f"nested more than {MAX_DEPTH} deep", hint, "nested-too-deep")
        if self.nodes > MAX_NODES:
            hint = "split it into several sites"
            self._refuse(event, f"more than {MAX_NODES} values in one file", hint, "file-too-large")

    def _refuse(self, event: Any, message: str, hint: str, rule: Rule) -> None:
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        raise SpecError((*self.source.problems, problem_at(self.source.file, place, message, hint, rule)))


def _sign(event: Any) -> str:
    """What makes a value more than text to YAML: a tag, an anchor, an alias."""
    if getattr(event, "tag", None):
        return f"! (a tag): {quoted(event.tag.replace('tag:yaml.org,2002:', '!!'))}"
    if anchor := getattr(event, "anchor", None):
        alias = isinstance(event, yaml.AliasEvent)
        return f"* (an alias): {quoted('*' + anchor)}" if alias else f"& (an anchor): {quoted('&' + anchor)}"
    return ""


def _of_slip(name: str, slip: Slip) -> Problem:
    return Problem(name, slip.line, slip.column, slip.message, slip.hint, rule=slip.rule, values=slip.values)


def _syntax_problems(error: yaml.MarkedYAMLError, text: str, name: str) -> tuple[Problem, ...]:
    mark: Any = error.problem_mark or error.context_mark
    began: Any = error.context_mark
    found = slips(
        text,
        f"{error.context or ''} {error.problem or ''}",
        at=(mark.line, mark.column) if mark else (0, 0),
        began=(began.line, began.column) if began else None,
    )
    return tuple(_of_slip(name, slip) for slip in found)
