"""The body of a request -> Posted: decoded once, in the charset of its page, bounded before it is parsed."""

import codecs
import json
import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from html import unescape
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from formkit.model import Posted

MAX_BODY = 2_000_000
MAX_FIELDS = 300
MAX_VALUE = 200_000
_LEGACY = re.compile(r"(windows-?|cp-?)12[5][0-8]|iso-?8859-?\d{1,2}|koi8-?[ru]|us-ascii|latin-?1", re.IGNORECASE)

NOTHING = Posted(())

RawPairs = list[tuple[bytes, bytes]]


class BodyRefused(Exception):
    """A body that is not taken. `status` is the HTTP answer, `key` of the words `answer_<key>_title` that say why.

    `posted` is what could be read of it.
    """

    def __init__(self, status: int, key: str, posted: Posted = NOTHING) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.posted = posted


def read_posted(request: Request, fallback_charset: str) -> Posted:
    """Name-value pairs in their order. `fallback_charset` is tried for a body that is not UTF-8 and names no charset.

    Raises BodyRefused: 413 too large, 415 not a form, 400 broken.
    """
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise BodyRefused(415, "type")
    kind, options = parse_options_header(request.headers.get("Content-Type", ""))
    _framed(request, kind)
    body = _body(request)
    if kind == "application/x-www-form-urlencoded":
        return _decoded(_urlencoded(body), options.get("charset", ""), fallback_charset)
    if kind == "multipart/form-data":
        pairs, files = _multipart(body, options.get("boundary", ""))
        posted = _decoded(pairs, options.get("charset", ""), fallback_charset)
        if files:
            raise BodyRefused(400, "files", posted)
        return posted
    if kind == "application/json" or kind.endswith("+json"):
        return _json(body)
    raise BodyRefused(415, "type")


def _framed(request: Request, kind: str) -> None:
    """Refuse a body whose end can't be known: the server hides that chunks were cut off (RFC 9112, 8).

    Parts and JSON say themselves where they end; a length beside chunks is how a second request is smuggled in (6.1).
    """
    if "Transfer-Encoding" not in request.headers:
        return
    if request.headers.get("Transfer-Encoding", "").lower() != "chunked":
        raise BodyRefused(400, "type")
    if kind == "application/x-www-form-urlencoded":
        raise BodyRefused(411, "type")


def _body(request: Request) -> bytes:
    request.max_content_length = MAX_BODY
    try:
        body = request.get_data(cache=False)
    except RequestEntityTooLarge:
        raise BodyRefused(413, "size") from None
    except ClientDisconnected:
        raise BodyRefused(400, "type") from None
    if request.content_length is not None and len(body) < request.content_length:
        raise BodyRefused(400, "type")
    return body


def _urlencoded(body: bytes) -> RawPairs:
    if body.count(b"&") >= MAX_FIELDS:
        raise BodyRefused(413, "size")
    parts = (part.replace(b"+", b" ").partition(b"=") for part in body.split(b"&") if part)
    return _bounded([(unquote_to_bytes(name), unquote_to_bytes(value)) for name, _, value in parts])


def _multipart(body: bytes, boundary: str) -> tuple[RawPairs, int]:
    """The fields, and the number of files that were chosen."""
    if not boundary or len(boundary) > 200:
        raise BodyRefused(400, "type")
    decoder = MultipartDecoder(
        boundary.encode("latin-1", "replace"), max_form_memory_size=MAX_BODY, max_parts=MAX_FIELDS
    )
    try:
        decoder.receive_data(body)
        decoder.receive_data(None)
        parts = list(_parts(decoder))
    except RequestEntityTooLarge:
        raise BodyRefused(413, "size") from None
    except ValueError:
        raise BodyRefused(400, "type") from None
    fields = [
        ((part.name or "").encode("utf-8", "surrogateescape"), data) for part, data in parts if isinstance(part, Field)
    ]
    return _bounded(fields), sum(isinstance(part, File) and part.filename != "" for part, _ in parts)


