"""The built sites: at /<site>/, and at the host (and path) of their `site.url`."""

from pathlib import Path
from re import search

from flask import Blueprint, Response, abort, current_app, make_response, redirect, request, send_file

from formkit.site.hosts import HASHED, LONG
from formkit.spec import Site
from formkit.web.answers import problem
from formkit.web.negotiate import wants_json
from formkit.web.sites import Place
from formkit.web.state import state

files = Blueprint("files", __name__)
FOR_OTHER_HOSTS = ("_headers", "_redirects")  # what Netlify and its like read; no pages
HOUR_S = 3600
TYPES = {
    ".avif": "image/avif",
    ".css": "text/css",
    ".gif": "image/gif",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".vcf": "text/vcard",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


@files.get("/", defaults={"path": ""})
@files.get("/<path:path>")
def page(path: str) -> Response:
    places = state().sites.places(request.environ.get("HTTP_HOST", ""), path)
    for place in places:
        answer = _answer(place)
        if answer:
            return answer
    if places:
        return _not_found(places[0])
    return abort(404) if path else _home()


def _home() -> Response:
    if "dev" in current_app.blueprints:
        return make_response(redirect("/_dev/"))
    ids = list(state().sites.by_id)
    return make_response(redirect(f"/{ids[0]}/")) if len(ids) == 1 else abort(404)


def _answer(place: Place) -> Response | None:
    if place.below is None:
        return make_response(redirect(f"{request.path}/"))
    found = _found(place.folder, place.below)
    if found is None:
        return None
    if found.is_file():
        return None if place.below.endswith("/") else _file(found)
    if place.below and not place.below.endswith("/"):
        return make_response(redirect(f"{request.path}/"))
    index = _found(place.folder, f"{place.below}index.html")
    return _file(index) if index else None


def _found(folder: Path, path: str) -> Path | None:
    """What is at a path below the folder, links followed; None for what is hidden, elsewhere or not there."""
    if path in FOR_OTHER_HOSTS or any(part.startswith(".") for part in path.split("/")):
        return None
    try:
        found = (folder / path).resolve()
        return found if found.is_relative_to(folder.resolve()) and found.exists() else None
    except (OSError, ValueError):  # too long a name, a NUL in it
        return None


def _file(path: Path) -> Response:
    kind = TYPES.get(path.suffix.lower(), "application/octet-stream")
    try:
        answer = send_file(path, mimetype=kind, max_age=0 if kind == "text/html" else HOUR_S)
    except OSError:  # taken away or shut a moment ago
        return abort(404)
    if path.parent.name == "images" and search(HASHED, path.name):
        answer.headers["Cache-Control"] = LONG
    return answer


def _not_found(place: Place) -> Response:
    """In the theme: the built page where the site has a host of its own, else one whose links lead below /<site>/."""
    built = _found(place.folder, "404.html")
    if place.own_host and built and not wants_json(request):
        return make_response(built.read_text("utf-8"), 404)
    return problem(request, 404, "page", site=place.site, language=_language(place.site, place.below or ""))


def _language(site: Site, below: str) -> str:
    """The language of a page by its folder; the site's own for all others."""
    first = below.partition("/")[0]
    return first if first in site.languages else site.language
