"""What is done in the window of the Studio, and what is seen there."""

from pathlib import Path

from playwright.sync_api import FrameLocator, Locator, Page, TimeoutError, expect

FORMS = Path(__file__).parents[4] / "form_specs"
ROSES = (FORMS / "rose-garden.yaml").read_text("utf-8")

READS = "([place, words]) => document.querySelector(place)?.textContent.includes(words)"


def opened(page: Page, file: Path) -> FrameLocator:
    """The page of a site in its editor, with everything found."""
    page.goto(f"{page.url.partition('/_studio/')[0]}/_studio/s/{file.stem}/", wait_until="commit")
    expect(page.locator("#outline .thing").first).to_be_visible()
    return page.frame_locator("#view")


def said(page: Page, words: str) -> None:
    """The line below the page says so."""
    reads(page, "#told", words)


def saved(page: Page) -> None:
    reads(page, "#saved", "All changes are saved")


def untouched(page: Page, file: Path, text: str) -> None:
    """Nothing was changed: what is changed now is all that can be taken back, and then the file says what it said."""
    page.locator("#sought").fill("")
    page.locator("#entries").get_by_role("button", name="Notice").click()
    said(page, "Added: Notice")
    page.locator("#undo").click()
    said(page, "Taken back: ")
    expect(page.locator("#undo")).to_be_disabled()
    assert file.read_text("utf-8") == text


def reads(page: Page, place: str, words: str) -> None:
    """Something in the Studio reads so, seen in the frame in which it does: `expect` looks only now and then."""
    try:
        page.wait_for_function(READS, arg=[place, words])
    except TimeoutError:
        expect(page.locator(place)).to_contain_text(words)


def carried(page: Page, what: Locator, onto: Locator, *, at: tuple[float, float]) -> None:
    """Takes a thing with the mouse, to a part (from 0 to 1, across and down) of what it is carried onto."""
    what.hover()
    page.mouse.down()
    end = onto.bounding_box()
    assert end
    page.mouse.move(end["x"] + end["width"] * at[0], end["y"] + end["height"] * at[1], steps=2)


def dropped(page: Page, what: Locator, onto: Locator, *, at: tuple[float, float]) -> None:
    """Takes a thing with the mouse, and lets it go."""
    carried(page, what, onto, at=at)
    page.mouse.up()
