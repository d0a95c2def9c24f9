"""The way to the endpoint is broken: nothing typed is lost, nothing is stored twice."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.visits import MESSAGE, fill, reach_receipt, send
from tests.live import SPEC, Live

DRAFT = "Two wreaths for"


def failed_to_send(page: Page, live: Live) -> None:
    """The endpoint is down, and the visitor has tried to send."""
    page.goto(live.site)
    page.clock.install()
    live.stop()
    fill(page)
    send(page)
    expect(page.get_by_role("button", name="Sending")).to_be_visible()
    for _ in range(2):
        page.clock.run_for(2000)
    expect(page.get_by_role("alert")).to_be_focused()


def lose_the_answer(route: Route) -> None:
    """The post reaches the endpoint, its answer never comes back."""
    route.fetch()
    route.abort()


def test_a_draft_survives_a_reload_and_goes_once_it_is_sent(live: Live, page: Page) -> None:
    page.goto(live.site)
    page.get_by_label("Your message").fill(DRAFT)
    page.reload()
    expect(page.get_by_label("Your message")).to_have_value(DRAFT)
    fill(page)
    send(page)
    reach_receipt(page)
    page.goto(live.site)
    expect(page.get_by_label("Your message")).to_have_value("")
    assert page.evaluate("localStorage.length") == 0


def test_when_the_endpoint_is_down_the_text_can_go_by_mail_or_phone(live: Live, page: Page) -> None:
    failed_to_send(page, live)
    mail = page.get_by_role("link", name="Send by email").get_attribute("href") or ""
    assert mail.startswith("mailto:hello@rosegarden.example?subject=Write%20to%20us&body=")
    assert f"Your message: {MESSAGE}" in unquote(mail)
    expect(page.get_by_role("alert").get_by_role("link", name="Call")).to_have_attribute("href", "tel:+12175550100")


def test_when_the_endpoint_is_down_the_text_can_be_copied(live: Live, page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    failed_to_send(page, live)
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert MESSAGE in page.evaluate("navigator.clipboard.readText()")


def test_when_the_endpoint_is_back_trying_again_stores_once(live: Live, page: Page) -> None:
    failed_to_send(page, live)
    live.start()
    page.get_by_role("button", name="Try again").click()
    reach_receipt(page)
    assert len(live.stored()) == 1


def test_a_lost_answer_is_asked_for_again_and_stored_once(live: Live, page: Page) -> None:
    page.route("**/f/rose/contact", lose_the_answer, times=1)
    page.goto(live.site)
    fill(page)
    send(page)
    reach_receipt(page)
    assert (len(live.posts), len(live.stored()), len(live.mails(1))) == (2, 1, 1)


def test_answers_lost_until_the_visitor_tries_again_are_one_submission(live: Live, page: Page) -> None:
    page.route("**/f/rose/contact", lose_the_answer, times=3)
    page.goto(live.site)
    fill(page)
    send(page)
    page.get_by_role("button", name="Try again").click()
    reach_receipt(page)
    assert (len(live.posts), len(live.stored())) == (4, 1)
    assert len({post["HTTP_IDEMPOTENCY_KEY"] for post in live.posts}) == 1


def test_a_lost_answer_and_a_reload_are_still_one_submission(live: Live, page: Page) -> None:
    page.route("**/f/rose/contact", lose_the_answer, times=1)
    page.goto(live.site)
    fill(page)
    with page.expect_event("requestfailed"):
        send(page)
    page.reload()
    send(page)
    reach_receipt(page)
    assert len(live.stored()) == 1


@pytest.fixture
def locked(start_live: Callable[..., Live]) -> Iterator[Live]:
    """The database is held by another program for longer than formkit waits."""
    live = start_live(SPEC, wait_ms=50)
    with closing(sqlite3.connect(live.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield live


def test_without_scripts_a_locked_store_gives_the_text_back_and_a_way_round(locked: Live, bare_page: Page) -> None:
    bare_page.goto(locked.site)
    fill(bare_page)
    send(bare_page)
    told = bare_page.get_by_role("alert")
    expect(told).to_contain_text("Your message could not be stored")
    expect(told.get_by_role("link", name="+1 217 555 0100")).to_be_visible()
    expect(bare_page.locator("textarea")).to_have_value(MESSAGE)


def test_a_locked_store_is_told_with_a_way_round_beside_the_text(locked: Live, page: Page) -> None:
    page.goto(locked.site)
    fill(page)
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("Your message could not be stored")
    expect(page.get_by_role("link", name="Send by email")).to_be_visible()
    expect(page.get_by_label("Your message")).to_have_value(MESSAGE)
    assert not page.title().startswith("Error")


def test_who_sends_too_often_is_asked_to_wait_and_keeps_the_text(start_live: Callable[..., Live], page: Page) -> None:
    live = start_live(SPEC, FORMKIT_RATE_LIMIT="1")
    for message in ("The first one", DRAFT):
        page.goto(live.site)
        fill(page, message=message)
        send(page)
        page.get_by_role("heading", name="We have your message").or_(page.get_by_role("alert")).wait_for()
    expect(page.get_by_role("alert")).to_contain_text("Wait a minute")
    expect(page.get_by_role("button", name="Try again")).to_be_visible()
    expect(page.get_by_label("Your message")).to_have_value(DRAFT)


@pytest.mark.parametrize("message", ["é" * 9000, "x" + "😀" * 4000, "half a letter: \\ud83d"])
def test_a_text_of_any_length_and_letters_gets_a_way_round(live: Live, page: Page, message: str) -> None:
    page.route("**/f/rose/contact", lambda route: route.fulfill(status=503, json={"error": "Down"}))
    page.goto(live.site)
    page.clock.install()
    fill(page)
    page.evaluate("text => { document.querySelector('textarea').value = JSON.parse(`\"${text}\"`) }", message)
    page.evaluate("document.querySelector('textarea').removeAttribute('data-maxlength')")
    send(page)
    for _ in range(2):
        expect(page.get_by_role("button", name="Sending")).to_be_visible()
        page.clock.run_for(2000)
    expect(page.get_by_role("alert").get_by_text("Down")).to_be_visible()
    assert "Your%20message" in (page.get_by_role("link", name="Send by email").get_attribute("href") or "")


def test_once_sent_the_form_is_as_new_even_if_the_page_stays(live: Live, page: Page) -> None:
    page.route("**/r/*", lambda route: route.fulfill(status=204))
    page.goto(live.site)
    fill(page)
    page.get_by_label("Topic").select_option("Complaint")
    page.get_by_label("Order number").fill("R-1042")
    send(page)
    expect(page.get_by_label("Your message")).to_have_value("")
    expect(page.get_by_label("Order number")).to_be_hidden()


def test_an_offline_visitor_is_told_at_once_and_sends_once_back(live: Live, page: Page) -> None:
    page.goto(live.site)
    page.context.set_offline(True)
    fill(page)
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("Your text is kept here")
    page.context.set_offline(False)
    page.get_by_role("button", name="Try again").click()
    reach_receipt(page)
    assert len(live.stored()) == 1
