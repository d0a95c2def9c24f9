"""A link fills in what the owner offers, and nothing that the visitor doesn't see."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.live import Live

SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  contact:
    prefill: [name]
    fields:
      topic: {type: select, label: Topic, choices: [Question, Order], required: true}
      days: {type: checkboxes, label: Days, choices: [Mon, Tue, Wed]}
      name: {type: text, label: Your name, default: Nobody}
      message: {type: textarea, label: Your message}
      source: {type: hidden, default: site}
      agree: {type: consent, label: I agree}
"""
QUERY = "?topic=Order&days=Mon&days=Wed&days=Sun&name=Ada&message=Call+evil&source=evil&agree=yes"


@pytest.fixture
def live(start_live: Callable[..., Live]) -> Live:
    return start_live(SPEC)


def check_filled(page: Page) -> None:
    expect(page.get_by_label("Topic")).to_have_value("Order")
    expect(page.get_by_label("Mon")).to_be_checked()
    expect(page.get_by_label("Tue")).not_to_be_checked()
    expect(page.get_by_label("Wed")).to_be_checked()
    expect(page.get_by_label("Your name")).to_have_value("Ada")
    expect(page.get_by_label("Your message")).to_have_value("")
    expect(page.locator("[name=source]")).to_have_value("site")
    expect(page.get_by_label("I agree")).not_to_be_checked()


def test_on_the_site_the_script_fills_in(live: Live, page: Page) -> None:
    page.goto(f"{live.site}{QUERY}")
    check_filled(page)


def test_on_the_hosted_page_the_server_does(live: Live, any_page: Page) -> None:
    any_page.goto(f"{live.url}/f/rose/contact{QUERY}")
    check_filled(any_page)


def test_what_is_not_offered_is_not_chosen(live: Live, any_page: Page) -> None:
    any_page.goto(f"{live.url}/f/rose/contact?topic=Evil&name={'x' * 1001}")
    expect(any_page.get_by_label("Topic")).to_have_value("")
    expect(any_page.get_by_label("Your name")).to_have_value("Nobody")


def test_what_the_visitor_changed_stays_after_a_reload(live: Live, page: Page) -> None:
    page.goto(f"{live.site}{QUERY}")
    page.get_by_label("Topic").select_option("Question")
    page.get_by_label("Your name").fill("Grace")
    page.reload()
    expect(page.get_by_label("Topic")).to_have_value("Question")
    expect(page.get_by_label("Your name")).to_have_value("Grace")
