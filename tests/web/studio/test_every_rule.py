"""What holds for every rule of the Studio, of those to come as well: they are read from the app."""

import json
import re
from hashlib import sha256
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given
from hypothesis import settings as bounds
from hypothesis import strategies as st
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from formkit.settings import Settings
from formkit.web.parts import MAX_BODY
from formkit.web.studio import Door
from tests.web.studio.conftest import Visit

PLAUSIBLE = {"site": "rose", "path": "index.html", "form": "contact", "number": 1, "name": "plain"}
ASKED = (
    "?page=index.html&language=tr&scheme=dark&path=%5B%22business%22%2C%22email%22%5D",
    "?do=remove&path=%5B%22forms%22%2C%22old%22%5D",
)
NO_BODIES = ("[" * 100_000, '{"a":' * 100_000, f'{{"number": {"9" * 5000}}}', "", "null", "5", "\\")
ODD = ("[" * 5000, '["\\ud800"]', '["\\u0000"]', "[true]", "[-1]", "[1e400]", "{}", "\x00", "9" * 400)
READING = (
    "s/rose/panel", "s/rose/plan", "s/rose/outline", "s/rose/state", "s/rose/page/index.html", "s/rose/mail/contact",
)  # fmt: skip
HEEDLESS = ("/build", "/doctor", "/reach")  # posts without a body, which take their time
ELSEWHERE = ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8000", "127.1")
MOST_EXAMPLES = 80
odd = st.text(max_size=12) | st.sampled_from(("\ud800", "\0", "../../etc/passwd", "rose", "<script>", "١"))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | odd,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(odd, inner, max_size=4),
    max_leaves=8,
)
paths = st.lists(
    odd | st.integers(-2, 5) | st.sampled_from(("site", "business", "forms", "contact", "sections")), max_size=5
)
edits = st.fixed_dictionaries(
    {"op": st.sampled_from(("put", "take", "add", "move", "rename", "copy")) | values, "path": paths | values},
    optional={"value": values, "was": values, "at": values, "to": values, "key": odd | values},
)
NAMES = ("edits", "base", "what", "run", "page", "scheme", "number", "text", "anew", "folder", "language")
bodies = values | st.fixed_dictionaries(
    {}, optional=dict.fromkeys(NAMES, values) | {"edits": st.lists(edits, max_size=3)}
)


class Unread(BytesIO):
    """A body that counts how often it was asked for a piece."""

    pieces = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.pieces += 1
        return super().read(size)


