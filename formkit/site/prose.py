"""The owner's Markdown -> safe HTML, and plain words of it."""

import re
from functools import cache, lru_cache
from typing import Any

from markupsafe import Markup

_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "h3", "blockquote", "code", "pre", "hr"}


@lru_cache(maxsize=512)  # a text stands on several pages, and in the description
def prose(text: str) -> Markup:
    """Markdown -> HTML that holds only harmless tags; headings become h3, below those of the page."""
    if not text.strip():
        return Markup("")
    import nh3

    html = nh3.clean(_parser().render(text), tags=_TAGS, attributes={"a": {"href"}}, link_rel="noopener")
    return Markup(html.strip())  # noqa: S704 - nh3 has just cleaned it


def plain(text: str) -> str:
    """Markdown -> one line of words, without marks."""
    words = re.sub(r"<[^>]+>", " ", str(prose(text)))
    return " ".join(Markup(words).unescape().split())  # noqa: S704 - unescaped to text, escaped again where it goes


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "typographer": False})
    parser.core.ruler.push("headings", _lower)
    return parser


def _lower(state: Any) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3"
