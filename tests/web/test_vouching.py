"""What a page asks for before it sends, and what the endpoint makes of it when it comes back."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from altcha import Challenge, Payload, solve_challenge
from flask import Flask
from flask.testing import FlaskClient

from formkit.model import Verdict
from formkit.spam import new_stamp
from formkit.store import Store
from formkit.web import create_app
from formkit.web.sites import Sites
from tests.web.conftest import settings_of

SPEC = """
site: {name: Rose Garden, languages: [en, tr]}
business: {email: hello@rosegarden.example}
forms:
  contact:
    spam: {proof_of_work: yes, question: {ask: {en: Which flower?, tr: Hangi çiçek?}, answer: [rose, gül]}}
    fields:
      email: {type: email}
      message: {type: textarea, required: true}
  plain:
    fields:
      message: {type: textarea}
"""
SAID = {"email": "ada@example.com", "message": "When are you open?", "_answer": "Rose"}
USED = "its proof of work was used before"


@pytest.fixture
def client(tmp_path: Path, store: Store) -> FlaskClient:
    (tmp_path / "form_specs").mkdir()
    (tmp_path / "form_specs" / "rose.yaml").write_text(SPEC, "utf-8")
    settings = settings_of(tmp_path)
    app: Flask = create_app(settings, sites=Sites(settings).load(), store=store)
    return app.test_client()


def proof(client: FlaskClient) -> str:
    challenge = Challenge.from_dict(client.get("/f/rose/contact/challenge").get_json())
    solution = solve_challenge(challenge)
    assert solution
    return Payload(challenge, solution).to_base64()


def judged(store: Store) -> list[tuple[Verdict, tuple[str, ...]]]:
    return [(one.verdict, one.reasons) for one in store.submissions(oldest_first=True)]


@pytest.mark.parametrize("path", ["/f/rose/contact/stamp", "/f/rose/contact/challenge"])
def test_every_page_may_ask_and_no_cache_keeps_it(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Origin": "https://elsewhere.example"})
    assert (answer.status_code, answer.is_json) == (200, True)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "no-store"
    assert client.options(path).status_code == 204
    assert client.post(path).status_code == 405


@pytest.mark.parametrize(
    "path", ["/f/rose/gone/stamp", "/f/gone/contact/stamp", "/f/rose/gone/challenge", "/f/rose/plain/challenge"]
)
def test_a_form_that_is_not_there_gives_none(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_no_two_are_the_same(client: FlaskClient) -> None:
    for path in ("stamp", "challenge"):
        first, second = (client.get(f"/f/rose/contact/{path}").text for _ in range(2))
        assert first != second


def test_a_proof_is_taken_once(client: FlaskClient, store: Store) -> None:
    solved = proof(client)
    for message in ("One", "Two"):
        assert client.post("/f/rose/contact", data={**SAID, "message": message, "altcha": solved}).status_code == 303
    assert judged(store) == [("accepted", ()), ("quarantined", (USED,))]
    assert "altcha" not in next(iter(store.submissions())).fields


def test_a_repeat_with_its_proof_gets_the_first_answer(client: FlaskClient, store: Store) -> None:
    data = {**SAID, "altcha": proof(client), "_key": "k"}
    assert client.post("/f/rose/contact", data=data).location == client.post("/f/rose/contact", data=data).location
    assert judged(store) == [("accepted", ())]


def test_without_scripts_it_is_kept_apart_and_not_lost(client: FlaskClient, store: Store) -> None:
    assert client.post("/f/rose/contact", data=SAID).status_code == 303
    assert judged(store) == [("quarantined", ("it came without the proof of work that the form asks for",))]


def test_a_stamp_of_zero_seconds_is_told(client: FlaskClient, store: Store) -> None:
    client.post("/f/rose/plain", data={"message": "When are you open?"})  # what takes long is done the first time
    stamp = client.get("/f/rose/plain/stamp").get_json()["stamp"]
    client.post("/f/rose/plain", data={"message": "Buy now", "_stamp": stamp})
    assert judged(store)[1:] == [("quarantined", ("it was written and sent within 2 seconds",))]


def test_one_stamp_sends_five_messages(client: FlaskClient, store: Store) -> None:
    stamp = new_stamp("k" * 40, "rose.plain", datetime.now(UTC) - timedelta(minutes=1))
    for number in range(6):
        client.post("/f/rose/plain", data={"message": f"Number {number}", "_stamp": stamp})
    assert [verdict for verdict, _ in judged(store)] == ["accepted"] * 5 + ["quarantined"]


def test_a_wrong_answer_comes_back_with_all_that_was_typed(client: FlaskClient, store: Store) -> None:
    answer = client.post("/f/rose/contact", data={**SAID, "_answer": "tulip"})
    assert answer.status_code == 422
    assert "That is not the answer we expected; try other words" in answer.text
    assert all(typed in answer.text for typed in ("When are you open?", "ada@example.com", 'value="tulip"'))
    assert judged(store) == []


def test_a_program_is_told_which_answer_is_wrong(client: FlaskClient) -> None:
    answer = client.post("/f/rose/contact", json={**SAID, "_answer": ""}, headers={"Accept": "application/json"})
    (error,) = answer.get_json()["errors"]
    assert error == {"field": "_answer", "code": "REQUIRED_FIELD_EMPTY", "message": "Answer “Which flower?”"}


def test_the_question_is_asked_in_the_language_of_the_page(client: FlaskClient) -> None:
    assert "Hangi çiçek?" in client.get("/f/rose/contact?lang=tr").text
    assert "Which flower?" not in client.get("/f/rose/plain").text


def test_the_answer_is_neither_stored_nor_mailed(client: FlaskClient, store: Store) -> None:
    client.post("/f/rose/contact", data={**SAID, "altcha": proof(client)})
    (stored,) = store.submissions()
    assert set(stored.fields) == {"email", "message"}
    assert {one.field for one in store.deliveries()[0].message.answers} == {"email", "message"}
