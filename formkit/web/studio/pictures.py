"""Pictures of a site: one more from a file of the owner's, and those that are there, small."""

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Blueprint, Response, abort, jsonify, request

from formkit.edit.pictures import FOLDER, keep_picture
from formkit.errors import FormkitError, PictureError
from formkit.kinds import clean_name
from formkit.pictures import MAX_BYTES, picture, picture_of
from formkit.site.build import pictures_of
from formkit.site.encoded import copies, master
from formkit.site.hosts import PICTURE_CSP
from formkit.spec import Site
from formkit.themes import mark
from formkit.web.studio.desk import Desk
from formkit.web.studio.desks import desk_of
from formkit.web.studio.said import said
from formkit.web.studio.sent import HALF

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

MOST = MAX_BYTES + 1_000_000  # bytes of a body: a picture, and what stands around it
SIDE = 320  # pixels of the longer side of a small one
SUFFIXES = frozenset((".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".heic", ".heif", ".svg"))


def add_to(studio: Blueprint) -> None:
    studio.before_request(_let_it_be_large)
    studio.add_url_rule("/s/<site>/picture", "add_picture", add, methods=["POST"])
    studio.add_url_rule("/s/<site>/pictures", "pictures", pictures)
    studio.add_url_rule("/s/<site>/pictures/<path:name>", "small_picture", small)


def _let_it_be_large() -> None:
    if request.endpoint == "studio.add_picture":
        request.max_content_length = MOST


def add(site: str) -> Response:
    """Keeps the file that was sent: its path as the spec names it. 422 in words where it is no picture."""
    desk = desk_of(site)
    sent = next(iter(request.files.values()), None)
    if sent is None:
        raise FormkitError(said("picture.none"), said("picture.none_hint"))
    name = clean_name(sent.filename or "")
    data = sent.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise FormkitError(said("trouble.large"), said("trouble.large_hint"))
    found = picture_of(data, name)
    if found.kind != "SVG":
        copies(found, name, desk.images().shelf)  # those of the page; one that is broken inside would stop each build
    path = keep_picture(found, name, specs=desk.path.parent, site=site)
    desk.pictures_changed()
    return jsonify(path=path, width=found.width, height=found.height, moves=found.moves)


def pictures(site: str) -> Response:
    """Those in the site's own folder, and others that its spec names: path, size, and the address of a small one."""
    desk = desk_of(site)
    return jsonify(pictures=[one for path in _paths(desk, site) if (one := _listed(desk, site, path))])


def small(site: str, name: str) -> Response:
    """A picture that is listed, small. A drawing is shown as it is, and runs nothing."""
    desk = desk_of(site)
    path = next((path for path in _paths(desk, site) if path == name), None) or abort(404)
    place = desk.path.parent / path
    try:
        found, kind = _small(place, desk.path.parent, mark(place))
    except PictureError:
        abort(404)
    answer = Response(found, mimetype=kind)
    answer.headers["Content-Security-Policy"] = PICTURE_CSP
    return answer


@lru_cache(maxsize=128)
def shrunk(place: Path, seen: str, width: int) -> bytes:
    """A picture of formkit's own making as WebP, so many pixels wide; made anew when its mark, `seen`, is another.

    Raises OSError.
    """
    from PIL import Image

    with Image.open(place) as pixels:
        return as_webp(pixels, width)


def as_webp(pixels: "Pixels", side: int) -> bytes:
    """A picture whose longer side has so many pixels, at most; `pixels` itself becomes as small."""
    pixels.thumbnail((side, side))
    out = BytesIO()
    pixels.save(out, "WEBP", quality=75)
    return out.getvalue()


def _paths(desk: Desk, site: str) -> list[str]:
    specs, known = desk.path.parent, desk.now().site
    found = (path for path in sorted((specs / FOLDER / site).rglob("*")) if path.suffix.lower() in SUFFIXES)
    own = (path.relative_to(specs).as_posix() for path in found)
    return list(dict.fromkeys([*(path for path in own if not HALF.search(path)), *_named(known)]))


def _named(site: Site | None) -> list[str]:
    return [path for path in (site.head.logo, *pictures_of(site)) if path] if site else []


def _listed(desk: Desk, site: str, path: str) -> dict[str, str | int] | None:
    place = desk.path.parent / path
    size = _size(place, desk.path.parent, mark(place))
    small = f"/_studio/s/{quote(site)}/pictures/{quote(path)}"
    return {"path": path, "width": size[0], "height": size[1], "small": small} if size else None


@lru_cache(maxsize=1024)
def _size(place: Path, specs: Path, seen: str) -> tuple[int, int] | None:
    """Width and height, read once for each state, `seen`; None of what the check tells what is wrong with it."""
    try:
        found = picture(place, workspace=specs)
    except PictureError:
        return None
    return found.width, found.height


@lru_cache(maxsize=256)
def _small(place: Path, specs: Path, seen: str) -> tuple[bytes, str]:
    """The picture as WebP of SIDE, or the drawing; made anew when its mark, `seen`, is another. Raises PictureError."""
    found = picture(place, workspace=specs)
    if found.kind == "SVG":
        return found.data, "image/svg+xml"
    return as_webp(master(found, place.name).copy(), SIDE), "image/webp"
