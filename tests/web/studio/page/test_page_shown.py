"""Which page stands in the middle: the one that was chosen, whatever comes late, is left, or can't be reached."""

from pathlib import Path

import pytest
from playwright.sync_api import FrameLocator, Page, Route, expect

from tests.web.studio.page.working import opened, saved

SPEC = """\
site: {name: Rose Garden, languages: [en, tr]}
business: {email: hello@rosegarden.example}
sections: [{about: Three sisters}]
pages: {prices: {title: Prices, sections: [{about: From ten euros}]}}
"""
PRICES = "From ten euros"


@pytest.fixture
def view(page: Page, file: Path) -> FrameLocator:
    """The page of the site in the middle of its editor."""
    file.write_text(SPEC, "utf-8")
    return opened(page, file)


def to_prices(page: Page, view: FrameLocator) -> None:
    page.locator("#leaf").select_option("prices")
    expect(view.get_by_text(PRICES)).to_be_visible()
    expect(page.locator("#outline")).to_contain_text("Prices")


def rename(page: Page) -> None:
    page.get_by_label("Name of the site", exact=True).fill("Rose House")
    saved(page)


def test_leaving_a_text_as_it_was_leaves_the_page_as_it_is(page: Page, view: FrameLocator) -> None:
    rename(page)
    expect(view.locator("body > header")).to_contain_text("Rose House")
    to_prices(page, view)
    view.get_by_text(PRICES).dblclick()
    expect(view.locator("[contenteditable]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(view.locator("[contenteditable]")).to_have_count(0)
    expect(view.get_by_text(PRICES)).to_be_visible()


def test_an_answer_for_a_page_that_was_left_does_not_lead_back(page: Page, view: FrameLocator) -> None:
    held: list[Route] = []
    page.route("**/change", lambda route: held.append(route))
    with page.expect_request("**/change"):
        page.get_by_label("Name of the site", exact=True).fill("Rose House")
    page.locator("#leaf").select_option("prices")
    expect(view.get_by_text(PRICES)).to_be_visible()
    held[0].continue_()
    page.unroute("**/change")
    saved(page)
    expect(view.locator("body > header")).to_contain_text("Rose House")
    expect(view.get_by_text(PRICES)).to_be_visible()
    expect(page.locator("#leaf")).to_have_value("prices")


def test_the_list_of_a_page_that_was_left_is_not_shown(page: Page, view: FrameLocator) -> None:
    held: list[Route] = []
    with page.expect_request("**/outline?page=prices*"):
        page.route("**/outline?page=prices*", lambda route: held.append(route))
        page.locator("#leaf").select_option("prices")
    page.locator("#leaf").select_option("")
    expect(view.get_by_text("Three sisters")).to_be_visible()
    with page.expect_response("**/outline?page=prices*"):
        held[0].continue_()
    page.unroute("**/outline?page=prices*")
    page.locator("#outline .thing").first.click()
    expect(page.locator("#outline .thing", has_text="Prices")).to_have_count(0)
    expect(page.locator("#leaf")).to_have_value("")


@pytest.mark.parametrize("clicks", [1, 2])
def test_a_click_before_the_list_of_a_page_has_come_is_done_when_it_comes(
    page: Page, view: FrameLocator, clicks: int
) -> None:
    held: list[Route] = []
    with page.expect_request("**/outline?page=prices*"):
        page.route("**/outline?page=prices*", lambda route: held.append(route))
        page.locator("#leaf").select_option("prices")
    view.get_by_text(PRICES).click(click_count=clicks)
    held[0].continue_()
    page.unroute("**/outline?page=prices*")
    expect(page.locator("#outline [aria-current]")).to_have_text("About us")
    expect(view.locator("[contenteditable]")).to_have_count(clicks - 1)


def test_a_page_that_could_not_be_loaded_comes_with_the_connection(page: Page, view: FrameLocator) -> None:
    page.route("**/page/**", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.locator("#leaf").select_option("prices")
    page.unroute("**/page/**")
    expect(view.get_by_text(PRICES)).to_be_visible()
    rename(page)
    expect(view.locator("body > header")).to_contain_text("Rose House")


def test_back_leaves_the_editor_and_forth_shows_what_was_chosen(page: Page, view: FrameLocator) -> None:
    before = page.evaluate("history.length")
    to_prices(page, view)
    assert page.evaluate("history.length") == before
    page.locator("#language").select_option("tr")
    expect(view.locator("html")).to_have_attribute("lang", "tr")
    page.goto(f"{page.url.partition('/_studio/')[0]}/_studio/", wait_until="commit")
    expect(page.locator(".cards")).to_be_visible()
    page.go_back()
    expect(page.locator("#language")).to_have_value("tr")
    rename(page)
    expect(view.locator("body > header")).to_contain_text("Rose House")
    expect(view.locator("html")).to_have_attribute("lang", "tr")


def test_a_page_whose_pictures_are_long_in_coming_can_be_written_in(page: Page, file: Path) -> None:
    held: list[Route] = []
    page.route(
        "**/page/**", lambda route: held.append(route) if route.request.resource_type == "image" else route.continue_()
    )
    view = opened(page, file)
    view.get_by_role("heading", level=1).dblclick()
    expect(view.locator("[contenteditable]")).to_be_focused()
    assert held
    for route in held:
        route.continue_()
    page.unroute("**/page/**")


def test_the_last_page_of_a_form_shows_the_button_that_sends_and_the_first_the_way_on(page: Page, file: Path) -> None:
    steps = "[{title: One, fields: topic}, {title: Two, fields: more}]"
    form = f"{{fields: {{topic: {{}}, more: {{}}}}, button: Ask us, steps: {steps}}}"
    file.write_text(f"{SPEC}forms: {{ask: {form}}}\n".replace("[{about: Three sisters}]", "[form: ask]"), "utf-8")
    view = opened(page, file)
    buttons = view.locator(".send button").filter(visible=True)
    expect(buttons).to_have_text(["Next"])
    page.locator("#outline").get_by_role("button", name="More").click()
    expect(buttons).to_have_text(["Ask us", "Back"])
    page.locator("#outline").get_by_role("button", name="Topic").click()
    expect(buttons).to_have_text(["Next"])
