"""Data -> YAML as a person would write it: short things on one line, long ones below each other."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from formkit.source import Plain
from formkit.spec.new import scalar

WIDTH = 110  # characters of a line
_BARE = re.compile(r"true|false|[0-9]+(\.[0-9]+)?")  # that a trade means as such, written without quotes
_NOTES = ("price",)  # keys that are examples: they wait behind a #


def lines(value: Mapping[str, Any], indent: int = 0) -> Iterator[str]:
    """The lines of a mapping."""
    margin = " " * indent
    for key, one in value.items():
        if key in _NOTES:
            yield f"{margin}#{key}: {flow(one)}"
        elif _on_one_line(one, indent + len(key) + 2):
            yield f"{margin}{key}: {flow(one)}"
        else:
            yield f"{margin}{key}:"
            yield from lines(one, indent + 2) if isinstance(one, Mapping) else entries(one, indent + 2)


def entries(values: list[Any], indent: int = 0) -> Iterator[str]:
    """The lines of a list, each entry behind its dash."""
    margin = " " * indent
    for one in values:
        if _on_one_line(one, indent + 2) and not _is_pair(one):
            yield f"{margin}- {flow(one)}"
            continue
        first, *rest = lines(one, indent + 2)
        yield f"{margin}- {first.lstrip()}"
        yield from rest


def flow(value: Any, *, among: bool = False) -> str:
    """A value on one line: `{en: Order, tr: Sipariş}`."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(one, among=True)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(flow(one, among=True) for one in value)}]"
    return value if isinstance(value, Plain) and _BARE.fullmatch(value) else scalar(value, among=among)


def noted(key: str, answer: str, example: str) -> str:
    """A line with an answer; without one a note that shows how it looks."""
    return f"{key}: {scalar(answer)}" if answer else f"#{key}: {example}"


def _is_pair(value: Any) -> bool:
    """`about: {...}`, a section's word and its parts."""
    return isinstance(value, Mapping) and len(value) == 1


def _on_one_line(value: Any, before: int) -> bool:
    return isinstance(value, str) or (
        not _holds_notes(value) and before + len(flow(value)) <= WIDTH and _depth(value) <= 2
    )


def _holds_notes(value: Any) -> bool:
    every = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return any(map(_holds_notes, every)) or (isinstance(value, Mapping) and any(key in value for key in _NOTES))


def _depth(value: Any) -> int:
    every = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else None
    return 0 if every is None else 1 + max(map(_depth, every), default=0)
