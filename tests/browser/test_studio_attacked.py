"""The Studio under bad conditions in a real browser: hostile words in a file, and a program that is killed."""

import json
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.processes import Process, Production

EVIL = """<img src=x onerror=alert(1)>"'></script></textarea></style><svg/onload=alert(1)>{{7*7}}${7*7}<!--]]>"""
LAPTOP = {"width": 1024, "height": 700}
TABS = {
    "Translations": EVIL,
    "File": "onerror",
    "Mail": EVIL,
    "Try it": "What arrived",
    "History": "Today",
    "Publish": EVIL,
}


def hostile() -> str:
    """A spec whose every text is EVIL."""
    evil = json.dumps(EVIL)
    return f"""
site: {{name: {evil}, tagline: {{en: {evil}, tr: {evil}}}, languages: [en, tr]}}
business: {{email: hello@rosegarden.example, address: {{street: {evil}, city: {evil}}}}}
sections:
  - hero: {{title: {evil}, text: {evil}}}
  - about: {evil}
  - services: {{title: {evil}, items: [{{name: {evil}, text: {evil}, price: {evil}}}]}}
  - faq: [{{name: {evil}, text: {evil}}}]
  - form: contact
forms:
  contact:
    title: {evil}
    thanks: {evil}
    subject: {evil}
    fields:
      name: {{type: text, label: {evil}, help: {evil}, placeholder: {evil}, required: true}}
      topic: {{type: select, label: {evil}, choices: [{evil}, b]}}
"""


class Terminal:
    """`formkit studio` at one port, started as often as a test likes."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.file = folder / "form_specs" / "rose.yaml"
        self.file.parent.mkdir()
        self._here = Production(folder, stack)
        self._here.settings = {}

    def start(self, *more: str) -> tuple[Process, str]:
        """The process, and the address with its key that it shows."""
        process = self._here.start("studio", "--no-browser", *(more or ("--port", str(self._here.port))))
        process.wait_for_words("Ctrl-C stops")
        found = re.search(r"http://\S+/_studio/\?key=\S+", process.said)
        assert found
        return process, found[0]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with ExitStack() as stack:
        yield Terminal(tmp_path, stack)


def test_hostile_words_stay_words_in_every_part(new_page: Callable[..., Page], terminal: Terminal) -> None:
    terminal.file.write_text(hostile(), "utf-8")
    _, address = terminal.start()
    page = new_page(viewport=LAPTOP)
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    page.goto(address)
    expect(page.get_by_role("main")).to_contain_text(EVIL)
    page.goto(f"{page.url}s/rose/")
    view = page.frame_locator("#view")
    view.locator("h1").first.click()
    expect(page.locator("#panel h2")).to_have_text("Greeting")
    page.locator("#panel textarea, #panel input").first.fill(f"{EVIL} more")
    expect(view.locator("h1").first).to_contain_text("more")
    for name, shown in TABS.items():
        page.get_by_role("tab", name=name).click()
        expect(page.locator("[role=tabpanel]:visible")).to_contain_text(shown)
    assert all(frame.locator("[onerror], [onload], svg[onload], img[src=x]").count() == 0 for frame in page.frames)
    assert opened == []


def test_what_is_typed_while_the_program_is_dead_is_saved_when_it_lives_again(
    new_page: Callable[..., Page], terminal: Terminal
) -> None:
    terminal.file.write_text("site: {name: Rose Garden}\nbusiness: {email: hello@rosegarden.example}\n", "utf-8")
    process, address = terminal.start()
    page = new_page(viewport=LAPTOP)
    page.goto(address)
    page.goto(f"{page.url}s/rose/")
    name = page.get_by_label("Name of the site", exact=True)
    name.fill("Rose")
    expect(page.locator("#saved")).to_have_text("All changes are saved")
    process.end(signal.SIGKILL)
    name.press_sequentially(" & Thorn")
    expect(page.locator("#saved")).not_to_have_text("All changes are saved")
    assert "Thorn" not in terminal.file.read_text("utf-8")
    terminal.start()
    expect(page.locator("#saved")).to_have_text("All changes are saved")
    assert "name: Rose & Thorn" in terminal.file.read_text("utf-8")
