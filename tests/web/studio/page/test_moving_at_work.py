"""Things of a page are moved by mouse and by keyboard, in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Locator, Page, expect

from formkit.edit import Move, Take, change
from tests.web.studio.page.working import ROSES, carried, dropped, opened, said, saved, untouched

Way = Callable[[Page, FrameLocator], tuple[Locator, Locator]]
HANDLE = "#chosen [data-deed=drag]"


def sections(page: Page) -> Locator:
    return page.locator("#outline > ul > li > .thing")


def in_the_list(page: Page, view: FrameLocator) -> tuple[Locator, Locator]:
    """A section, and the one before it."""
    return sections(page).nth(3), sections(page).nth(2)


def in_the_page(page: Page, view: FrameLocator) -> tuple[Locator, Locator]:
    """The handle of the first entry, and the third one."""
    view.get_by_role("heading", name="Hand-tied bouquet").click()
    expect(page.locator("#outline [aria-current]")).to_have_text("Hand-tied bouquet")
    return page.locator(HANDLE), view.locator("#services li").nth(2)


def by_itself(page: Page, view: FrameLocator) -> tuple[Locator, Locator]:
    """The words of the first entry, and the third one: a thing need not be selected."""
    return view.get_by_role("heading", name="Hand-tied bouquet"), view.locator("#services li").nth(2)


def out_of_the_palette(page: Page, view: FrameLocator) -> tuple[Locator, Locator]:
    """Something to add, and the greeting."""
    page.get_by_role("searchbox").fill("notice")
    return page.get_by_role("button", name="Notice"), view.locator("#hero")


def into_the_list(page: Page, view: FrameLocator) -> tuple[Locator, Locator]:
    """Something to add, and the line of the greeting."""
    return out_of_the_palette(page, view)[0], sections(page).nth(1)


WAYS = (in_the_list, out_of_the_palette, into_the_list, in_the_page, by_itself)


def test_a_section_is_dragged_in_the_list_and_an_entry_in_the_page(page: Page, file: Path) -> None:
    view = opened(page, file)
    dropped(page, *in_the_list(page, view), at=(0.5, 0.1))
    said(page, "Three sisters is now number 2 of 9.")
    expect(sections(page).nth(2)).to_be_focused()
    for way, number in ((in_the_page, 3), (by_itself, 1)):
        what, entries = way(page, view)[0], view.locator("#services li")
        dropped(page, what, entries.nth(number - 1), at=(0.9 if number == 3 else 0.1, 0.5))
        said(page, f"Hand-tied bouquet is now number {number} of 3.")
        expect(entries.nth(number - 1)).to_contain_text("Hand-tied bouquet")


@pytest.mark.parametrize("way", [out_of_the_palette, into_the_list], ids=["page", "list"])
def test_something_new_is_dragged_to_its_place(page: Page, file: Path, way: Way) -> None:
    dropped(page, *way(page, opened(page, file)), at=(0.5, 0.2))
    said(page, "Added: Notice")
    assert "sections:\n  - banner:" in file.read_text("utf-8")


def test_what_is_carried_and_its_place_are_seen_until_escape_and_nothing_moves(page: Page, file: Path) -> None:
    view = opened(page, file)
    for way in WAYS:
        what, onto = way(page, view)
        carried(page, what, onto, at=(0.9, 0.2))
        for shown in ("#carried", "#landing"):
            expect(page.locator(shown), way.__name__).to_be_in_viewport(ratio=1)
        words = "Esc adds nothing." if way in (out_of_the_palette, into_the_list) else "Esc leaves it where it was."
        expect(page.locator("#carried small")).to_have_text(words)
        page.keyboard.press("Escape")
        for shown in ("#carried", "#landing"):
            expect(page.locator(shown)).to_be_hidden()
        page.mouse.up()
    expect(page.locator("#told")).to_be_empty()
    untouched(page, file, ROSES)


def test_a_thing_of_the_page_is_dropped_in_the_list(page: Page, file: Path) -> None:
    view = opened(page, file)
    line = page.locator("#outline").get_by_role("button", name="Wreath")
    dropped(page, by_itself(page, view)[0], line, at=(0.5, 0.9))
    said(page, "Hand-tied bouquet is now number 3 of 3.")


def test_a_drag_that_ends_where_it_began_changes_nothing(page: Page, file: Path) -> None:
    opened(page, file)
    line = sections(page).nth(3)
    for place in ((0.5, 0.1), (0.5, 0.9)):
        carried(page, line, line, at=place)
        expect(page.locator("#landing")).to_be_hidden()
        page.mouse.up()
    untouched(page, file, ROSES)


def test_the_list_and_the_page_scroll_below_what_is_dragged(page: Page, file: Path) -> None:
    view = opened(page, file)
    tree = page.locator(".tree")
    carried(page, sections(page).nth(2), tree, at=(0.5, 0.98))
    expect(page.locator("#outline li").last).to_be_in_viewport()
    page.mouse.up()
    said(page, "What we make is now number 9 of 9.")
    carried(page, page.locator(HANDLE), page.locator(".sheet"), at=(0.5, -0.02))
    expect(view.locator("#hero")).to_be_in_viewport()
    page.wait_for_function("() => document.getElementById('view').contentWindow.scrollY === 0")
    page.mouse.up()
    said(page, "What we make is now number 1 of 9.")


def test_keys_move_remove_and_take_back_in_the_list_and_in_the_page(page: Page, file: Path) -> None:
    view = opened(page, file)
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
    assert file.read_text("utf-8") == ROSES


def test_what_is_deleted_is_what_was_seen_though_another_hand_has_moved_it(page: Page, file: Path) -> None:
    opened(page, file)
    theirs = change(ROSES, [Move(("sections", 6), 5)])  # the form for orders goes above the hours
    file.write_text(theirs, "utf-8")
    page.locator("#outline").get_by_role("button", name="Opening hours").click()
    page.keyboard.press("Delete")
    said(page, "Deleted: Opening hours")
    saved(page)
    assert file.read_text("utf-8") == change(theirs, [Take(("sections", 6))])


def test_a_thing_is_duplicated_by_button_and_by_key_and_undo_outlives_a_reload(page: Page, file: Path) -> None:
    view = opened(page, file)
    line, entries = page.locator("#outline").get_by_role("button", name="Wreath"), view.locator("#services li")
    view.get_by_role("heading", name="Wreath").click()
    page.locator("#chosen [data-deed=copy]").click()
    said(page, "Duplicated: Wreath")
    view.locator("body").press("Control+d")
    expect(line).to_have_count(3)
    line.first.press("Control+d")
    expect(entries).to_have_count(6)
    saved(page)
    copied = file.read_text("utf-8")
    for button, words, left in (("#undo", "Taken back: ", 3), ("#redo", "Done again: ", 6)):
        page.reload()
        for _ in range(3):
            page.locator(button).click()
        expect(entries).to_have_count(left)
        said(page, f"{words}Duplicated: Wreath")
        assert file.read_text("utf-8") == (ROSES if left == 3 else copied)
