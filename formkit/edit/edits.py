"""What can be asked of a spec file, each at a path of keys and list numbers. A browser sends all but Under."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from formkit.errors import FormkitError, quoted
from formkit.source import MAX_BYTES, MAX_DEPTH, Step

Path = tuple[Step, ...]
Value = Any  # text, bool, int, float, or lists and mappings of them

MOST_EDITS = 1000
MOST_VALUES = 10_000
MOST_KEY = 200  # letters of a key; YAML itself ends at 1024


class EditError(FormkitError):
    """An edit that can't be made; the file is as it was."""


@dataclass(frozen=True)
class Put:
    """Sets what stands at `path`; a last key that is new goes to the end, and mappings on the way are made."""

    path: Path
    value: Value


@dataclass(frozen=True)
class Take:
    """Removes what stands at `path`, with the comments right above and behind it.

    A mapping or list that becomes empty goes too; but forms, fields and legal pages stay as {}, sections as their word.
    """

    path: Path


@dataclass(frozen=True)
class Add:
    """Inserts before number `at` (None: at the end) of the list at `path`, or of the mapping when there is a `key`."""

    path: Path
    value: Value
    at: int | None = None
    key: str | None = None


@dataclass(frozen=True)
class Move:
    """Puts what stands at `path` to place `to` of its own list or mapping; its comments travel with it."""

    path: Path
    to: int


@dataclass(frozen=True)
class Rename:
    """Gives the entry at `path` another key, at its place."""

    path: Path
    key: str


@dataclass(frozen=True)
class Copy:
    """A copy right behind it, with `key` where it stands in a mapping; comments above it are not copied."""

    path: Path
    key: str | None = None


@dataclass(frozen=True)
class Under:
    """Puts what stands at `path` below a `key` of its own: `about: words` becomes `about: {text: words}`."""

    path: Path
    key: str


Edit = Put | Take | Add | Move | Rename | Copy | Under

_KINDS: Mapping[str, type[Edit]] = {
    "put": Put, "take": Take, "add": Add, "move": Move, "rename": Rename, "copy": Copy,
}  # fmt: skip
_NEEDED = {"put": ("value",), "take": (), "add": ("value",), "move": ("to",), "rename": ("key",), "copy": ()}


def edits_of(json: object) -> tuple[Edit, ...]:
    """What a browser sent, a list of {"op", "path", ...}, as edits; all else is refused. `was` is not read here."""
    if not isinstance(json, list) or not 0 < len(json) <= MOST_EDITS:
        raise EditError(
            "a change is a list of edits", f"at least one, at most {MOST_EDITS}", rule="edit-not-understood"
        )
    return tuple(_edit(one) for one in json)


def _edit(json: object) -> Edit:
    op = json.get("op") if isinstance(json, dict) else None
    if not isinstance(json, dict) or not isinstance(op, str) or op not in _KINDS:
        raise EditError(f"unknown edit {quoted(op)}", f"there are: {', '.join(_KINDS)}", rule="edit-not-understood")
    for name in _NEEDED[op]:
        if name not in json:
            raise EditError(f"the edit '{op}' has no '{name}'", rule="edit-not-understood")
    known = {one.name for one in fields(_KINDS[op])}
    said = {name: _READ[name](one) for name, one in json.items() if name in known}
    return _KINDS[op](**{"path": (), **said})


def _path(json: object) -> Path:
    if not isinstance(json, list) or len(json) > MAX_DEPTH:
        raise EditError("a path is a list of keys and numbers", rule="edit-not-understood")
    return tuple(
        one if isinstance(one, int) and not isinstance(one, bool) and one >= 0 else key_of(one) for one in json
    )


def key_of(json: object) -> str:
    """A key as it can stand in a file. Raises EditError."""
    if not isinstance(json, str) or len(json) > MOST_KEY or "\n" in json or "\r" in json:
        raise EditError(
            f"{quoted(json)} can't be a key",
            f"a key is one line of at most {MOST_KEY} letters",
            rule="edit-name-wrong",
            most=MOST_KEY,
        )
    return json


def _place(json: object) -> int:
    if not isinstance(json, int) or isinstance(json, bool) or json < 0:
        raise EditError(f"{quoted(json)} is not a place in a list", "places count from 0", rule="edit-not-understood")
    return json


def _value(json: object) -> Value:
    check_value(json)
    return json


def check_value(value: object) -> None:
    """Raises EditError for what can't be written: None, odd numbers, and what is too deep, too much or too long."""
    left = [MOST_VALUES, MAX_BYTES]
    _check(value, 0, left)


def _check(value: object, depth: int, left: list[int]) -> None:
    left[0] -= 1
    if depth > MAX_DEPTH or left[0] < 0:
        raise EditError("this is too much for one change", "make it in several", rule="edit-too-large")
    if isinstance(value, dict):
        for key, one in value.items():
            key_of(key)
            _check(one, depth + 1, left)
    elif isinstance(value, list | tuple):
        for one in value:
            _check(one, depth + 1, left)
    else:
        _check_scalar(value, left)


def _check_scalar(value: object, left: list[int]) -> None:
    left[1] -= len(value) if isinstance(value, str) else 8
    if left[1] < 0:
        raise EditError(
            f"a file can't hold more than {MAX_BYTES // 1000} kB", "shorten the text", rule="edit-too-large"
        )
    if value is None or not isinstance(value, str | bool | int | float):
        raise EditError(
            f"{quoted(value)} can't stand in a file",
            "text, numbers, true, false, lists and mappings can",
            rule="edit-not-understood",
        )
    if isinstance(value, float) and not math.isfinite(value):
        raise EditError(f"{quoted(value)} is not a number that a file can hold", rule="edit-not-understood")


def _optional(read: Any) -> Any:
    return lambda json: None if json is None else read(json)


_READ: Mapping[str, Any] = {
    "path": _path, "value": _value, "at": _optional(_place), "to": _place, "key": _optional(key_of),
}  # fmt: skip
