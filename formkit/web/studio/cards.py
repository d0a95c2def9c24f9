"""The first screen: every site of the workspace as a card with a small picture."""

import mimetypes
from pathlib import Path

from flask import Blueprint, Response, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from formkit.themes import mark
from formkit.web.state import state
from formkit.web.studio.desks import desk_of
from formkit.web.studio.pictures import shrunk
from formkit.web.studio.said import tongues
from formkit.web.studio.sent import HALF

STATIC = Path(__file__).parent.parent / "static" / "studio"
_PLAIN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 252"><path fill="{}" d="M0 0h480v252H0z"/></svg>'
CARD_WIDTH = 480  # CSS pixels


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/", "cards", cards)
    studio.add_url_rule("/language", "language", choose_language, methods=["POST"])
    studio.add_url_rule("/s/<site>/card.webp", "card", card)
    studio.add_url_rule("/static/<path:name>", "static", static)


def cards() -> str:
    """Every site; a file whose name no address can say is told without one."""
    known = state().sites
    ids = sorted({*known.by_id, *known.problems})
    return render_template(
        "studio/cards.html", ids=[id for id in ids if not HALF.search(id)], sites=known.by_id, problems=known.problems,
        unnamed=[HALF.sub("\ufffd", id) for id in ids if HALF.search(id)],
    )  # fmt: skip


def choose_language() -> AnyResponse:
    if (code := request.form.get("language", "")) in tongues():
        session["language"] = code
    return redirect(url_for("studio.cards"), 303)


def card(site: str) -> Response:
    """The site's social card, small; a square of its colour until it has been built."""
    desk_of(site)
    place = state().settings.build / site / "card.jpg"
    try:
        return Response(shrunk(place, mark(place), CARD_WIDTH), mimetype="image/webp")
    except OSError:
        known = state().sites.by_id.get(site)
        accent = known.head.accent if known else "#888888"
        return Response(_PLAIN.format(accent), mimetype="image/svg+xml")


def static(name: str) -> Response:
    """A script, a style or a vendored file of the Studio; nothing secret is in them."""
    from flask import send_from_directory

    answer = send_from_directory(STATIC, name, mimetype=mimetypes.guess_type(name)[0], conditional=True)
    answer.headers["Cache-Control"] = "no-cache"
    return answer
