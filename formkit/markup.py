"""HTML that somebody else wrote -> its elements, as a browser would find them (WHATWG HTML, parsing), in linear time.

Python's own parser takes minutes for some kilobytes of broken tags, so html5ever (by nh3) makes them whole first.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from html.parser import HTMLParser

MOST = 250_000  # characters of a page that are looked at
MOST_TAGS = 8_000  # and what may be a tag: elements in one another cost their number squared
SCHEMES = {"http", "https", "mailto"}
UNSHOWN = {"script", "style"}


@dataclass(frozen=True)
class Begin:
    """An element begins."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class End:
    """An element ends; those without content, such as `input`, never do."""

    tag: str


Event = Begin | End | str


def read_markup(text: str, wanted: Mapping[str, Set[str]]) -> list[Event]:
    """The wanted elements (tag -> its attributes) and all words in between, in order; scripts and styles are left out.

    Addresses that begin with anything but http, https or mailto are left out, too.
    """
    import nh3

    whole = nh3.clean(
        _bounded(text),
        tags=set(wanted) - UNSHOWN,
        attributes={tag: set(names) for tag, names in wanted.items() if names},
        clean_content_tags=UNSHOWN,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(whole)
    reader.close()
    return reader.events


def _bounded(text: str) -> str:
    parts = text[:MOST].split("<", MOST_TAGS)
    return "<".join(parts[:MOST_TAGS])


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[Event] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.events.append(Begin(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        self.events.append(End(tag))

    def handle_data(self, data: str) -> None:
        self.events.append(data)