def rules(app: Flask) -> list[Rule]:
    found = [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/_studio")]
    assert len(found) > 30
    return found


def addresses(app: Flask, method: str) -> list[str]:
    """Of every rule that hears the method, but the events, which have no end."""
    found = [rule for rule in rules(app) if method in (rule.methods or ()) and rule.endpoint != "studio.events"]
    return [re.sub(r"<(?:\w+:)?(\w+)>", lambda name: str(PLAUSIBLE[name[1]]), rule.rule) for rule in found]


def bytes_in(folder: Path) -> dict[str, str]:
    """Every file below a folder, by a hash of what it holds."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".db-shm")  # SQLite's own memory
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in found}


def sent(studio: Visit, path: str, raw: str) -> TestResponse:
    headers = {"X-CSRFToken": studio.token}
    return studio.client.post(path, data=raw, content_type="application/json", headers=headers)


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_nobody_gets_an_answer_without_a_session(app: Flask, client: FlaskClient, method: str) -> None:
    for path in addresses(app, method):
        answer = client.open(path, method=method)
        assert answer.status_code == (404 if path.startswith("/_studio/static/") else 403), path


def test_no_change_is_taken_without_the_token(app: Flask, studio: Visit, settings: Settings) -> None:
    before = bytes_in(settings.workspace)
    for path in addresses(app, "POST"):
        for token in ("", "x", f"{studio.token}x"):
            assert studio.client.post(path, json={}, headers={"X-CSRFToken": token}).status_code == 400, path
    assert bytes_in(settings.workspace) == before


def test_a_page_elsewhere_changes_nothing_even_with_the_token(app: Flask, studio: Visit, settings: Settings) -> None:
    before = bytes_in(settings.workspace)
    for path, origin in product(addresses(app, "POST"), ("http://evil.example", "http://localhost:1", "null", "")):
        headers = {"X-CSRFToken": studio.token, "Origin": origin}
        assert studio.client.post(path, json={}, headers=headers).status_code == 403, (path, origin)
    assert bytes_in(settings.workspace) == before


def test_of_a_stranger_no_body_is_read(app: Flask, client: FlaskClient) -> None:
    """One that is announced and never comes would hold a thread."""
    for path in addresses(app, "POST"):
        body = Unread()
        announced = {"wsgi.input": body, "CONTENT_LENGTH": "90000000", "CONTENT_TYPE": "multipart/form-data"}
        answer = client.post(path, environ_overrides=announced)
        assert (answer.status_code, body.pieces) == (403, 0), path


def test_no_rule_hears_another_method(app: Flask) -> None:
    assert {method for rule in rules(app) for method in rule.methods or ()} == {"GET", "HEAD", "OPTIONS", "POST"}


def test_no_rule_reads_more_than_it_needs(app: Flask, studio: Visit) -> None:
    """2 MB of whatever is too much; for a picture, 20 MB and what stands around it."""
    much = b'{"edits": "' + b"x" * MAX_BODY + b'"}'
    headers = {"X-CSRFToken": studio.token}
    for path in addresses(app, "POST"):
        body = much * 11 if path.endswith("/picture") else much
        for kind in ("application/json", "application/x-www-form-urlencoded"):
            answer = studio.client.post(path, data=body, content_type=kind, headers=headers)
            assert answer.status_code == 413 or path.endswith(HEEDLESS), (path, kind, answer.status_code)


@pytest.mark.parametrize("asked", ASKED)
def test_looking_changes_nothing_on_the_disk(app: Flask, studio: Visit, settings: Settings, asked: str) -> None:
    studio.get("s/rose/")  # from now on the history knows the file
    before = bytes_in(settings.workspace)
    for path in addresses(app, "GET"):
        for method in ("GET", "HEAD"):
            assert studio.client.open(path + asked, method=method).status_code < 500, path
    assert bytes_in(settings.workspace) == before


def test_no_answer_holds_the_key_or_the_secret(app: Flask, studio: Visit, door: Door) -> None:
    for path in addresses(app, "GET"):
        answer = studio.client.get(path)
        said = answer.data + str(answer.headers).encode()
        assert door.key.encode() not in said, path
        assert door.secret not in said, path


def test_a_name_from_elsewhere_is_the_host_of_no_rule(app: Flask, studio: Visit) -> None:
    for path, host in product(addresses(app, "GET"), ELSEWHERE):
        assert studio.client.get(path, base_url=f"http://{host}").status_code == 421, path


def test_what_is_no_mapping_is_refused_in_words(app: Flask, studio: Visit) -> None:
    for path, raw in product(addresses(app, "POST"), NO_BODIES):
        assert path.endswith(HEEDLESS) or sent(studio, path, raw).status_code < 500, path


def test_an_odd_question_is_answered_in_words(studio: Visit) -> None:
    for path, odd in product(READING, ODD):
        asked = dict.fromkeys(("path", "page", "language", "scheme", "name", "to", "before", "if-topic"), odd)
        for do in ("add", "move", "copy", "remove") if path == "s/rose/plan" else ("",):
            answer = studio.client.get(f"/_studio/{path}", query_string=asked | {"do": do})
            assert answer.status_code < 500, answer.text


def test_whatever_is_posted_is_answered_in_words(app: Flask, studio: Visit, settings: Settings) -> None:
    file = settings.specs / "rose.yaml"
    paths = [path for path in addresses(app, "POST") if not path.endswith(HEEDLESS)]
    sound = file.read_bytes()

    @bounds(max_examples=MOST_EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(paths), bodies)
    def answered(path: str, body: Any) -> None:
        answer = sent(studio, path, json.dumps(body))
        assert answer.status_code < 500, answer.text
        file.write_bytes(sound)

    answered()
