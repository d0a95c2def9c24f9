"""@formspree/core in Node: what it makes of each of our answers."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.formspree.conftest import FILLED, SPEC, Submit
from tests.live import Live

PAIRS = list(FILLED.items())
MISREAD = ("Unexpected response format", "not valid JSON", "Unexpected end of JSON", "fetch failed", "Failed to fetch")


def refused(outcome: dict[str, Any]) -> dict[str, Any]:
    """The one error of an outcome, which the client understood."""
    assert outcome["kind"] == "error"
    (error,) = outcome["errors"]
    assert not any(words in error["message"] for words in MISREAD)
    return dict(error)


def test_a_form_is_taken_and_leads_to_its_receipt(submit: Submit, live: Live) -> None:
    outcome = submit(pairs=PAIRS)
    assert outcome["kind"] == "success"
    assert outcome["next"].startswith(f"{live.url}/r/")
    assert live.stored()[0].fields["message"] == "Salut è ü"


def test_repeated_names_are_kept_and_an_empty_file_is_no_file(submit: Submit, live: Live) -> None:
    pairs = [*PAIRS, ("days", "Mon"), ("days", "Wed"), ("gift", "a"), ("gift", "b")]
    assert submit(pairs=pairs)["kind"] == "success"
    fields = live.stored()[0].fields
    assert (fields["days"], fields["gift"], "attachment" in fields) == (("Mon", "Wed"), ("a", "b"), False)


def test_json_of_every_kind_is_taken(submit: Submit, live: Live) -> None:
    more = {"days": ["Mon", "Tue"], "people": 3, "vip": True, "none": None, "list": [], "tags": ["a", None, 1]}
    assert submit(fields={**FILLED, **more})["kind"] == "success"
    fields = live.stored()[0].fields
    assert (fields["days"], fields["vip"], fields["tags"]) == (("Mon", "Tue"), "yes", ("a", "1"))
    assert not {"none", "list"} & set(fields)


def test_mistakes_come_back_with_their_fields_and_codes(submit: Submit) -> None:
    outcome = submit(fields={"email": "ada@", "people": "three"})
    assert {(one["field"], one["code"]): one["message"] for one in outcome["errors"]} == {
        ("name", "REQUIRED_FIELD_EMPTY"): "Enter name",
        ("email", "TYPE_EMAIL"): "Enter an email address such as name@example.com",
        ("people", "TYPE_NUMERIC"): "People must be a number such as 25",
    }


@pytest.mark.parametrize(("key", "code"), [("rose.gone", "FORM_NOT_FOUND"), ("x", "FORM_NOT_FOUND")])
def test_an_unknown_form_is_said_so(submit: Submit, key: str, code: str) -> None:
    assert refused(submit(key, pairs=PAIRS))["code"] == code


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"message": ""}, "EMPTY"),
        ({**FILLED, "message": "x" * 300_000}, "FILES_TOO_BIG"),
        ({**FILLED, "message": "x" * 2_100_000}, "FILES_TOO_BIG"),
        ({f"f{number}": "x" for number in range(400)}, "FILES_TOO_BIG"),
    ],
)
def test_what_is_empty_or_too_much_is_said_so(submit: Submit, fields: dict[str, str], code: str) -> None:
    assert refused(submit(fields=fields))["code"] == code


def test_too_many_are_asked_to_wait(start_live: Callable[..., Live], submit_to: Any) -> None:
    live = start_live(SPEC, FORMKIT_RATE_LIMIT="1")
    submit_to(live, fields=FILLED)
    assert "Wait a minute" in refused(submit_to(live, fields={**FILLED, "message": "And another."}))["message"]


def test_a_store_that_takes_nothing_is_an_error_never_a_success(submit: Submit, live: Live) -> None:
    with closing(sqlite3.connect(live.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert "could not be stored" in refused(submit(pairs=PAIRS))["message"]
    assert submit(pairs=PAIRS)["kind"] == "success"
    assert len(live.stored()) == 1


def test_a_store_that_has_lost_its_tables_is_an_error_too(submit: Submit, live: Live) -> None:
    with closing(sqlite3.connect(live.database)) as other:
        other.execute("ALTER TABLE submissions RENAME TO lost")
    assert refused(submit(pairs=PAIRS))["message"]


@pytest.mark.parametrize("end", ["/", "//"])
def test_an_endpoint_with_a_slash_at_its_end_is_answered_itself(submit: Submit, live: Live, end: str) -> None:
    assert submit(endpoint=live.url + end, pairs=PAIRS)["kind"] == "success"


def test_the_same_twice_is_one_submission(submit: Submit, live: Live) -> None:
    assert submit(pairs=PAIRS, times=2)["kind"] == "success"
    assert len(live.stored()) == 1


@pytest.mark.parametrize(
    ("path", "kind", "body", "status"),
    [
        ("/f/rose.contact", "application/json", json.dumps(FILLED), 200),
        ("/f/rose.contact", "application/json", json.dumps({**FILLED, "_gotcha": "spam"}), 200),
        ("/f/rose.contact", "application/json", "{", 400),
        ("/f/rose.contact", "application/json", "", 400),
        ("/f/rose.contact", "application/json", "[]", 400),
        ("/f/rose.contact", "text/plain", "name=Ada", 415),
        ("/f/rose.contact", "application/octet-stream", "x", 415),
        ("/f/rose.contact", "multipart/form-data; boundary=x", "--x\r\n", 400),
        ("/f/rose.contact", "application/json", '{"name": ""}', 422),
        ("/f/rose.contact", "application/json", '{"email": "x"}', 422),
        ("/f/rose.gone", "application/json", "{}", 404),
        ("/f/", "application/json", "{}", 405),
        ("/p/any/f/rose.contact/", "application/json", json.dumps(FILLED), 200),
        ("//f/rose.contact", "application/json", json.dumps(FILLED), 200),
    ],
)
def test_no_answer_falls_into_a_trap_of_the_client(live: Live, path: str, kind: str, body: str, status: int) -> None:
    answer, said, headers = post(live.url + path, body, {"Content-Type": kind})
    assert (answer, headers["Access-Control-Allow-Origin"]) == (status, "*")
    if status == 200:
        assert isinstance(said["next"], str)
        assert not {"error", "errors", "stripe", "resubmitKey"} & set(said)
    else:
        assert said["error"]
        assert "next" not in said
        assert all(error["message"] for error in said.get("errors", [{"message": "none"}]))


def post(url: str, body: str, headers: dict[str, str]) -> tuple[int, dict[str, Any], Any]:
    asked = Request(url, body.encode(), {"Accept": "application/json", "Origin": "null", **headers}, method="POST")
    try:
        with urlopen(asked) as answer:
            return answer.status, json.load(answer), answer.headers
    except HTTPError as answer:
        with answer:
            return answer.code, json.load(answer), answer.headers
