"""The picture of a browser tab: the first letter of the name on the accent."""

import unicodedata
from functools import lru_cache
from html import escape

from formkit.palette import text_on
from formkit.spec.models import Site

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<rect width="32" height="32" rx="7" fill="{accent}"/>'
    '<text x="16" y="23" font-family="system-ui,sans-serif" font-size="20" font-weight="700"'
    ' text-anchor="middle" fill="{ink}">{letter}</text></svg>\n'
)


def favicon_svg(site: Site) -> str:
    """favicon.svg; its own background makes it readable on light and dark tabs."""
    letter = first_letter(site.head.name.say(site.language), site.language)
    return _drawn(letter, site.head.accent)


@lru_cache(maxsize=64)  # each page of a site asks
def _drawn(letter: str, accent: str) -> str:
    return SVG.format(accent=accent, ink=text_on(accent), letter=escape(letter))


def first_letter(name: str, language: str) -> str:
    """The first letter or digit with the marks that belong to it, in capitals; "" for a name without any."""
    at = next((index for index, character in enumerate(name) if character.isalnum()), len(name))
    end = at + 1
    while end < len(name) and unicodedata.category(name[end]) in ("Mn", "Mc"):
        end += 1
    letter = name[at:end]
    return "İ" if letter == "i" and language in ("tr", "az") else letter.upper()
