"""What is typed while a disk refuses it is kept, told in words, and saved when the trouble ends."""

import os
import resource
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from formkit.settings import Settings
from tests.isolation import NOBODY
from tests.web.conftest import settings_of
from tests.web.workspaces import SPEC

Trouble = Callable[[Path], AbstractContextManager[None]]
SELECT_NAME = """() => {
  const editor = ace.edit(document.querySelector('.ace_editor'));
  editor.focus();
  editor.find('Rose Garden');
}"""


@pytest.fixture
def settings() -> Iterator[Settings]:
    """Of a workspace where everybody may go; an answer that nobody waits for may still write there in the end."""
    with tempfile.TemporaryDirectory(prefix="formkit-", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        (Path(name) / "form_specs").mkdir()
        (Path(name) / "form_specs" / "rose.yaml").write_text(SPEC, "utf-8")
        yield settings_of(Path(name))


@dataclass
class Editor:
    """The editor of the site `rose` in a browser; `noticed` tells it that the workbench saw a change on disk."""

    page: Page
    file: Path
    noticed: Callable[[], None]

    def panel(self, words: str) -> None:
        self.page.locator("#outline .thing").first.click()
        self.page.get_by_label("Name of the site", exact=True).fill(words)

    def in_place(self, words: str) -> None:
        self.page.frame_locator("#view").locator("h1").first.dblclick()
        self.page.keyboard.type(words)

    def texts(self, words: str) -> None:
        self.page.get_by_label("The site › Name of the site, English").fill(words)

    def typed_in_file(self, words: str) -> None:
        self.page.evaluate(SELECT_NAME)
        self.page.keyboard.type(words)

    def open(self, tab: str) -> None:
        self.page.get_by_role("tab", name=tab).click()
        expect(self.page.locator("[role=tabpanel]:visible")).to_contain_text("Rose Garden")


@pytest.fixture
def editor(editor: Page, app: Flask, file: Path) -> Editor:
    return Editor(editor, file, app.extensions["formkit_reloader"].saved)


@contextmanager
def deleted(file: Path) -> Any:
    text = file.read_bytes()
    file.unlink()
    yield
    file.write_bytes(text)


@contextmanager
def renamed(file: Path) -> Any:
    other = file.rename(file.with_name("lily.yaml"))
    yield
    other.rename(file)


@contextmanager
def a_folder(file: Path) -> Any:
    with renamed(file):
        file.mkdir()
        yield
        file.rmdir()


@contextmanager
def a_link_to_nothing(file: Path) -> Any:
    with renamed(file):
        file.symlink_to("nothing.yaml")
        yield
        file.unlink()


@contextmanager
def read_only(file: Path) -> Any:
    """For a user who is not root: root may write anywhere."""
    me, workspace = os.geteuid(), file.parent.parent
    for one in (workspace, *workspace.rglob("*")) if me == 0 else ():
        os.chown(one, NOBODY, -1)
    file.parent.chmod(0o500)
    os.seteuid(me or NOBODY)
    try:
        yield
    finally:
        os.seteuid(me)
        file.parent.chmod(0o700)


@contextmanager
def full(file: Path) -> Any:
    """A quota: no file may grow past a few bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_deed_is_told_as_kept_until_it_is_saved(editor: Editor) -> None:
    told = editor.page.locator("#told")
    topic = editor.page.locator("#outline").get_by_role("button", name="Topic")
    topic.click()
    with full(editor.file):
        topic.press("Control+d")
        expect(told).to_have_text(
            "Duplicated: Topic · Not saved yet: it is kept in this browser, and saved as soon as possible."
        )
        expect(told.get_by_role("button")).to_be_hidden()
        assert editor.file.read_text("utf-8") == SPEC
    editor.noticed()
    expect(told).to_have_text("Duplicated: Topic")
    assert "topic_2" in editor.file.read_text("utf-8")
    with full(editor.file):
        editor.page.locator("#outline [aria-current]").press("Delete")
        expect(told).to_contain_text("Not saved yet")
    editor.noticed()
    expect(told).to_have_text("Deleted: Topic 2 Undo")
    told.get_by_role("button", name="Undo").click()
    expect(told).to_have_text("Taken back: Deleted: Topic 2")


GONE = "form_specs/rose.yaml is not there any more."
CASES: dict[str, tuple[Trouble, str, str, Callable[[Editor, str], None]]] = {
    "deleted, in place": (deleted, GONE, "Page", Editor.in_place),
    "renamed, in the file": (renamed, GONE, "File", Editor.typed_in_file),
    "a folder, in the panel": (a_folder, "form_specs/rose.yaml is a folder, not a file.", "Page", Editor.panel),
    "a link to nothing, in the texts": (a_link_to_nothing, GONE, "Translations", Editor.texts),
    "read-only, in the file": (read_only, "can't be saved: Permission denied.", "File", Editor.typed_in_file),
    "full, in the panel": (full, "there is no room on the disk.", "Page", Editor.panel),
}


@pytest.mark.parametrize(("trouble", "words", "tab", "type_in"), CASES.values(), ids=CASES)
def test_what_is_typed_is_kept_and_saved_when_the_trouble_ends(
    editor: Editor, trouble: Trouble, words: str, tab: str, type_in: Callable[[Editor, str], None]
) -> None:
    saved = editor.page.locator("#saved")
    editor.open(tab)
    with trouble(editor.file):
        type_in(editor, "Lily & Moss")
        editor.noticed()
        expect(saved).to_have_text("Not saved yet. What you typed is kept here, and saved as soon as that is possible.")
        expect(editor.page.locator("#broken p, .told .bad").filter(visible=True).first).to_contain_text(words)
    editor.noticed()
    expect(saved).to_have_text("All changes are saved")
    assert editor.file.read_text("utf-8") == SPEC.replace("Rose Garden", "Lily & Moss")
