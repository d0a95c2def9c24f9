"""What a page wears of its theme's style: rules for elements, classes and ids it does not have stay out."""

import re
from collections.abc import Iterator
from functools import lru_cache

Rule = tuple[str, str]  # what stands before the braces, and between them

_CLASSES = re.compile(r"""class=["']?([^"'>]*)""")
_IDS = re.compile(r"""id=["']?([^"'>]*)""")
_ELEMENTS = re.compile(r"<([a-z][\w-]*)")
_STOPS = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|[{}]')
_ASIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_WANTED = re.compile(r"(?<=[.#])[\w-]+|(?<![\w.#:-])[a-z][\w-]*")
_COLOUR = re.compile(r"(--[\w-]+):#[0-9a-f]+;")
_DIRECTION = re.compile(r"^\[dir=\w+\]")
_HOLDS_RULES = ("@media", "@supports", "@container", "@layer")


def worn(style: str, page: str, script: str) -> str:
    """The rules of a minified style that can match in a page, or in what its script may make of it."""
    before, _, after = page.partition(script) if script else (page, "", "")
    names, ids, elements = (set(one.findall(before)).union(one.findall(after)) for one in (_CLASSES, _IDS, _ELEMENTS))
    ways = {f"[dir={way}]" for way in ("ltr", "rtl") if f'dir="{way}"' in before}
    return _worn(style, frozenset(" ".join(names | ids).split()) | elements | ways, script)


def drawn_on(palette: str, style: str) -> str:
    """The colours of a palette that a style uses."""
    return _COLOUR.sub(lambda colour: colour[0] if f"var({colour[1]}" in style else "", palette)


@lru_cache(maxsize=256)  # pages of one shape wear the same
def _worn(style: str, names: frozenset[str], script: str) -> str:
    return _fitting(_rules(style), names | _words(script))


@lru_cache(maxsize=8)
def _words(script: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w-]+", script))


@lru_cache(maxsize=64)
def _rules(style: str) -> tuple[Rule, ...]:
    return tuple(_read(style))


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


def _fitting(rules: tuple[Rule, ...], names: frozenset[str]) -> str:
    return "".join(_kept(head, body, names) for head, body in rules)


def _kept(head: str, body: str, names: frozenset[str]) -> str:
    """The rule without the selectors that match nothing; "" when none is left."""
    if head.lstrip().startswith(_HOLDS_RULES):
        inner = _fitting(_rules(body), names)
        return f"{head}{{{inner}}}" if inner else ""
    if head.lstrip().startswith("@") or "\\" in head:
        return f"{head}{{{body}}}"
    kept = ",".join(one for one in _selectors(head) if _may_match(one, names))
    return f"{kept}{{{body}}}" if kept else ""


def _may_match(selector: str, names: frozenset[str]) -> bool:
    """Whether the page has the direction, elements, classes and ids that a selector names, other brackets aside."""
    wanted = _DIRECTION.findall(selector)
    while (bare := _ASIDE.sub("", selector)) != selector:
        selector = bare
    return names.issuperset((*wanted, *_WANTED.findall(selector)))


def _selectors(head: str) -> Iterator[str]:
    """`a:is(b,c),d` -> `a:is(b,c)`, `d`."""
    depth, start = 0, 0
    for at, letter in enumerate(head):
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and depth == 0:
            yield head[start:at]
            start = at + 1
    yield head[start:]
