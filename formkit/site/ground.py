"""The ground of a page, as the style of its theme makes it: browsers of phones paint what is around a page with it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from formkit.palette import Palette, palettes
from formkit.site.rules import Rule, holds_rules, rules_of, selectors

_NAMED = re.compile(r"var\(--([\w-]+)\)")
_EVER = frozenset((":root", "body"))
_OTHERS = {"light": ("print", "width", "scheme:dark"), "dark": ("print", "width", "scheme:light")}


@lru_cache(maxsize=64)
def grounds(accent: str, scheme: str, style: str, classes: str) -> Mapping[str, str]:
    """The ground for readers with a light and with a dark screen; `classes` are those of <html>.

    It is the `background` of the body with what `:root` and `:root.class` make of the palette, or `--paper` when that
    is no `#rrggbb`.
    """
    chosen = frozenset(f":root.{name}" for name in classes.split())
    return {
        screen: _ground(palette, (*_said(style, screen, _EVER), *_said(style, screen, chosen)))
        for screen, palette in palettes(accent, scheme).items()
    }


def _ground(palette: Palette, said: Iterable[tuple[str, str]]) -> str:
    names = {**palette, **{name.removeprefix("--"): value for name, value in said}}
    value = names.get("background", "")
    for _ in range(9):  # names may lead in a circle
        value = _NAMED.sub(lambda name: names.get(name[1], ""), value)
    return value if re.fullmatch("#[0-9a-f]{3,8}", value, re.IGNORECASE) else palette["paper"]


@lru_cache(maxsize=64)  # whatever the accent is
def _said(style: str, screen: str, wanted: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """What the rules of the wanted selectors declare on such a screen of any width."""
    rules = _of_screen(rules_of(style), _OTHERS[screen])
    bodies = (body for head, body in rules if not wanted.isdisjoint(selectors(head)))
    said = (declaration.partition(":") for body in bodies for declaration in body.split(";"))
    return tuple((name.replace("background-color", "background"), value) for name, _, value in said)


def _of_screen(rules: tuple[Rule, ...], others: tuple[str, ...]) -> Iterator[Rule]:
    for head, body in rules:
        if not holds_rules(head):
            yield head, body
        elif not any(one in head for one in others):
            yield from _of_screen(rules_of(body), others)
