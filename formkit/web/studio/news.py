"""News for open editors: which version of the file there is now, whoever changed it."""

from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Response, current_app

from formkit.edit.saving import version_of
from formkit.web.dev import Reloader
from formkit.web.studio.desks import desk_of


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/events", "events", events)


def events(site: str) -> Response:
    """Server-sent events (WHATWG HTML 9.2): the version of the file, now and whenever it is another."""
    reloader: Reloader = current_app.extensions["formkit_reloader"]
    answer = Response(news(desk_of(site).path, reloader), mimetype="text/event-stream")
    answer.headers["Cache-Control"] = "no-store"
    return answer


def news(path: Path, reloader: Reloader) -> Iterator[str]:
    """The events of one file; its version is "gone" while it is not there."""
    told = ""
    yield "retry: 500\n\n"
    for _ in reloader.saves():
        version = _version(path)
        yield f'data: {{"version": "{version}"}}\n\n' if version != told else ": still here\n\n"
        told = version


def _version(path: Path) -> str:
    try:
        return version_of(path.read_bytes())
    except OSError:
        return "gone"
