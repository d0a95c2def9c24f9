"""The body of a request -> Posted: decoded once, in the charset of its page, bounded before it is parsed."""

import codecs
import json
import re
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

RawPairs = list[tuple[bytes, bytes]]


class BodyRefused(Exception):
    """A body that is not read. `status` is the HTTP answer, `key` of the words `answer_<key>_title` that say why."""

    def __init__(self, status: int, key: str) -> None:
        super().__init__(key)
        self.status = status
        self.key = key


def read_posted(request: Request, fallback_charset: str) -> Posted:
    """Name-value pairs in their order. `fallback_charset` is tried for a body that is not UTF-8 and names no charset.

    Raises BodyRefused: 413 too large, 415 not a form, 400 broken.
    """
    if request.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise BodyRefused(415, "type")
    kind, options = parse_options_header(request.headers.get("Content-Type", ""))
    body = _body(request)
    if kind == "application/x-www-form-urlencoded":
        return _decoded(_urlencoded(body), options.get("charset", ""), fallback_charset)
    if kind == "multipart/form-data":
        return _decoded(_multipart(body, options.get("boundary", "")), options.get("charset", ""), fallback_charset)
    if kind == "application/json" or kind.endswith("+json"):
        return _json(body)
    raise BodyRefused(415, "type")


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


def _multipart(body: bytes, boundary: str) -> RawPairs:
    if not boundary or len(boundary) > 200:
        raise BodyRefused(400, "type")
    decoder = MultipartDecoder(
        boundary.encode("latin-1", "replace"), max_form_memory_size=MAX_BODY, max_parts=MAX_FIELDS
    )
    try:
        decoder.receive_data(body)
        decoder.receive_data(None)
        return _bounded(_parts(decoder))
    except RequestEntityTooLarge:
        raise BodyRefused(413, "size") from None
    except ValueError:
        raise BodyRefused(400, "type") from None


def _parts(decoder: MultipartDecoder) -> RawPairs:
    pairs: RawPairs = []
    name, value, is_file = "", b"", False
    while not isinstance(event := decoder.next_event(), Epilogue | NeedData):
        if isinstance(event, Field | File):
            name, value, is_file = event.name, b"", isinstance(event, File)
            if isinstance(event, File) and event.filename:
                raise BodyRefused(400, "files")
        elif isinstance(event, Data):
            value += event.data
            if not event.more_data and not is_file:
                pairs.append((name.encode("utf-8", "surrogateescape"), value))
    if isinstance(event, NeedData):
        raise BodyRefused(400, "type")
    return pairs


def _bounded(pairs: RawPairs) -> RawPairs:
    if len(pairs) > MAX_FIELDS or any(len(name) > 1000 or len(value) > MAX_VALUE for name, value in pairs):
        raise BodyRefused(413, "size")
    return pairs


def _decoded(pairs: RawPairs, declared: str, fallback: str) -> Posted:
    said = next((value for name, value in pairs if name == b"_charset_"), b"").decode("ascii", "replace") or declared
    charset = _charset(said, fallback, pairs)
    return Posted(tuple((_text(name, charset), _text(value, charset)) for name, value in pairs))


def _charset(said: str, fallback: str, pairs: RawPairs) -> str:
    """The charset named by the page, if old pages use it; else UTF-8; else `fallback` for bytes that are not."""
    if _LEGACY.fullmatch(said):
        try:
            return codecs.lookup(said).name
        except LookupError:
            pass
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
        data = json.loads(body.decode("utf-8-sig"), parse_int=str, parse_float=str, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise BodyRefused(400, "type") from None
    if not isinstance(data, dict):
        raise BodyRefused(400, "type")
    pairs = [(str(name), text) for name, value in data.items() for text in _texts(value)]
    if len(pairs) > MAX_FIELDS or any(len(text) > MAX_VALUE for _, text in pairs):
        raise BodyRefused(413, "size")
    return Posted(tuple(pairs))


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
