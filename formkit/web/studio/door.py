"""Who may come into the Studio, and what each answer forbids.

The key stands in the address that the terminal shows, and opens once; then the browser has a session (a signed cookie
of this workspace alone). Every change needs a CSRF token. Hosts are looked at by the workbench.
"""

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from hashlib import sha256
from hmac import compare_digest
from pathlib import Path
from threading import Lock

from flask import Blueprint, Flask, Response, abort, jsonify, redirect, render_template, request, session, url_for
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from formkit.edit.saving import write_new
from formkit.errors import FormkitError
from formkit.web.studio.problems import refusal
from formkit.web.studio.said import said

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
    "font-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECRET = "studio-secret"  # noqa: S105 - the name of a file in .formkit/
SECRET_BYTES = 32
STAYS = timedelta(days=30)
LOOKING = ("GET", "HEAD")
_OPEN = ("studio.static",)
_VISITED = ("studio.cards", "studio.editor")


class Door:
    """The key that opens the Studio. `tell` says a new address where the owner sees it, and nobody else; `shows` shows
    a folder there, and raises OSError.
    """

    def __init__(
        self, workspace: Path, tell: Callable[[str], None], *, shows: Callable[[Path], None] | None = None
    ) -> None:
        self.shows = shows
        self.secret = _secret(workspace / ".formkit")
        self.cookie = f"formkit_studio_{sha256(str(workspace).encode()).hexdigest()[:8]}"
        self._tell = tell
        self._lock = Lock()
        self._used: set[str] = set()
        self.key = secrets.token_urlsafe(18)

    @property
    def path(self) -> str:
        """The path that opens the Studio, with its key."""
        return f"/_studio/?key={self.key}"

    def opens(self, key: str) -> bool:
        """Whether it is the key; it opens once. Tried again, the terminal is told another one."""
        with self._lock:
            if compare_digest(key.encode(), self.key.encode()):
                self._used.add(self.key)
                self.key = secrets.token_urlsafe(18)
                return True
            known = key in self._used
        if known:
            self._tell(self.path)
        return False


def _secret(folder: Path) -> bytes:
    """What signs the sessions of this workspace: kept, so that a page that is open outlives a restart."""
    place = folder / SECRET
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if place.exists() and not _ours_alone(place):
            place.unlink()
        if not place.exists():
            _make(place)
        return place.read_bytes()
    except OSError:  # a folder that can't be written: sessions end with the program
        return secrets.token_bytes(SECRET_BYTES)


def _ours_alone(place: Path) -> bool:
    """Whether it is whole, and nobody else could have read it."""
    known = place.stat()
    return known.st_size >= SECRET_BYTES and not known.st_mode & 0o077


def _make(place: Path) -> None:
    """Another secret, out of git, there whole or not at all; programs that begin at once use that of the first."""
    with suppress(FileExistsError), place.with_name(".gitignore").open("x", encoding="utf-8") as file:
        file.write("*\n")
    draft = place.with_name(f".{SECRET}.{secrets.token_hex(4)}~")
    write_new(draft, secrets.token_bytes(SECRET_BYTES))
    try:
        with suppress(FileExistsError):
            os.link(draft, place)
    finally:
        draft.unlink()


def guarded(app: Flask, studio: Blueprint, door: Door) -> None:
    """Lets nobody in without a session, before anything of a request is read."""
    app.config.update(
        SECRET_KEY=door.secret, SESSION_COOKIE_NAME=door.cookie, SESSION_COOKIE_PATH="/_studio",
        SESSION_COOKIE_SAMESITE="Strict", SESSION_COOKIE_HTTPONLY=True, PERMANENT_SESSION_LIFETIME=STAYS,
        SESSION_REFRESH_EACH_REQUEST=False,  # a late answer would bring back the language that was chosen before
        WTF_CSRF_CHECK_DEFAULT=False, WTF_CSRF_TIME_LIMIT=None,
    )  # fmt: skip

    def let_in() -> AnyResponse | None:
        if request.endpoint in _OPEN:
            return None
        if door.opens(request.args.get("key", "")):
            chosen = {"language": session["language"]} if "language" in session else {}
            session.clear()
            session.permanent = True
            session.update(chosen, **{"in": True})
            return redirect(url_for("studio.cards"), 303)
        if not session.get("in") or (request.method not in LOOKING and _from_elsewhere()):
            abort(403)
        if request.method in LOOKING and request.endpoint in _VISITED:
            session.modified = True  # it lasts from the last visit on
        return redirect(url_for("studio.cards"), 303) if "key" in request.args else None

    studio.before_request(let_in)
    studio.after_request(_forbids)
    studio.register_error_handler(HTTPException, _trouble)
    studio.register_error_handler(FormkitError, _in_words)


def _from_elsewhere() -> bool:
    """Whether a page of another origin sends it; some browsers name no page (RFC 6454)."""
    origin = request.headers.get("Origin")
    return origin is not None and origin.partition("://")[2] != request.host


def unforged(app: Flask, studio: Blueprint) -> None:
    """Takes no change without a token. It may stand in the body: what bounds that comes before."""
    csrf = CSRFProtect(app)

    def ours() -> None:
        if request.method not in LOOKING:
            csrf.protect()

    studio.before_request(ours)


def _forbids(answer: Response) -> Response:
    answer.headers.setdefault("Content-Security-Policy", CSP)
    answer.headers.setdefault("Cache-Control", "no-store")
    answer.headers["Referrer-Policy"] = "same-origin"  # the key of an address is told to nobody
    return answer


def _trouble(error: HTTPException) -> tuple[Response | str, int]:
    """In words: that the door is shut, that a page was left open too long, or that there is nothing there."""
    name = (
        "csrf"
        if isinstance(error, CSRFError)
        else {403: "door", 404: "missing", 413: "large"}.get(error.code or 500, "wrong")
    )
    title, text = said(f"trouble.{name}"), said(f"trouble.{name}_hint")
    if request.method != "GET" or request.accept_mimetypes.best == "application/json":
        return jsonify(message=title, hint=text), error.code or 500
    return render_template("studio/trouble.html", title=title, text=text), error.code or 500


def _in_words(error: FormkitError) -> tuple[Response | str, int]:
    message, hint = refusal(error)
    if request.method != "GET" or request.accept_mimetypes.best == "application/json":
        return jsonify(message=message, hint=hint), 422
    return render_template("studio/trouble.html", title=message, text=hint), 422
