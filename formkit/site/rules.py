"""The rules of a minified style, without knowing what they mean."""

import re
from collections.abc import Iterator
from functools import lru_cache

Rule = tuple[str, str]  # what stands before the braces, and between them

_STOPS = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[{}]')
_HOLDS_RULES = ("@media", "@supports", "@container", "@layer")


@lru_cache(maxsize=64)
def rules_of(style: str) -> tuple[Rule, ...]:
    """The outermost rules, in their order."""
    return tuple(_read(style))


def holds_rules(head: str) -> bool:
    """Whether rules stand between the braces, as in @media."""
    return head.lstrip().startswith(_HOLDS_RULES)


def selectors(head: str) -> Iterator[str]:
    """`a:is(b,c),d` -> `a:is(b,c)`, `d`."""
    depth, start = 0, 0
    for at, letter in enumerate(head):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            yield head[start:at]
            start = at + 1
    yield head[start:]


def _read(style: str) -> Iterator[Rule]:
    depth, start, opened = 0, 0, 0
    for stop in _STOPS.finditer(style):
        if stop[0] == "{":
            depth += 1
            opened = stop.start() if depth == 1 else opened
        elif stop[0] == "}":
            depth -= 1
            if depth == 0:
                yield style[start:opened], style[opened + 1 : stop.start()]
                start = stop.end()
    if style[start:].strip():
        yield style[start:], ""
