"""The editor on a phone, by finger: a tap selects, the handle carries, and a finger that slides scrolls."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import CDPSession, FrameLocator, Locator, Page, expect

from formkit.settings import Settings
from tests.web.studio.conftest import at_rose
from tests.web.studio.page.working import FORMS, ROSES, said, untouched

HANDLE = "#chosen [data-deed=drag]"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture
def file(settings: Settings) -> Path:
    """That of the rose garden, with its pictures beside it."""
    copytree(FORMS / "images" / "rose-garden", settings.specs / "images" / "rose-garden")
    file = settings.specs / "rose.yaml"
    file.write_text(ROSES, "utf-8")
    return file


@pytest.fixture
def page(new_page: Callable[..., Page], file: Path, address: str) -> Page:
    """The editor of the rose garden, once its page and its list are there."""
    page = at_rose(new_page(**PHONE), address)
    expect(page.locator("#outline .thing").first).to_be_attached()
    return page


@pytest.fixture
def view(page: Page) -> FrameLocator:
    view = page.frame_locator("#view")
    view.get_by_role("heading", name="What we make").tap()
    expect(page.locator("#outline [aria-current]")).to_contain_text("What we make")
    return view


@pytest.fixture
def finger(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def middle(what: Locator) -> tuple[float, float]:
    box = what.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def slid(finger: CDPSession, start: tuple[float, float], end: tuple[float, float], *, lifted: bool = True) -> None:
    """A finger goes down, slides in a few steps, and is lifted."""

    def touch(kind: str, *points: tuple[float, float]) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})

    touch("touchStart", start)
    for step in range(1, 9):
        touch("touchMove", tuple(a + (b - a) * step / 8 for a, b in zip(start, end, strict=True)))
    if lifted:
        touch("touchEnd")


def test_the_handle_carries_what_was_tapped(page: Page, view: FrameLocator, finger: CDPSession, file: Path) -> None:
    view.get_by_role("heading", name="Hand-tied bouquet").tap()
    expect(page.locator("#outline [aria-current]")).to_have_text("Hand-tied bouquet")
    x, y = middle(view.locator("#services li").nth(1))
    slid(finger, middle(page.locator(HANDLE)), (x, y + 40), lifted=False)
    for shown in ("#carried", "#landing"):
        expect(page.locator(shown)).to_be_in_viewport(ratio=1)
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    said(page, "Hand-tied bouquet is now number 2 of 3.")
    expect(view.locator("#services li").nth(1)).to_contain_text("Hand-tied bouquet")


def test_a_finger_that_slides_over_the_page_or_the_list_scrolls_and_moves_nothing(
    page: Page, view: FrameLocator, finger: CDPSession, file: Path
) -> None:
    before = page.evaluate("document.getElementById('view').contentWindow.scrollY")
    slid(finger, (195, 700), (195, 400))
    page.wait_for_function("before => document.getElementById('view').contentWindow.scrollY > before", arg=before)
    page.get_by_role("button", name="On this page").click()  # a tap would only halt what still glides
    expect(page.locator("#outline .thing").first).to_be_visible()
    x, y = middle(page.locator("#outline .thing").nth(8))
    slid(finger, (x, y), (x, y - 120))
    page.wait_for_function("() => document.querySelector('.tree').scrollTop > 0")
    expect(page.locator("#carried")).to_be_hidden()
    untouched(page, file, ROSES)
