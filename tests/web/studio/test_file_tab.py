"""The tab with the file in a real browser: typed, marked, merged, and never lost."""

from collections.abc import Callable
from pathlib import Path
from time import monotonic

import pytest
from flask import Flask
from playwright.sync_api import Dialog, Page, Route, expect

from tests.chromium import barriers
from tests.web.studio.conftest import LAPTOP, at_rose

FILE = "**/s/rose/file"
TYPES = """([line, column]) => {
  const editor = ace.edit(document.querySelector('.ace_editor'));
  editor.gotoLine(line, column, false);
  window.typing = setInterval(() => editor.insert('y'), 20);
}"""
TAKES_BACK = """() => {
  const editor = ace.edit(document.querySelector('.ace_editor'));
  const saved = document.getElementById('saved');
  editor.insert('#');
  const first = saved.textContent;
  editor.remove('left');
  return [first, saved.textContent];
}"""


@pytest.fixture
def tab(editor: Page) -> Page:
    """The tab, open."""
    return opened(editor)


def opened(editor: Page) -> Page:
    editor.get_by_role("tab", name="File").click()
    expect(editor.locator("#file .ace_content")).to_contain_text("Rose Garden")
    return editor


def unsendable(route: Route) -> None:
    """Reads, but does not save."""
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


def at_end(tab: Page, line: int) -> None:
    """The caret stands at the end of a line of the editor."""
    tab.bring_to_front()
    tab.evaluate("line => ace.edit(document.querySelector('.ace_editor')).gotoLine(line, 1e4, false)", line)
    tab.evaluate("ace.edit(document.querySelector('.ace_editor')).focus()")


def put_at(tab: Page, line: int, words: str) -> None:
    """Puts words at the end of a line of the editor, all at once."""
    at_end(tab, line)
    tab.keyboard.insert_text(words)


def type_at(tab: Page, line: int, words: str) -> None:
    """Types at the end of a line of the editor, and waits until all of it is in the file."""
    at_end(tab, line)
    tab.keyboard.type(words)
    saved(tab)


def saved(tab: Page) -> None:
    """All that was typed is in the file: from the first key on it is told that it is being saved."""
    expect(tab.locator("#saved")).to_have_text("All changes are saved")


def line_of(file: Path, words: str) -> int:
    return next(n for n, line in enumerate(file.read_text("utf-8").splitlines(), 1) if words in line)


def changed_outside(app: Flask, file: Path, text: str | None) -> None:
    """Another program writes the file, or deletes it, and the workbench sees it."""
    if text is None:
        file.unlink()
    else:
        file.write_text(text, "utf-8")
    app.extensions["formkit_reloader"].saved()


def caret(tab: Page) -> list[int]:
    """Row and column, from 0."""
    at = tab.evaluate("ace.edit(document.querySelector('.ace_editor')).getCursorPosition()")
    return [at["row"], at["column"]]


def test_what_is_typed_is_the_file_and_a_slip_is_marked_at_its_line(tab: Page, file: Path) -> None:
    number = line_of(file, "site:")
    type_at(tab, number, "  # words")
    assert file.read_text("utf-8").splitlines()[number - 1].endswith("}  # words")
    type_at(tab, number, "\nnonsense: 1")
    problem = tab.locator(".problems button").first
    expect(problem).to_contain_text(f"Line {number + 1}: Nothing is called “nonsense” here")
    expect(tab.locator(f".ace_gutter-cell.ace_error:has-text('{number + 1}')")).to_be_visible()
    assert barriers(tab) == []
    tab.keyboard.press("Escape")
    tab.keyboard.press("Tab")
    expect(problem).to_be_focused()
    problem.press("Enter")
    tab.keyboard.press("Shift+End")
    tab.keyboard.type("\t# mended")
    saved(tab)
    expect(tab.locator("#problems-title")).to_have_text("Nothing to mend")
    assert file.read_text("utf-8").splitlines()[number] == "  # mended"


def undone(tab: Page) -> None:
    """Ctrl+Z in the text, more often than there is something to take back, until that is in the file."""
    for _ in range(9):
        tab.keyboard.press("Control+z")
    saved(tab)


def test_ctrl_z_takes_back_what_was_typed_here_and_nothing_of_another_hand(tab: Page, app: Flask, file: Path) -> None:
    theirs = "# first\n" + file.read_text("utf-8").replace("Rose Garden", "Rose House")
    type_at(tab, line_of(file, "message:"), "  # mine")
    changed_outside(app, file, "# first\n" + file.read_text("utf-8").replace("Rose Garden", "Rose House"))
    expect(tab.locator("#file .ace_content")).to_contain_text("Rose House")
    undone(tab)
    assert file.read_text("utf-8") == theirs


def test_ctrl_z_takes_nothing_back_where_another_hand_has_changed_the_same_line(
    tab: Page, app: Flask, file: Path
) -> None:
    type_at(tab, line_of(file, "message:"), "  # mine")
    theirs = file.read_text("utf-8").replace("# mine", "# theirs")
    changed_outside(app, file, theirs)
    expect(tab.locator("#file .ace_content")).to_contain_text("# theirs")
    type_at(tab, line_of(file, "business:"), "  # new")
    undone(tab)
    assert file.read_text("utf-8") == theirs


