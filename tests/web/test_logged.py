"""What the web side writes to its log, and what it never writes."""

import json
from contextlib import suppress
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from formkit.log import LINES_A_MINUTE, LONGEST
from formkit.spam import trap_name
from formkit.store import Store
from tests.web.workspaces import FILLED

URL = "/f/rose/contact"


def logged(capfd: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capfd.readouterr().err.split("\n") if line]


def test_each_submission_is_one_line_without_its_answers(client: FlaskClient, store: Store, capfd: Any) -> None:
    client.post(URL, data=FILLED)
    (stored,) = store.submissions()
    (said,) = logged(capfd)
    assert len(said.pop("request")) == 12
    assert said.pop("at").endswith("+00:00")
    assert said == {
        "event": "stored",
        "id": stored.id,
        "reference": stored.reference,
        "site": "rose",
        "form": "contact",
        "verdict": "accepted",
    }


def test_a_suspect_is_logged_with_its_verdict_and_a_repeat_as_such(app: Flask, capfd: Any) -> None:
    trap = trap_name("rose", app.extensions["formkit"].sites.by_id["rose"].forms["contact"])
    for _ in range(2):
        app.test_client().post(URL, data={**FILLED, trap: "https://spam.example"})
    said = logged(capfd)
    assert [one["event"] for one in said] == ["stored", "repeated"]
    assert {one["verdict"] for one in said} == {"quarantined"}
    assert said[0]["id"] == said[1]["id"]
    assert said[0]["request"] != said[1]["request"]


def test_a_refusal_is_logged_by_its_form_and_status(client: FlaskClient, capfd: Any) -> None:
    client.post(URL, data={**FILLED, "email": "Ada"})
    client.post(f"{URL}%0A{{}}", data=FILLED)
    first, second = logged(capfd)
    assert (first["event"], first["status"], first["site"], first["form"]) == ("refused", 422, "rose", "contact")
    assert (second["status"], second["form"]) == (404, "contact\n{}")


def test_a_flood_of_bad_posts_does_not_fill_the_disk(client: FlaskClient, capfd: Any) -> None:
    for number in range(300):
        client.post(f"/f/{number}{'x' * 5000}/contact", data=b"x")
    text = capfd.readouterr().err
    assert 0 < len(text.splitlines()) <= 2 * LINES_A_MINUTE  # a minute may begin meanwhile
    assert len(text) < 2 * LINES_A_MINUTE * (LONGEST + 300)


@pytest.mark.parametrize("name", ['x", "event": "stored', "x\ny", "\x1b[2J", "\u2028"])
def test_nothing_that_was_typed_is_in_the_log(client: FlaskClient, capfd: Any, name: str) -> None:
    headers = {"User-Agent": "Ada's browser", "Referer": "https://typed.example/secret"}
    client.post(URL, data={**FILLED, "name": f"Ada{name}", "message": "Ada wrote this"}, headers=headers)
    client.post(URL, data={**FILLED, "email": f"Ada{name}"}, headers=headers)
    text = capfd.readouterr().err
    assert "Ada" not in text
    assert "typed" not in text
    assert "127.0.0.1" not in text


def test_where_the_log_can_not_be_written_visitors_are_answered_all_the_same(
    client: FlaskClient, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        monkeypatch.setattr("sys.stderr", full)
        assert client.post(URL, data=FILLED).status_code == 303
        store.close()
        assert client.post("/f/rose/nothing", data=FILLED).status_code == 404
        monkeypatch.undo()
        with suppress(OSError):
            full.close()