def _parts(decoder: MultipartDecoder) -> Iterator[tuple[Field | File, bytes]]:
    part, data = None, b""
    while not isinstance(event := decoder.next_event(), Epilogue | NeedData):
        if isinstance(event, Field | File):
            part, data = event, b""
        elif isinstance(event, Data) and part:
            data += event.data
            if not event.more_data:
                yield part, _part_data(part, data)
    if isinstance(event, NeedData):
        raise BodyRefused(400, "type")


def _part_data(part: Field | File, data: bytes) -> bytes:
    """Programs may name an encoding and a charset for a part (RFC 7578, 4.5 and 4.7); UTF-8 afterwards."""
    if part.headers.get("Content-Transfer-Encoding", "").lower() == "base64":
        with suppress(ValueError):
            data = b64decode(b"".join(data.split()), validate=True)
    charset = parse_options_header(part.headers.get("Content-Type", ""))[1].get("charset", "")
    return data.decode(_known(charset), "replace").encode() if _known(charset) else data


def _bounded(pairs: RawPairs) -> RawPairs:
    if len(pairs) > MAX_FIELDS or any(len(name) > 1000 or len(value) > MAX_VALUE for name, value in pairs):
        raise BodyRefused(413, "size")
    return pairs


def _decoded(pairs: RawPairs, declared: str, fallback: str) -> Posted:
    said = next((value for name, value in pairs if name == b"_charset_"), b"").decode("ascii", "replace") or declared
    charset = _charset(said, fallback, pairs)
    return Posted(tuple((_text(name, charset), _text(value, charset)) for name, value in pairs))


def _known(charset: str) -> str:
    """Python's name of a charset that old pages use; "" for all others."""
    try:
        return codecs.lookup(charset).name if _LEGACY.fullmatch(charset) else ""
    except LookupError:
        return ""


def _charset(said: str, fallback: str, pairs: RawPairs) -> str:
    """The charset named by the page, if old pages use it; else UTF-8; else `fallback` for bytes that are not."""
    if _known(said):
        return _known(said)
    try:
        for name, value in pairs:
            (name + b"\n" + value).decode("utf-8")
    except UnicodeDecodeError:
        return "utf-8" if re.fullmatch("utf-?8", said, re.IGNORECASE) else codecs.lookup(fallback).name
    return "utf-8"


def _text(raw: bytes, charset: str) -> str:
    text = raw.decode(charset, "replace")
    return text if charset == "utf-8" else re.sub(r"&#(\d{2,7});", lambda found: _reference(found, charset), text)


def _reference(found: re.Match[str], charset: str) -> str:
    """A browser writes `&#1178;` for a letter that the page's charset lacks; one that it has was typed so by hand."""
    letter = unescape(found[0])
    try:
        letter.encode(charset)
    except UnicodeEncodeError:
        return letter
    return found[0]


def _json(body: bytes) -> Posted:
    try:
        data = json.loads(
            body.decode("utf-8-sig"),
            parse_int=str,
            parse_float=str,
            parse_constant=_no_constant,
            object_pairs_hook=_Pairs,
        )
        pairs = [(name, text) for name, value in data.pairs for text in _texts(value)]
    except (ValueError, RecursionError, AttributeError):  # the last one: no object at all
        raise BodyRefused(400, "type") from None
    if len(pairs) > MAX_FIELDS or any(len(name) > 1000 or len(text) > MAX_VALUE for name, text in pairs):
        raise BodyRefused(413, "size")
    return Posted(tuple(pairs))


class _Pairs(dict[str, Any]):
    """A JSON object that remembers repeated names (RFC 8259, 4)."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        self.pairs = pairs


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _texts(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, list):
        return [text for one in value for text in (_texts(one) if not isinstance(one, list) else [json.dumps(one)])]
    if isinstance(value, bool):
        return ["yes" if value else "no"]
    return [value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)]
