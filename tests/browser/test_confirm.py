"""`confirm: true`: everything is seen once more before it is sent."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import reach_receipt, send
from tests.chromium import axe_script
from tests.live import Live

SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  contact:
    confirm: true
    fields:
      name: {type: text, label: Your name, required: true}
      topic: {type: radio, label: Topic, choices: [Question], other: true}
      order: {type: order, label: Flowers, currency: EUR, items: {Rose: 3.50}}
      picture: {type: file, label: Picture, accept: [txt]}
"""


@pytest.fixture
def live(start_live: Callable[..., Live]) -> Live:
    return start_live(SPEC)


def ask(page: Page, url: str) -> None:
    page.goto(url)
    page.get_by_label("Your name").fill('Ada "<b>')
    page.get_by_label("Other", exact=True).check()
    page.get_by_label("Your other answer to “Topic”").fill("A wedding")
    page.get_by_label("Rose").fill("2")
    page.get_by_label("Picture").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"Hello"})
    send(page)
    expect(page.get_by_text("Check what you send")).to_be_visible()


def test_it_is_shown_and_then_sent(live: Live, any_page: Page) -> None:
    ask(any_page, live.site)
    for said in ('Ada "<b>', "A wedding", "Total: €7.00", "a.txt"):
        expect(any_page.locator("dd").filter(has_text=said)).to_be_visible()
    assert live.stored() == []
    any_page.get_by_role("button", name="Send message").click()
    reach_receipt(any_page)
    (stored,) = live.stored()
    assert stored.fields["name"] == 'Ada "<b>'
    assert stored.fields["topic_other"] == "A wedding"
    assert [file.name for answer in stored.answers for file in answer.files] == ["a.txt"]
    assert stored.verdict == "accepted"


def test_it_can_be_changed(live: Live, any_page: Page) -> None:
    ask(any_page, live.site)
    any_page.get_by_role("button", name="Change").click()
    expect(any_page.get_by_label("Your name")).to_have_value('Ada "<b>')
    expect(any_page.get_by_label("Rose")).to_have_value("2")
    any_page.get_by_label("Your name").fill("Grace")
    send(any_page)
    expect(any_page.locator("dd").filter(has_text="Grace")).to_be_visible()
    any_page.get_by_role("button", name="Send message").click()
    reach_receipt(any_page)
    assert [one.fields["name"] for one in live.stored()] == ["Grace"]


def test_nobody_is_shut_out(live: Live, page: Page, new_page: Callable[..., Page]) -> None:
    hosted = new_page(bypass_csp=True)
    ask(hosted, live.site)
    hosted.evaluate(axe_script())
    assert [one["id"] for one in hosted.evaluate("axe.run()")["violations"]] == []
