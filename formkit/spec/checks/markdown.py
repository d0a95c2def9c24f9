"""What texts hold that Markdown as formkit knows it does not show: HTML, pictures, links that run something."""

import re
from collections.abc import Iterator

from formkit.errors import quoted
from formkit.spec.parts import Draft, Steps

CODE = re.compile(r"(`+).*?\1", re.DOTALL)
_TAG = re.compile(r"</?[a-z][a-z0-9]{0,20}(?:\s[^<>]{0,1000})?/?>", re.IGNORECASE)
_RUNS = re.compile(r"\]\(\s*<?\s*((?:javascript|vbscript|data|file)\s*:[^\s)]{0,60})", re.IGNORECASE)
_RULE = re.compile(r"(?=.*-)(?=.*\|)[ \t|:-]{3,200}")
PICTURE = re.compile(r"!\[[^\]]{0,200}\]\(([^\s)]{1,200})")


def links_lead_somewhere(draft: Draft) -> None:
    for place, text in _written(draft):
        if found := _RUNS.search(text):
            hint = "write the address of a page, such as [our menu](https://rosegarden.example/menu.pdf)"
            message = f"{key_of(place)} has a link that is no address: {quoted(found[1])}"
            draft.wrong(place, message, hint, rule="link-no-address", target=found[1])


def nothing_of_html_is_expected(draft: Draft) -> None:
    """It is shown as it stands, so nothing happens but that it looks broken."""
    for place, text in _written(draft):
        if found := _TAG.search(text):
            message = f"{key_of(place)} holds HTML, {quoted(found[0])}: visitors see it as it stands"
            hint = "take the tags out; long texts know **bold** and [words](https://...)"
            draft.notice(place, message, hint, rule="text-with-html", tag=found[0])
        if any(_RULE.fullmatch(line) for line in text.splitlines()):
            message = f"{key_of(place)} holds a table, which is not shown as one"
            hint = "write a section prices with items, or a list: lines with - before them"
            draft.notice(place, message, hint, rule="text-with-table")
        if picture := PICTURE.search(text):
            message = f"{key_of(place)} holds a picture, {quoted(picture[1])}, which is not shown"
            hint = "name it as image: in a section such as about, or in a gallery"
            draft.notice(place, message, hint, rule="text-with-picture")


def _written(draft: Draft) -> Iterator[tuple[Steps, str]]:
    """Each text in each language that may hold any of this, without its code."""
    for place, text in draft.texts:
        for _, words in text.by_language:
            if "<" in words or "](" in words or "|" in words:
                yield place, CODE.sub("", words)


def key_of(place: Steps) -> str:
    return quoted(next(str(step) for step in reversed(place) if isinstance(step, str)))
