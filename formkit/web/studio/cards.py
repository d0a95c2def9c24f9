"""The first screen: every site of the workspace as a card with a small picture."""

import mimetypes
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from formkit.errors import FormkitError, PictureError
from formkit.site.icons import CardOf, card_of, drawn_of
from formkit.site.images import Images
from formkit.spec import Site, find_specs
from formkit.themes import mark
from formkit.web.state import state
from formkit.web.studio.desks import desk_of, desks
from formkit.web.studio.pictures import as_webp
from formkit.web.studio.said import LANGUAGE, tongues
from formkit.web.studio.sent import HALF

STATIC = Path(__file__).parent.parent / "static" / "studio"
_PLAIN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 252"><path fill="#888" d="M0 0h480v252H0z"/></svg>'
STAYS = timedelta(days=365)  # the language of the workbench, where no session is seen
CARD_WIDTH = 480  # CSS pixels
MOST_CARDS = 256  # that are remembered, of about 7 kB each


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/", "cards", cards)
    studio.add_url_rule("/language", "language", choose_language, methods=["POST"])
    studio.add_url_rule("/s/<site>/card.webp", "card", card)
    studio.add_url_rule("/static/<path:name>", "static", static)


def cards() -> str:
    """Every site; a file whose name no address can say is told without one."""
    known = state().sites
    every = sorted({path.stem for path in find_specs(state().settings.specs)})
    ids = [id for id in every if not HALF.search(id)]
    return render_template(
        "studio/cards.html", ids=ids, sites={id: site for id in ids if (site := _site(id))}, served=known.by_id,
        problems=known.problems, unnamed=[HALF.sub("\ufffd", id) for id in every if HALF.search(id)],
    )  # fmt: skip


def choose_language() -> AnyResponse:
    answer = redirect(url_for("studio.cards"), 303)
    if (code := request.form.get("language", "")) in tongues():
        session["language"] = code
        answer.set_cookie(LANGUAGE, code, max_age=STAYS, path="/_dev", httponly=True, samesite="Strict")
    return answer


def card(site: str) -> Response:
    """What stands for the site in messengers, small, whether it has an address there or not; grey without a site."""
    specs, known = desk_of(site).path.parent, _site(site)
    if known is None:
        return Response(_PLAIN, mimetype="image/svg+xml")
    made_of = card_of(known, known.language)
    marks = tuple(mark(specs / path) for path in (made_of.picture, made_of.logo) if path)
    return Response(_drawn(made_of, specs, marks), mimetype="image/webp")


def _site(name: str) -> Site | None:
    """As it was last served; one that is not served yet, or not any more, as its file was last good."""
    if found := state().sites.by_id.get(name):
        return found
    with suppress(FormkitError):
        return desk.now().site if (desk := desks().of(name)) else None
    return None


@lru_cache(maxsize=MOST_CARDS)
def _drawn(card: CardOf, specs: Path, marks: tuple[str, ...]) -> bytes:
    """The card as WebP, made anew when it says something else or a mark of its pictures is another.

    A picture that can't be read any more is left out.
    """
    try:
        pixels = drawn_of(card, Images(specs))
    except PictureError:
        pixels = drawn_of(replace(card, picture="", logo=""), Images(specs))
    return as_webp(pixels, CARD_WIDTH)


def static(name: str) -> Response:
    """A script, a style or a vendored file of the Studio; nothing secret is in them."""
    from flask import send_from_directory

    answer = send_from_directory(STATIC, name, mimetype=mimetypes.guess_type(name)[0], conditional=True)
    answer.headers["Cache-Control"] = "no-cache"
    return answer
