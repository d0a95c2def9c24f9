"""The owner's Markdown -> safe HTML, and plain words of it."""

import re
from functools import cache, lru_cache
from typing import Any

from markupsafe import Markup

_TAGS = {"p", "br", "strong", "em", "a", "ul", "ol", "li", "h3", "blockquote", "code", "pre", "hr"}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_TAG, _WITHIN = re.compile(r"<[^>]+>"), re.compile(r"</?(?:strong|em|a|code)\b[^>]*>")  # these part no words
_NUMBERED = re.compile(r"([0-9]{1,9})[.)][ \t]")
_PHONE = re.compile(r"\+[ \t]+[0-9(]")


@lru_cache(maxsize=512)  # a text stands on several pages, and in the description
def prose(text: str) -> Markup:
    """Markdown -> HTML that holds only harmless tags; headings become h3, below those of the page."""
    if not text.strip():
        return Markup("")
    import nh3

    html = nh3.clean(_parser().render(text), tags=_TAGS, attributes=_ATTRIBUTES, link_rel="noopener")
    return Markup(html.strip())  # noqa: S704 - nh3 has just cleaned it


def plain(text: str) -> str:
    """Markdown -> one line of words, without marks."""
    words = _TAG.sub(" ", _WITHIN.sub("", str(prose(text))))
    return " ".join(Markup(words).unescape().split())  # noqa: S704 - unescaped to text, escaped again where it goes


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "typographer": False})
    parser.core.ruler.push("headings", _lower)
    parser.block.ruler.at("list", _lists, {"alt": ["paragraph", "reference", "blockquote"]})
    return parser


def _lists(state: Any, start: int, end: int, silent: bool) -> bool:
    """CommonMark's lists, but for `24. Dezember` and `+ 36 1 234`: a date or a number is no list of one item."""
    from markdown_it.rules_block import list_block

    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    rest = state.src[state.eMarks[start] : state.eMarks[end - 1]]
    within = silent and state.listIndent >= 0  # asked whether the next item of a list begins
    alone = (number := _NUMBERED.match(line)) and not within and not _followed(int(number[1]), rest)
    return not alone and not _PHONE.match(line) and bool(list_block(state, start, end, silent))


def _followed(number: int, rest: str) -> bool:
    """Whether an item with the next number, or with the same, comes after it."""
    return bool(re.search(rf"^[ \t>]*0*({number}|{number + 1})[.)][ \t]", rest, re.MULTILINE))


def _lower(state: Any) -> None:
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h3"
