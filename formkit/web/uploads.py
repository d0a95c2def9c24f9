"""GET /u/<token>: a file that a visitor sent, by a signed link that expires. It is saved, never shown."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

from flask import Blueprint, Response, request

from formkit.links import file_of
from formkit.model import Upload
from formkit.store import Store
from formkit.web.answers import private, problem
from formkit.web.state import state

uploads = Blueprint("uploads", __name__)
CSP = "sandbox; default-src 'none'"
PIECE = 512 * 1024


@uploads.get("/u/<token>")
def send(token: str) -> Response:
    secret, now = state().settings.secret_key, state().now()
    ours = file_of(token, secret=secret)
    if ours and not file_of(token, secret=secret, now=now):
        return problem(request, 410, "file_old")
    file = state().store.upload(ours) if ours else None
    return _file(file) if file else problem(request, 404, "file")


def _file(file: Upload) -> Response:
    answer = Response(_pieces(state().store, file), mimetype=file.media_type)
    answer.headers["Content-Length"] = str(file.size)
    answer.headers["Content-Disposition"] = attachment(file.name)
    answer.headers["Content-Security-Policy"] = CSP
    return private(answer)


def attachment(name: str) -> str:
    """To be saved under its name (RFC 6266); the plain one is for programs that know no other."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9 ._()-]", "_", ascii_name).strip(" .") or "file"
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def _pieces(store: Store, file: Upload) -> Iterator[bytes]:
    for start in range(0, file.size, PIECE):
        yield store.upload_content(file.id, start=start, length=PIECE)
