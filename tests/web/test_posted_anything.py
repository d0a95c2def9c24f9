"""Bodies nobody thought of: never an error of ours, and what a standard writer wrote is what we read."""

import json
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from formkit.model import Posted
from formkit.web.posted import MAX_FIELDS, BodyRefused, read_posted

URLENCODED, JSON = "application/x-www-form-urlencoded", "application/json"
KINDS = st.sampled_from([URLENCODED, JSON, "multipart/form-data; boundary=x", "text/plain", "multipart/form-data", ""])
PIECES = st.sampled_from(
    [
        b"--x", b"--x--", b"\r\n", b"\n", b"\r\n\r\n", b"Content-Disposition: form-data; name=", b'"a"', b"; filename=",
        b'"b.pdf"', b"Content-Type: text/plain; charset=", b"Content-Transfer-Encoding: base64", b"&", b"=", b"%", b"+",
        b"%00", b"%ED%A0%80", b"_charset_=", b"windows-1251", b"{", b"}", b"[", b'"', b"\\ud800", b",", b":", b"null",
        b"1e999", b"\x00", b"\xff", b"message=", b"\xef\xbb\xbf",
    ]
)  # fmt: skip
BODIES = st.binary(max_size=300) | st.lists(PIECES | st.binary(max_size=8), max_size=30).map(b"".join)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NAMES = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters='"\\\\'), min_size=1, max_size=20)
BOUNDARY = "----formkit-7d1f0c"
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=20)
ANYTHING = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def read(body: bytes, kind: str, **headers: str) -> Posted:
    environ = EnvironBuilder(method="POST", data=body, content_type=kind, headers=headers).get_environ()
    return read_posted(Request(environ), "windows-1252")  # type: ignore[arg-type]  # Flask's adds nothing that it needs


@ANYTHING
@given(body=BODIES, kind=KINDS | st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=40))
def test_any_body_is_read_or_refused(body: bytes, kind: str) -> None:
    assert status_of(body, kind) in (200, 400, 413, 415)


def status_of(body: bytes, kind: str) -> int:
    """200 when it can be read."""
    try:
        assert len(read(body, kind).pairs) <= MAX_FIELDS
    except BodyRefused as refused:
        return refused.status
    return 200


@ANYTHING
@given(body=BODIES, kind=KINDS)
def test_any_body_gets_an_answer_in_words(client: FlaskClient, body: bytes, kind: str) -> None:
    answer = client.post("/f/rose/old", data=body, content_type=kind)
    assert answer.status_code < 500
    assert len(answer.data) > 30


@ANYTHING
@given(pairs=PAIRS)
def test_what_a_browser_encodes_is_what_was_typed(pairs: list[tuple[str, str]]) -> None:
    """WHATWG URL, 5: names and values, in their order, empty ones too."""
    assert list(read(urlencode(pairs).encode(), URLENCODED).pairs) == pairs


@ANYTHING
@given(pairs=st.lists(st.tuples(NAMES, TEXTS), max_size=20))
def test_parts_are_what_was_typed(pairs: list[tuple[str, str]]) -> None:
    """RFC 7578, written as browsers do: every byte of a value between the line ends that belong to the boundary."""
    head = 'Content-Disposition: form-data; name="'
    body = "".join(f'--{BOUNDARY}\r\n{head}{name}"\r\n\r\n{value}\r\n' for name, value in pairs) + f"--{BOUNDARY}--\r\n"
    assert list(read(body.encode(), f"multipart/form-data; boundary={BOUNDARY}").pairs) == pairs


@ANYTHING
@given(fields=st.dictionaries(TEXTS, TEXTS, max_size=20))
def test_json_is_what_it_says(fields: dict[str, str]) -> None:
    assert dict(read(json.dumps(fields).encode(), JSON).pairs) == fields


@ANYTHING
@given(pairs=PAIRS.filter(bool), cut=st.integers(min_value=1, max_value=30))
def test_parts_that_were_cut_off_are_refused(pairs: list[tuple[str, str]], cut: int) -> None:
    body = "".join(f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="a"\r\n\r\n{value}\r\n' for _, value in pairs)
    whole = (body + f"--{BOUNDARY}--").encode()
    with pytest.raises(BodyRefused):
        read(whole[:-cut], f"multipart/form-data; boundary={BOUNDARY}")
