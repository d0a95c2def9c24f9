"""A form in steps without a script: each page is judged, nothing is lost between them, whatever is tampered with."""

import re
from dataclasses import replace
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from formkit.settings import Settings
from formkit.site.embed import embed_html
from formkit.store import Store
from formkit.web import create_app
from formkit.web.sites import Sites
from tests.intake.shop import TRAP

SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  contact:
    steps:
      - {title: Your wish, fields: [topic, picture]}
      - {title: About you, fields: [name, number]}
      - {title: The complaint, fields: [wish]}
    fields:
      topic: {type: radio, choices: [Question, Order, Complaint], required: true}
      picture: {type: file, label: Picture, accept: [txt]}
      name: {type: text, required: true}
      number: {type: text, label: Order number, required: true, show_if: {topic: Order}}
      wish: {type: text, label: Your wish, show_if: {topic: Complaint}}
"""
URL = "/f/rose/contact"


@pytest.fixture
def client(settings: Settings, store: Store) -> FlaskClient:
    (settings.workspace / "form_specs" / "rose.yaml").write_text(SPEC)
    return create_app(settings, sites=Sites(settings).load(), store=store).test_client()


def step_of(answer: TestResponse) -> int:
    """The one step that is to be seen."""
    (seen,) = (
        n for n, hidden in enumerate(re.findall(r'<div class="fields" data-step( hidden)?>', answer.text)) if not hidden
    )
    return seen


def buttons_of(answer: TestResponse) -> list[str]:
    send = answer.text.partition('<div class="send')[2].partition("</div>")[0]
    return re.findall(r"<button[^>]*(?<! hidden)>([^<]*)<", send)


def turn(client: FlaskClient, go: str = "next", **said: object) -> TestResponse:
    return client.post(URL, data={"_go": go, **said}, content_type="multipart/form-data")


def text(name: str, content: bytes = b"Hello") -> tuple[BytesIO, str]:
    return BytesIO(content), name


def test_a_file_of_the_wrong_kind_is_told_at_its_step(client: FlaskClient) -> None:
    answer = turn(client, topic="Order", picture=text("virus.exe"), _step="0")
    assert (answer.status_code, step_of(answer)) == (422, 0)
    assert "virus.exe: choose a file of this kind" in answer.text


def test_a_kept_file_that_is_gone_leads_back_to_its_step(client: FlaskClient) -> None:
    answer = turn(client, topic="Question", name="Ada", _kept="forged", _step="1")
    assert (answer.status_code, step_of(answer)) == (422, 0)
    assert "Choose the file again" in answer.text


def test_the_last_step_that_asks_anything_sends(client: FlaskClient, store: Store) -> None:
    answer = turn(client, topic="Question", _step="0")
    assert (step_of(answer), buttons_of(answer)) == (1, ["Send message", "Back"])
    answer = turn(client, topic="Complaint", _step="0")
    assert (step_of(answer), buttons_of(answer)) == (1, ["Next", "Back"])


def test_what_was_sent_before_its_last_step_goes_on(client: FlaskClient, store: Store) -> None:
    answer = client.post(URL, data={"topic": "Complaint", "name": "Ada", "_step": "1"})
    assert (answer.status_code, step_of(answer)) == (200, 2)
    assert list(store.submissions()) == []
    assert client.post(URL, data={"topic": "Complaint", "name": "Ada", "_step": "2"}).status_code == 303


def test_a_field_that_an_earlier_step_ruled_out_is_not_shown(client: FlaskClient) -> None:
    page = turn(client, topic="Question", _step="0").text
    assert re.search(r'data-field="number"[^>]* hidden', page)
    assert not re.search(r'data-field="number"[^>]* hidden', turn(client, topic="Order", _step="0").text)
    assert " hidden" not in re.findall(r'<div class="field"[^>]*data-field="number"[^>]*>', client.get(URL).text)[0]


def test_a_program_is_never_shown_a_step(client: FlaskClient, store: Store) -> None:
    for go in ("next", "back"):
        answer = client.post(URL, json={"topic": "Complaint", "name": f"Ada {go}", "_step": "0", "_go": go})
        assert answer.json["ok"] is True  # type: ignore[index]
    assert len(list(store.submissions())) == 2


@pytest.mark.parametrize("step", ["-1", "9" * 500, "1e9", "٢", "", "NaN"])
def test_a_step_that_is_none_begins_anew(client: FlaskClient, store: Store, step: str) -> None:
    answer = turn(client, topic="Question", _step=step)
    assert (answer.status_code, step_of(answer)) == (200, 1)
    assert list(store.submissions()) == []


def test_answers_of_earlier_steps_are_judged_again_at_the_end(client: FlaskClient, store: Store) -> None:
    answer = client.post(URL, data={"topic": "Bribe", "name": "Ada", "_step": "2"})
    assert (answer.status_code, step_of(answer)) == (422, 0)
    assert list(store.submissions()) == []


def test_sending_twice_at_the_end_is_one_message(client: FlaskClient, store: Store) -> None:
    sent = {"topic": "Question", "name": "Ada", "_step": "1", "_key": "k"}
    first, second = (client.post(URL, data=sent) for _ in range(2))
    assert (first.status_code, first.location) == (303, second.location)
    assert len(list(store.submissions())) == 1


def test_going_back_judges_nothing_and_keeps_all(client: FlaskClient) -> None:
    answer = turn(client, "back", topic="Order", name="", number="R-1", _step="1")
    assert (answer.status_code, step_of(answer)) == (200, 0)
    assert 'value="R-1"' in answer.text
    assert 'role="alert"' not in answer.text


def test_who_must_wait_stays_at_the_step(settings: Settings, client: FlaskClient, store: Store) -> None:
    limited = replace(settings, rate_limit=1)
    client = create_app(limited, sites=Sites(limited).load(), store=store).test_client()
    sent = {"topic": "Question", "_step": "1"}
    assert client.post(URL, data={**sent, "name": "Ada"}).status_code == 303
    answer = client.post(URL, data={**sent, "name": "Grace"})
    assert (answer.status_code, step_of(answer), buttons_of(answer)) == (429, 1, ["Send message", "Back"])


def test_pasted_html_shows_all_steps_and_is_sent_at_once(settings: Settings, client: FlaskClient, store: Store) -> None:
    site = Sites(settings).load().by_id["rose"]
    html = embed_html(site, site.forms["contact"], "en", action=URL, workspace=settings.workspace)
    names = set(re.findall(r' name="([^"]+)"', html)) - {TRAP}
    assert names == {"topic", "picture", "name", "number", "wish", "_lang"}
    assert client.post(URL, data={**dict.fromkeys(names, ""), "topic": "Question", "name": "Ada"}).status_code == 303


def test_a_file_that_another_language_can_not_keep_is_asked_for_again(client: FlaskClient, settings: Settings) -> None:
    (settings.specs / "rose.yaml").write_text(SPEC.replace("Rose Garden}", "Rose Garden, languages: [en, tr]}"))
    client = create_app(
        settings, sites=Sites(settings).load(), store=client.application.extensions["formkit"].store
    ).test_client()
    sent = {"picture": text("virus.exe"), "_step": "0", "_switch": "tr"}
    answer = client.post(URL, data=sent, content_type="multipart/form-data")
    assert (answer.status_code, step_of(answer)) == (200, 0)
    assert "“Picture” için bir dosya seçin" in answer.text
