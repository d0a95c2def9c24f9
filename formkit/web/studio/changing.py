"""Takes the changes that a browser sends, writes them into the file, and answers with the page anew."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, jsonify, request

from formkit.errors import FormkitError
from formkit.web.studio.desk import Desk, Reading
from formkit.web.studio.desks import desk_of


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/state", "state", state)
    studio.add_url_rule("/s/<site>/undo", "undo", undo, methods=["POST"])
    studio.add_url_rule("/s/<site>/redo", "redo", redo, methods=["POST"])


def state(site: str) -> Response:
    """The file and the page as they are now."""
    desk = desk_of(site)
    return jsonify(told(desk, desk.now(), request.args))


def undo(site: str) -> Response:
    desk = desk_of(site)
    desk.file.undo(_now())
    return jsonify(told(desk, desk.now(), _asked()))


def redo(site: str) -> Response:
    desk = desk_of(site)
    desk.file.redo(_now())
    return jsonify(told(desk, desk.now(), _asked()))


def told(desk: Desk, reading: Reading, asked: Any) -> dict[str, Any]:
    """What the editor must know of a state of the file. `asked` names the `page` and the `scheme` that it shows."""
    page, scheme = str(asked.get("page") or "index.html"), str(asked.get("scheme") or "")
    html = None
    if reading.sound and reading.site:
        html = desk.page(reading.site, page, scheme) or desk.page(reading.site, "index.html", scheme)
    return {
        "version": reading.version,
        "sound": reading.sound,
        "html": html,
        "problems": [one.__dict__ for one in reading.problems],
        "undo": desk.file.can_undo,
        "redo": desk.file.can_redo,
    }


def _asked() -> dict[str, Any]:
    asked = request.get_json(silent=True)
    if not isinstance(asked, dict):
        raise FormkitError("the change can't be read", "load the page again")
    return asked


def _now() -> datetime:
    return datetime.now(UTC)
