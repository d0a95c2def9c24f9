"""What is done in the window of the Studio, and what is seen there."""

from pathlib import Path

from playwright.sync_api import FrameLocator, Locator, Page, expect

FORMS = Path(__file__).parents[4] / "form_specs"
ROSES = (FORMS / "rose-garden.yaml").read_text("utf-8")


def opened(page: Page, file: Path) -> FrameLocator:
    """The page of a site in its editor, with everything found."""
    page.goto(f"{page.url.partition('/_studio/')[0]}/_studio/s/{file.stem}/", wait_until="commit")
    expect(page.locator("#outline .thing").first).to_be_visible()
    return page.frame_locator("#view")


def said(page: Page, words: str) -> None:
    expect(page.locator("#told")).to_contain_text(words)


def saved(page: Page) -> None:
    expect(page.locator("#saved")).to_have_text("All changes are saved")


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
