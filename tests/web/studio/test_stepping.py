"""The pages of a form by clicking: cut, joined, a question over a border; only their lines of the file change."""

from difflib import unified_diff
from pathlib import Path

import pytest
from flask import Flask

from formkit.edit import edits_of
from formkit.errors import FormkitError
from formkit.spec import Form, Site
from formkit.web.studio.desk import Desk
from formkit.web.studio.meanwhile import edited
from formkit.web.studio.outline import outline
from formkit.web.studio.palette import adding
from formkit.web.studio.plans import moving, removing
from formkit.web.studio.stepping import Plan, cutting, placing
from tests.web.studio.changed import after, opened

FORM = ("forms", "order")
SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  order:   # the long one
    fields:
      name: {type: text}
      email: {type: email}
      source: {type: hidden, default: website}
      topic: {type: text}
      day: {type: date}
      message: {type: textarea}
"""
STEPS = """\
    steps:
      - {title: You, fields: [name, email]}   # first
      - {title: It, fields: [topic, day]}
      - title: More
        fields: message
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return opened(tmp_path / "site", SPEC + STEPS)


def site_of(desk: Desk) -> Site:
    site = desk.now().site
    assert site
    return site


def pages(form: Form) -> list[tuple[str, ...]]:
    return [step.fields for step in form.steps]


def changed(desk: Desk, plan: Plan) -> list[str]:
    """The lines that the plan takes out of the file and puts into it."""
    text = desk.file.read().text
    made = edited(text, edits_of(plan.edits), desk.now().source) if plan.edits else text
    lines = unified_diff(text.splitlines(), made.splitlines(), n=0)
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_a_form_is_cut_in_two_and_again(tmp_path: Path, app: Flask) -> None:
    desk = opened(tmp_path / "site", SPEC)
    with app.test_request_context():
        for wanted in (
            [("name", "email", "topic"), ("day", "message")],
            [("name", "email", "topic"), ("day",), ("message",)],
            [("name", "email"), ("topic",), ("day",), ("message",)],
            [("name",), ("email",), ("topic",), ("day",), ("message",)],
        ):
            plan = cutting(site_of(desk), (*FORM, "steps"))
            assert pages(after(desk, plan).forms["order"]) == wanted
            desk.path.write_text(edited(desk.path.read_text("utf-8"), edits_of(plan.edits), desk.now().source), "utf-8")
        with pytest.raises(FormkitError, match="no more pages than questions"):
            cutting(site_of(desk), (*FORM, "steps"))
    assert desk.path.read_text("utf-8").startswith(SPEC)


def test_the_page_that_is_meant_is_cut(desk: Desk, app: Flask) -> None:
    with app.test_request_context():
        form = after(desk, cutting(site_of(desk), (*FORM, "steps", 0))).forms["order"]
    assert pages(form)[:3] == [("name",), ("email",), ("topic", "day")]


def test_a_new_page_has_words_in_every_language_of_the_site(tmp_path: Path, app: Flask) -> None:
    desk = opened(tmp_path / "site", SPEC.replace("Rose Garden}", "Rose Garden, languages: [en, tr]}"))
    with app.test_request_context():
        form = after(desk, cutting(site_of(desk), (*FORM, "steps"))).forms["order"]
    assert [step.title.say("tr") for step in form.steps] == ["Başlarken", "Birkaç soru daha"]


def test_a_new_page_lacks_words_in_a_language_that_the_studio_does_not_speak(tmp_path: Path, app: Flask) -> None:
    desk = opened(tmp_path / "site", SPEC.replace("Rose Garden}", "Rose Garden, languages: [ru, kk, tr]}"))
    with app.test_request_context():
        plan = cutting(site_of(desk), (*FORM, "steps"))
    assert [[*step["title"]] for step in plan.edits[0]["value"]] == [["ru", "tr"], ["ru", "tr"]]


def test_a_page_of_a_language_that_the_studio_does_not_speak_has_an_english_title(tmp_path: Path, app: Flask) -> None:
    desk = opened(tmp_path / "site", SPEC.replace("Rose Garden}", "Rose Garden, languages: [de]}"))
    with app.test_request_context():
        form = after(desk, cutting(site_of(desk), (*FORM, "steps"))).forms["order"]
    assert [step.title.say("de") for step in form.steps] == ["To begin", "A few more questions"]


@pytest.mark.parametrize(("number", "left"), [
    (0, [("name", "email", "topic", "day"), ("message",)]),
    (1, [("name", "email", "topic", "day"), ("message",)]),
    (2, [("name", "email"), ("topic", "day", "message")]),
])  # fmt: skip
def test_what_a_page_asks_joins_the_one_before_it(desk: Desk, number: int, left: list[tuple[str, ...]]) -> None:
    source = desk.now().source
    assert source
    plan = removing(site_of(desk), source, (*FORM, "steps", number))
    assert pages(after(desk, plan).forms["order"]) == left


def test_pages_change_places_with_their_comments(desk: Desk) -> None:
    plan = moving(site_of(desk), (*FORM, "steps", 0), 1)
    line = "      - {title: It, fields: [topic, day]}"  # taken out above the other, and put in below it
    assert changed(desk, plan) == [f"+{line}", f"-{line}"]


@pytest.mark.parametrize(("name", "step", "to", "lines"), [
    ("email", 1, 0, [
        "-      - {title: You, fields: [name, email]}   # first", "-      - {title: It, fields: [topic, day]}",
        "+      - {title: You, fields: [name]}   # first", "+      - {title: It, fields: [topic, day, email]}",
    ]),
    ("topic", 1, 1, ["+      day: {type: date}", "-      day: {type: date}"]),
    ("topic", 1, 0, []),
])  # fmt: skip
def test_a_question_goes_over_a_border_by_its_own_lines(
    desk: Desk, name: str, step: int, to: int, lines: list[str]
) -> None:
    assert changed(desk, placing(site_of(desk), (*FORM, "fields", name), step, to)) == lines


def test_the_place_on_another_page_is_the_one_that_was_meant(desk: Desk) -> None:
    form = after(desk, placing(site_of(desk), (*FORM, "fields", "message"), 0, 1)).forms["order"]
    assert [*form.fields] == ["name", "message", "email", "source", "topic", "day"]
    assert pages(form) == [("name", "email", "message"), ("topic", "day")]  # the page that asks nothing is gone


def test_a_new_question_goes_to_the_end_of_the_page_that_is_selected(desk: Desk, app: Flask) -> None:
    with app.test_request_context():
        plan = adding(site_of(desk), "field.tel", page="index.html", beside=(*FORM, "steps", 0))
    form = after(desk, plan).forms["order"]
    assert [*form.fields][:3] == ["name", "email", "phone"]
    assert pages(form)[0] == ("name", "email", "phone")


def test_the_list_at_the_left_has_the_pages_as_groups(desk: Desk) -> None:
    [form] = outline(site_of(desk), desk.now().source, "index.html")["things"][-2]["parts"]
    found = [(one["name"], [part["mark"] for part in one["parts"]]) for one in form["parts"]]
    assert found == [("You", ["name", "email"]), ("It", ["topic", "day"]), ("More", ["message"]), ("Source", [])]
