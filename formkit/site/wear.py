"""What a page wears of its theme's style: rules for elements, classes and ids it does not have stay out."""

import re
from functools import lru_cache

from formkit.site.overruled import said_once
from formkit.site.rules import Rule, holds_rules, rules_of, selectors

_CLASSES = re.compile(r"""class=["']?([^"'>]*)""")
_IDS = re.compile(r"""id=["']?([^"'>]*)""")
_ELEMENTS = re.compile(r"<([a-z][\w-]*)")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\]]*\]")
_WANTED = re.compile(r"(?<=[.#])[\w-]+|(?<![\w.#:-])[a-z][\w-]*")
_COLOUR = re.compile(r"(--[\w-]+):#[0-9a-f]+;")
_DIRECTION = re.compile(r"^\[dir=\w+\]")


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
    return _fitting(_heard(style), names | _words(script))


@lru_cache(maxsize=16)
def _heard(style: str) -> tuple[Rule, ...]:
    return rules_of(said_once(style))


@lru_cache(maxsize=8)
def _words(script: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w-]+", script))


def _fitting(rules: tuple[Rule, ...], names: frozenset[str]) -> str:
    return "".join(_kept(head, body, names) for head, body in rules)


def _kept(head: str, body: str, names: frozenset[str]) -> str:
    """The rule without the selectors that match nothing; "" when none is left."""
    if holds_rules(head):
        inner = _fitting(rules_of(body), names)
        return f"{head}{{{inner}}}" if inner else ""
    if head.lstrip().startswith("@") or "\\" in head:
        return f"{head}{{{body}}}"
    kept = ",".join(one for one in selectors(head) if _may_match(one, names))
    return f"{kept}{{{body}}}" if kept else ""


def _may_match(selector: str, names: frozenset[str]) -> bool:
    """Whether the page has the direction, elements, classes and ids that a selector names, other brackets aside."""
    wanted = _DIRECTION.findall(selector)
    while (bare := _ASIDE.sub("", selector)) != selector:
        selector = bare
    return names.issuperset((*wanted, *_WANTED.findall(selector)))
