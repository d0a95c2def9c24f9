"""Another program puts things before those that somebody works at: each change still goes where it was meant."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from formkit.edit import SpecFile
from tests.web.studio.page.working import reads

SPEC = """\
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
sections:
  - about: {title: Three sisters, text: Since 1962}
  - services:
      items:
        - name: Bouquet
        - name: Wreath
  - form: contact
forms: {contact: {}}
"""
SAVED = "All changes are saved"


@pytest.fixture(autouse=True)
def wreath(editor: Page) -> None:
    """What is selected."""
    editor.locator("#outline").get_by_role("button", name="Wreath").click()
    expect(editor.locator(".panel h2")).to_have_text("Wreath")


def put_before(file: Path, app: Flask, line: str, before: str) -> None:
    """A Studio beside this one does so, and the workbench sees it."""
    written_before(file, line, before)
    app.extensions["formkit_reloader"].saved()


def written_before(file: Path, line: str, before: str) -> None:
    there = SpecFile(file, file.parent.parent / ".formkit" / "history" / file.stem)
    seen = there.read()
    there.save(seen.text.replace(before, f"{line}\n{before}"), base=seen.version, what="", now=datetime.now(UTC))


def test_what_is_selected_stays_selected_and_its_caret_where_it_is(editor: Page, file: Path, app: Flask) -> None:
    name = editor.get_by_label("Name", exact=True)
    name.focus()
    name.press("End")
    name.press_sequentially("s")
    put_before(file, app, "        - name: Tulips", "        - name: Bouquet")
    put_before(file, app, "  - hero", "  - about")
    expect(editor.locator("#outline li", has_text="Tulips").last).to_be_visible()
    expect(editor.locator("#outline [aria-current]")).to_contain_text("Wreaths")
    expect(name).to_be_focused()
    name.press_sequentially(" of moss")
    expect(editor.locator("#saved")).to_have_text(SAVED)
    theirs = SPEC.replace("  - about", "  - hero\n  - about").replace(
        "        - name: Bouquet", "        - name: Tulips\n        - name: Bouquet"
    )
    assert file.read_text("utf-8") == theirs.replace("Wreath", "Wreaths of moss")
    expect(editor.locator(".panel h2")).to_have_text("Wreaths of moss")


def test_properties_that_were_asked_for_before_it_was_moved_take_no_place(editor: Page, file: Path, app: Flask) -> None:
    name = editor.get_by_label("Name", exact=True)
    name.focus()
    name.press("End")
    held: list[Route] = []
    editor.route("**/panel?*", lambda route: route.continue_() if held else held.append(route))
    with editor.expect_request("**/panel?*"):
        name.press_sequentially("s")
    reads(editor, "#outline", "Wreaths")
    written_before(file, "        - name: Tulips", "        - name: Bouquet")
    late = held[0].fetch()  # of the path before, in the file as it is now
    with editor.expect_response("**/panel?*"):
        app.extensions["formkit_reloader"].saved()
        reads(editor, "#outline", "Tulips")
        held[0].fulfill(response=late)
    expect(editor.locator("#outline [aria-current]")).to_contain_text("Wreaths")
    expect(editor.locator(".panel h2")).to_have_text("Wreaths")
    expect(name).to_be_focused()


def test_letters_on_their_way_find_their_word_again(editor: Page, file: Path, app: Flask) -> None:
    name = editor.get_by_label("Name", exact=True)
    name.press("End")
    for letter in " of moss":
        put_before(file, app, f"  - text: {{title: {ord(letter)}, text: '{letter}'}}", "  - about")
        name.press_sequentially(letter)
    expect(editor.locator("#saved")).to_have_text(SAVED)
    assert "        - name: Wreath of moss\n" in file.read_text("utf-8")
    assert "        - name: Bouquet\n" in file.read_text("utf-8")
    assert not editor.get_by_role("dialog").is_visible()


def test_what_is_written_in_the_page_goes_there(editor: Page, file: Path, app: Flask) -> None:
    editor.locator("#outline [aria-current]").press("F2")
    words = editor.frame_locator("#view").locator("[contenteditable]")
    expect(words).to_be_focused()
    words.press("End")
    words.press_sequentially(" o")
    expect(editor.locator("#saved")).to_have_text(SAVED)
    put_before(file, app, "        - name: Tulips", "        - name: Bouquet")
    expect(editor.locator("#outline li", has_text="Tulips").last).to_be_visible()
    words.press_sequentially("f moss")
    words.press("Enter")
    expect(editor.locator("#saved")).to_have_text(SAVED)
    theirs = SPEC.replace("        - name: Bouquet", "        - name: Tulips\n        - name: Bouquet")
    assert file.read_text("utf-8") == theirs.replace("Wreath", "Wreath of moss")


LINE = """() => {
  window.lines = [];
  const line = document.getElementById('told');
  new MutationObserver(() => window.lines.push(line.textContent)).observe(line, { childList: true });
}"""


def test_what_is_asked_about_is_not_told_as_done(editor: Page, file: Path, app: Flask) -> None:
    theirs = SPEC.replace("name: Wreath", "name: Wreath of moss")

    def meanwhile(route: Route) -> None:
        file.write_text(theirs, "utf-8")
        route.continue_()

    editor.evaluate(LINE)
    editor.route("**/change", meanwhile, times=1)
    editor.locator("#outline [aria-current]").press("Delete")
    expect(editor.get_by_role("dialog")).to_be_visible()
    assert not any(editor.evaluate("() => window.lines"))
    assert file.read_text("utf-8") == theirs
