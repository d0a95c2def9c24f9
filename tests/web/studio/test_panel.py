"""The panel in a real browser: what is typed into a control stands in the file."""

from collections.abc import Callable
from json import dumps
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from formkit.settings import Settings
from tests.chromium import axe_script
from tests.web.studio.conftest import Visit

LAPTOP = {"viewport": {"width": 1024, "height": 700}}
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
SHOP = """\
site: {name: Rose Garden}
business:
  email: hello@rosegarden.example
  hours: {mon-fri: 09:00-18:00, sat: 10:00-16:00, sun: closed}   # the cat sleeps on Sundays
sections:
  - services: [{name: Bouquet, price: 35}, {name: Wreath}]
  - form: contact
forms:
  contact:
    fields:
      topic: {type: select, label: Topic, choices: [Question, Order, Praise]}
      number: {label: Order number}
      message: {type: textarea, label: Message}
"""


@pytest.fixture
def shop(settings: Settings) -> Callable[[], str]:
    """What the file says now."""
    place = settings.specs / "rose.yaml"
    place.write_text(SHOP, "utf-8")
    return lambda: place.read_text("utf-8")


@pytest.fixture
def editor(new_page: Callable[..., Page], address: str, shop: Callable[[], str]) -> Page:
    page = new_page(**LAPTOP)
    page.goto(address)
    page.goto(f"{address.partition('?')[0]}s/rose/")
    expect(page.locator(".panel h2")).to_have_text("The site")
    return page


def select(page: Page, *path: str | int) -> None:
    page.evaluate("path => document.dispatchEvent(new CustomEvent('studio:selected', { detail: { path } }))", path)
    page.wait_for_function("path => document.querySelector('.panel')?.dataset.path === path", arg=dumps(path))


def wait(page: Page, said: Callable[[], str], words: str) -> None:
    """Until the file says it, and the panel was drawn anew."""
    page.wait_for_function("() => !localStorage.length")
    expect(page.locator("#saved")).to_have_text("All changes are saved")
    assert words in said()


def test_what_is_typed_stands_in_the_file_and_the_caret_stays(editor: Page, shop: Callable[[], str]) -> None:
    select(editor, "forms", "contact", "fields", "topic")
    field = editor.get_by_label("The question")
    field.focus()
    field.press("End")
    field.press_sequentially(" of it")
    expect(editor.locator(".panel h2")).to_have_text("Topic of it")
    wait(editor, shop, "label: Topic of it, choices: [Question, Order, Praise]}\n")
    expect(field).to_be_focused()
    assert field.evaluate("field => field.selectionStart") == len("Topic of it")
    editor.get_by_role("button", name="Undo").click()
    expect(field).to_have_value("Topic")
    select(editor, "business")
    a_mistake_is_told_beside_its_control(editor)
    hours_are_set_day_by_day(editor, shop)


def a_mistake_is_told_beside_its_control(editor: Page) -> None:
    field = editor.get_by_role("textbox", name="Mail address")
    field.fill("nobody")
    told = editor.locator("#c-business-email-errors")
    expect(told).to_contain_text("This is not a mail address.")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("you@rosegarden.example")
    expect(told).to_be_empty()


def hours_are_set_day_by_day(editor: Page, shop: Callable[[], str]) -> None:
    editor.get_by_role("button", name="Saturday: Same as Friday").click()
    wait(editor, shop, "hours: {mon-sat: 09:00-18:00, sun: closed}   # the cat sleeps on Sundays\n")
    editor.get_by_role("button", name="Monday: Add a break").click()
    wait(editor, shop, "mon: [09:00-12:00, 13:00-18:00], tue-sat: 09:00-18:00")


def test_choices_are_moved_added_pasted_and_asked_by_a_condition(editor: Page, shop: Callable[[], str]) -> None:
    select(editor, "forms", "contact", "fields", "topic")
    editor.get_by_role("button", name="Move Praise up").press("Enter")
    expect(editor.get_by_role("button", name="Move Praise up")).to_be_focused()
    wait(editor, shop, "[Question, Praise, Order]")
    fresh = editor.get_by_role("textbox", name="New choice")
    fresh.fill("A wedding")
    fresh.press("Enter")
    expect(editor.get_by_role("button", name="Delete A wedding")).to_be_visible()
    wait(editor, shop, "[Question, Praise, Order, A wedding]")
    editor.get_by_text("As lines of text").click()
    lines = editor.get_by_label("One choice on each line")
    lines.fill("Question\nOrder\nA wedding\nRepairs")
    lines.blur()
    expect(editor.get_by_role("button", name="Delete Repairs")).to_be_attached()
    wait(editor, shop, "[Question, Order, A wedding, Repairs]")
    select(editor, "forms", "contact", "fields", "number")
    editor.get_by_role("button", name="Only for certain answers").click()
    editor.get_by_label("Which question").select_option("Topic")
    editor.get_by_role("group", name="Which answer").get_by_label("Order").check()
    wait(editor, shop, "number: {label: Order number, show_if: {topic: Order}}")


def test_a_question_is_added_and_changed_and_nothing_is_a_barrier(editor: Page, shop: Callable[[], str]) -> None:
    select(editor, "forms", "contact")
    editor.get_by_label("What kind of question").select_option("Day")
    editor.get_by_role("button", name="Add a question").click()
    expect(editor.locator(".panel h2")).to_have_text("Date")
    kind = editor.get_by_label("Kind of question")
    kind.select_option("One of several")
    expect(editor.get_by_role("group", name="What can be chosen")).to_be_visible()
    wait(editor, shop, "date: {type: radio, choices: [First choice, Second choice]}")
    kind.select_option("One line")
    expect(editor.get_by_role("group", name="What can be chosen")).to_have_count(0)
    assert "First choice" not in shop()
    editor.evaluate(axe_script())
    for path in ("business",), ("forms", "contact"):
        select(editor, *path)
        assert barriers(editor) == []


def barriers(page: Page) -> list[Any]:
    page.locator("details.more").evaluate("fold => { fold.open = true; }")
    found = page.evaluate("rules => axe.run('#panel', rules)", RULES)
    return [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found["violations"]]


def test_a_panel_of_nothing_is_that_of_the_site(studio: Visit) -> None:
    for asked in ("", "[", '["sections",99]', '["forms","none","fields","x"]', "[[1]]", '["a","\\u0000"]'):
        assert "The site" in studio.get(f"s/rose/panel?path={asked}").text
