"""The panel in a real browser: what is typed into a control stands in the file."""

from json import dumps
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import barriers
from tests.web.studio.conftest import Visit

SPEC = """\
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
SAYS = "async (words) => (await (await fetch('file')).json()).text.includes(words)"


def select(page: Page, *path: str | int) -> None:
    page.evaluate("path => document.dispatchEvent(new CustomEvent('studio:selected', { detail: { path } }))", path)
    page.wait_for_function("path => document.querySelector('.panel')?.dataset.path === path", arg=dumps(path))


def wait(page: Page, file: Path, words: str) -> None:
    """Until the file says it, and the browser keeps nothing that is not in it."""
    page.wait_for_function(SAYS, arg=words, polling=100)
    page.wait_for_function("() => !localStorage.length")
    expect(page.locator("#saved")).to_have_text("All changes are saved")
    assert words in file.read_text("utf-8")


def test_what_is_typed_stands_in_the_file_and_the_caret_stays(editor: Page, file: Path) -> None:
    select(editor, "forms", "contact", "fields", "topic")
    field = editor.get_by_label("The question")
    field.focus()
    field.press("End")
    field.press_sequentially(" of it")
    expect(editor.locator(".panel h2")).to_have_text("Topic of it")
    wait(editor, file, "label: Topic of it, choices: [Question, Order, Praise]}\n")
    expect(field).to_be_focused()
    assert field.evaluate("field => field.selectionStart") == len("Topic of it")
    editor.get_by_role("button", name="Undo").click()
    expect(field).to_have_value("Topic")
    select(editor, "business")
    a_mistake_is_told_beside_its_control(editor)
    hours_are_set_day_by_day(editor, file)


def a_mistake_is_told_beside_its_control(editor: Page) -> None:
    field = editor.get_by_role("textbox", name="Mail address")
    field.fill("nobody")
    told = editor.locator("#c-business-email-errors")
    expect(told).to_contain_text("This is not a mail address.")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("you@rosegarden.example")
    expect(told).to_be_empty()


def hours_are_set_day_by_day(editor: Page, file: Path) -> None:
    editor.get_by_role("button", name="Saturday: Same as Friday").click()
    wait(editor, file, "hours: {mon-sat: 09:00-18:00, sun: closed}   # the cat sleeps on Sundays\n")
    editor.get_by_role("button", name="Monday: Add a break").click()
    wait(editor, file, "mon: [09:00-12:00, 13:00-18:00], tue-sat: 09:00-18:00")


def test_who_clicks_beside_a_control_stays_where_they_are(editor: Page, file: Path) -> None:
    select(editor, "business")
    editor.get_by_label("Saturday opens at").fill("11:00")
    editor.get_by_text("The page can't tell yet whether").click()
    wait(editor, file, "sat: 11:00-")
    saturday = editor.locator("#panel [data-day=sat]")
    expect(saturday).to_be_in_viewport()
    expect(editor.locator(":focus")).to_have_count(0)


def test_hours_that_give_way_to_words_are_told_and_come_back(editor: Page, file: Path) -> None:
    select(editor, "business")
    editor.get_by_role("button", name="Write the hours in words instead").click()
    expect(editor.get_by_label("Hours in words")).to_be_focused()
    told = editor.locator("#told")
    expect(told).to_contain_text("The hours of each day are gone; words stand instead.")
    wait(editor, file, "hours: By appointment")
    told.get_by_role("button", name="Undo").click()
    expect(told).to_contain_text("Taken back: ")
    wait(editor, file, "hours: {mon-fri: 09:00-18:00, sat: 10:00-16:00, sun: closed}")


@pytest.mark.parametrize(
    ("typed", "written"),
    [("1.450,50", "1450.50"), ("1,450 €", "1450"), ("1 450", "1450"), ("12,5", "12.5"), ("on request", "on request")],
)
def test_a_price_is_read_as_people_write_it(editor: Page, file: Path, typed: str, written: str) -> None:
    select(editor, "sections", 0, "services", "items", 0)
    editor.get_by_role("textbox", name="Price").fill(typed)
    wait(editor, file, f"{{name: Bouquet, price: {written}}}")


@pytest.mark.parametrize(
    ("typed", "written"), [("1.250 TL", "1250"), ("₺1.250,50", "1250.50"), ("35 try", "35"), ("20 €", "20 €")]
)
def test_a_price_may_say_the_currency_of_the_business_and_no_other(
    editor: Page, file: Path, typed: str, written: str
) -> None:
    file.write_text(SPEC.replace("business:\n", "business:\n  currency: TRY\n"), "utf-8")
    editor.reload()
    select(editor, "sections", 0, "services", "items", 0)
    editor.get_by_role("textbox", name="Price").fill(typed)
    wait(editor, file, f"{{name: Bouquet, price: {written}}}")


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("www.rosegarden.example", "url: https://www.rosegarden.example"),
        ("rosegarden.example/shop", "url: https://rosegarden.example/shop"),
        ("http://rosegarden.example", "url: http://rosegarden.example"),
    ],
)
def test_a_web_address_is_read_as_people_write_it(editor: Page, file: Path, typed: str, written: str) -> None:
    select(editor, "site")
    editor.locator(".panel details.more summary").click()
    field, told = editor.get_by_label("Address of the site"), editor.locator("#c-site-url-errors")
    field.fill("in the old town")
    expect(told).not_to_be_empty()
    field.fill(typed)
    wait(editor, file, written)
    expect(told).to_be_empty()


@pytest.mark.parametrize("typed", ["@rosegarden", "rosegarden", "instagram.com/rosegarden"])
def test_a_link_is_read_as_people_write_it(editor: Page, file: Path, typed: str) -> None:
    select(editor, "business")
    links = editor.locator("#c-business-links")
    links.get_by_role("combobox").select_option("Instagram")
    links.get_by_role("textbox").fill(typed)
    links.get_by_role("button", name="Add").click()
    wait(editor, file, "links: {instagram: https://instagram.com/rosegarden}")
    links.get_by_label("Instagram", exact=True).fill("@rose.garden")
    wait(editor, file, "links: {instagram: https://instagram.com/rose.garden}")


def test_what_is_deleted_in_the_properties_is_told_and_can_be_taken_back(editor: Page, file: Path) -> None:
    told = editor.locator("#told")
    for path, name, left in (
        (("sections", 0), "Wreath", "services: [{name: Bouquet, price: 35}]"),
        (("forms", "contact"), "Order number", "topic: {type: select, label: Topic, choices"),
        (("forms", "contact", "fields", "topic"), "Praise", "choices: [Question, Order]"),
    ):
        select(editor, *path)
        editor.locator("#panel").get_by_role("button", name=f"Delete {name}").click()
        expect(told).to_contain_text(f"Deleted: {name}")
        wait(editor, file, left)
        told.get_by_role("button", name="Undo").click()
        expect(told).to_contain_text("Taken back: ")


def test_a_list_that_is_narrowed_letter_by_letter_shows_what_is_chosen(editor: Page) -> None:
    select(editor, "business")
    town = editor.get_by_label("Your clock", exact=True)
    chosen = town.input_value()
    town.evaluate("list => { list.closest('details').open = true; }")
    editor.get_by_role("searchbox", name="Search the list: Your clock").press_sequentially("Ber")
    expect(town.locator("option", has_text="Berlin")).to_have_count(1)
    expect(town).to_have_value(chosen)


def test_choices_are_moved_added_pasted_and_asked_by_a_condition(editor: Page, file: Path) -> None:
    select(editor, "forms", "contact", "fields", "topic")
    editor.get_by_role("button", name="Move Praise up").press("Enter")
    expect(editor.get_by_role("button", name="Move Praise up")).to_be_focused()
    wait(editor, file, "[Question, Praise, Order]")
    fresh = editor.get_by_role("textbox", name="New choice")
    fresh.fill("A wedding")
    fresh.press("Enter")
    expect(editor.get_by_role("button", name="Delete A wedding")).to_be_visible()
    wait(editor, file, "[Question, Praise, Order, A wedding]")
    editor.get_by_text("As lines of text").click()
    lines = editor.get_by_label("One choice on each line")
    lines.fill("Question\nOrder\nA wedding\nRepairs")
    lines.blur()
    expect(editor.get_by_role("button", name="Delete Repairs")).to_be_attached()
    wait(editor, file, "[Question, Order, A wedding, Repairs]")
    select(editor, "forms", "contact", "fields", "number")
    editor.get_by_role("button", name="Only for certain answers").click()
    editor.get_by_label("Which question").select_option("Topic")
    editor.get_by_role("group", name="Which answer").get_by_label("Order").check()
    wait(editor, file, "number: {label: Order number, show_if: {topic: Order}}")


def test_a_question_is_added_and_changed_and_nothing_is_a_barrier(editor: Page, file: Path) -> None:
    select(editor, "forms", "contact")
    editor.get_by_label("What kind of question").select_option("Day")
    editor.get_by_role("button", name="Add a question").click()
    expect(editor.locator(".panel h2")).to_have_text("Date")
    kind = editor.get_by_label("Kind of question")
    kind.select_option("One of several")
    expect(editor.get_by_role("group", name="What can be chosen")).to_be_visible()
    wait(editor, file, "date: {type: radio, choices: [First choice, Second choice]}")
    kind.select_option("One line")
    expect(editor.get_by_role("group", name="What can be chosen")).to_have_count(0)
    assert "First choice" not in file.read_text("utf-8")
    for path in ("business",), ("forms", "contact"):
        select(editor, *path)
        editor.locator("details.more").evaluate("fold => { fold.open = true; }")
        assert barriers(editor, "#panel") == []


def test_a_panel_of_nothing_is_that_of_the_site(studio: Visit) -> None:
    for asked in ("", "[", '["sections",99]', '["forms","none","fields","x"]', "[[1]]", '["a","\\u0000"]'):
        assert "The site" in studio.get(f"s/rose/panel?path={asked}").text
