"""A whole site by the keyboard alone, at 1024 x 700 and at its 200 % zoom, with axe-core at each place on the way."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import Hands

LAPTOP = {"viewport": {"width": 1024, "height": 700}, "color_scheme": "light"}
AT_200_PERCENT = {"viewport": {"width": 512, "height": 350}, "color_scheme": "dark"}


@pytest.fixture(params=[LAPTOP, AT_200_PERCENT], ids=["laptop", "zoom"])
def hands(request: pytest.FixtureRequest, new_page: Callable[..., Page], address: Callable[[], str]) -> Hands:
    options: dict[str, Any] = request.param
    page = new_page(**options)
    page.goto(address())
    return Hands(page, schemes=2 if options is LAPTOP else 1)


def test_a_whole_site_is_made_with_the_keyboard_alone(hands: Hands, sites: Path) -> None:
    talked(hands)
    file = sites / "form_specs" / "lily-moss.yaml"
    learns(hands)
    adds(hands, file)
    asks(hands, file)
    writes(hands, file)
    takes_back(hands, file)
    decides(hands, file)
    dresses(hands, file)
    translates(hands, file)
    sends(hands)
    goes_back(hands, file)
    publishes(hands)
    mends(hands, file)
    assert hands.found == []


def talked(hands: Hands) -> None:
    """The eight questions, and the page is there."""
    page = hands.page
    hands.look("cards")
    with hands.deed("begin a site", 6):
        page.keyboard.press("Tab")
        hands.go_to("New site")
        hands.leave("**/_studio/new")
        expect(page.locator("#progress")).to_have_text("1 of 8")
    with hands.deed("answer the talk", 30):
        hands.look("question 1", "#talk")
        hands.go_to("Barber")  # the arrows go on in a group of radio buttons
        hands.go_to("Flower shop", "ArrowDown")
        hands.press("Enter")
        answered(hands, 2)
        hands.type("Lily & Moss")
        hands.press("Enter")
        answered(hands, 3)
        hands.go_to("Türkçe")
        hands.press("Space", "Enter")
        answered(hands, 4)
        hands.type("lily@moss.example")
        for number in range(5, 9):
            hands.press("Enter")
            answered(hands, number)
        hands.leave("**/_studio/s/lily-moss/")
        expect(page.locator("#outline .thing").first).to_be_attached()
    hands.look("editor")


def answered(hands: Hands, number: int) -> None:
    expect(hands.page.locator("#progress")).to_have_text(f"{number} of 8")
    hands.see()
    hands.look(f"question {number}", "#talk")


def learns(hands: Hands) -> None:
    page = hands.page
    with hands.deed("see all keys", 6):
        hands.go_to("By keyboard")
        hands.press("Enter")
        expect(page.get_by_role("dialog")).to_contain_text("Ctrl+D")
        hands.look("keys", "dialog[open]")
        hands.press("Escape")


def adds(hands: Hands, file: Path) -> None:
    with hands.deed("add a section", 6):
        hands.press("F6", "F6", "F6")
        hands.type("questions and")
        hands.look("palette")
        hands.press("ArrowDown", "Enter")
        said(hands, "Added: Questions and answers")
    assert "- faq:" in file.read_text("utf-8")


def said(hands: Hands, words: str) -> None:
    expect(hands.page.locator("#told")).to_contain_text(words)
    hands.see()


def asks(hands: Hands, file: Path) -> None:
    with hands.deed("add a question to the form", 12):
        hands.press("Shift+F6")
        hands.go_to("Your name", "y")
        hands.press("Enter", "F6")
        hands.type("web address")
        hands.press("ArrowDown", "Enter")
        said(hands, "Added: Web address")
    assert "type: url" in file.read_text("utf-8")


def writes(hands: Hands, file: Path) -> None:
    page = hands.page
    with hands.deed("write in place", 5):
        hands.press("Shift+F6", "F2")
        hands.look("writing")
        hands.type("Your shop")
        hands.press("Enter")
        expect(page.locator("#saved")).to_have_text("All changes are saved")
    assert "Your shop" in file.read_text("utf-8")
    with hands.deed("set a property", 12):
        hands.press("F6", "F6", "F6")
        hands.go_to("Must be answered")
        hands.press("Space")
        expect(page.locator("#saved")).to_have_text("All changes are saved")
    assert "tr: Web adresi}, required: true}" in file.read_text("utf-8")
    hands.look("panel")


def takes_back(hands: Hands, file: Path) -> None:
    before = file.read_text("utf-8")
    with hands.deed("move, delete, take back", 12):
        hands.press("Shift+F6", "Shift+F6", "Shift+F6", "Alt+ArrowUp")
        said(hands, "is now number")
        moved = file.read_text("utf-8")
        hands.press("Delete")
        said(hands, "Deleted: Your shop")
        hands.press("Shift+F6", "Shift+F6")
        hands.look("told")
        hands.press("Enter")
        said(hands, "Taken back: ")
        assert file.read_text("utf-8") == moved != before
        with hands.page.expect_response("**/undo"):
            hands.press("Control+z")
        expect(hands.page.locator("#outline [aria-current]")).to_contain_text("Your shop")
    assert file.read_text("utf-8") == before


def dresses(hands: Hands, file: Path) -> None:
    page = hands.page
    assert "theme: petal" in file.read_text("utf-8")
    with hands.deed("change the theme", 12):
        hands.press("F6", "F6", "F6", "F6", "F6")
        hands.go_to("Petal")
        hands.press("ArrowDown")
        expect(page.locator("#saved")).to_have_text("All changes are saved")
    assert "theme: plain" in file.read_text("utf-8")


def translates(hands: Hands, file: Path) -> None:
    page = hands.page
    with hands.deed("choose the other language", 6):
        hands.press("Shift+F6")
        hands.go_to("Language", "Shift+Tab")
        hands.press("ArrowDown")
        expect(page.frame_locator("#view").locator("html")).to_have_attribute("lang", "tr")
    with hands.deed("translate a text", 12):
        hands.press("Shift+F6", "Shift+F6", "Shift+F6", "ArrowRight")
        expect(page.locator("#texts-count")).to_contain_text("missing")
        hands.look("texts")
        hands.press("F6")
        hands.go_to("#texts-search")
        hands.type("your shop")
        hands.go_to("[lang=tr]")
        hands.type("Dükkânınız")
        expect(page.locator("#saved")).to_have_text("All changes are saved")
    assert "Dükkânınız" in file.read_text("utf-8")


def sends(hands: Hands) -> None:
    page = hands.page
    with hands.deed("look at the mail", 4):
        hands.press("F6")
        hands.go_to("Mail", "ArrowRight")
        expect(page.locator("#mail")).to_contain_text("The mail to you")
    hands.look("mail")
    with hands.deed("try the form", 30):
        hands.press("ArrowRight")
        expect(page.frame_locator("#try iframe").locator("#order-phone")).to_be_attached()
        page.wait_for_function("() => document.querySelector('#try iframe').contentDocument.readyState === 'complete'")
        hands.press("F6")
        hands.go_to("What would you like to order?")
        hands.type("A bunch of tulips")
        hands.go_to("Wanted on")
        hands.type("02052036")
        hands.go_to("I pick it up")
        hands.press("Space")
        hands.go_to("Your name")
        hands.type("Ada")
        hands.go_to("Your shop")
        hands.type("https://moss.example")
        hands.go_to("Your phone number")
        hands.type("+1 217 555 0100")
        hands.press("Enter")
        arrived = page.get_by_role("region", name="What arrived")
        expect(arrived).to_contain_text("The mail to lily@moss.example arrived at")
        hands.see()
    hands.look("try")


def goes_back(hands: Hands, file: Path) -> None:
    page = hands.page
    before = file.read_text("utf-8")
    with hands.deed("restore a version", 12):
        hands.press("F6")
        hands.go_to("History", "ArrowRight")
        expect(page.locator("#history")).to_contain_text("Today")
        hands.look("history")
        hands.press("F6", "ArrowDown", "ArrowDown", "Enter")
        expect(page.locator(".past-page iframe")).to_be_visible()
        hands.look("version")
        hands.go_to("Restore")
        hands.press("Enter")
        expect(page.locator(".past-one")).to_contain_text("This is")
        expect(page.locator(".past-one")).to_be_focused()
    assert file.read_text("utf-8") != before


def publishes(hands: Hands) -> None:
    page = hands.page
    with hands.deed("build", 10):
        hands.press("F6", "End")
        expect(page.locator("#publish-build")).to_be_visible()
        hands.look("publish")
        hands.press("F6")
        hands.go_to("Build")
        hands.press("Enter")
        expect(page.locator("#publish-told")).to_contain_text("Built: ")
    hands.look("built")


def mends(hands: Hands, file: Path) -> None:
    """A mistake in the file, seen from the page, and mended where it is."""
    page, sound = hands.page, file.read_text("utf-8")
    with hands.deed("mend the file", 20):
        hands.press("F6")
        hands.go_to("File", "ArrowLeft")
        told = page.locator("#problems-title")
        expect(told).not_to_be_empty()
        before = told.inner_text()
        hands.look("file")
        hands.press("F6", "Control+Home")
        hands.type("nonsense: 1\n")
        expect(told).not_to_have_text(before)
        hands.look("file with a mistake")
        hands.press("F6", "Home")
        expect(page.locator("#broken")).to_be_visible()
        hands.look("page of a file with a mistake")
        hands.press("F6", "Enter", "F6", "Escape")
        hands.go_to("Line 1:")
        hands.press("Enter", "Home", "Shift+ArrowDown", "Delete")
        expect(told).to_have_text(before)
    assert file.read_text("utf-8") == sound


def decides(hands: Hands, file: Path) -> None:
    """Two hands at the same word: what was typed without a connection gives way to what stands in the file."""
    page = hands.page
    with hands.deed("decide between two", 12):
        hands.press("Home", "Enter")
        expect(page.locator("#panel h2")).to_have_text("The site")
        hands.press("F6", "F6", "F6")
        hands.go_to("Name of the site")
        page.context.set_offline(True)
        hands.type("Mine")
        expect(page.locator("#saved")).to_contain_text("No connection")
        file.write_text(file.read_text("utf-8").replace("Lily & Moss", "Theirs"), "utf-8")
        page.context.set_offline(False)
        expect(page.get_by_role("dialog")).to_contain_text("Theirs")
        hands.see()
        hands.look("conflict", "dialog[open]")
        hands.go_to("Take the other one")
        hands.press("Enter")
        expect(page.get_by_label("Name of the site")).to_have_value("Theirs")
        expect(page.get_by_label("Name of the site")).to_be_focused()
        expect(page.locator("#saved")).to_have_text("All changes are saved")
    assert "name: Theirs" in file.read_text("utf-8")
