"""A visitor sends a form; the owner's mail server has it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import MESSAGE, fill, reach_receipt, send
from tests.live import Elsewhere, Live, text_of


def arrived_once(live: Live, page: Page) -> None:
    reach_receipt(page)
    (mail,) = live.mails(1)
    assert MESSAGE in text_of(mail)
    assert mail["Reply-To"].addresses[0].addr_spec == "ayse@example.com"
    (stored,) = live.stored()
    expect(page.get_by_text(stored.reference)).to_be_visible()


def test_a_visitor_sends_and_lands_on_the_receipt(live: Live, any_page: Page) -> None:
    any_page.goto(live.site)
    fill(any_page)
    send(any_page)
    arrived_once(live, any_page)


def test_the_keyboard_alone_is_enough(live: Live, page: Page) -> None:
    page.goto(live.site)
    page.get_by_label("Your name").focus()
    for typed in ("Ayşe Yılmaz", "ayse@example.com", "", MESSAGE):
        page.keyboard.insert_text(typed)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    arrived_once(live, page)


def test_a_site_on_another_host_sends_too(live: Live, elsewhere: Elsewhere, any_page: Page) -> None:
    any_page.goto(elsewhere.url)
    fill(any_page)
    send(any_page)
    arrived_once(live, any_page)


def test_a_page_opened_from_disk_sends_too(live: Live, elsewhere: Elsewhere, any_page: Page) -> None:
    any_page.goto(elsewhere.file)
    fill(any_page)
    send(any_page)
    arrived_once(live, any_page)


def test_the_form_has_a_page_of_its_own_that_sends(live: Live, any_page: Page) -> None:
    any_page.goto(f"{live.url}/f/rose/contact")
    fill(any_page)
    send(any_page)
    arrived_once(live, any_page)


def test_a_double_click_is_stored_once(live: Live, any_page: Page) -> None:
    any_page.goto(live.site)
    fill(any_page)
    any_page.get_by_role("button", name="Send message").dblclick()
    arrived_once(live, any_page)


def test_after_success_and_back_an_edited_text_is_a_second_submission(live: Live, any_page: Page) -> None:
    any_page.goto(live.site)
    fill(any_page)
    send(any_page)
    reach_receipt(any_page)
    any_page.go_back()
    fill(any_page, message="And a red ribbon.")
    send(any_page)
    reach_receipt(any_page)
    assert {one.fields["message"] for one in live.stored()} == {MESSAGE, "And a red ribbon."}


def test_the_turkish_page_answers_in_turkish(live: Live, new_page: Callable[..., Page]) -> None:
    page = new_page(locale="en-US", java_script_enabled=False)
    page.goto(f"{live.site}tr/")
    page.get_by_label("Adınız").fill("Ayşe")
    page.get_by_label("E-posta").fill("ayse@example.com")
    page.get_by_label("Mesajınız").fill("Merhaba")
    page.locator("form button[type=submit]").first.click()
    reach_receipt(page)
    expect(page.locator("html")).to_have_attribute("lang", "tr")
    assert live.stored()[0].language == "tr"


@pytest.mark.parametrize("path", ["rose/", "rose/tr/", "rose/thanks.html", "rose/gone.html", "f/rose/contact"])
def test_a_page_has_all_it_needs_and_shows_no_error(live: Live, page: Page, path: str) -> None:
    answers: list[tuple[str, int]] = []
    page.on("response", lambda answer: answers.append((answer.url, answer.status)))
    page.goto(f"{live.url}/{path}", wait_until="networkidle")
    assert [url for url, status in answers if status >= 400] == [f"{live.url}/{path}"] * ("gone" in path)
