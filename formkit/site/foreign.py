"""Words of another language that stand in for missing ones: who reads them aloud is told which (WCAG 3.1.2)."""

import re
from functools import cache

from markupsafe import Markup

from formkit.site.prose import prose
from formkit.site.view import UNMARKED
from formkit.spec import Site
from formkit.words import Text, words

# as prose writes them, without attributes; lines stay at the side of the page, a list has its marks before its words
_LIST, _LINE = re.compile("<(ul|ol|pre)>"), re.compile(r"<(p|h3)>(.*?)</\1>", re.DOTALL)


def marked(text: Text | None, site: Site, language: str) -> Markup:
    """`<span lang="en" dir="ltr">words</span>` for words that are not in the page's language; else nothing."""
    attributes = _attributes(text, site, language)
    said = site.say(text, language)
    return Markup("<span{}>{}</span>").format(attributes, said) if attributes else UNMARKED


def prose_in(text: Text | None, site: Site, language: str) -> Markup:
    """Markdown -> HTML; its lines and lists say their language where that is not the page's."""
    said = prose(site.say(text, language))
    attributes = _attributes(text, site, language)
    if not attributes:
        return said
    html = _LIST.sub(rf"<\1{attributes}>", str(said))
    return Markup(_LINE.sub(rf"<\1><span{attributes}>\2</span></\1>", html))  # noqa: S704 - nh3 has cleaned it


def _attributes(text: Text | None, site: Site, language: str) -> Markup:
    if text is None or text.speaks(language):
        return UNMARKED
    codes = [code for code, _ in text.by_language]
    return _language(site.language if site.language in codes else codes[0])


@cache
def _language(code: str) -> Markup:
    return Markup(' lang="{}" dir="{}"').format(code, words(code).direction)
