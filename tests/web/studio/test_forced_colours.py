"""Colours that the reader's system has chosen (CSS Color Adjustment 1, 3): what is chosen is still seen."""

from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.web.studio.conftest import at_rose

FORCED = {"viewport": {"width": 1024, "height": 700}, "forced_colors": "active", "color_scheme": "dark"}


def ground(part: Locator) -> str:
    return str(part.evaluate("part => getComputedStyle(part).backgroundColor"))


def test_what_is_chosen_stands_on_another_ground(new_page: Callable[..., Page], address: str) -> None:
    page = at_rose(new_page(**FORCED), address)
    things = page.locator("#outline .thing")
    things.nth(1).click()
    expect(things.nth(1)).to_have_attribute("aria-current", "true")
    tabs = page.get_by_role("tab")
    assert ground(things.nth(1)) == ground(tabs.first) != ground(things.first) == ground(tabs.last)
    page.goto(f"{page.url.partition('/s/')[0]}/new")
    trades = page.locator(".trades .choice")
    trades.nth(1).click()
    assert ground(trades.nth(1)) != ground(trades.first)
