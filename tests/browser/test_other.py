"""A choice "other" has a text of its own, which the owner reads in its place."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import reach_receipt, send
from tests.live import Live, text_of

SPEC = """
site: {name: Rose Garden, languages: [en, tr]}
business: {email: hello@rosegarden.example}
forms:
  contact:
    subject: "{topic}"
    fields:
      topic: {type: select, label: Topic, choices: [Question, Order], other: true, required: true}
      days: {type: checkboxes, label: Days, choices: [Mon, Tue], other: true}
"""


@pytest.fixture
def live(start_live: Callable[..., Live]) -> Live:
    return start_live(SPEC)


def test_its_text_is_what_the_owner_reads(live: Live, any_page: Page) -> None:
    any_page.goto(live.site)
    any_page.get_by_label("Topic", exact=True).select_option("Other")
    any_page.get_by_label("Your other answer to “Topic”").fill("A wedding")
    any_page.get_by_label("Mon").check()
    any_page.get_by_label("Other", exact=True).check()
    any_page.get_by_label("Your other answer to “Days”").fill("any Sunday")
    send(any_page)
    reach_receipt(any_page)
    (stored,) = live.stored()
    assert stored.fields == {
        "topic": "other", "topic_other": "A wedding", "days": ("Mon", "other"), "days_other": "any Sunday",
    }  # fmt: skip
    expect(any_page.get_by_text("Mon, any Sunday")).to_be_visible()
    (mail,) = live.mails(1)
    assert mail["Subject"] == "A wedding"
    assert "Mon, any Sunday" in text_of(mail)


def test_other_alone_says_too_little(live: Live, any_page: Page) -> None:
    any_page.goto(live.site)
    any_page.get_by_label("Topic", exact=True).select_option("Other")
    send(any_page)
    expect(any_page.get_by_role("alert").get_by_role("link", name="Enter your other answer")).to_be_visible()
    any_page.get_by_label("Your other answer to “Topic”").fill("A wedding")
    send(any_page)
    reach_receipt(any_page)


def test_with_the_script_the_text_waits_for_its_choice(live: Live, page: Page) -> None:
    page.goto(live.site)
    expect(page.get_by_label("Your other answer to “Topic”")).to_be_hidden()
    page.get_by_label("Topic", exact=True).select_option("Other")
    page.get_by_label("Your other answer to “Topic”").fill("A wedding")
    page.get_by_label("Topic", exact=True).select_option("Order")
    send(page)
    reach_receipt(page)
    assert live.stored()[0].fields == {"topic": "Order"}


def test_without_scripts_a_text_counts_as_chosen(live: Live, bare_page: Page) -> None:
    bare_page.goto(f"{live.url}/f/rose/contact")
    bare_page.get_by_label("Your other answer to “Topic”").fill("A wedding")
    send(bare_page)
    reach_receipt(bare_page)
    assert live.stored()[0].fields == {"topic": "other", "topic_other": "A wedding"}
