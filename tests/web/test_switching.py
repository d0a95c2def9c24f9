"""The same form in another language, without a script: everything typed stays, and nothing is stored."""

import re
from html import unescape

from flask.testing import FlaskClient

from formkit.store import Store
from tests.web.workspaces import FILLED

URL = "/f/rose/contact"
BUTTON = re.compile(r"<button[^>]*name=\"_switch\"[^>]*>[^<]*</button>")


def test_every_other_language_has_a_button_that_works_without_a_script(client: FlaskClient) -> None:
    page = client.get(URL).text
    assert BUTTON.findall(page) == [
        '<button class="second" name="_switch" value="tr" lang="tr" formnovalidate>Türkçe</button>'
    ]
    assert page.index('type="submit"') < page.index('name="_switch"')  # what Enter presses is the first


def test_a_switch_keeps_what_was_typed_and_stores_nothing(client: FlaskClient, store: Store) -> None:
    answer = client.post(URL, data={**FILLED, "_lang": "en", "_key": "k", "_switch": "tr", "colour": "red"})
    page = unescape(answer.text)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert '<html lang="tr"' in page
    assert all(f'value="{kept}"' in page for kept in ("Ada", "ada@example.com", "k", "red"))
    assert "When are you open?" in page
    assert '<option selected value="Question">' in page
    assert "data-answered" in page
    assert list(store.submissions()) == []


def test_who_has_typed_little_is_not_told_of_mistakes(client: FlaskClient) -> None:
    page = client.post(URL, data={"name": "Ada", "_switch": "tr"}).text
    assert 'role="alert"' not in page
    assert 'class="error"' not in page


def test_a_form_that_was_switched_is_sent_in_its_new_language(client: FlaskClient, store: Store) -> None:
    page = client.post(URL, data={**FILLED, "_switch": "tr"}).text
    assert '<input type="hidden" name="_lang" value="tr">' in page
    assert client.post(URL, data={**FILLED, "_lang": "tr"}).status_code == 303
    assert next(iter(store.submissions())).language == "tr"


def test_the_refused_form_can_be_read_in_another_language_too(client: FlaskClient) -> None:
    page = client.post(URL, data={**FILLED, "name": "", "_lang": "tr"}).text
    assert 'value="en" lang="en" formnovalidate>English</button>' in page
    assert "<noscript>" not in page


def test_a_language_that_the_site_does_not_speak_is_no_switch(client: FlaskClient, store: Store) -> None:
    assert client.post(URL, data={**FILLED, "_switch": "fr"}).status_code == 303
    assert "_switch" not in next(iter(store.submissions())).fields


def test_a_program_that_sends_is_never_switched(client: FlaskClient, store: Store) -> None:
    answer = client.post(URL, data={**FILLED, "_switch": "tr"}, headers={"Accept": "application/json"})
    assert answer.get_json()["ok"] is True
    assert len(list(store.submissions())) == 1
