"""The look of a site: colour and theme."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from formkit.errors import FormkitError
from formkit.themes import About, about_theme, theme_names
from formkit.web.studio.controls import Control, Maker, Offer, Place
from formkit.web.studio.faces import Face

COLOURS = {  # to begin with; the words of the Studio name them
    "rose": "#a3324f", "red": "#8f2d23", "brown": "#8a5a2b", "green": "#2f5d50",
    "teal": "#1d6f63", "blue": "#25589b", "violet": "#6b4e71", "slate": "#33475b",
}  # fmt: skip


def colour(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    return replace(
        made,
        value=str(made.value or ""),
        usual=str(made.usual or ""),
        choices=tuple(Offer(one, maker.say.named("new", f"colour_{name}")) for name, one in COLOURS.items()),
    )


def theme(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """The themes as pictures, and below them what the chosen one lets choose."""
    said = made.value if isinstance(made.value, dict) else {}
    name = str(said.get("name") or "plain")
    known = {about.name: about for about in _themes(maker)}
    offers = tuple(_offer(maker, one) for one in known.values())
    offered = known[name].options if name in known else {}
    parts = tuple(_theme_option(maker, made, option, choices, said.get(option)) for option, choices in offered.items())
    extra = {
        "options": {one.name: list(one.options) for one in known.values()},
        "said": [key for key in said if key != "name"],
    }
    return replace(made, value=name, usual="plain", choices=offers, parts=parts, extra=extra)


def _offer(maker: Maker, theme: About) -> Offer:
    title = maker.say.words.get(f"new.theme_{theme.name}_title", theme.title)
    text = maker.say.get(f"theme.{theme.name}", theme.description)
    return Offer(theme.name, title, text, theme.name if theme.preview else "")


def _theme_option(maker: Maker, made: Control, option: str, choices: tuple[str, ...], said: Any) -> Control:
    path = (*made.place, option)
    offers = tuple(Offer(word, maker.say.get(f"look.{word}", word)) for word in choices)
    label = maker.say.get(f"option.{option}", option)
    return Control(path, path, "choice", label, value=str(said or ""), usual=choices[0], own=bool(said), choices=offers)


def _themes(maker: Maker) -> Iterator[About]:
    for name in theme_names(maker.workspace):
        try:
            yield about_theme(name, maker.workspace)
        except FormkitError:  # the check tells what is wrong with it
            continue
