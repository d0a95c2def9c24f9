"""Whatever a browser sends instead of what is asked for: an answer in words, and the file as it was."""

import json
from typing import Any

import pytest

from formkit.settings import Settings
from tests.web.studio.conftest import Visit
from tests.web.workspaces import SPEC

TOPIC = ["forms", "contact", "fields", "topic"]
PUT = {"op": "put", "path": ["site", "name"], "value": "Lily"}
DEEP = json.loads("[" * 900 + "]" * 900)


@pytest.mark.parametrize(
    ("address", "body"),
    [
        ("choices", {"path": TOPIC, "at": float("inf"), "was": "Order", "to": "Wish"}),
        ("change", {"edits": [{**PUT, "was": DEEP}], "base": ""}),
        ("change", {"edits": [{**PUT, "value": DEEP}], "base": ""}),
        ("change", {"edits": DEEP}),
    ],
)
def test_what_no_page_sends_is_refused_in_words(studio: Visit, settings: Settings, address: str, body: Any) -> None:
    answer = studio.post(f"s/rose/{address}", body)
    assert answer.status_code == 422
    assert answer.json["message"]
    assert (settings.specs / "rose.yaml").read_text("utf-8") == SPEC


def test_half_a_letter_in_a_choice_becomes_a_sign_for_it(studio: Visit, settings: Settings) -> None:
    plan = studio.post("s/rose/choices", {"path": TOPIC, "add": "Wish \ud83c"})
    assert plan.status_code == 200
    assert studio.post("s/rose/change", {"edits": plan.json["edits"], "base": ""}).status_code == 200
    assert "label: {en: Wish \ufffd}" in (settings.specs / "rose.yaml").read_text("utf-8")


@pytest.mark.parametrize("base", ["\ud800", "\0", "../../../form_specs/rose", "x" * 5000])
def test_a_version_that_is_none_is_as_one_that_is_kept_no_more(studio: Visit, settings: Settings, base: str) -> None:
    answer = studio.post("s/rose/file", {"text": SPEC + "# mine\n", "base": base})
    assert (answer.status_code, answer.json["theirs"]) == (409, SPEC)


def test_no_thing_has_a_number_below_the_first(studio: Visit) -> None:
    assert studio.get('s/rose/panel?path=["forms","contact","steps",-1]').status_code == 200
    assert studio.get('s/rose/plan?do=cut&path=["forms","contact","steps",-1]').status_code == 422
