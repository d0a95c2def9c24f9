"""A visitor makes a mistake: the form says where, and keeps what was typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import MESSAGE, fill, reach_receipt, send, submit_past_the_script
from tests.live import Live

TOLD = "Enter an email address such as name@example.com"


@pytest.fixture(params=["by the script", "by the server", "by the server, without scripts"])
def mistaken(request: pytest.FixtureRequest, live: Live, new_page: Callable[..., Page]) -> Page:
    """A page that has answered to a wrong email address; both ways of answering give the same one."""
    page = new_page(java_script_enabled="without" not in request.param)
    page.goto(live.site)
    fill(page)
    page.get_by_label("Email").fill("ayse@nowhere" if "server" in request.param else "ayse@")
    submit_past_the_script(page) if request.param == "by the server" else send(page)
    expect(page.get_by_label("Email")).to_have_attribute("aria-invalid", "true")
    return page


def test_a_mistake_is_told_at_its_field_in_a_summary_and_in_the_title(mistaken: Page) -> None:
    expect(mistaken.get_by_label("Email")).to_have_accessible_description(TOLD)
    link = mistaken.get_by_role("alert").get_by_role("link", name=TOLD)
    expect(link).to_have_attribute("href", f"#{mistaken.get_by_label('Email').get_attribute('id')}")
    assert mistaken.title().startswith("Error: ")


def test_after_a_mistake_everything_typed_is_there(mistaken: Page) -> None:
    expect(mistaken.get_by_label("Your name")).to_have_value("Ayşe Yılmaz")
    expect(mistaken.get_by_label("Your message")).to_have_value(MESSAGE)
    expect(mistaken.get_by_label("Email")).not_to_have_value("")


def test_a_mended_mistake_is_sent(mistaken: Page, live: Live) -> None:
    mistaken.get_by_label("Email").fill("ayse@example.com")
    send(mistaken)
    reach_receipt(mistaken)
    assert live.stored()[0].fields["message"] == MESSAGE


@pytest.mark.parametrize("mistaken", ["by the script", "by the server"], indirect=True)
def test_the_summary_has_the_focus_and_its_links_lead_to_the_fields(mistaken: Page) -> None:
    expect(mistaken.get_by_role("alert")).to_be_focused()
    mistaken.get_by_role("link", name=TOLD).click()
    expect(mistaken.get_by_label("Email")).to_be_focused()


def test_the_script_asks_nobody_about_a_mistake_it_sees(live: Live, page: Page) -> None:
    page.goto(live.site)
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("Enter your name")
    assert (live.posts, page.url) == ([], live.site)


def test_a_mistake_that_only_the_server_sees_is_told_without_a_reload(live: Live, page: Page) -> None:
    page.goto(live.site)
    page.evaluate("window.here = true")
    fill(page)
    page.get_by_label("Email").fill("ayse@nowhere")
    send(page)
    expect(page.get_by_label("Email")).to_have_accessible_description(TOLD)
    assert page.evaluate("window.here") is True


def test_a_field_appears_with_the_choice_that_it_belongs_to(live: Live, page: Page) -> None:
    page.goto(live.site)
    expect(page.get_by_label("Order number")).to_be_hidden()
    page.get_by_label("Topic").select_option("Complaint")
    page.get_by_label("Order number").fill("R-1042")
    fill(page)
    send(page)
    reach_receipt(page)
    assert live.stored()[0].fields["order_no"] == "R-1042"


def test_without_scripts_a_field_that_does_not_apply_stands_in_nobodys_way(live: Live, bare_page: Page) -> None:
    bare_page.goto(live.site)
    expect(bare_page.get_by_label("Order number")).to_be_visible()
    fill(bare_page)
    bare_page.get_by_label("Topic").select_option("Question")
    send(bare_page)
    reach_receipt(bare_page)
    assert not live.stored()[0].fields.get("order_no")


def test_without_scripts_a_field_that_applies_is_asked_for(live: Live, bare_page: Page) -> None:
    bare_page.goto(live.site)
    fill(bare_page)
    bare_page.get_by_label("Topic").select_option("Complaint")
    send(bare_page)
    expect(bare_page.get_by_label("Order number")).to_have_accessible_description("Enter order number")


def test_the_turkish_form_tells_mistakes_in_turkish(live: Live, page: Page) -> None:
    page.goto(f"{live.site}tr/")
    page.locator("form button[type=submit]").first.click()
    expect(page.get_by_label("E-posta")).to_have_accessible_description("“E-posta” alanını doldurun")
    assert page.title().startswith("Hata: ")
