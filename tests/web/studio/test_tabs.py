"""The tabs "mail", "try" and "publish" in a real browser."""

from collections.abc import Callable
from pathlib import Path

from flask import Flask
from playwright.sync_api import Page, expect

from tests.chromium import barriers
from tests.web.studio.conftest import LAPTOP, at_rose


def test_the_example_follows_what_is_chosen(editor: Page) -> None:
    editor.get_by_role("tab", name="Mail").click()
    expect(editor.locator("#mail .letter dl")).not_to_contain_text("orders@rosegarden.example")
    editor.get_by_label("Topic").focus()
    editor.get_by_label("Topic").select_option("Order")
    expect(editor.locator("#mail .letter dl")).to_contain_text("orders@rosegarden.example")
    expect(editor.get_by_label("Topic")).to_be_focused()
    letter = editor.frame_locator("#mail iframe")
    expect(letter.get_by_text("Hello, this is an example of a message.")).to_be_visible()
    assert barriers(editor, "#mail") == []


def test_what_is_to_do_leads_to_the_place_and_the_site_is_built(editor: Page, opened: list[Path]) -> None:
    editor.get_by_role("tab", name="Publish").click()
    editor.get_by_role("button", name="Look at this computer").click()
    found = editor.locator("#publish-findings li", has_text="which mail server sends the messages on.")
    expect(found.locator("p")).to_contain_text(["It is not said yet", "The provider of your mailbox tells its name"])
    editor.get_by_role("button", name="Build").click()
    expect(editor.locator("#publish-told")).to_contain_text("Built: ")
    assert barriers(editor, "#publish") == []
    editor.get_by_role("button", name="Open the folder").click()
    expect(editor.locator("#publish-told")).to_have_text("The folder opens in your file manager.")
    assert [folder.name for folder in opened] == ["rose"]
    with editor.expect_download() as download:
        editor.get_by_role("button", name="Download as zip").click()
    assert download.value.suggested_filename == "rose.zip"
    editor.get_by_role("button", name="Mend it: https://rosegarden.example is only an example.").click()
    expect(editor.get_by_role("tab", name="Page", exact=True)).to_have_attribute("aria-selected", "true")
    address = editor.get_by_role("textbox", name="Address of the site")
    expect(address).to_have_value("https://rosegarden.example")
    expect(address).to_be_focused()
    expect(editor.locator("#outline [aria-current]")).to_contain_text("Site")


def test_a_long_list_is_searched_by_everyday_words(editor: Page, file: Path) -> None:
    editor.get_by_role("tab", name="Publish").click()
    editor.get_by_role("button", name="Show: People can reach you").click()
    box = editor.get_by_role("searchbox", name="Search the list: What you are")
    kinds = editor.get_by_label("What you are", exact=True)
    box.fill("garage")
    expect(editor.get_by_text("Found: 1", exact=True)).to_be_visible()
    expect(kinds.locator("option")).to_have_text(["Car repair", "Flower shop"])
    box.press("Enter")
    expect(kinds).to_have_value("AutoRepair")
    expect(editor.locator("#saved")).to_have_text("All changes are saved")
    assert "type: AutoRepair" in file.read_text("utf-8")


def test_a_site_that_was_broken_is_whole_when_it_is_mended(
    new_page: Callable[..., Page], address: str, file: Path, app: Flask
) -> None:
    good = file.read_text("utf-8")
    file.write_text("site: [\n", "utf-8")
    page = at_rose(new_page(**LAPTOP), address)
    page.get_by_role("tab", name="Page", exact=True).click()
    expect(page.locator("#broken")).to_contain_text("Nothing can be changed here until the file is mended. Line 1:")
    unseen = page.get_by_text("There is nothing to show yet: the file has mistakes.")
    expect(unseen).to_be_visible()
    file.write_text(good, "utf-8")
    app.extensions["formkit_reloader"].saved()
    expect(page.frame_locator("#view").locator("h1").first).to_be_visible()
    expect(unseen).to_be_hidden()
