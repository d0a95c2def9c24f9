"""The built sites: at /<site>/, and at the host of their `site.url`."""

from pathlib import Path
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, make_response, redirect, request, send_from_directory

from formkit.web.state import state

files = Blueprint("files", __name__)


@files.get("/")
def home() -> Response:
    site_id = _site_of_host()
    if site_id:
        return _file(site_id, "index.html")
    ids = sorted(state().sites.by_id)
    if "dev" in current_app.blueprints:
        return make_response(redirect("/_dev/"))
    if len(ids) == 1:
        return make_response(redirect(f"/{ids[0]}/"))
    return abort(404)


@files.get("/<path:path>")
def page(path: str) -> Response:
    site_id = _site_of_host()
    if site_id:
        return _file(site_id, path)
    first, _, rest = path.partition("/")
    if first in state().sites.by_id:
        return make_response(redirect(f"/{first}/")) if path == first else _file(first, rest)
    return abort(404)


def _site_of_host() -> str:
    host = request.host.partition(":")[0].lower()
    return next((site.id for site in state().sites.by_id.values() if urlsplit(site.head.url).hostname == host), "")


def _file(site_id: str, path: str) -> Response:
    folder = state().sites.folder(site_id)
    if folder is None or any(part.startswith(".") for part in path.split("/")):
        return abort(404)
    name = f"{path}index.html" if path == "" or path.endswith("/") else path
    if (folder / name).is_dir():
        return make_response(redirect(f"{request.path}/"))
    if not (folder / name).is_file():
        return _not_found(folder)
    return send_from_directory(folder.resolve(), name, max_age=0 if name.endswith(".html") else 3600)


def _not_found(folder: Path) -> Response:
    return (
        make_response((folder / "404.html").read_text("utf-8"), 404) if (folder / "404.html").is_file() else abort(404)
    )
