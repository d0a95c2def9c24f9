"""A file that another hand broke and put things into at once: the last good page still leads to its own things."""

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from tests.web.studio.test_moved_by_another import SPEC

SHIFTED = (
    SPEC.replace("name: Rose Garden", "name: Rose Garden, accent: no colour")
    .replace("  - about", "  - hero\n  - about")
    .replace("        - name: Bouquet", "        - name: Tulips\n        - name: Bouquet")
)


@pytest.fixture(autouse=True)
def shifted(editor: Page, app: Flask, file: Path) -> None:
    written(editor, app, file, SHIFTED)


def written(editor: Page, app: Flask, file: Path, text: str) -> None:
    """Another program writes the file, and the editor shows what is wrong with it, if anything is."""
    file.write_text(text, "utf-8")
    app.extensions["formkit_reloader"].saved()
    expect(editor.locator("#broken")).to_be_visible(visible="no colour" in text)


def thing(editor: Page, name: str) -> Locator:
    return editor.locator("#outline").get_by_role("button", name=name)


@pytest.mark.parametrize("name", ["Bouquet", "Wreath"])
def test_a_click_shows_what_was_clicked(editor: Page, name: str) -> None:
    thing(editor, name).click()
    expect(editor.locator(".panel h2")).to_have_text(name)
    editor.frame_locator("#view").get_by_role("heading", name="Three sisters").click()
    expect(editor.get_by_label("Heading", exact=True)).to_have_value("Three sisters")
    expect(editor.locator("#outline [aria-current]")).to_contain_text("Three sisters")


def test_what_is_chosen_in_the_panel_is_selected_in_the_page(editor: Page) -> None:
    thing(editor, "Bouquet").click()
    editor.locator(".above button").click()
    editor.locator(".rows").get_by_role("button", name="Wreath").first.click()
    expect(editor.locator(".panel h2")).to_have_text("Wreath")
    expect(editor.locator("#outline [aria-current]")).to_contain_text("Wreath")


def test_what_is_selected_stays_selected(editor: Page, app: Flask, file: Path) -> None:
    written(editor, app, file, SPEC)
    thing(editor, "Three sisters").click()
    expect(editor.locator("#outline [aria-current]")).to_contain_text("Three sisters")
    written(editor, app, file, SHIFTED)
    expect(editor.locator(".panel")).to_have_attribute("data-path", '["sections", 1]')
    expect(editor.locator("#outline [aria-current]")).to_contain_text("Three sisters")
    expect(editor.get_by_label("Heading", exact=True)).to_have_value("Three sisters")


def test_what_is_gone_shows_no_other_thing_and_is_there_again_with_the_file(
    editor: Page, app: Flask, file: Path
) -> None:
    written(editor, app, file, SPEC)
    written(editor, app, file, SHIFTED.replace("        - name: Wreath\n", ""))
    thing(editor, "Wreath").click()
    expect(editor.locator(".panel")).to_contain_text("now the file has it no more")
    written(editor, app, file, SPEC)
    expect(editor.locator(".panel h2")).to_have_text("Wreath")
