"""Long text is counted while it is written; nothing is ever cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.visits import reach_receipt, send
from tests.live import Live

SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  contact:
    fields:
      message: {type: textarea, label: Your message, max: 300}
"""


@pytest.fixture
def live(start_live: Callable[..., Live]) -> Live:
    return start_live(SPEC)


def test_what_is_left_is_seen_at_once_and_heard_in_a_pause(live: Live, page: Page) -> None:
    page.goto(live.site)
    message = page.get_by_label("Your message")
    expect(message).to_have_accessible_description("Up to 300 characters")
    expect(page.locator("[aria-hidden].hint")).to_be_empty()
    message.fill("🌹" * 290)
    expect(page.locator("[aria-hidden].hint")).to_have_text("Characters left: 10")
    expect(page.get_by_role("status")).to_have_text("Characters left: 10")


def in_persian(route: Route) -> None:
    route.fulfill(body=route.fetch().text().replace('lang="en"', 'lang="fa"'), content_type="text/html")


def test_digits_are_latin_in_every_language(live: Live, page: Page) -> None:
    page.route(live.site, in_persian)
    page.goto(live.site)
    page.get_by_label("Your message").fill("a" * 290)
    expect(page.get_by_role("status")).to_have_text("Characters left: 10")


def test_too_much_is_told_and_not_cut_off(live: Live, page: Page) -> None:
    page.goto(live.site)
    message = page.get_by_label("Your message")
    message.fill("a" * 302)
    expect(page.get_by_text("Characters too many: 2").first).to_be_visible()
    expect(message).to_have_value("a" * 302)
    message.fill("a" * 300)
    send(page)
    reach_receipt(page)


def test_without_scripts_the_limit_is_told_before(live: Live, bare_page: Page) -> None:
    bare_page.goto(live.site)
    expect(bare_page.get_by_label("Your message")).to_have_accessible_description("Up to 300 characters")
