"""What a hard eye saw once, and shall not see again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from formkit.words import languages
from tests.live import Live
from tests.sitecheck.looks import TOO_WIDE

MANY = f"""
site: {{name: Rose Garden, languages: [{", ".join(languages())}]}}
business: {{email: hello@rosegarden.example}}
forms:
  recommend: {{preset: nps}}
"""
BOOKING = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms: {contact: {preset: booking}}
"""
LINES_OF_EACH_WORD = """heading => {
  const text = heading.firstChild;
  return [...text.data.matchAll(/\\S+/g)].map(({ 0: word, index }) => {
    const range = new Range();
    range.setStart(text, index);
    range.setEnd(text, index + word.length);
    return new Set([...range.getClientRects()].map(({ top }) => top)).size;
  });
}"""


@pytest.mark.parametrize("site", ["bike-workshop", "family-clinic"])
def test_a_picture_of_several_formats_stands_beside_the_words(examples: Live, page: Page, site: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{examples.url}/{site}/")
    words, picture = (page.locator(f".hero {part}").bounding_box() for part in ("h1", ".front"))
    assert words
    assert picture
    assert picture["y"] < words["y"] + words["height"] < picture["y"] + picture["height"]


def test_ten_languages_find_room_on_a_small_phone(start_live: Callable[..., Live], page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(start_live(MANY).site)
    assert page.evaluate(TOO_WIDE) == []
    rows = page.evaluate("[...document.querySelectorAll('.scale label')].map((one) => one.offsetTop)")
    assert [rows.count(row) for row in sorted(set(rows))] == [6, 5]


def test_every_stop_of_the_keyboard_in_a_date_field_is_seen(start_live: Callable[..., Live], page: Page) -> None:
    page.goto(start_live(BOOKING).site)
    page.locator("input[type=date]").focus()
    for _ in range(5):  # day, month, year, the calendar's button, and on
        inside = page.evaluate("document.activeElement.type == 'date'")
        assert not inside or page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Tab")


@pytest.mark.parametrize("theme", ["clinic", "workshop"])
def test_a_name_of_one_long_word_breaks(start_live: Callable[..., Live], page: Page, theme: str) -> None:
    name = "Fahrradgeschwindigkeitsmesserwerkstatt"
    head = f"site: {{name: {name}, tagline: {name}, theme: {theme}}}\nbusiness: {{email: hello@rosegarden.example}}"
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(start_live(head + "\nforms: {contact: {}}").site)
    assert page.evaluate(TOO_WIDE) == []


def test_headings_of_the_workshop_stay_whole_beside_their_words(start_live: Callable[..., Live], page: Page) -> None:
    head = "site: {name: Berber, language: tr, theme: workshop}\nbusiness: {email: berber@berber.example}\n"
    page.set_viewport_size({"width": 1100, "height": 700})
    page.goto(start_live(f"{head}sections: [about: Hoş geldiniz, form: contact]\nforms: {{contact: {{}}}}").site)
    assert page.locator("#about h2").evaluate(LINES_OF_EACH_WORD) == [1]


def test_a_question_that_nobody_called_for_waits_out_of_sight_from_the_beginning(
    live: Live, new_page: Callable[..., Page]
) -> None:
    page = new_page(bypass_csp=True)
    page.route("**/f/rose/contact", without_its_script)
    page.goto(f"{live.url}/f/rose/contact")
    assert page.get_by_label("Topic").is_visible()
    assert not page.get_by_label("Order number").is_visible()


def test_without_scripts_every_question_is_seen(live: Live, bare_page: Page) -> None:
    bare_page.goto(f"{live.url}/f/rose/contact")
    assert bare_page.get_by_label("Order number").is_visible()


def without_its_script(route: Route) -> None:
    """The page before its script has run."""
    route.fulfill(body=re.sub("(?s)<script>.*?</script>", "", route.fetch().text()), content_type="text/html")


def test_latin_words_run_from_the_left_in_arabic_fields_and_empty_ones_begin_at_the_right(
    start_live: Callable[..., Live], page: Page
) -> None:
    page.goto(start_live(BOOKING.replace("Rose Garden", "Rose Garden, language: ar")).site)
    how = "find => { const its = getComputedStyle(find); return [its.direction, its.unicodeBidi]; }"
    fields = (page.locator(f"[name={name}]") for name in ("name", "message"))
    assert [field.evaluate(how) for field in fields] == [["rtl", "plaintext"]] * 2
