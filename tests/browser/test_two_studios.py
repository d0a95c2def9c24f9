"""Two programs, or two windows of one, at the same file: what each types arrives in both, or is asked about."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from formkit.edit import SpecFile
from tests.browser.test_studio_attacked import LAPTOP, Terminal
from tests.ports import free_port

SPEC = """\
# ours
site: {name: Rose, tagline: Flowers, languages: [en]}
business: {email: hello@rosegarden.example}
"""
NAME = "Name of the site"
LINE = "A short sentence below the name"
SAVED = "All changes are saved"


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    with ExitStack() as stack:
        made = Terminal(tmp_path, stack)
        made.file.write_text(SPEC, "utf-8")
        yield made


@pytest.fixture
def browser_at(new_page: Callable[..., Page]) -> Callable[[str], Page]:
    """The editor of the site in a browser of its own."""

    def opened(address: str) -> Page:
        page = new_page(viewport=LAPTOP)
        page.goto(address)
        return editor(page)

    return opened


def editor(page: Page) -> Page:
    page.goto(f"{page.url.partition('/_studio/')[0]}/_studio/s/rose/")
    expect(page.get_by_label(NAME, exact=True)).to_be_visible()
    return page


def write(page: Page, label: str, words: str) -> None:
    """Letter by letter at the end, not waiting for anything."""
    field = page.get_by_label(label, exact=True)
    field.press("End")
    field.press_sequentially(words)


def holds(page: Page, label: str, words: str) -> None:
    expect(page.get_by_label(label, exact=True)).to_have_value(words)


def whole(file: Path) -> bool:
    """Whether each version of the history can be read."""
    history = SpecFile(file, file.parent.parent / ".formkit" / "history" / file.stem)
    return all(history.text_of(one.number).startswith("# ours") for one in history.versions())


def test_two_programs_share_a_workspace(browser_at: Callable[[str], Page], terminal: Terminal) -> None:
    one = browser_at(terminal.start()[1])
    other = browser_at(terminal.start("--port", str(free_port()))[1])
    write(one, NAME, " House")
    holds(other, NAME, "Rose House")
    for letter in " cut":
        write(one, NAME, letter)
        write(other, LINE, letter)
    for page in (one, other):
        expect(page.locator("#saved")).to_have_text(SAVED)
        expect(page.frame_locator("#view").locator("h1").first).to_contain_text("Rose House cut")
    assert terminal.file.read_text("utf-8") == SPEC.replace("Rose,", "Rose House cut,").replace(
        "Flowers", "Flowers cut"
    )
    assert whole(terminal.file)


def test_two_windows_at_one_word_are_asked_and_nothing_else_is_lost(
    browser_at: Callable[[str], Page], terminal: Terminal
) -> None:
    one = browser_at(terminal.start()[1])
    other = one.context.new_page()
    other.goto(one.url)
    write(other, LINE, "!")
    holds(one, LINE, "Flowers!")
    one.route("**/change", lambda route: route.abort())
    write(one, NAME, "s")
    write(other, NAME, " Garden")
    expect(other.locator("#saved")).to_have_text(SAVED)
    one.unroute("**/change")
    expect(one.get_by_role("dialog")).to_contain_text("Rose Garden")
    one.get_by_role("button", name="Keep mine").click()
    expect(other.frame_locator("#view").locator("h1").first).to_contain_text("Roses")
    assert terminal.file.read_text("utf-8") == SPEC.replace("Rose,", "Roses,").replace("Flowers", "Flowers!")
    assert whole(terminal.file)
