"""Without a connection: what was asked for is told as not done, tried again at leisure, and shown when it is back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.web.studio.page.working import opened, said, saved

SPEC = """\
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
sections: [{about: Three sisters}, {form: contact}]
forms: {contact: {fields: {message: {type: textarea}, fruit: {type: select, choices: [Plum, Pear]}}}}
"""
OFFLINE = "No connection."
UNREAD = "That could not be loaded. Try again in a moment."
NEARLY_A_SECOND = "() => new Promise((over) => setTimeout(over, 900))"  # by the clock of the page
WATCH = """() => {
  window.told = [];
  const place = document.getElementById('saved');
  new MutationObserver(() => window.told.push(place.textContent)).observe(place, { childList: true });
}"""


@pytest.fixture
def editor(page: Page, file: Path) -> Page:
    file.write_text(SPEC, "utf-8")
    opened(page, file)
    return page


@contextmanager
def cut(page: Page, *paths: str) -> Iterator[list[str]]:
    """Requests to these paths find nobody; their addresses."""
    tried: list[str] = []
    for path in paths:
        page.route(path, lambda route: (tried.append(route.request.url), route.abort()))
    try:
        yield tried
    finally:
        for path in paths:
            page.unroute(path)


def thing(page: Page, name: str) -> None:
    page.locator("#outline .thing", has_text=name).click()


def test_what_was_typed_is_sent_again_once_a_second_and_told_once(editor: Page) -> None:
    editor.evaluate(WATCH)
    with cut(editor, "**/change") as tried:
        editor.get_by_label("Name of the site", exact=True).press_sequentially(" and all its flowers")
        expect(editor.locator("#saved")).to_contain_text(OFFLINE)
        for _ in range(2):
            with editor.expect_event("requestfailed"):
                pass
        before = len(tried)
        editor.evaluate(NEARLY_A_SECOND)
        assert len(tried) <= before + 1
    saved(editor)
    told = editor.evaluate("told")
    assert [one for one in told if one.startswith(OFFLINE)] == [one for one in told if OFFLINE in one][:1]


def by_the_list(page: Page) -> None:
    page.locator("#deeds [data-deed=remove]").click()


def by_the_palette(page: Page) -> None:
    page.locator("#sought").fill("Notice")
    page.locator(".entry:visible").first.click()


@pytest.mark.parametrize("deed", [by_the_list, by_the_palette])
def test_a_deed_that_finds_nobody_says_so(editor: Page, deed: Callable[[Page], None]) -> None:
    thing(editor, "About us")
    with cut(editor, "**/plan?*"):
        deed(editor)
        said(editor, OFFLINE)


def test_the_properties_of_what_was_selected_come_with_the_connection(editor: Page) -> None:
    with cut(editor, "**/panel?*"), editor.expect_event("requestfailed"):
        thing(editor, "About us")
    expect(editor.locator("#panel h2")).to_have_text("About us")


@pytest.mark.parametrize(
    ("tab", "words"),
    [("Try it", "What arrived"), ("Mail", "Who gets"), ("Translations", "All texts"), ("History", "Earlier versions")],
)
def test_a_tab_that_found_nobody_is_filled_when_it_is_opened_again(editor: Page, tab: str, words: str) -> None:
    pane = editor.get_by_role("tabpanel", name=tab)
    with cut(editor, "**/try?*", "**/mail?*", "**/texts", "**/history"):
        editor.get_by_role("tab", name=tab).click()
        expect(pane).to_have_text(UNREAD)
    editor.get_by_role("tab", name="Page").click()
    editor.get_by_role("tab", name=tab).click()
    expect(pane).to_contain_text(words)
    saved(editor)


def test_a_version_that_could_not_be_loaded_leaves_none_to_be_restored_by_mistake(editor: Page) -> None:
    editor.get_by_label("Name of the site", exact=True).fill("Tulips")
    saved(editor)
    editor.get_by_role("tab", name="History").click()
    editor.get_by_role("button", name="As it was found").click()
    shown = editor.locator(".past-one")
    expect(shown).to_contain_text("Restore this version")
    with cut(editor, "**/history/*"):
        editor.locator(".past-list [data-here]").click()
        expect(shown).to_have_text(UNREAD)
        expect(editor.locator("#history [role=status]")).to_have_text(UNREAD)
    editor.locator(".past-list [data-here]").click()
    expect(shown).to_contain_text("This is how the site is now.")


def in_lines(editor: Page) -> Locator:
    """The choices of the field as lines."""
    thing(editor, "Fruit")
    editor.get_by_text("As lines of text").click()
    return editor.get_by_label("One choice on each line")


def test_lines_of_choices_are_kept_and_saved_when_it_is_back(editor: Page, file: Path) -> None:
    lines = in_lines(editor)
    with cut(editor, "**/_studio/s/**"):
        lines.fill("Plum\nPear\nQuince")
        thing(editor, "About us")
        expect(editor.locator("#saved")).to_contain_text(OFFLINE)
    saved(editor)
    assert "choices: [Plum, Pear, Quince]" in file.read_text("utf-8")


def test_a_window_that_was_closed_leaves_its_lines_of_choices_to_the_next(editor: Page, file: Path) -> None:
    other = editor.context.new_page()
    other.goto(editor.url)
    lines = in_lines(other)
    other.route("**/_studio/s/**", lambda route: route.abort())
    lines.fill("Plum\nPear\nQuince")
    thing(other, "About us")
    expect(other.locator("#saved")).to_contain_text(OFFLINE)
    other.close()
    with editor.expect_response("**/change"):
        editor.reload()
    saved(editor)
    assert "choices: [Plum, Pear, Quince]" in file.read_text("utf-8")
