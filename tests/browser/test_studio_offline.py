"""The Studio while its program is dead: what can't be done is said, and what was typed is saved when it lives again."""

import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Dialog, Error, Page, expect

from tests.browser.test_studio_attacked import LAPTOP, Terminal
from tests.processes import Process

SPEC = """\
site: {name: Rose, tagline: Flowers}
business: {email: hello@rosegarden.example}
sections: [{about: Three sisters}, {faq: [{name: When, text: Now}]}]
"""
NAME = "Name of the site"
LINE = "A short sentence below the name"
SAVED = "All changes are saved"
OFFLINE = "No connection. Try again in a moment."
LATER = "No connection. This is shown as soon as there is one again."
UNREAD = "That could not be loaded. Try again in a moment."
KEPT = "No connection. Your changes are kept here and sent again."
OWN_LOCKS_ALONE = """async () => {
  const { site, place } = JSON.parse(document.getElementById('studio').textContent);
  const { held } = await navigator.locks.query();
  const ours = ({ name }) => name.startsWith(`formkit:${site}:${place}`);
  const { clientId } = held.find(ours);
  return held.filter((one) => one.clientId === clientId).every(ours);
}"""  # of this window: those of a closed one go in their own time


@dataclass
class Desk:
    """A browser at the editor of the site, whose program can be killed and started again."""

    terminal: Terminal
    process: Process
    page: Page

    def dies(self) -> None:
        self.process.end(signal.SIGKILL)

    def lives(self) -> None:
        self.process, _ = self.terminal.start()

    def window(self) -> Page:
        """One more, at the same site."""
        page = self.page.context.new_page()
        page.goto(self.page.url)
        return ready(page)

    @property
    def text(self) -> str:
        return self.terminal.file.read_text("utf-8")


@pytest.fixture
def desk(new_page: Callable[..., Page], tmp_path: Path) -> Iterator[Desk]:
    with ExitStack() as stack:
        terminal = Terminal(tmp_path, stack)
        terminal.file.write_text(SPEC, "utf-8")
        process, address = terminal.start()
        page = new_page(viewport=LAPTOP)
        page.goto(address)
        page.goto(f"{page.url}s/rose/")
        yield Desk(terminal, process, ready(page))


def ready(page: Page) -> Page:
    """The page, once its list and its panel are there."""
    expect(page.get_by_label(NAME, exact=True)).to_be_visible()
    expect(page.locator("#outline .thing").first).to_be_visible()
    return page


def says(page: Page, words: str) -> None:
    expect(page.locator("#saved")).to_have_text(words)


def typed(page: Page, label: str, words: str) -> None:
    """Letter by letter at the end, until the browser has said that it keeps them."""
    field = page.get_by_label(label, exact=True)
    field.press("End")
    field.press_sequentially(words)
    says(page, KEPT)


