"""The tabs "mail", "try" and "publish" in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.chromium import axe_script

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}


@pytest.fixture
def editor(new_page: Callable[..., Page], address: str) -> Page:
    page = new_page(viewport={"width": 1024, "height": 700})
    page.goto(address)
    page.goto(f"{address.partition('?')[0]}s/rose/")
    return page


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


def test_what_is_to_do_leads_to_the_place_and_the_site_is_built(editor: Page) -> None:
    editor.get_by_role("tab", name="Publish").click()
    editor.get_by_role("button", name="Build").click()
    expect(editor.locator("#publish-told")).to_contain_text("Built: ")
    assert barriers(editor, "publish") == []
    with editor.expect_download() as download:
        editor.get_by_role("button", name="Download as zip").click()
    assert download.value.suggested_filename == "rose.zip"
    editor.get_by_role("button", name="Mend it: https://rosegarden.example is only an example.").click()
    expect(editor.get_by_role("tab", name="Page", exact=True)).to_have_attribute("aria-selected", "true")
    expect(editor.get_by_role("textbox", name="Address of the site")).to_have_value("https://rosegarden.example")