def test_who_types_without_a_pause_sees_it_in_the_page(tab: Page, file: Path) -> None:
    number = line_of(file, "Rose Garden")
    tab.evaluate(TYPES, [number, file.read_text("utf-8").splitlines()[number - 1].index("Garden") + len("Garden")])
    expect(tab.frame_locator("#view").get_by_text("Rose Gardeny").first).to_be_attached()
    tab.evaluate("clearInterval(typing)")
    saved(tab)
    assert file.read_text("utf-8") == tab.evaluate("ace.edit(document.querySelector('.ace_editor')).getValue()")


def test_from_the_first_key_on_it_is_told_that_it_is_being_saved(tab: Page) -> None:
    assert tab.evaluate(TAKES_BACK) == ["Saving …", "All changes are saved"]


def test_what_was_typed_is_sent_again_once_a_second(tab: Page, file: Path) -> None:
    put_at(tab, line_of(file, "site:"), "  # saved")
    saved(tab)
    tab.route(FILE, unsendable)
    begun = monotonic()
    put_at(tab, line_of(file, "site:"), " and kept")
    for _ in range(4):
        with tab.expect_event("requestfailed"):
            pass
    assert monotonic() - begun > 2.5
    tab.unroute(FILE)
    saved(tab)
    assert "  # saved and kept" in file.read_text("utf-8")


def test_a_change_on_disk_appears_or_is_asked_about(tab: Page, app: Flask, file: Path) -> None:
    type_at(tab, line_of(file, "message:"), "  #")
    row, column = caret(tab)
    text = file.read_text("utf-8")
    changed_outside(app, file, f"# first\n# second\n{text.replace('Rose Garden', 'Rose House')}")
    expect(tab.locator("#file .ace_content")).to_contain_text("Rose House")
    assert caret(tab) == [row + 2, column]
    theirs = file.read_text("utf-8").replace("0100}", "0111}")
    file.write_text(theirs, "utf-8")
    put_at(tab, line_of(file, "business:"), " # mine")
    asked = tab.get_by_role("heading", name="Somebody else changed the same lines")
    expect(asked).to_be_focused()
    tab.keyboard.press("Space")  # typing on is no answer
    assert asked.is_visible()
    assert barriers(tab) == []
    assert file.read_text("utf-8") == theirs
    tab.get_by_role("button", name="Keep both, mine as comments").click()
    saved(tab)
    lines = file.read_text("utf-8").splitlines()
    number = line_of(file, "business:")
    assert lines[number - 1].startswith("# business:")
    assert lines[number - 1].endswith(" # mine")
    assert lines[number].endswith("0111}")


def test_a_change_of_the_page_hides_no_text_of_the_file_that_is_not_in_it(tab: Page, file: Path) -> None:
    number = line_of(file, "message:")
    line = file.read_text("utf-8").splitlines()[number - 1]
    theirs = file.read_text("utf-8").replace(line, f"{line} # theirs")
    with tab.expect_response(lambda answer: answer.status == 409):
        tab.route(FILE, lambda route: (file.write_text(theirs, "utf-8"), route.continue_()), times=1)
        put_at(tab, number, " # mine")
    told = tab.locator("#saved")
    expect(told).to_contain_text("choose what stays")
    tab.get_by_role("tab", name="Page").click()
    with tab.expect_response("**/change"):
        tab.get_by_label("Name of the site", exact=True).fill("Rose House")
    expect(tab.frame_locator("#view").get_by_text("Rose House").first).to_be_attached()
    expect(told).to_contain_text("choose what stays")
    tab.get_by_role("tab", name="File").click()
    tab.get_by_role("button", name="Keep both, mine as comments").click()
    saved(tab)
    assert "name: Rose House" in file.read_text("utf-8")
    assert " # mine" in file.read_text("utf-8")


def test_a_file_of_others_opens_at_what_is_wrong_and_keeps_its_line_ends(tab: Page, file: Path) -> None:
    raw = b"# rose\r\n" + file.read_bytes() + b"nonsense: 1\r\n# end"
    file.write_bytes(raw)
    tab.reload()
    expect(tab.locator(".told")).to_contain_text("line ends of several kinds")
    expect(tab.locator(".problems button")).to_contain_text("nonsense")
    assert caret(tab) == [line_of(file, "nonsense") - 1, 0]
    type_at(tab, 1, " garden")
    assert file.read_bytes() == raw.replace(b"# rose\r\n", b"# rose garden\r\n")
    type_at(tab, line_of(file, "title:"), "\nint")
    expect(tab.locator(".ace_autocomplete .ace_line")).to_contain_text(["intro"])
    tab.keyboard.press("Enter")
    expect(tab.locator("#file .ace_content")).to_contain_text("intro:")
    saved(tab)
    assert b"\n    intro:" in file.read_bytes()