def closed(page: Page) -> list[str]:
    """Closes a window as people do; what the browser asked, which is answered with yes."""
    asked: list[str] = []

    def heard(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", heard)
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    return asked


@pytest.mark.parametrize("keys", ["Delete", "Alt+ArrowDown", "Control+d"])
def test_a_deed_says_that_there_is_no_connection_until_there_is_one(desk: Desk, keys: str) -> None:
    desk.page.locator("#outline .thing", has_text="About us").click()
    desk.dies()
    desk.page.keyboard.press(keys)
    expect(desk.page.locator("#told")).to_have_text(OFFLINE)
    says(desk.page, OFFLINE)
    desk.lives()
    says(desk.page, SAVED)
    expect(desk.page.locator("#told")).to_be_empty()
    assert desk.text == SPEC


def test_nothing_else_s_properties_are_shown_and_its_own_come_with_the_connection(desk: Desk) -> None:
    desk.dies()
    desk.page.locator("#outline .thing", has_text="About us").click()
    expect(desk.page.locator("#panel")).to_have_text(f"Properties{LATER}")
    desk.lives()
    expect(desk.page.locator("#panel h2")).to_have_text("About us")


def test_what_was_typed_is_saved_after_the_page_was_loaded_again(desk: Desk) -> None:
    desk.dies()
    typed(desk.page, NAME, " & Thorn")
    typed(desk.page, LINE, "!")
    with suppress(Error):  # nobody answers
        desk.page.reload()
    desk.lives()
    with suppress(Error):  # the browser tries again by itself
        desk.page.reload()
    expect(desk.page.get_by_label(LINE, exact=True)).to_have_value("Flowers!")
    says(desk.page, SAVED)
    assert desk.text == SPEC.replace("Rose,", "Rose & Thorn,").replace("Flowers", "Flowers!")


def test_a_window_with_unsaved_words_asks_before_it_closes_and_the_next_one_saves_them(desk: Desk) -> None:
    url, context = desk.page.url, desk.page.context
    desk.dies()
    typed(desk.page, NAME, " & Thorn")
    assert closed(desk.page) == ["beforeunload"]
    desk.lives()
    page = context.new_page()
    page.goto(url)
    expect(page.get_by_label(NAME, exact=True)).to_have_value("Rose & Thorn")
    says(page, SAVED)
    assert desk.text == SPEC.replace("Rose,", "Rose & Thorn,")
    assert page.evaluate("localStorage.length") == 0
    assert closed(page) == []


def test_a_site_of_the_same_name_in_another_folder_gets_none_of_it(desk: Desk, tmp_path: Path) -> None:
    url, context = desk.page.url, desk.page.context
    desk.dies()
    typed(desk.page, NAME, "s")
    closed(desk.page)
    (tmp_path / "elsewhere").mkdir()
    with ExitStack() as stack:
        other = Terminal(tmp_path / "elsewhere", stack)
        other.file.write_text(SPEC, "utf-8")
        _, address = other.start("--port", str(urlsplit(url).port))
        page = context.new_page()
        page.goto(address)
        page.goto(url)
        expect(page.get_by_label(NAME, exact=True)).to_have_value("Rose")
        assert page.evaluate(OWN_LOCKS_ALONE)
        assert page.evaluate("localStorage.length") == 1
        says(page, SAVED)
        assert other.file.read_text("utf-8") == SPEC


def test_each_window_sends_its_own_while_it_lives(desk: Desk) -> None:
    other = desk.window()
    desk.page.route("**/change", lambda route: route.abort())
    typed(desk.page, NAME, "s")
    third = desk.window()
    with third.expect_response("**/change"):
        third.get_by_label(LINE, exact=True).fill("Plants")
    says(third, SAVED)
    assert desk.text == SPEC.replace("Flowers", "Plants")
    desk.page.unroute("**/change")
    expect(other.get_by_label(NAME, exact=True)).to_have_value("Roses")


def test_what_several_windows_left_is_saved_once_in_their_order(desk: Desk) -> None:
    url, context = desk.page.url, desk.page.context
    other = desk.window()
    desk.dies()
    typed(other, NAME, "s")
    typed(desk.page, LINE, "!")
    for page in (other, desk.page):
        closed(page)
    desk.lives()
    sent: list[str] = []
    context.on("request", lambda one: sent.append(one.post_data or "") if one.url.endswith("/change") else None)
    one, two = context.new_page(), context.new_page()
    for page in (one, two):
        page.goto(url, wait_until="commit")
    for page in (one, two):
        expect(page.get_by_label(NAME, exact=True)).to_have_value("Roses")
        expect(page.get_by_label(LINE, exact=True)).to_have_value("Flowers!")
        says(page, SAVED)
    assert sorted("Flowers!" in one for one in sent) == [False, True]
    assert desk.text == SPEC.replace("Rose,", "Roses,").replace("Flowers", "Flowers!")


def test_what_is_left_finds_its_thing_though_it_was_moved_meanwhile(desk: Desk) -> None:
    url, context = desk.page.url, desk.page.context
    desk.page.locator("#outline .thing", has_text="When").click()
    expect(desk.page.locator("#panel h2")).to_have_text("When")
    desk.dies()
    typed(desk.page, "Question", " are you open?")
    typed(desk.page, "Answer", ".")
    closed(desk.page)
    theirs = SPEC.replace("[{about:", "[hero, {about:")
    desk.terminal.file.write_text(theirs, "utf-8")
    desk.lives()
    page = context.new_page()
    page.goto(url)
    expect(page.locator("#outline .thing", has_text="When are you open?")).to_be_visible()
    says(page, SAVED)
    assert desk.text == theirs.replace("name: When, text: Now", "name: When are you open?, text: Now.")


def test_from_another_machine_where_browsers_know_no_locks_a_window_keeps_its_own(desk: Desk) -> None:
    desk.page.add_init_script("delete Navigator.prototype.locks")
    desk.page.reload()
    ready(desk.page)
    desk.page.route("**/change", lambda route: route.abort())
    typed(desk.page, NAME, "s")
    desk.page.unroute("**/change")
    desk.page.reload()
    says(ready(desk.page), SAVED)
    assert desk.text == SPEC.replace("Rose,", "Roses,")


def test_each_tab_says_that_nobody_answers_and_is_filled_when_it_is_opened_again(desk: Desk) -> None:
    page = desk.page
    tabs = page.get_by_role("tab").all()[1:]
    desk.dies()
    pane = page.locator("[role=tabpanel]:visible")
    for tab in tabs:
        tab.click()
        expect(pane).to_have_text(UNREAD)
    desk.lives()
    for tab in tabs:
        tab.click()
        expect(pane).not_to_contain_text(UNREAD)
        expect(pane.locator("> *").first).to_be_attached()


def test_what_history_and_translations_were_asked_for_is_told_as_not_done(desk: Desk) -> None:
    page = desk.page
    page.get_by_role("tab", name="History").click()
    page.locator(".past-list button").first.click()
    expect(page.locator(".past-one h3").first).to_be_visible()
    page.get_by_role("tab", name="Translations").click()
    cell = page.get_by_label("The site › Name of the site, English")
    expect(cell).to_have_value("Rose")
    desk.dies()
    cell.press("End")
    cell.press_sequentially("s")
    says(page, KEPT)
    page.get_by_role("tab", name="History").click()
    page.locator(".past-list button").first.click()
    expect(page.locator(".past-one")).to_have_text(UNREAD)
    desk.lives()
    says(page, SAVED)
    assert desk.text == SPEC.replace("Rose,", "Roses,")
