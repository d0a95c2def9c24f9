"""Commas in text between braces, which end it: `{tr: ..., en: A bakery in Konak, Izmir}` has a key `Izmir`."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from formkit.source import Source, Step
from formkit.words import languages

_TEXTS = {"text", "label", "title", "help", "tagline", "description", "intro", "thanks", "street", *languages()}
_LONGEST = 80


def after_a_comma(source: Source, path: tuple[Step, ...]) -> bool:
    """True for what stands between braces without a colon, and so was no key."""
    return path in source.keys and source.keys[path] == source.values.get(path)


def rest_of_text(source: Source, path: tuple[Step, ...], said: Mapping[str, Any]) -> str:
    """How a text must be written that goes on with the last step of `path`, a key of `said`; "" when none does."""
    keys = list(said)
    end = keys.index(str(path[-1])) + 1
    while end < len(keys) and after_a_comma(source, (*path[:-1], keys[end])):
        end += 1
    start = end - 1
    while start and after_a_comma(source, (*path[:-1], keys[start])):
        start -= 1
    words = said[keys[start]]
    return _in_quotes(keys[start], [words, *keys[start + 1 : end]]) if isinstance(words, str) else ""


def also_text(source: Source, path: tuple[Step, ...], said: Mapping[str, Any]) -> str:
    """As `rest_of_text`, of an unknown key with a value: right behind a text on the same line."""
    keys = list(said)
    before = keys[keys.index(str(path[-1])) - 1] if path[-1] in keys[1:] else ""
    words, end = said.get(before), said.get(str(path[-1]))
    here, there = source.keys.get(path), source.keys.get((*path[:-1], before))
    together = here and there and here[0] == there[0] and here[1] > there[1]
    if before not in _TEXTS or not together or not isinstance(words, str) or not isinstance(end, str):
        return ""
    return _in_quotes(before, [words, f"{path[-1]}: {end}"])


def _in_quotes(key: str, parts: Sequence[str]) -> str:
    whole = "".join(_joined(parts))
    quote = '"' if "'" in whole else "'"
    return f"{key}: {quote}{whole}{quote}" if len(whole) <= _LONGEST and '"' not in whole else ""


def _joined(parts: Sequence[str]) -> Iterator[str]:
    """The parts and what stood between them: a comma, and a blank unless it is one of a number."""
    yield parts[0]
    for before, part in pairwise(parts):
        yield ("," if before[-1:].isdigit() and part[:1].isdigit() else ", ") + part