def test_what_could_not_be_sent_outlives_the_page_and_a_deleted_file(tab: Page, app: Flask, file: Path) -> None:
    tab.route(FILE, unsendable)
    tab.locator("#file .ace_content").click()
    tab.keyboard.press("Control+Home")
    tab.keyboard.type("# kept")
    expect(tab.locator("#saved")).to_contain_text("No connection")
    assert "# kept" not in file.read_text("utf-8")
    file.write_text(f"{file.read_text('utf-8')}# theirs\n", "utf-8")
    here = tab.url
    tab.goto("about:blank")  # where nothing is sent again
    tab.unroute(FILE)
    tab.goto(here, wait_until="commit")
    expect(tab.locator("#file .ace_content")).to_contain_text("# kept")
    saved(tab)
    assert file.read_text("utf-8").startswith("# kept")
    assert file.read_text("utf-8").endswith("# theirs\n")
    changed_outside(app, file, None)
    expect(tab.get_by_role("button", name="Save it again")).to_be_visible()
    at_end(tab, 1)
    tab.keyboard.type(" again")
    expect(tab.locator("#saved")).to_contain_text("Not saved yet")
    button = tab.get_by_role("button", name="Save it again")
    drawn = button.element_handle()
    for _ in range(2):
        with tab.expect_response(lambda answer: answer.request.method == "POST"):
            pass
    assert drawn
    assert drawn.evaluate("one => one.isConnected")
    button.click()
    saved(tab)
    assert file.read_text("utf-8").startswith("# kept again")


def test_the_browser_asks_before_it_closes_only_while_something_is_not_saved(tab: Page) -> None:
    asked: list[str] = []

    def stays(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    tab.on("dialog", stays)
    tab.route(FILE, unsendable)
    tab.locator("#file .ace_content").click()
    tab.keyboard.type("#")
    expect(tab.locator("#saved")).to_contain_text("No connection")
    with tab.expect_event("dialog"):
        tab.close(run_before_unload=True)
    assert asked == ["beforeunload"]
    tab.unroute(FILE)
    saved(tab)
    with tab.expect_event("close"):
        tab.close(run_before_unload=True)
    assert asked == ["beforeunload"]


def left_by_two_windows(tab: Page, first: tuple[int, str], second: tuple[int, str]) -> Page:
    """What they could not send: the line and the words of each. A window that was opened after they were closed."""
    beside = tab.context.new_page()
    beside.goto(tab.url)
    tab.context.route(FILE, unsendable)
    for window, (line, words) in ((tab, first), (opened(beside), second)):
        put_at(window, line, words)
        expect(window.locator("#saved")).to_contain_text("No connection")
    fresh = tab.context.new_page()
    here = tab.url
    for window in (tab, beside):
        window.goto("about:blank")  # closing lets through what is just being sent
        window.close()
    fresh.context.unroute(FILE)
    fresh.goto(here, wait_until="commit")
    expect(fresh.locator("#file .ace_content")).to_contain_text(second[1].strip())
    return fresh


def test_what_two_windows_could_not_send_is_saved_by_the_next(tab: Page, file: Path) -> None:
    text = file.read_text("utf-8")
    site, topic = (text.splitlines()[line_of(file, word) - 1] for word in ("site:", "topic:"))
    one = line_of(file, "site:"), "\nnonsense: 1"
    fresh = left_by_two_windows(tab, one, (line_of(file, "topic:"), "  # kept"))
    saved(fresh)
    expect(fresh.locator(".problems button")).to_contain_text("nonsense")
    expected = text.replace(site, f"{site}\nnonsense: 1").replace(topic, f"{topic}  # kept")
    assert file.read_text("utf-8") == expected


def test_what_two_windows_could_not_send_of_one_line_is_asked_about(tab: Page, file: Path) -> None:
    number = line_of(file, "site:")
    fresh = left_by_two_windows(tab, (number, "  # first"), (number, "  # second"))
    expect(fresh.locator(".clash pre")).to_contain_text(["# second", "# first"])
    fresh.get_by_role("button", name="Keep both, mine as comments").click()
    saved(fresh)
    ours, theirs = file.read_text("utf-8").splitlines()[number - 1 : number + 1]
    assert ours.startswith("# site:")
    assert ours.endswith("  # second")
    assert theirs.endswith("}  # first")


def test_without_the_editor_a_plain_field_saves_as_well(
    new_page: Callable[..., Page], address: str, app: Flask, file: Path
) -> None:
    page = new_page(**LAPTOP)
    page.route("**/ace.js", lambda route: route.abort() if "vendor" in route.request.url else route.continue_())
    at_rose(page, address)
    page.get_by_role("tab", name="File").click()
    field = page.get_by_role("textbox", name="The file of this site")
    expect(field).to_have_value(file.read_text("utf-8"))
    field.press("Control+Home")
    page.keyboard.type("# plain")
    saved(page)
    assert file.read_text("utf-8").startswith("# plain")
    changed_outside(app, file, f"# other\n{file.read_text('utf-8')}")
    expect(field).to_have_value(file.read_text("utf-8"))
