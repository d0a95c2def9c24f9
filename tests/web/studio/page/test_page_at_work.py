"""The page in the middle of the editor, in a real browser: selected, written in, and seen in another look."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from formkit.themes import theme_names
from formkit.web.dev import Reloader
from tests.live import SPEC
from tests.web.studio.page.working import ROSES, opened, said, saved

HEARD = """() => {
  window.heard = [];
  document.addEventListener('studio:changed', ({ detail }) => window.heard.push(detail.version));
}"""
TOPS = """(words) => {
  const { y } = document.querySelector('.sheet').getBoundingClientRect();
  document.getElementById('told').textContent = words;
  return [y, document.querySelector('.sheet').getBoundingClientRect().y];
}"""  # of the page before and after: in one go, before anything could mend it
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('.view select')].filter((one) => one.checkVisibility());
  const edges = boxes.map((one) => one.getBoundingClientRect());
  return edges.slice(1).filter((one, at) => one.left < edges[at].right && one.top < edges[at].bottom).length;
}"""
PICTURES = """(count) => {
  const all = [...document.querySelectorAll('.look img')].filter((one) => one.complete && one.naturalWidth);
  return all.length === count;
}"""
PETAL = '"Avenir Next", system-ui, sans-serif'
THINGS = """async () => {
  const { elementOf, idOfThing, things } = await import('/_studio/static/selection.js');
  const { sameWords } = await import('/_studio/static/find.js');
  const lost = things().filter((one) => one.shown && !elementOf(one)).map(idOfThing);
  const words = (one) => one.texts.filter((text) => !sameWords(elementOf(one), text.shown)).map((text) => text.shown);
  const same = new Set(things().map(elementOf)).size === things().length;
  return [...lost, ...things().filter((one) => one.shown).flatMap(words), ...(same ? [] : ['two things in one place'])];
}"""


def test_everything_of_a_page_is_found_in_every_theme(page: Page, file: Path) -> None:
    for theme in theme_names(file.parents[1]):
        own = file.with_name(f"{theme}.yaml")
        own.write_text(ROSES.replace("theme: petal", f"theme: {theme}"), "utf-8")
        opened(page, own)
        assert (theme, page.evaluate(THINGS)) == (theme, [])


def test_the_lists_above_the_page_have_room_beside_each_other(page: Page, file: Path) -> None:
    file.write_text(ROSES.replace("name: Rose Garden", "name: Rose Garden of the Sisters Aydin", 1), "utf-8")
    opened(page, file)
    expect(page.locator("#leaf")).to_be_visible()
    assert page.evaluate(OVERLAPS) == 0


def test_a_click_in_the_page_selects_and_so_does_the_list(page: Page, file: Path) -> None:
    view = opened(page, file)
    here = page.locator("#outline [aria-current]")
    view.get_by_role("heading", name="Bridal bouquet").click()
    expect(here).to_have_text("Bridal bouquet")
    view.locator("#form-contact").get_by_text("Your message").click()
    expect(here).to_have_text("Your message Several lines")
    view.get_by_role("link", name="Rose Garden").first.click()
    expect(here).to_have_text("Rose Garden Site")
    page.get_by_role("button", name="Three sisters").click()
    expect(page.locator("#chosen .name")).to_have_text("About us: Three sisters")


def test_links_to_other_pages_of_the_site_show_them(page: Page, file: Path) -> None:
    view = opened(page, file)
    view.locator("header").get_by_role("link", name="Türkçe").click()
    expect(page.locator("#language")).to_have_value("tr")
    expect(view.get_by_role("heading", name="Gelin buketi")).to_be_attached()
    view.locator("footer").get_by_role("link", name="Gizlilik").click()
    expect(page.locator("#leaf")).to_have_value("privacy")
    expect(page.locator("#outline")).to_contain_text("Gizlilik Legal page")


def test_words_are_written_where_they_stand(page: Page, file: Path) -> None:
    view = opened(page, file)
    view.get_by_role("heading", name="Bridal bouquet").dblclick()
    page.keyboard.type("Blossoms")
    page.keyboard.press("Enter")
    expect(page.locator("#outline").get_by_text("Blossoms")).to_be_visible()
    assert file.read_text("utf-8") == ROSES.replace("Bridal bouquet", "Blossoms")


