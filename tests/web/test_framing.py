"""Where a request ends: what is cut off or framed in two ways is never stored as if it were whole (RFC 9112, 6 and 8).

Byte by byte against `formkit serve`: a test client would frame it well.
"""

import gzip
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from formkit.store import open_store

SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  contact: {fields: {message: {type: textarea, required: true}}}
  kept: {fields: {message: {type: textarea, required: true}}}
"""
URLENCODED, JSON, PARTS = "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x"
BODY = b"message=Twelve+white+roses"
PART = b'--x\r\nContent-Disposition: form-data; name="message"\r\n\r\nTwelve white roses\r\n'
END = b"0\r\n\r\n"
HELLO = b"GET /healthz HTTP/1.1\r\nHost: rose.example\r\nConnection: close\r\n\r\n"


def stored(workspace: Path, form: str = "contact") -> int:
    with open_store(f"sqlite:///{workspace / 'data' / 'formkit.db'}") as store:
        return len(list(store.submissions(form=form)))


def chunk(data: bytes, *, of: int | None = None) -> bytes:
    """One chunk, which says that it holds `of` bytes."""
    return b"%x\r\n%s\r\n" % (len(data) if of is None else of, data)


def request(kind: str, *more: str, body: bytes, end: str = "\r\n") -> bytes:
    head = ["POST /f/shop/contact HTTP/1.1", "Host: rose.example", "Connection: close", f"Content-Type: {kind}"]
    lines = [*head, *more, "", ""]
    return end.join(lines).encode() + body


def length(count: int) -> str:
    return f"Content-Length: {count}"


CHUNKED = "Transfer-Encoding: chunked"


def said(base: str, data: bytes, *, cut: bool = False) -> bytes:
    """All that the server answers to these bytes; `cut`: after which the visitor's line is dead."""
    parts = urlsplit(base)
    with socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20) as line:
        line.sendall(data)
        if cut:
            line.shutdown(socket.SHUT_WR)
        found = b""
        try:
            while read := line.recv(65536):
                found += read
        except ConnectionResetError:
            """It closed before it had read all: that is an answer, too."""
    return found


def statuses(answer: bytes) -> list[int]:
    return [int(line[9:12]) for line in answer.split(b"\r\n") if line.startswith(b"HTTP/1.1 ")]


CUT = {
    "shorter than it says": request(URLENCODED, length(200), body=BODY),
    "chunked, without an end": request(URLENCODED, CHUNKED, body=chunk(BODY)),
    "chunked, in the middle of a chunk": request(URLENCODED, CHUNKED, body=chunk(BODY, of=200)),
    "chunked, then garbage": request(URLENCODED, CHUNKED, body=chunk(BODY) + b"zz\r\n\r\n"),
    "chunked, a chunk longer than it says": request(URLENCODED, CHUNKED, body=chunk(BODY, of=9) + END),
    "chunked, a size with a sign": request(URLENCODED, CHUNKED, body=b"-" + chunk(BODY) + END),
    "chunked, a size of 20 digits": request(URLENCODED, CHUNKED, body=b"f" * 20 + b"\r\n" + BODY + END),
    "chunked JSON, without its end": request(JSON, CHUNKED, body=chunk(b'{"message": "Twelve')),
    "chunked parts, without the last line": request(PARTS, CHUNKED, body=chunk(PART) + END),
    "parts shorter than they say": request(PARTS, length(400), body=PART + b"--x--\r\n"),
}
TWOFOLD = {
    "a length and chunks": request(URLENCODED, length(5), CHUNKED, body=chunk(BODY) + END),
    "chunks and a length": request(URLENCODED, CHUNKED, length(5), body=chunk(BODY) + END),
    "two lengths": request(URLENCODED, length(5), length(len(BODY)), body=BODY),
    "two lengths in one line": request(URLENCODED, f"Content-Length: 5, {len(BODY)}", body=BODY),
    "a length with a sign": request(URLENCODED, f"Content-Length: +{len(BODY)}", body=BODY),
    "a length below nothing": request(URLENCODED, "Content-Length: -1", body=BODY),
    "a length in hex": request(URLENCODED, "Content-Length: 0x1a", body=BODY),
    "chunked, twice": request(URLENCODED, CHUNKED, CHUNKED, body=chunk(BODY) + END),
    "chunked, but not at last": request(URLENCODED, "Transfer-Encoding: chunked, gzip", body=chunk(BODY) + END),
    "an encoding that is none": request(URLENCODED, "Transfer-Encoding: xchunked", body=chunk(BODY) + END),
    "a space before the colon": request(URLENCODED, f"Content-Length : {len(BODY)}", body=BODY),
    "a folded header": request(URLENCODED, f"X-A: b\r\n Content-Length: {len(BODY)}", body=BODY),
}


@pytest.mark.parametrize("raw", CUT.values(), ids=CUT)
def test_what_is_cut_off_is_not_stored(base: str, workspace: Path, raw: bytes) -> None:
    found = statuses(said(base, raw, cut=True))
    assert all(400 <= status < 500 for status in found), found
    assert stored(workspace) == 0


@pytest.mark.parametrize("raw", TWOFOLD.values(), ids=TWOFOLD)
def test_what_can_be_read_in_two_ways_is_not_stored(base: str, workspace: Path, raw: bytes) -> None:
    found = statuses(said(base, raw))
    assert all(400 <= status < 500 for status in found), found
    assert stored(workspace) == 0


@pytest.mark.parametrize(
    "kept",
    [
        request(JSON, CHUNKED, body=chunk(b'{"message": "Roses"}') + END),
        request(PARTS, CHUNKED, body=chunk(PART.replace(b"white", b"red") + b"--x--\r\n") + END),
        request(URLENCODED, length(len(BODY)), body=BODY),
        request(URLENCODED, length(len(BODY) + 1), body=BODY + b"!", end="\n"),
    ],
    ids=["JSON in chunks", "parts in chunks", "with its length", "with bare line feeds"],
)
def test_what_is_whole_is_stored(base: str, workspace: Path, kept: bytes) -> None:
    before = stored(workspace, "kept")
    assert statuses(said(base, kept.replace(b"/contact", b"/kept")))[0] in (200, 303)
    assert stored(workspace, "kept") == before + 1


def test_a_smuggled_request_is_part_of_the_body_or_nothing(base: str, workspace: Path) -> None:
    hidden = b"POST /f/shop/contact HTTP/1.1\r\nHost: x\r\nContent-Type: " + URLENCODED.encode()
    inner = hidden + b"\r\nContent-Length: 9\r\n\r\nmessage=2"
    outer = request(JSON, length(len(inner) + 5), CHUNKED, body=END + inner).replace(b"Connection: close\r\n", b"")
    assert len(statuses(said(base, outer))) <= 1
    assert stored(workspace) == 0


def test_a_compressed_body_is_refused_in_words(base: str, workspace: Path) -> None:
    bomb = gzip.compress(b"message=" + b"a" * 1_000_000)
    answer = said(base, request(URLENCODED, length(len(bomb)), "Content-Encoding: gzip", body=bomb))
    assert statuses(answer) == [415]
    assert b"This is not a form we can read" in answer
    assert stored(workspace) == 0


def test_after_all_of_this_it_still_answers(base: str) -> None:
    assert statuses(said(base, HELLO)) == [200]
