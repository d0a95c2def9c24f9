"""Translations, history and two hands at one file, in a real browser by keyboard and mouse."""

from pathlib import Path

from flask import Flask
from playwright.sync_api import Page, expect

from tests.chromium import barriers

SPEC = """
site: {name: Rose Garden, languages: [en, tr]}
business: {email: hello@rosegarden.example}
sections:
  - about: Three sisters
  - services: {items: [{name: {en: Bouquet}, text: {en: By hand}}]}
"""
NAME = "Services › Bouquet › Name, Türkçe"


def tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tabpanel", name=name).locator("h2").first).to_be_visible()


def saved(app: Flask) -> None:
    """As the watch of the workbench says it."""
    app.extensions["formkit_reloader"].saved()


def test_a_site_is_translated_by_keyboard(editor: Page, file: Path) -> None:
    tab(editor, "Translations")
    expect(editor.locator("#texts-count")).to_have_text("Türkçe: 2 missing")
    missing = editor.locator("[data-missing]").get_by_placeholder("missing", exact=True)
    expect(missing).to_have_count(2)
    expect(missing.first).to_have_css("border-top-style", "dashed")
    editor.get_by_label("The site › Name of the site, English").focus()
    editor.keyboard.press("Control+Enter")
    expect(editor.get_by_label(NAME)).to_be_focused()
    editor.keyboard.type("Buket")
    editor.keyboard.press("Control+Enter")
    editor.keyboard.type("Elle")
    expect(editor.locator("#texts-count")).to_have_text("Nothing is missing; the same in all languages: 2")
    expect(missing).to_have_count(0)
    expect(editor.locator("#saved")).to_have_text("All changes are saved")
    expect(editor.get_by_role("button", name="Next to translate")).to_be_disabled()
    assert file.read_text("utf-8") == SPEC.replace("{en: Bouquet}", "{en: Bouquet, tr: Buket}").replace(
        "{en: By hand}", "{en: By hand, tr: Elle}"
    )


def test_behind_the_last_that_was_missing_one_chooses_what_to_see(editor: Page) -> None:
    tab(editor, "Translations")
    show = editor.locator("#texts-show")
    show.select_option("missing")
    editor.get_by_role("button", name="Next to translate").click()
    editor.keyboard.type("Buket")
    editor.keyboard.press("Tab")
    editor.keyboard.press("Tab")
    expect(editor.get_by_label("Services › Bouquet › A few words, Türkçe")).to_be_focused()
    editor.keyboard.type("Elle")
    editor.keyboard.press("Tab")
    expect(show).to_be_focused()
    expect(editor.get_by_text("No text is like that.")).to_be_visible()
    expect(show).to_be_focused()
    show.select_option("all")
    editor.keyboard.press("Tab")
    expect(editor.get_by_role("button", name="Show on the page: The site", exact=True)).to_be_focused()


def test_every_language_gets_words_and_only_the_first_must_have_them(editor: Page, file: Path) -> None:
    tab(editor, "Translations")
    own = editor.get_by_label("About us › Text, Türkçe")
    own.fill("Üç kız kardeş")
    editor.get_by_role("searchbox", name="Search").fill("uc KIZ")
    expect(editor.locator("tr[data-path]:visible")).to_have_count(1)
    editor.get_by_role("searchbox", name="Search").fill("")
    editor.get_by_role("button", name="Deutsch").click()
    expect(editor.get_by_label("About us › Text, Deutsch")).to_be_focused()
    assert "      tr: Üç kız kardeş\n" in file.read_text("utf-8")
    own.fill("")
    english = editor.get_by_label("Services › Bouquet › Name, English")
    english.fill("")
    expect(editor.locator("#texts-count")).to_contain_text("The first language needs its words")
    editor.keyboard.press("Tab")
    expect(english).to_have_value("Bouquet")
    expect(editor.locator("#saved")).to_have_text("All changes are saved")
    said = file.read_text("utf-8")
    assert "languages: [en, tr, de]" in said
    assert "tr:" not in said
    editor.get_by_role("tab", name="Page").click()
    editor.locator("#language").select_option("Deutsch")
    expect(editor.frame_locator("#view").locator("html")).to_have_attribute("lang", "de")


def test_what_the_first_language_lacks_is_told_until_it_has_it_though_the_table_comes_anew(
    editor: Page, file: Path, app: Flask
) -> None:
    tab(editor, "Translations")
    editor.get_by_label("Services › Bouquet › Name, English").fill("")
    file.write_text(SPEC.replace("Three", "Two"), "utf-8")
    saved(app)
    expect(editor.get_by_label("About us › Text, English")).to_have_value("Two sisters")
    expect(editor.locator("#texts-count")).to_contain_text("The first language needs its words")
    editor.keyboard.press("Tab")
    expect(editor.locator("#texts-count")).to_have_text("Türkçe: 2 missing")


def test_a_change_on_disk_shows_at_once_and_two_hands_are_asked(editor: Page, file: Path, app: Flask) -> None:
    tab(editor, "Translations")
    cell = editor.get_by_label("Services › Bouquet › Name, English")
    file.write_text(SPEC.replace("Bouquet", "Posy"), "utf-8")
    saved(app)
    cell = editor.get_by_label("Services › Posy › Name, English")
    expect(cell).to_have_value("Posy")
    expect(editor.frame_locator("#view").get_by_text("Posy")).to_be_attached()
    file.write_text(SPEC.replace("Bouquet", "Theirs"), "utf-8")  # not noticed yet
    cell.fill("Mine")
    expect(editor.get_by_role("dialog")).to_contain_text("Theirs")
    assert barriers(editor) == []
    editor.get_by_role("button", name="Keep mine").click()
    expect(editor.get_by_role("dialog")).to_be_hidden()
    expect(editor.get_by_label("Services › Mine › Name, English")).to_be_focused()
    assert file.read_text("utf-8") == SPEC.replace("Bouquet", "Mine")


def test_a_version_is_looked_at_and_restored(editor: Page, file: Path, app: Flask) -> None:
    file.write_text(SPEC.replace("Three", "Two"), "utf-8")
    tab(editor, "History")
    editor.get_by_role("button", name="As it was found").click()
    expect(editor.frame_locator(".past-page iframe").get_by_text("Three sisters")).to_be_attached()
    editor.get_by_role("button", name="Restore this version").click()
    expect(editor.locator(".past-one")).to_contain_text("This is how the site is now")
    assert file.read_text("utf-8") == SPEC
    editor.get_by_role("button", name="Undo").click()
    expect(editor.frame_locator("#view").get_by_text("Two sisters")).to_be_attached()


def test_a_language_just_added_is_begun_where_nothing_lacks_its_words(editor: Page, file: Path) -> None:
    file.write_text("site: {name: Rose}\nbusiness: {email: a@rosegarden.example}\n", "utf-8")
    tab(editor, "Translations")
    editor.get_by_role("button", name="Türkçe").click()
    expect(editor.get_by_label("The site › Name of the site, Türkçe")).to_be_focused()
