"""The tabs "mail", "try" and "publish" in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from formkit.settings import Settings
from tests.chromium import axe_script

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


def opened(new_page: Callable[..., Page], address: str) -> Page:
    """The editor of the site `rose`, on a laptop."""
    page = new_page(viewport={"width": 1024, "height": 700})
    page.goto(address)
    page.goto(f"{address.partition('?')[0]}s/rose/")
    return page


@pytest.fixture
def editor(new_page: Callable[..., Page], address: str) -> Page:
    return opened(new_page, address)


def barriers(page: Page, tab: str) -> list[str]:
    page.evaluate(axe_script())
    found = page.evaluate("([tab, rules]) => axe.run('#' + tab, rules)", [tab, RULES])
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in found["violations"]]


def test_the_example_follows_what_is_chosen(editor: Page) -> None:
    editor.get_by_role("tab", name="Mail").click()
    expect(editor.locator("#mail .letter dl")).not_to_contain_text("orders@rosegarden.example")
    editor.get_by_label("Topic").focus()
    editor.get_by_label("Topic").select_option("Order")
    expect(editor.locator("#mail .letter dl")).to_contain_text("orders@rosegarden.example")
    expect(editor.get_by_label("Topic")).to_be_focused()
    letter = editor.frame_locator("#mail iframe")
    expect(letter.get_by_text("Hello, this is an example of a message.")).to_be_visible()
    assert barriers(editor, "mail") == []


def test_what_is_to_do_leads_to_the_place_and_the_site_is_built(editor: Page, opened: list[Path]) -> None:
    editor.get_by_role("tab", name="Publish").click()
    editor.get_by_role("button", name="Build").click()
    expect(editor.locator("#publish-told")).to_contain_text("Built: ")
    assert barriers(editor, "publish") == []
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


def test_a_long_list_is_searched_by_everyday_words(editor: Page, settings: Settings) -> None:
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
    assert "type: AutoRepair" in (settings.specs / "rose.yaml").read_text("utf-8")


def test_a_site_that_was_broken_is_whole_when_it_is_mended(
    new_page: Callable[..., Page], address: str, settings: Settings, app: Flask
) -> None:
    spec = settings.specs / "rose.yaml"
    good = spec.read_text("utf-8")
    spec.write_text("site: [\n", "utf-8")
    page = opened(new_page, address)
    page.get_by_role("tab", name="Page", exact=True).click()
    expect(page.locator("#broken")).to_be_visible()
    spec.write_text(good, "utf-8")
    app.extensions["formkit_reloader"].saved()
    expect(page.frame_locator("#view").locator("h1").first).to_be_visible()
