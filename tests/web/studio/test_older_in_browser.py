"""Translations that are older than their original, in a real browser."""

from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from formkit.edit import SpecFile
from formkit.web.studio.older import MOST_READ
from tests.chromium import barriers

SPEC = """\
site: {name: Rose Garden, languages: [en, tr]}
business: {email: hello@rosegarden.example}
sections:
  - about: {title: {en: About us, tr: Hakkımızda}, text: {en: Two sisters, tr: İki kardeş}}
"""
ORIGINAL, TRANSLATION = "About us › Text, English", "About us › Text, Türkçe"


def changed(editor: Page, words: str = "Three sisters") -> None:
    """The original, at the tab Translations."""
    editor.get_by_role("tab", name="Translations").click()
    editor.get_by_label(ORIGINAL).fill(words)
    expect(editor.locator("#texts-count")).to_have_text("Türkçe: 1 to look at again")


def test_it_is_told_as_soon_as_the_original_is_changed_and_visited_like_what_is_missing(editor: Page) -> None:
    changed(editor)
    cell = editor.locator("[data-older]")
    expect(cell).to_contain_text("The original was changed later. Before, it said: Two sisters")
    expect(editor.get_by_label(ORIGINAL)).to_be_focused()
    assert barriers(editor, "#texts") == []
    editor.locator("#texts-show").select_option("older")
    expect(editor.locator("tr[data-path]:visible")).to_have_count(1)
    editor.get_by_role("button", name="Next to translate").click()
    expect(editor.get_by_label(TRANSLATION, exact=True)).to_be_focused()
    editor.keyboard.press("Control+A")
    editor.keyboard.type("Üç kardeş")
    expect(cell).to_have_count(0)
    expect(editor.locator("#texts-count")).to_contain_text("Nothing is missing")
    expect(editor.get_by_label(TRANSLATION, exact=True)).to_be_focused()
    expect(editor.get_by_role("button", name="Next to translate")).to_be_disabled()


def test_who_says_that_it_still_fits_goes_on_at_its_cell_and_may_take_that_back(editor: Page, file: Path) -> None:
    changed(editor, "Two sisters.")
    editor.get_by_label(TRANSLATION, exact=True).focus()
    editor.keyboard.press("Tab")
    expect(editor.get_by_role("button", name=f"It still fits: {TRANSLATION}")).to_be_focused()
    editor.keyboard.press("Enter")
    expect(editor.locator("[data-older]")).to_have_count(0)
    expect(editor.get_by_label(TRANSLATION, exact=True)).to_be_focused()
    assert "text: {en: Two sisters., tr: İki kardeş}" in file.read_text("utf-8")
    editor.get_by_role("button", name="Undo").click()
    expect(editor.locator("[data-older]")).to_have_count(1)
    expect(editor.locator("#told")).to_have_text(f"Taken back: It still fits: {TRANSLATION}")


def test_publish_follows_what_is_said_and_taken_back(editor: Page) -> None:
    changed(editor, "Two sisters.")
    row = editor.locator("#publish").get_by_text("Translations whose original was changed later: 1.")
    editor.get_by_role("tab", name="Publish").click()
    expect(row).to_be_visible()
    editor.get_by_role("tab", name="Translations").click()
    editor.get_by_role("button", name="It still fits").click()
    expect(editor.locator("#texts-count")).to_have_text(f"It still fits: {TRANSLATION}")
    editor.get_by_role("tab", name="Publish").click()
    expect(row).to_have_count(0)
    editor.get_by_role("button", name="Undo").click()
    expect(row).to_be_visible()


def test_of_a_long_history_the_marks_come_by_themselves(editor: Page, file: Path) -> None:
    kept = SpecFile(file, file.parent.parent / ".formkit" / "history" / "rose")
    text = f"# {'long ' * (MOST_READ // 15)}\n{SPEC}"
    for n in range(8):
        other = text.replace("Two", "Three") if n else text
        kept.save(
            other.replace("Rose Garden", f"Rose Garden {n}"),
            base=kept.read().version,
            what=f"Change {n}",
            now=datetime.now(UTC),
        )
    editor.get_by_role("tab", name="Translations").click()
    expect(editor.locator("[data-older]")).to_have_count(1)
    expect(editor.locator("#texts-count")).to_have_text("Türkçe: 1 to look at again")
