"""The script that puts a form into a page made elsewhere, as the endpoint serves it."""

import pytest
from flask.testing import FlaskClient


def test_any_page_may_load_it(client: FlaskClient) -> None:
    answer = client.get("/embed/rose/contact.js")
    assert (answer.status_code, answer.content_type) == (200, "text/javascript; charset=utf-8")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "https://forms.example/f/rose/contact" in answer.text


def test_it_is_sent_again_only_when_it_changed(client: FlaskClient) -> None:
    known = client.get("/embed/rose/contact.js").headers["ETag"]
    assert client.get("/embed/rose/contact.js", headers={"If-None-Match": known}).status_code == 304


@pytest.mark.parametrize(
    ("query", "label"), [("", "Your name"), ("?lang=tr", "Ad\\u0131n\\u0131z"), ("?lang=xx", "Your name")]
)
def test_its_language_is_asked_for(client: FlaskClient, query: str, label: str) -> None:
    assert label in client.get(f"/embed/rose/contact.js{query}", headers={"Accept-Language": "tr"}).text


@pytest.mark.parametrize("path", ["rose/none.js", "none/contact.js", "rose/contact", "rose/..%2fcontact.js"])
def test_there_is_none_for_what_is_no_form(client: FlaskClient, path: str) -> None:
    assert client.get(f"/embed/{path}").status_code == 404


def test_nothing_of_a_spec_ends_the_script(client: FlaskClient) -> None:
    text = client.get("/embed/rose/contact.js").text
    assert text.startswith("(() => {\n'use strict';\nconst made = {")
    assert text.isascii() or "\u2028" not in text
