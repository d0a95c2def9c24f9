"""The body of a request -> Posted: decoded once, in the charset of its page, bounded before it is parsed."""

import codecs
import json
import re
from collections.abc import Collection
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.http import parse_options_header

from formkit.model import Posted
from formkit.web.parts import MAX_BODY, MAX_FIELDS, BodyRefused, RawPairs, known_charset, read_parts
from formkit.web.room import Guest

MAX_VALUE = 200_000


def read_posted(
    request: Request, fallback_charset: str, *, fields: Collection[str] = (), guest: Guest | None = None
) -> Posted:
    """Name-value pairs and files in their order; files are taken for `fields`, in the room that `guest` has.

    `fallback_charset` is tried for a body that is not UTF-8 and names no charset.
    Raises BodyRefused: 413 too large, 415 not a form, 400 broken or a file where none is taken, 503 no room just now.
    """
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise BodyRefused(415, "type")
    kind, options = parse_options_header(request.headers.get("Content-Type", ""))
    _framed(request, kind)
    if kind == "multipart/form-data":
        parts = read_parts(request, options.get("boundary", ""), fields, guest)
        posted = _decoded(bounded(parts.pairs), options.get("charset", ""), fallback_charset)
        if parts.refused:
            raise BodyRefused(*parts.refused, posted)
        return replace(posted, files=tuple(parts.files))
    body = _body(request)
    if kind == "application/x-www-form-urlencoded":
        return _decoded(_urlencoded(body), options.get("charset", ""), fallback_charset)
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
    return bounded([(unquote_to_bytes(name), unquote_to_bytes(value)) for name, _, value in parts])


def bounded(pairs: RawPairs) -> RawPairs:
    if len(pairs) > MAX_FIELDS or any(len(name) > 1000 or len(value) > MAX_VALUE for name, value in pairs):
        raise BodyRefused(413, "size")
    return pairs


def _decoded(pairs: RawPairs, declared: str, fallback: str) -> Posted:
    said = next((value for name, value in pairs if name == b"_charset_"), b"").decode("ascii", "replace") or declared
    charset = _charset(said, fallback, pairs)
    return Posted(tuple((_text(name, charset), _text(value, charset)) for name, value in pairs))


def _charset(said: str, fallback: str, pairs: RawPairs) -> str:
    """The charset named by the page, if old pages use it; else UTF-8; else `fallback` for bytes that are not."""
    if known_charset(said):
        return known_charset(said)
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
