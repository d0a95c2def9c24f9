"""From a new site to one that is ready, in a real browser: each line of the checklist leads to where it is mended."""

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Locator, Page, expect

from formkit.channels import CHANNELS, no_files
from formkit.outbox import deliver_due
from formkit.settings import Settings, with_dev_defaults
from formkit.store import Store
from tests.files import picture

SPEC = """
site: {name: Rose Garden}
business: {type: Florist, email: hello@rose.example}
sections: [{about: {text: Three sisters, image: images/rose.png}}, {form: contact}]
forms: {contact: {}}
"""


@pytest.fixture
def file(file: Path) -> Path:
    """As the guided talk leaves it, nothing is said that was not asked; and its picture."""
    (file.parent / "images").mkdir()
    (file.parent / "images" / "rose.png").write_bytes(picture())
    return file


def lines(editor: Page, state: str) -> Locator:
    return editor.locator(f"#publish section:first-child li.{state}")


def mend(editor: Page, words: str) -> Locator:
    """Follows the line that says so; the control where the reader stands then."""
    editor.get_by_role("tab", name="Publish").click()
    editor.get_by_role("button", name=f"Mend it: {words}").click()
    return editor.locator("#panel .control :focus")


def write(editor: Page, words: str, text: str) -> None:
    mend(editor, words).fill(text)
    expect(editor.locator("#saved")).to_have_text("All changes are saved")


def test_every_line_turns_green_where_it_leads(
    editor: Page, address: str, app: Flask, settings: Settings, store: Store
) -> None:
    here = address.partition("/_studio")[0]
    editor.get_by_role("tab", name="Publish").click()
    expect(lines(editor, "todo")).to_have_count(6)
    write(editor, "Pictures that don't say what they show: 1", "Three sisters at a table")
    write(editor, "What “Write to us” sends would be lost", "hello@rose.org")
    mend(editor, "Nothing says what becomes of what visitors send.").check()
    mend(editor, "The privacy page is a draft").check()
    write(editor, "The site doesn't know its own address yet.", here)
    write(editor, "The forms send to", here)
    app.extensions["formkit"].sites.load()  # as the watch of the workbench does
    editor.get_by_role("tab", name="Publish").click()
    editor.get_by_role("button", name="Look now").click()
    expect(lines(editor, "todo")).to_have_count(1)
    editor.get_by_role("button", name="Try it: Not tried yet").click()
    form = editor.frame_locator("#try iframe")
    form.get_by_label("Name").fill("Ada")
    form.get_by_label("Email").fill("ada@example.com")
    form.get_by_label("Message").fill("When are you open?")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("heading", level=1)).to_have_text("We have your message")
    deliver(store, settings)
    editor.get_by_role("tab", name="Publish").click()
    expect(editor.get_by_role("heading", name="Everything is ready")).to_be_visible()
    expect(lines(editor, "todo")).to_have_count(0)


def test_a_copy_that_failed_is_told_and_what_was_typed_stays(editor: Page, file: Path, tmp_path: Path) -> None:
    file.write_text(SPEC.replace("image: images/rose.png", "title: About"), "utf-8")
    editor.get_by_role("tab", name="Publish").click()
    folder, told = editor.get_by_label("Copy to a folder"), editor.locator("#publish-told")
    folder.fill("Desktop")
    folder.press("Enter")
    expect(told).to_contain_text("There is no folder Desktop.")
    expect(folder).to_have_value("Desktop")
    folder.fill(str(tmp_path))
    folder.press("Enter")
    expect(told).to_contain_text("This folder is where formkit works.")


def deliver(store: Store, settings: Settings) -> None:
    (stored,) = store.submissions()
    sender = CHANNELS["mail"].open(with_dev_defaults(settings, ""), no_files)
    deliver_due(store, {"mail": sender}, worker="w", clock=lambda: stored.received_at)
