"""New site in a real browser: a talk by keyboard alone, a page that grows beside it, and its editor at the end."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from formkit.settings import Settings
from formkit.spec import check_file
from tests.chromium import barriers
from tests.web.studio.conftest import LAPTOP

IN_ISTANBUL = {**LAPTOP, "timezone_id": "Europe/Istanbul"}
SCROLLED = "document.getElementById('talk').scrollTop + scrollY"  # in pixels: the column, or the whole page
DOWN = f"() => {{ document.getElementById('talk').scrollTop = 1e5; scrollTo(0, 1e5); return {SCROLLED}; }}"


def talk(page: Page, address: str) -> None:
    page.goto(address)
    page.goto(f"{address.partition('?')[0]}new")
    expect(page.locator("#progress")).to_have_text("1 of 8")


def answer(page: Page, words: str, number: int) -> None:
    """Types into the field that has the focus; Enter leads to the next question."""
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(page.locator("#progress")).to_have_text(f"{number} of 8")


def test_a_page_is_finished_by_keyboard_alone(new_page: Callable[..., Page], address: str, settings: Settings) -> None:
    page = new_page(**IN_ISTANBUL)
    talk(page, address)
    draft = page.frame_locator("#preview")
    page.get_by_role("radio", name="Flower shop").focus()
    page.keyboard.press("Space")
    expect(draft.get_by_role("heading", name="What we make")).to_be_attached()
    answer(page, "", 2)
    answer(page, "Gül & Çiçek", 3)
    expect(draft.get_by_role("heading", level=1)).to_have_text("Gül & Çiçek")
    page.locator("#next").press("Enter")  # on a list Enter is the browser's own
    expect(page.locator("#email")).to_be_focused()
    answer(page, "gul@cicek", 4)
    expect(page.locator("#wrong-email")).to_have_text("Write your whole email address, such as name@example.com")
    expect(page.locator("#email")).to_be_focused()
    answer(page, ".example", 5)
    answer(page, "+90 212 555 01 00", 6)
    page.reload()  # what was typed outlives it
    expect(page.locator("#progress")).to_have_text("6 of 8")
    expect(page.locator("#phone")).to_have_value("+90 212 555 01 00")
    page.locator("#street").focus()
    expect(page.locator("#country")).to_have_value("TR")
    answer(page, "Lale Sokak 5", 7)
    expect(page.locator("#clock")).to_contain_text("by the clock of Istanbul, Türkiye ")
    expect(draft.get_by_text("Lale Sokak 5").first).to_be_attached()
    page.locator("#skip").press("Enter")
    expect(page.locator("#progress")).to_have_text("8 of 8")
    page.locator("#next").press("Enter")
    page.wait_for_url("**/_studio/s/gul-cicek/")
    site, problems = check_file(settings.specs / "gul-cicek.yaml", settings.workspace)
    assert problems == []
    assert site
    assert (site.business.phone, site.business.hours) == ("+90 212 555 01 00", None)


@pytest.mark.parametrize(("width", "height"), [(1024, 300), (390, 400)])
def test_each_question_begins_at_its_top(new_page: Callable[..., Page], address: str, width: int, height: int) -> None:
    page = new_page(**{**IN_ISTANBUL, "viewport": {"width": width, "height": height}})
    talk(page, address)
    page.get_by_role("radio", name="Flower shop").check()
    page.locator("#name").evaluate("field => { field.value = 'Rose'; }")
    page.locator("#email").evaluate("field => { field.value = 'rose@garden.example'; }")
    left = page.evaluate(DOWN)
    for number in range(2, 9):
        page.locator("#next").press("Enter")
        expect(page.locator("#progress")).to_have_text(f"{number} of 8")
        assert page.evaluate(SCROLLED) == 0
        left += page.evaluate(DOWN)
    assert left > 4 * height  # there was something to come back from
    page.go_back()
    expect(page.locator("#progress")).to_have_text("7 of 8")
    assert page.evaluate(SCROLLED) == 0


def test_without_scripts_it_is_one_long_form(new_page: Callable[..., Page], address: str, settings: Settings) -> None:
    page = new_page(**IN_ISTANBUL, java_script_enabled=False)
    page.goto(address)
    page.goto(f"{address.partition('?')[0]}new")
    page.get_by_text("Barber or hair salon").click()
    page.get_by_label("Name", exact=True).fill("Corner Cuts")
    page.get_by_role("button", name="Show the page").click()
    expect(page.frame_locator("#preview").get_by_role("heading", level=1)).to_have_text("Corner Cuts")
    page.get_by_role("button", name="Make the page").click()
    page.get_by_label("Your email address").fill("cuts@corner.example")
    page.get_by_role("button", name="Make the page").click()
    page.wait_for_url("**/_studio/s/corner-cuts/")
    assert (settings.specs / "corner-cuts.yaml").is_file()


def test_no_question_has_a_barrier(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(**IN_ISTANBUL)
    talk(page, address)
    page.locator("body").evaluate("body => body.classList.remove('steps')")  # all of them at once
    assert barriers(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 390, "height": 844})
    one_line = page.locator(".week li").evaluate_all("days => days.map((one) => one.offsetHeight < 48)")
    assert one_line == [True] * 7
