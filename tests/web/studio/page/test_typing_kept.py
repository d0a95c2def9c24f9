"""What is typed is kept as it is meant: by an input method, in a full browser, in a panel that is drawn anew."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, Route, expect

from tests.web.studio.page.working import opened, reads, said, saved

SPEC = """\
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
sections:
  - about: Three sisters
  - services: {items: [{name: "Posy $& {n} $$5", price: "20 euros"}, {name: Wreath, price: "30 euros"}]}
  - form: contact
forms:
  contact:
    fields:
      fruit: {type: select, choices: [Plum, Pear]}
      email: {type: email, required: true}
"""
PASTED = """(text) => text.dispatchEvent(
  new ClipboardEvent('paste', { clipboardData: new DataTransfer(), bubbles: true, cancelable: true }))"""
FILLED = """() => {
  for (const kept of [localStorage, sessionStorage]) {
    for (const more of ['x'.repeat(1024), 'x']) {
      try { for (let n = 0; ; n += 1) kept.setItem(`${more.length}-${n}`, more); } catch { /* full */ }
    }
  }
}"""
TURKISH = re.compile(r"/mail(/contact)?\?.*language=tr")
WATCH = """() => {
  window.said = 0;
  const place = document.querySelector('.control:focus-within > .errors');
  new MutationObserver(() => { window.said += 1; }).observe(place, { childList: true });
}"""
EMPTIED = "() => { localStorage.clear(); sessionStorage.clear(); }"
SELECT_SISTERS = """() => {
  const editor = ace.edit(document.querySelector('.ace_editor'));
  editor.focus();
  editor.find('Three');
}"""


@pytest.fixture
def view(page: Page, file: Path) -> FrameLocator:
    file.write_text(SPEC, "utf-8")
    return opened(page, file)


def thing(page: Page, name: str) -> None:
    page.locator("#outline .thing", has_text=name).click()


def test_the_keys_of_an_input_method_are_its_own(page: Page, view: FrameLocator) -> None:
    view.get_by_text("Three sisters").dblclick()
    text = view.locator("[contenteditable]")
    expect(text).to_be_focused()
    browser = page.context.new_cdp_session(page)
    browser.send("Input.imeSetComposition", {"text": "ばら", "selectionStart": 2, "selectionEnd": 2})
    browser.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Escape", "windowsVirtualKeyCode": 27})
    browser.send("Input.insertText", {"text": "薔薇"})
    expect(text).to_have_text("薔薇")
    page.keyboard.press("Enter")
    saved(page)
    expect(view.get_by_text("薔薇")).to_be_attached()


def test_a_clipboard_without_words_takes_none_away(page: Page, view: FrameLocator) -> None:
    view.get_by_text("Three sisters").dblclick()
    text = view.locator("[contenteditable]")
    text.evaluate(PASTED)
    expect(text).to_have_text("Three sisters")


def test_a_name_is_said_as_it_is(page: Page, view: FrameLocator) -> None:
    thing(page, "Posy")
    page.locator("#deeds [data-deed=down]").click()
    said(page, "Posy $& {n} $$5 is now number 2 of 2.")


def test_a_full_browser_hinders_neither_the_file_nor_a_question(page: Page, view: FrameLocator, file: Path) -> None:
    page.evaluate(FILLED)
    page.get_by_role("tab", name="File").click()
    expect(page.locator(".ace_content")).to_contain_text("Three sisters")
    page.evaluate(SELECT_SISTERS)
    page.keyboard.type("Two")
    expect(view.get_by_text("Two sisters")).to_be_attached()
    page.get_by_role("tab", name="Page").click()
    file.write_text(SPEC.replace("Rose Garden", "Theirs"), "utf-8")
    page.get_by_label("Name of the site", exact=True).fill("Mine")
    expect(page.get_by_role("dialog")).to_contain_text("Theirs")
    page.get_by_role("button", name="Keep mine").click()
    saved(page)
    page.evaluate(EMPTIED)


def test_what_is_not_added_yet_stays_when_something_else_is_changed(page: Page, view: FrameLocator) -> None:
    thing(page, "Fruit")
    fresh = page.locator(".add[data-add=choice] input")
    fresh.fill("Kiwi")
    with page.expect_response("**/panel?*"):
        page.get_by_label("The question").fill("Your fruit")
        expect(page.locator("#panel h2")).to_have_text("Your fruit")
    expect(fresh).to_have_value("Kiwi")


def test_a_choice_that_is_there_already_is_told_and_its_words_stay(page: Page, view: FrameLocator, file: Path) -> None:
    thing(page, "Fruit")
    fresh = page.locator(".add[data-add=choice] input")
    with page.expect_response("**/panel?*"):
        fresh.fill("Pear")
        fresh.press("Enter")
    reads(page, "#saved", "There is such a choice already")
    thing(page, "Email")
    expect(page.locator("#panel h2")).to_have_text("Email")
    thing(page, "Fruit")
    expect(fresh).to_have_value("Pear")
    fresh.fill("Kiwi")
    fresh.press("Enter")
    expect(page.get_by_label("number 3")).to_have_value("Kiwi")
    expect(fresh).to_have_value("")
    saved(page)
    assert "choices: [Plum, Pear, Kiwi]" in file.read_text("utf-8")


def test_lines_that_were_pasted_lose_their_doubles_alone(page: Page, view: FrameLocator, file: Path) -> None:
    thing(page, "Fruit")
    page.get_by_text("As lines of text").click()
    lines = page.get_by_label("One choice on each line")
    lines.fill("Plum\nFig\nPear\nFig\nKiwi\nKiwi")
    lines.blur()
    said(page, "Taken once, though written several times: Fig, Kiwi")
    expect(lines).to_have_value("Plum\nFig\nPear\nKiwi")
    saved(page)
    assert "choices: [Plum, Fig, Pear, Kiwi]" in file.read_text("utf-8")


def test_lines_that_are_not_done_are_asked_about_and_there_again(page: Page, view: FrameLocator) -> None:
    thing(page, "Fruit")
    page.get_by_text("As lines of text").click()
    lines = page.get_by_label("One choice on each line")
    lines.press_sequentially("Fig\n")
    asked: list[str] = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"]
    thing(page, "Fruit")
    expect(lines).to_be_visible()
    expect(lines).to_have_value("Fig\nPlum\nPear")
    lines.fill("Plum\nPear")
    page.reload()
    assert asked == ["beforeunload"]


def test_a_colour_is_chosen_in_the_window_that_was_opened(page: Page, view: FrameLocator) -> None:
    well = page.locator(".well").first
    held = well.element_handle()
    well.focus()
    with page.expect_response("**/panel?*"):
        well.fill("#aa3344")
        saved(page)
    expect(page.locator(".well + input")).to_have_value("#aa3344")
    assert held.evaluate("one => one.isConnected")


def test_a_tick_is_taken_back_by_its_key(page: Page, view: FrameLocator, file: Path) -> None:
    thing(page, "Email")
    page.locator("#panel").get_by_label("Must be answered").click()
    expect(page.locator("#undo")).to_have_attribute("aria-disabled", "false")
    saved(page)
    page.keyboard.press("Control+z")
    said(page, "Taken back")
    assert file.read_text("utf-8") == SPEC


def test_the_panel_is_drawn_anew_after_the_mouse_was_let_go_over_the_page(page: Page, view: FrameLocator) -> None:
    thing(page, "Your business")
    expect(page.locator("#panel h2")).to_have_text("Your business")
    start, end = page.locator("#panel h2").bounding_box(), page.locator("#view").bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(end["x"] + 200, end["y"] + 200)
    page.mouse.up()
    page.get_by_label("Mail address", exact=True).fill("nobody")
    expect(page.locator("#panel .error").first).to_be_visible()


def test_a_mistake_that_stays_is_said_once(page: Page, view: FrameLocator) -> None:
    thing(page, "Your business")
    mail = page.get_by_label("Mail address", exact=True)
    mail.fill("nobody")
    expect(page.locator("#panel .error").first).to_be_visible()
    page.evaluate(WATCH)
    page.locator("#panel .control:not(:focus-within)").first.evaluate("other => other.classList.add('old')")
    mail.fill("nobody at home")
    expect(page.locator("#panel .old")).to_have_count(0)
    assert page.evaluate("said") == 0


def test_the_mail_that_was_asked_for_last_is_shown(page: Page, file: Path) -> None:
    file.write_text(SPEC.replace("Rose Garden", "Rose Garden, languages: [en, tr]"), "utf-8")
    opened(page, file)
    page.get_by_role("tab", name="Mail").click()
    language = page.locator("#mail-language")
    held: list[Route] = []
    page.route(TURKISH, lambda route: held.append(route))
    with page.expect_request(TURKISH):
        language.select_option("tr")
    language.select_option("en")
    expect(page.locator("#mail h2").first).to_be_visible()
    with page.expect_response(TURKISH):
        held[0].continue_()
    page.unroute(TURKISH)
    page.get_by_role("tab", name="Page").click()
    expect(language).to_have_value("en")
