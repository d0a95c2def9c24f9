"""Who is asked once more before anything is stored."""

import pytest
from flask.testing import FlaskClient

from formkit.settings import Settings
from formkit.store import Store
from formkit.web import create_app
from formkit.web.sites import Sites
from tests.intake.shop import TRAP

SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms: {contact: {confirm: true, fields: {name: {type: text, required: true}}}}
"""
URL = "/f/rose/contact"


@pytest.fixture
def client(settings: Settings, store: Store) -> FlaskClient:
    (settings.workspace / "form_specs" / "rose.yaml").write_text(SPEC)
    return create_app(settings, sites=Sites(settings).load(), store=store).test_client()


@pytest.mark.parametrize("asked", ["", "ask", "perhaps"])
def test_a_page_is_asked_and_nothing_is_stored(client: FlaskClient, store: Store, asked: str) -> None:
    answer = client.post(URL, data={"name": "Ada", "colour": "red", TRAP: "spam", "_confirm": asked, "_key": "k"})
    assert answer.status_code == 200
    assert "Nothing is sent yet." in answer.text
    for name, value in {"name": "Ada", "colour": "red", TRAP: "spam", "_key": "k"}.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in answer.text
    assert '<dt dir="auto">colour</dt><dd dir="auto">red</dd>' in answer.text
    assert list(store.submissions()) == []


def test_a_mistake_is_told_first(client: FlaskClient, store: Store) -> None:
    answer = client.post(URL, data={"name": "", "colour": "red"})
    assert (answer.status_code, "Enter name" in answer.text) == (422, True)


def test_a_program_that_does_not_ask_is_not_asked(client: FlaskClient, store: Store) -> None:
    assert client.post(URL, json={"name": "Ada"}).json["ok"] is True  # type: ignore[index]
    assert len(list(store.submissions())) == 1


def test_saying_yes_twice_is_one_message(client: FlaskClient, store: Store) -> None:
    sent = {"name": "Ada", "_confirm": "yes", "_key": "k"}
    first, second = (client.post(URL, data=sent) for _ in range(2))
    assert (first.status_code, first.location) == (303, second.location)
    assert len(list(store.submissions())) == 1


def test_who_changes_it_gets_the_form_back_and_is_asked_again(client: FlaskClient, store: Store) -> None:
    page = client.post(URL, data={"name": "Ada", "colour": "red", "_confirm": "change", "_key": "k"}).text
    for name, value in {"_confirm": "ask", "_key": "k", "colour": "red"}.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in page
    assert 'value="Ada"' in page
    assert list(store.submissions()) == []


def test_another_language_asks_again(settings: Settings, store: Store) -> None:
    (settings.specs / "rose.yaml").write_text(SPEC.replace("Garden}", "Garden, languages: [en, tr]}"))
    client = create_app(settings, sites=Sites(settings).load(), store=store).test_client()
    page = client.post(URL, data={"name": "Ada", "_confirm": "yes", "_switch": "tr"}).text
    assert '<input type="hidden" name="_confirm" value="ask">' in page
    assert list(store.submissions()) == []
    asked = client.post(URL, data={"name": "Ada", "_confirm": "ask", "_lang": "tr"}).text
    assert "Göndermeden önce kontrol edin" in asked
    assert '<input type="hidden" name="_lang" value="tr">' in asked


def test_a_mistake_that_slips_in_after_it_was_seen_is_told(client: FlaskClient, store: Store) -> None:
    answer = client.post(URL, data={"name": "", "colour": "red", "_confirm": "yes"})
    assert (answer.status_code, "<title>Error: " in answer.text) == (422, True)
    assert list(store.submissions()) == []
