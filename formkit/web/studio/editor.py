"""The editor of one site, and the real page in its middle."""

from hashlib import sha256

from flask import Blueprint, Response, abort, make_response, render_template, request

from formkit.pictures import MAX_BYTES
from formkit.site.feeds import coded, qr_svg
from formkit.site.leaves import folder_of, leaves_of
from formkit.spec import Site
from formkit.web.studio.desk import Desk
from formkit.web.studio.desks import desk_of
from formkit.web.studio.locks import lock_of
from formkit.web.studio.palette import offered
from formkit.web.studio.panel import problems_of
from formkit.web.studio.said import said_to_scripts, spoken

PAGE_CSP = (  # the page lies in a frame of the editor: nothing in it runs, and it sends nothing
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)


TABS = ("page", "texts", "file", "mail", "try", "history", "publish")  # each is a module tab-<name>.js, and a pane


def add_to(studio: Blueprint) -> None:
    studio.add_url_rule("/s/<site>/", "editor", editor)
    studio.add_url_rule("/s/<site>/page/<path:path>", "page", page)


def editor(site: str) -> str:
    """The frame of the editor; what stands in it is asked for by its scripts."""
    desk = desk_of(site)
    reading = desk.now()
    return render_template(
        "studio/editor.html", id=site, site=reading.site, sound=reading.sound, fresh=reading.fresh, most=MAX_BYTES,
        pages=pages_of(reading.site) if reading.site else [], tabs=TABS, words=said_to_scripts("script"),
        palette=offered(),
        facts={
            "site": site, "place": _place(desk), "version": reading.version, "noted": desk.file.noted,
            "language": spoken(),
            "undo": desk.file.can_undo, "redo": desk.file.can_redo, "lock": lock_of(reading),
            "sound": reading.sound, "fresh": reading.fresh,
            "problems": [one for one in problems_of(reading) if one["severity"] == "error"][:1],
        },
    )  # fmt: skip


def _place(desk: Desk) -> str:
    """A name of the file that no file of another folder has."""
    return sha256(str(desk.path.resolve()).encode()).hexdigest()[:16]


def pages_of(site: Site) -> list[dict[str, str]]:
    """Every page in every language: its path, its name, its language."""
    return [
        {"path": folder_of(site, code) + leaf.file, "leaf": leaf.slug, "name": leaf.name(site, code), "language": code}
        for code in site.languages
        for leaf in leaves_of(site)
    ]


def page(site: str, path: str) -> Response:
    """A page as it will be built, or one of its pictures."""
    desk = desk_of(site)
    return page_of(desk, desk.now().site, path)


def page_of(desk: Desk, site: Site | None, path: str) -> Response:
    """A page of one state of the site for the frame of the editor, or one of its pictures; 404 where there is none."""
    found = desk.images().files.get(path)
    if found is not None:
        return _picture(path, found)
    if site is None:
        abort(404)
    if path.endswith("qr.svg"):
        return _picture(path, _code(site, path.removesuffix("qr.svg")).encode())
    answer = make_response(desk.page(site, path, request.args.get("scheme", "")) or abort(404))
    answer.headers["Content-Security-Policy"] = PAGE_CSP
    answer.headers["X-Frame-Options"] = "SAMEORIGIN"
    return answer


def _code(site: Site, folder: str) -> str:
    """The QR code of the pages in a folder, such as "" or "tr/"."""
    language = folder.rstrip("/") or site.language
    text = coded(site, language, folder) if language in site.languages else ""
    return qr_svg(text) if text else abort(404)


def _picture(path: str, content: bytes) -> Response:
    import mimetypes

    answer = Response(content, mimetype=mimetypes.guess_type(path)[0] or "application/octet-stream")
    answer.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    answer.headers["Cache-Control"] = "private, max-age=3600"
    return answer
