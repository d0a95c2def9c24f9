"""A file that is broken by hand while its editor is open, in a real browser."""

from pathlib import Path

from flask import Flask
from playwright.sync_api import Page, expect

from tests.web.workspaces import SPEC

HALF = SPEC.replace("languages: [en, tr]", "languages: [en, tr")


def written(app: Flask, file: Path, text: str) -> None:
    """Another program writes the file, and the workbench sees it."""
    file.write_text(text, "utf-8")
    app.extensions["formkit_reloader"].saved()


def test_it_is_locked_until_another_program_mends_it(editor: Page, app: Flask, file: Path) -> None:
    name = editor.get_by_label("Name of the site", exact=True)
    expect(name).to_be_visible()
    asked: list[str] = []
    editor.on("request", lambda seen: asked.append(seen.url) if "/plan" in seen.url else None)
    written(app, file, HALF)
    expect(editor.get_by_role("alert")).to_contain_text("Line 2: A bracket that opens here is never closed")
    expect(name).not_to_be_editable()
    expect(editor.locator(".entry").first).to_be_disabled()
    editor.locator("#outline").get_by_role("button", name="Write to us").first.click()
    editor.keyboard.press("Delete")
    expect(editor.locator("#deeds [data-deed=remove]")).to_have_attribute("aria-disabled", "true")
    written(app, file, SPEC.replace("Rose Garden", "Lily"))
    expect(editor.locator("#broken")).to_be_hidden()
    editor.locator("#outline").get_by_role("button", name="Lily Site").click()
    expect(name).to_be_editable()
    expect(name).to_have_value("Lily")
    name.fill("Lily of the valley")
    expect(editor.locator("#saved")).to_have_text("All changes are saved")
    assert file.read_text("utf-8") == SPEC.replace("Rose Garden", "Lily of the valley")
    assert asked == []


def test_the_tab_with_the_file_says_below_the_text_what_is_wrong_and_keeps_the_room(
    editor: Page, app: Flask, file: Path
) -> None:
    written(app, file, HALF)
    expect(editor.locator("#broken")).to_be_visible()
    editor.get_by_role("button", name="Open the tab File").click()
    expect(editor.locator(".problems button").first).to_contain_text("Line 2: A bracket that opens here")
    expect(editor.locator("#broken")).to_be_hidden()
    editor.get_by_role("tab", name="Page", exact=True).click()
    expect(editor.locator("#broken")).to_be_visible()


def test_it_is_mended_in_the_tab_with_the_file(editor: Page, app: Flask, file: Path) -> None:
    written(app, file, HALF)
    editor.get_by_role("button", name="Open the tab File").click()
    editor.locator(".problems button").first.click()
    editor.keyboard.press("Home")
    editor.keyboard.press("Shift+End")
    editor.keyboard.type("site: {name: Moss}")
    expect(editor.locator("#problems-title")).to_have_text("Nothing to mend")
    editor.get_by_role("tab", name="Page", exact=True).click()
    expect(editor.get_by_label("Name of the site", exact=True)).to_have_value("Moss")
    expect(editor.get_by_label("Name of the site", exact=True)).to_be_editable()


def test_a_file_that_comes_broken_opens_at_its_first_problem_with_the_last_good_page(
    editor: Page, app: Flask, file: Path
) -> None:
    written(app, file, HALF)
    expect(editor.get_by_role("alert")).to_contain_text("Line 2")
    editor.reload()
    expect(editor.locator(".problems button").first).to_contain_text("Line 2: A bracket that opens here")
    editor.get_by_role("tab", name="Page", exact=True).click()
    expect(editor.frame_locator("#view").get_by_text("Rose Garden").first).to_be_visible()
    expect(editor.get_by_label("Name of the site", exact=True)).to_have_value("Rose Garden")
    expect(editor.get_by_label("Name of the site", exact=True)).not_to_be_editable()
