"""The guides of formkit as pages, for whoever puts a site online: in the reader's language where there is one, else
in English.
"""

import re
from pathlib import Path

from flask import Blueprint, abort, render_template
from markupsafe import Markup

import formkit
from formkit.web.studio.said import USUAL, spoken, tongues

_PACKAGE = Path(formkit.__file__).parent
_FOLDERS = (_PACKAGE / "docs", _PACKAGE.parent / "docs")  # as it is installed, and in the repository
_NOTE = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\((?!https?:)([^)\s]*)\)")
_WIDE = {  # scrolled, by keyboard too
    "<pre>": '<pre tabindex="0">', "<table>": '<div tabindex="0"><table>', "</table>": "</table></div>",
}  # fmt: skip
_GUIDE = re.compile(r"(?:\.\./)?([a-z-]+)\.md(?:#.*)?")


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/guide/<name>", "guide", guide)


def guide(name: str) -> str:
    """A guide by the name of its file, such as "going-live"."""
    place = guides(spoken()).get(name) or abort(404)
    text = _NOTE.sub("", place.read_text("utf-8"))
    title, language = text.partition("\n")[0].lstrip("# "), _language_of(place)
    return render_template("studio/guide.html", title=title, text=_html(_LINK.sub(_led, text)), language=language)


def guides(language: str = USUAL) -> dict[str, Path]:
    """Every guide that came with formkit by its name, in a language where it was translated."""
    below = ("", language) if language != USUAL else ("",)
    return {place.stem: place for more in below for folder in _FOLDERS for place in (folder / more).glob("*.md")}


def _language_of(place: Path) -> str:
    """A guide lies in the folder of its language, an English one in none."""
    return place.parent.name if place.parent.name in tongues() else USUAL


def _led(link: re.Match[str]) -> str:
    """A link to another guide; one to anything else of the repository is its words alone."""
    found = _GUIDE.fullmatch(link[2])
    return f"[{link[1]}](/_studio/guide/{found[1]})" if found and found[1] in guides() else link[1]


def _html(text: str) -> Markup:
    """Our own Markdown, with tables; HTML in it is shown as text."""
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark", {"html": False}).enable("table").render(text)
    for wide, scrolled in _WIDE.items():
        html = html.replace(wide, scrolled)
    return Markup(html)  # noqa: S704 - ours
