"""The page in the middle of the editor, in a real browser: selected, written in, reordered by mouse and by keyboard."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from playwright.sync_api import FrameLocator, Page, expect

from formkit.fields import FIELD_TYPES
from formkit.settings import Settings
from formkit.themes import theme_names

FORMS = Path(__file__).parents[3] / "form_specs"
ROSES = (FORMS / "rose-garden.yaml").read_text("utf-8")
THINGS = """async () => {
  const { elementOf, idOfThing, things } = await import('/_studio/static/selection.js');
  const { sameWords } = await import('/_studio/static/find.js');
  const lost = things().filter((one) => one.shown && !elementOf(one)).map(idOfThing);
  const words = (one) => one.texts.filter((text) => !sameWords(elementOf(one), text.shown)).map((text) => text.shown);
  const same = new Set(things().map(elementOf)).size === things().length;
  return [...lost, ...things().filter((one) => one.shown).flatMap(words), ...(same ? [] : ['two things in one place'])];
}"""


@pytest.fixture
def page(new_page: Callable[..., Page], address: str) -> Page:
    """A laptop that came in by the key."""
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(address)
    return page


@pytest.fixture
def file(settings: Settings) -> Path:
    return settings.specs / "rose.yaml"


@pytest.fixture
def roses(settings: Settings) -> str:
    """The rose garden as the site `rose`; the text of its file."""
    copytree(FORMS / "images" / "rose-garden", settings.specs / "images" / "rose-garden")
    (settings.specs / "rose.yaml").write_text(ROSES, "utf-8")
    return ROSES


def opened(page: Page, site: str = "rose") -> FrameLocator:
    """The page of a site in its editor, with everything found."""
    page.goto(f"{page.url.partition('/_studio/')[0]}/_studio/s/{site}/")
    expect(page.locator("#outline .thing").first).to_be_visible()
    return page.frame_locator("#view")


def said(page: Page, words: str) -> None:
    expect(page.locator("#told")).to_contain_text(words)


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text("All changes are saved")


def grabbed(page: Page, what: Any, onto: Any, *, at: tuple[float, float]) -> None:
    """Drags with the mouse, to a part (from 0 to 1, across and down) of what it is dragged onto."""
    start, end = what.bounding_box(), onto.bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 30, start["y"] + 30, steps=3)
    page.mouse.move(end["x"] + end["width"] * at[0], end["y"] + end["height"] * at[1], steps=5)


def test_everything_of_a_page_is_found_in_every_theme(page: Page, settings: Settings, roses: str) -> None:
    for theme in theme_names(settings.workspace):
        (settings.specs / f"{theme}.yaml").write_text(roses.replace("theme: petal", f"theme: {theme}"), "utf-8")
        opened(page, theme)
        assert (theme, page.evaluate(THINGS)) == (theme, [])


def test_a_click_in_the_page_selects_and_so_does_the_list(page: Page, roses: str) -> None:
    view = opened(page)
    here = page.locator("#outline [aria-current]")
    view.get_by_role("heading", name="Bridal bouquet").click()
    expect(here).to_have_text("Bridal bouquet")
    view.locator("#form-contact").get_by_text("Your message").click()
    expect(here).to_have_text("Your message Several lines")
    view.get_by_role("link", name="Rose Garden").first.click()
    expect(here).to_have_text("Rose Garden Site")
    page.get_by_role("button", name="Three sisters").click()
    expect(page.locator("#chosen .name")).to_have_text("About us: Three sisters")


def test_links_to_other_pages_of_the_site_show_them(page: Page, roses: str) -> None:
    view = opened(page)
    view.locator("header").get_by_role("link", name="Türkçe").click()
    expect(page.locator("#language")).to_have_value("tr")
    expect(view.get_by_role("heading", name="Gelin buketi")).to_be_attached()
    view.locator("footer").get_by_role("link", name="Gizlilik").click()
    expect(page.locator("#leaf")).to_have_value("privacy")
    expect(page.locator("#outline")).to_contain_text("Gizlilik Legal page")


def test_words_are_written_where_they_stand(page: Page, roses: str, file: Path) -> None:
    view = opened(page)
    view.get_by_role("heading", name="Bridal bouquet").dblclick()
    page.keyboard.type("Blossoms")
    page.keyboard.press("Enter")
    expect(page.locator("#outline").get_by_text("Blossoms")).to_be_visible()
    assert file.read_text("utf-8") == roses.replace("Bridal bouquet", "Blossoms")


def test_a_question_is_written_by_a_double_click_beside_its_words(page: Page, file: Path) -> None:
    view = opened(page)
    view.locator("#form-contact [data-field=order_no] label").dblclick()
    page.keyboard.type("Your number")
    page.keyboard.press("Enter")
    saved(page)
    words = file.read_text("utf-8").replace('"', "")  # a state that ends in a blank needs quotes, and they stay
    written = [line for line in words.splitlines() if "order_no: " in line]
    assert written == ["      order_no: {type: text, label: Your number, show_if: {topic: Complaint}, required: true}"]


def test_prose_shows_its_marks_while_it_is_written_and_takes_lines(page: Page, roses: str, file: Path) -> None:
    view = opened(page)
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


def test_escape_gives_back_what_was_there(page: Page, roses: str, file: Path) -> None:
    view = opened(page)
    button = view.locator("#form-order").get_by_role("button", name="Send order")
    button.dblclick()
    page.keyboard.type("Send it")
    expect(page.locator("#undo")).to_be_enabled()
    page.keyboard.press("Escape")
    expect(page.locator("#redo")).to_be_enabled()
    expect(button).to_be_visible()
    assert file.read_text("utf-8") == roses


def test_another_language_is_written_beside_the_first(page: Page, roses: str, file: Path) -> None:
    view = opened(page)
    page.select_option("#language", "tr")
    view.get_by_text("Adınız").first.dblclick()
    page.keyboard.type("Adınız nedir?")
    page.keyboard.press("Enter")
    expect(view.get_by_text("Adınız nedir?")).to_be_visible()
    saved(page)
    written = [line.replace('"', "") for line in file.read_text("utf-8").splitlines() if line not in roses]
    assert written == ["        label: {en: Your name, tr: Adınız nedir?}"]


def test_sections_are_dragged_in_the_list_and_entries_in_the_page(page: Page, roses: str) -> None:
    view = opened(page)
    lines = page.locator("#outline > ul > li > .thing")
    grabbed(page, lines.nth(3), lines.nth(2), at=(0.5, 0.1))
    page.mouse.up()
    said(page, "Three sisters is now number 2 of 9.")
    view.get_by_role("heading", name="Hand-tied bouquet").click()
    grabbed(page, page.locator("#chosen [data-deed=drag]"), view.locator("#services li").nth(2), at=(0.9, 0.5))
    expect(page.locator("#landing")).to_be_visible()
    page.mouse.up()
    said(page, "Hand-tied bouquet is now number 3 of 3.")
    expect(view.locator("#services h3").last).to_have_text("Hand-tied bouquet")


def test_escape_ends_a_drag_and_nothing_moves(page: Page, roses: str, file: Path) -> None:
    view = opened(page)
    view.get_by_role("heading", name="Hand-tied bouquet").click()
    grabbed(page, page.locator("#chosen [data-deed=drag]"), view.locator("#services li").nth(2), at=(0.9, 0.5))
    page.keyboard.press("Escape")
    expect(page.locator("#landing")).to_be_hidden()
    page.mouse.up()
    assert file.read_text("utf-8") == roses


def test_a_section_is_dragged_from_the_palette_into_the_page(page: Page, roses: str, file: Path) -> None:
    view = opened(page)
    page.get_by_role("searchbox").fill("notice")
    grabbed(page, page.get_by_role("button", name="Notice"), view.locator("#hero"), at=(0.5, 0.2))
    page.mouse.up()
    said(page, "Added: Notice")
    assert "sections:\n  - banner:" in file.read_text("utf-8")


def test_each_field_type_is_added_moved_and_removed_by_keyboard_and_undone(page: Page, file: Path) -> None:
    view = opened(page)
    line = page.locator("#outline").get_by_role("button", name="Your name")
    line.click()
    for number, kind in enumerate(FIELD_TYPES):
        page.locator(f'.entry[data-name="field.{kind}"]').dispatch_event("click")
        said(page, "Added")
        chosen = page.locator("#outline [aria-current]")
        chosen.press("Alt+ArrowUp")
        said(page, f"is now number {number + 1} of {number + 7}.")
        expect(chosen).to_be_focused()
        before = file.read_text("utf-8")
        chosen.press("Delete")
        said(page, "Deleted")
        page.locator("#told button").click()
        said(page, "Taken back.")
        assert file.read_text("utf-8") == before
        line.click()
    expect(view.locator("#form-contact [data-field]")).to_have_count(6 + len(FIELD_TYPES) - 1)  # but the hidden one


def test_keys_move_remove_and_take_back_in_the_list_and_in_the_page(page: Page, roses: str, file: Path) -> None:
    view = opened(page)
    line = page.locator("#outline").get_by_role("button", name="Hand-tied bouquet")
    line.click()
    page.keyboard.press("Alt+ArrowDown")
    page.keyboard.press("Alt+ArrowDown")
    said(page, "Hand-tied bouquet is now number 3 of 3.")
    expect(line).to_be_focused()
    view.get_by_role("heading", name="Hand-tied bouquet").click()
    page.keyboard.press("Delete")
    said(page, "Deleted: Hand-tied bouquet")
    for _ in range(3):
        page.keyboard.press("Control+z")
    expect(view.locator("#services h3").first).to_have_text("Hand-tied bouquet")
    expect(page.locator("#undo")).to_be_disabled()
    assert file.read_text("utf-8") == roses


def test_a_condition_just_begun_outlives_a_change_beside_it(page: Page, roses: str) -> None:
    view = opened(page)
    view.locator("#form-contact").get_by_text("Your message").click()
    page.get_by_role("button", name="Only for certain answers").click()
    page.get_by_label("The question").fill("What is it?")
    saved(page)
    with page.expect_response("**/panel?*"):
        pass
    expect(page.get_by_label("Which question")).to_be_visible()


def test_something_new_is_shown_from_its_beginning_and_ready_to_be_written(page: Page, roses: str) -> None:
    opened(page)
    page.locator("#outline").get_by_role("button", name="Services").click()
    page.get_by_role("button", name="Add a service").click()
    expect(page.get_by_label("Name", exact=True)).to_be_focused()
    page.keyboard.type("Wreaths")
    expect(page.locator("#outline [aria-current]")).to_have_text("Wreaths")
