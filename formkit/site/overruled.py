"""What a theme says anew of a selector, the theme below need not say: in every browser the later word is heard."""

import re

from formkit.site.rules import Rule, holds_rules, rules_of, selectors

_MARK = re.compile(r""" "[^"]*" | '[^']*' | [();] """, re.X)
Said = set[tuple[str, str]]  # selectors and their properties


def said_once(style: str) -> str:
    """A minified style without the declarations that a later rule overrules: the same selectors, the same property,
    inside of the same @media. Those of one rule stay together: the first of two may be for older browsers.
    """
    return "".join(f"{head}{{{body}}}" for head, body in _heard(rules_of(style), {}))


def _heard(rules: tuple[Rule, ...], said: dict[str, Said], place: str = "") -> list[Rule]:
    """Read from the end; `said` are the later words by their @media, and grows."""
    found = []
    for head, body in reversed(rules):
        if holds_rules(head):
            inner = _heard(rules_of(body), said, f"{place}{head}")
            body = "".join(f"{one}{{{words}}}" for one, words in inner)
        elif not head.lstrip().startswith("@"):
            body = _left(head, body, said.setdefault(place, set()))
        if body:
            found.append((head, body))
    return found[::-1]


def _left(head: str, body: str, said: Said) -> str:
    names = tuple(selectors(head))
    declarations = [(one.partition(":")[0].strip(), one) for one in _declarations(body)]
    left = [(name, one) for name, one in declarations if not _overruled(names, name, one, said)]
    said.update((selector, name) for name, _ in left for selector in names)
    return ";".join(one for _, one in left)


def _declarations(body: str) -> list[str]:
    """They end where no bracket is open, however deep."""
    found, start, depth = [], 0, 0
    for mark in _MARK.finditer(body):
        depth += (mark[0] == "(") - (mark[0] == ")")
        if mark[0] == ";" and not depth:
            found.append(body[start : mark.start()])
            start = mark.end()
    return [one for one in (*found, body[start:]) if one]


def _overruled(names: tuple[str, ...], name: str, declaration: str, said: Said) -> bool:
    return "!important" not in declaration and all((selector, name) in said for selector in names)
