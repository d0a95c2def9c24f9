"""Browsers of phones paint what is around a page in its ground, whatever a theme or its options make of it."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from formkit.palette import palettes
from formkit.site import message_page
from formkit.site.ground import grounds
from formkit.spec import read_site
from formkit.themes import find_theme, theme_names

SPEC = "site: {name: Rose, theme: {name: THEME}}\nbusiness: {email: hello@rosegarden.example}\n"
SCREENS: tuple[Literal["light", "dark"], ...] = ("light", "dark")
# Of the page, and what it says of it: both as the browser writes colours.
BOTH = """() => {
    const said = [...document.querySelectorAll('[name=theme-color]')].find((one) => matchMedia(one.media).matches);
    const shown = getComputedStyle(document.body).backgroundColor;
    document.body.style.background = said.content;
    return [shown, getComputedStyle(document.body).backgroundColor];
}"""


def looks(name: str) -> tuple[str, str]:
    """The theme as it is, and with the last choice of each option."""
    options = find_theme(name, Path()).options
    return name, ", ".join([name, *(f"{option}: {choices[-1]}" for option, choices in options.items())])


@pytest.mark.parametrize("name", theme_names(Path()))
def test_a_page_names_the_ground_that_it_has(name: str, page: Page, tmp_path: Path) -> None:
    for look in looks(name):
        (tmp_path / "rose.yaml").write_text(SPEC.replace("THEME", look), "utf-8")
        html = message_page(read_site(tmp_path / "rose.yaml", tmp_path), "en", title="Oh", text="No")
        (tmp_path / "page.html").write_text(html, "utf-8")
        for screen in SCREENS:
            page.emulate_media(color_scheme=screen)
            page.goto((tmp_path / "page.html").as_uri())
            shown, said = page.evaluate(BOTH)
            assert shown == said, (look, screen)


@pytest.mark.parametrize(
    ("style", "ground"),
    [
        ("", ""),
        ("body{background:var(--paper)}:root{--paper:var(--paper)}", ""),
        ("body{background:linear-gradient(#000,#fff)}", ""),
        ("body{background:#fed}@media (width>9rem){body{background:#000}}@media print{body{background:#fff}}", "#fed"),
        ("body{background:var(--mine)}:root.a-b{--mine:#abc}:root,p{--mine:#123}:root.a-c{--mine:#456}", "#abc"),
        ("body{background-color:#abcdef}", "#abcdef"),
    ],
)
def test_what_is_no_plain_colour_leaves_the_usual_paper(style: str, ground: str) -> None:
    light = grounds("#a3324f", "both", style, "a-b")["light"]
    assert light == (ground or palettes("#a3324f")["light"]["paper"])