def test_a_question_is_written_by_a_double_click_beside_its_words(page: Page, file: Path) -> None:
    file.write_text(SPEC, "utf-8")
    view = opened(page, file)
    view.locator("#form-contact [data-field=order_no] label").dblclick()
    page.keyboard.type("Your number")
    page.keyboard.press("Enter")
    saved(page)
    words = file.read_text("utf-8")
    written = [line for line in words.splitlines() if "order_no: " in line]
    assert written == ["      order_no: {type: text, label: Your number, show_if: {topic: Complaint}, required: true}"]


def test_a_choice_that_is_written_over_in_the_page_is_called_so_in_the_data(page: Page, file: Path) -> None:
    size = "size: {type: radio, choices: [First choice, Second choice]}\n      order_no:"
    file.write_text(SPEC.replace("order_no:", size), "utf-8")
    view = opened(page, file)
    view.get_by_text("First choice").dblclick()
    expect(view.locator("[contenteditable]")).to_be_focused()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Small")
    page.keyboard.press("Enter")
    saved(page)
    assert "choices: [Small, Second choice]" in file.read_text("utf-8")


def test_prose_shows_its_marks_while_it_is_written_and_takes_lines(page: Page, file: Path) -> None:
    view = opened(page, file)
    prose = view.locator("#about .prose")
    prose.get_by_text("Our mother").dblclick()
    expect(prose).to_contain_text("**1987**")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Come *in*.")
    page.keyboard.press("Control+Enter")
    saved(page)
    expect(prose.locator("p em")).to_have_text("in")
    assert "we don't sell.\n\n          Come *in*.\n        tr: |" in file.read_text("utf-8")


def test_escape_gives_back_what_was_there(page: Page, file: Path) -> None:
    view = opened(page, file)
    button = view.locator("#form-order").get_by_role("button", name="Send order")
    button.dblclick()
    page.keyboard.type("Send it")
    expect(page.locator("#undo")).to_be_enabled()
    page.keyboard.press("Escape")
    expect(page.locator("#redo")).to_be_enabled()
    expect(button).to_be_visible()
    assert file.read_text("utf-8") == ROSES


def test_another_language_is_written_beside_the_first(page: Page, file: Path) -> None:
    view = opened(page, file)
    page.select_option("#language", "tr")
    view.get_by_text("Adınız").first.dblclick()
    expect(view.locator("[contenteditable]")).to_be_focused()
    page.keyboard.type("Adınız nedir?")
    page.keyboard.press("Enter")
    expect(view.get_by_text("Adınız nedir?")).to_be_visible()
    saved(page)
    written = [line.replace('"', "") for line in file.read_text("utf-8").splitlines() if line not in ROSES]
    assert written == ["        label: {en: Your name, tr: Adınız nedir?}"]


def test_a_condition_just_begun_outlives_a_change_beside_it(page: Page, file: Path) -> None:
    view = opened(page, file)
    view.locator("#form-contact").get_by_text("Your message").click()
    page.get_by_role("button", name="Only for certain answers").click()
    page.get_by_label("The question").fill("What is it?")
    expect(page.locator("#panel h2")).to_have_text("What is it?")
    expect(page.get_by_label("Which question")).to_be_visible()


def test_something_new_is_shown_from_its_beginning_and_ready_to_be_written(page: Page, file: Path) -> None:
    opened(page, file)
    page.locator("#outline").get_by_role("button", name="Services").click()
    page.get_by_role("button", name="Add a service").click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type("Wreaths")
    expect(page.locator("#outline [aria-current]")).to_have_text("Wreaths")


def test_what_was_done_is_told_until_something_else_is_done(page: Page, file: Path) -> None:
    opened(page, file)
    page.locator("#entries").get_by_role("button", name="Notice").click()
    said(page, "Added: Notice")
    page.get_by_label("The sentence").fill("Closed on the first of May.")
    saved(page)
    expect(page.locator("#told")).to_be_empty()


def test_a_search_leaves_the_groups_as_they_were_and_a_form_opens_its_questions(page: Page, file: Path) -> None:
    opened(page, file)
    entries, open_ones = page.locator("#entries"), page.locator("#entries details[open]")
    page.get_by_role("searchbox", name="Search what to add").fill("holiday")
    expect(entries.get_by_role("button", name="Notice")).to_be_visible()
    page.get_by_role("searchbox", name="Search what to add").fill("")
    expect(open_ones).to_have_count(1)
    page.locator("#outline").get_by_role("button", name="Questions").first.click()
    expect(open_ones).to_have_count(2)
    expect(entries.get_by_role("button", name="Choice from a menu")).to_be_attached()


