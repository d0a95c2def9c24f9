"""Another name in the data, by clicking: everything that names it follows, and one undo takes all back."""

from json import dumps
from pathlib import Path
from typing import Any

import pytest

from tests.web.studio.conftest import Visit

SPEC = """\
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
sections:
  - about: "Ask [us](#form-ask)."
  - form: ask
forms:
  ask:
    fields:
      name: {type: text}   # who
      topic: {type: select, choices: [Question, Order], other: true}
      more: {type: text, show_if: {topic: Order}}
    deliver_to: [{mail: a@rosegarden.example, when: {topic: Order}}, hello@rosegarden.example]
    steps: [{title: One, fields: [name, topic]}, {title: Two, fields: more}]
    subject: "{topic} from {name}"
"""
TOPIC = ("forms", "ask", "fields", "topic")


def plan(studio: Visit, path: tuple[str, ...], to: str) -> Any:
    asked = {"do": "name", "to": to, "path": dumps(path)}
    return studio.client.get("/_studio/s/rose/plan", query_string=asked, headers={"Accept": "application/json"}).json


def test_a_question_gets_another_name_wherever_it_is_named(studio: Visit, file: Path) -> None:
    found = plan(studio, TOPIC, "about")
    assert found["select"] == ["forms", "ask", "fields", "about"]
    assert studio.post("s/rose/change", {"edits": found["edits"]}).status_code == 200
    assert file.read_text("utf-8") == SPEC.replace("topic", "about")
    assert studio.post("s/rose/undo", {}).status_code == 200
    assert file.read_text("utf-8") == SPEC


def test_so_does_a_form(studio: Visit, file: Path) -> None:
    studio.post("s/rose/change", {"edits": plan(studio, ("forms", "ask"), "write_us")["edits"]})
    said = (
        SPEC.replace("#form-ask", "#form-write_us")
        .replace("form: ask", "form: write_us")
        .replace("  ask:", "  write_us:")
    )
    assert file.read_text("utf-8") == said


@pytest.mark.parametrize(("to", "message"), [
    ("Über", "Only small letters from a to z, digits, - and _, and a letter first."),
    ("name", "This name is taken."),
    ("topic_other", "This name is taken."),
])  # fmt: skip
def test_a_name_that_can_not_be_is_told(studio: Visit, file: Path, to: str, message: str) -> None:
    assert plan(studio, TOPIC, to)["message"] == message


def test_a_name_that_would_break_the_file_is_told_with_the_reason(studio: Visit, file: Path) -> None:
    found = plan(studio, TOPIC, "csrf_token")
    assert found["message"] == "This would break the site"
    assert "formkit uses it itself" in found["hint"]


def test_the_control_is_folded_away_and_knows_what_is_taken(studio: Visit, file: Path) -> None:
    folded = studio.get(f"s/rose/panel?path={dumps(TOPIC)}").text.partition('<details class="more">')[2]
    assert 'data-kind="name"' in folded
    assert "&#34;taken&#34;: [&#34;name&#34;, &#34;more&#34;]" in folded
