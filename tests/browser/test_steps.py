"""A form in steps: with scripts in place, without them page by page; nothing is stored before the end."""

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
    steps:
      - {title: Your wish, fields: [topic, picture]}
      - {title: The order, fields: [number]}
      - {title: About you, fields: [name, email]}
    fields:
      topic: {type: select, label: Topic, choices: [Question, Order], other: true, required: true}
      picture: {type: file, label: Picture, accept: [txt]}
      number: {type: text, label: Order number, required: true, show_if: {topic: Order}}
      name: {type: text, label: Your name, required: true}
      email: {type: email, label: Email}
      source: {type: hidden, default: site}
"""


@pytest.fixture
def live(start_live: Callable[..., Live]) -> Live:
    return start_live(SPEC)


def turn(page: Page, name: str = "Next") -> None:
    page.get_by_role("button", name=name).click()


def begin(page: Page, url: str, topic: str = "Order") -> None:
    page.goto(url)
    expect(page.get_by_label("Your name")).to_be_hidden()
    page.get_by_label("Topic", exact=True).select_option(topic)
    page.get_by_label("Picture").set_input_files({"name": "a.txt", "mimeType": "text/plain", "buffer": b"Hello"})
    turn(page)


def test_step_by_step_everything_arrives(live: Live, any_page: Page) -> None:
    begin(any_page, live.site)
    expect(any_page.get_by_role("heading", name="Step 2 of 3: The order")).to_be_visible()
    any_page.get_by_label("Order number").fill("R-1")
    turn(any_page)
    any_page.get_by_label("Your name").fill("Ada")
    turn(any_page, "Back")
    expect(any_page.get_by_label("Order number")).to_have_value("R-1")
    turn(any_page)
    expect(any_page.get_by_label("Your name")).to_have_value("Ada")
    assert live.stored() == []
    send(any_page)
    reach_receipt(any_page)
    (stored,) = live.stored()
    assert {**stored.fields} == {
        "topic": "Order", "picture": ("a.txt",), "number": "R-1", "name": "Ada", "source": "site",
    }  # fmt: skip


def test_a_step_that_asks_nothing_is_passed_over(live: Live, any_page: Page) -> None:
    begin(any_page, live.site, "Question")
    expect(any_page.get_by_role("heading", name="Step 3 of 3: About you")).to_be_visible()
    turn(any_page, "Back")
    expect(any_page.get_by_label("Topic", exact=True)).to_have_value("Question")


def test_a_step_is_checked_before_the_next(live: Live, any_page: Page) -> None:
    any_page.goto(live.site)
    any_page.get_by_label("Topic", exact=True).select_option("Other")
    turn(any_page)
    link = any_page.get_by_role("alert").get_by_role("link")
    expect(link).to_have_text("Enter your other answer")
    link.click()
    expect(any_page.get_by_label("Your other answer to “Topic”")).to_be_focused()


def test_the_enter_key_goes_on(live: Live, any_page: Page) -> None:
    begin(any_page, live.site)
    any_page.get_by_label("Order number").fill("R-1")
    any_page.get_by_label("Order number").press("Enter")
    any_page.get_by_label("Your name").fill("Ada")
    any_page.get_by_label("Your name").press("Enter")
    reach_receipt(any_page)


def test_what_only_the_server_sees_leads_back_to_its_step(live: Live, any_page: Page) -> None:
    begin(any_page, live.site, "Question")
    any_page.get_by_label("Your name").fill("Ada")
    any_page.get_by_label("Email").fill("ada@nowhere")
    send(any_page)
    expect(any_page.get_by_role("alert").get_by_role("link")).to_have_count(1)
    expect(any_page.get_by_label("Email")).to_be_visible()
    any_page.get_by_label("Email").fill("ada@example.com")
    send(any_page)
    reach_receipt(any_page)


def test_the_heading_of_a_step_has_the_focus_and_nobody_is_shut_out(live: Live, new_page: Callable[..., Page]) -> None:
    page = new_page(bypass_csp=True)
    begin(page, live.site)
    expect(page.get_by_role("heading", name="Step 2 of 3: The order")).to_be_focused()
    page.evaluate(axe_script())
    assert [one["id"] for one in page.evaluate("axe.run()")["violations"]] == []


FEW = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  contact:
    steps: [{title: Your visit, fields: [stars]}, {title: What went wrong, fields: [what]}]
    fields:
      stars: {type: rating, max: 3}
      what: {type: textarea, label: What was it?, show_if: {stars: [1, 2]}}
"""


def test_the_button_says_send_where_nothing_more_is_asked(
    start_live: Callable[..., Live], any_page: Page, request: pytest.FixtureRequest
) -> None:
    live = start_live(FEW)
    any_page.goto(live.site)
    expect(any_page.get_by_role("button", name="Next")).to_be_hidden()
    expect(any_page.get_by_role("button", name="Send message")).to_be_visible()
    any_page.get_by_label("1 of 3").check()
    scripted = request.node.callspec.params["any_page"] == "page"
    turn(any_page, "Next" if scripted else "Send message")  # without scripts the answer asks the rest
    any_page.get_by_label("What was it?").fill("Thorns")
    send(any_page)
    reach_receipt(any_page)
    assert {**live.stored()[0].fields} == {"stars": "1", "what": "Thorns"}