def test_hours_are_changed_where_they_are_clicked(page: Page, file: Path) -> None:
    view = opened(page, file)
    view.locator("#hours").get_by_text("Closed", exact=True).click()
    expect(page.get_by_role("group", name="Opening hours")).to_be_in_viewport()
    page.locator("#outline").get_by_role("button", name="Opening hours").click()
    page.get_by_role("button", name="Change the hours").click()
    expect(page.get_by_role("group", name="Opening hours")).to_be_in_viewport()


def test_an_answer_that_comes_late_does_not_undo_what_was_shown_since(
    page: Page, file: Path, reloader: Reloader
) -> None:
    opened(page, file)
    late: list[Route] = []
    page.route("**/state?*", lambda route: route.continue_() if late else late.append(route))
    with page.expect_request("**/state?*"):
        file.write_text(ROSES.replace("Rose Garden", "Their Garden"), "utf-8")
        reloader.saved()
    page.evaluate("() => fetch('/_studio/')")  # the request is held by then
    answer = late[0].fetch()
    page.get_by_label("A short sentence below the name").fill("Ours")
    saved(page)
    expect(page.frame_locator("#view").get_by_role("heading", name="Their Garden")).to_be_visible()
    page.evaluate(HEARD)
    late[0].fulfill(response=answer)
    page.locator("#undo").click()
    said(page, "Taken back: ")
    page.unroute("**/state?*")
    assert len(page.evaluate("() => window.heard")) == 1


def test_the_keyboard_stays_at_its_line_when_another_program_adds_one(
    page: Page, file: Path, reloader: Reloader
) -> None:
    opened(page, file)
    line = page.locator("#outline").get_by_role("button", name="Bridal bouquet")
    page.locator("#outline").get_by_role("button", name="Greeting").click()
    line.focus()
    file.write_text(ROSES.replace("\nlegal:\n", "\n  - banner: {text: New}\nlegal:\n"), "utf-8")
    reloader.saved()
    expect(page.locator("#outline").get_by_role("button", name="Notice")).to_be_visible()
    expect(line).to_be_focused()


@pytest.mark.parametrize("width", ["desktop", "phone"])
def test_the_page_stands_still_while_something_is_said_below_it(page: Page, file: Path, width: str) -> None:
    opened(page, file)
    page.locator("#width").select_option(width)
    expect(page.locator(".sheet")).to_have_attribute("data-width", width)
    before, after = page.evaluate(TOPS, "Pictures added to Pictures: 3.")
    assert before == after


def test_a_look_is_chosen_by_its_picture_and_a_colour_by_swatch_and_well(page: Page, file: Path) -> None:
    view = opened(page, file)
    pictures, button = page.locator(".look img"), view.locator("#form-contact [type=submit]").last
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
    page.wait_for_function(PICTURES, arg=len(theme_names(file.parents[1])))
    expect(view.locator("body")).to_have_css("font-family", PETAL)
    page.locator(".look", has_text="Plain").locator("img").click()
    expect(view.locator("body")).not_to_have_css("font-family", PETAL)
    page.get_by_role("button", name="Green").click()
    expect(button).to_have_css("background-color", "rgb(47, 93, 80)")
    page.locator("[type=color]").fill("#123456")
    expect(button).to_have_css("background-color", "rgb(18, 52, 86)")
    saved(page)
    assert file.read_text("utf-8") == ROSES.replace("theme: petal", "theme: plain").replace("#a3324f", "#123456")


HALTED = """async () => {
  const [scheme, view] = [document.getElementById('scheme'), document.getElementById('view')];
  const { port1, port2 } = new MessageChannel();
  const moment = () => new Promise((resolve) => { port1.onmessage = resolve; port2.postMessage(0); });
  const before = view.contentDocument;
  scheme.value = 'dark';
  scheme.dispatchEvent(new Event('change'));
  while (view.contentDocument === before) await moment();
  view.contentWindow.stop();
}"""


def test_a_page_that_was_halted_before_it_had_begun_comes_all_the_same(page: Page, file: Path) -> None:
    view = opened(page, file)
    page.evaluate(HALTED)
    expect(view.locator("h1")).to_be_visible()
    expect(view.locator("html")).to_have_css("color-scheme", "dark")
