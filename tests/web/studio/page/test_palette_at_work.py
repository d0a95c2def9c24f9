"""What can be added is searched, and the page is looked at in each way, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from formkit.settings import Settings
from tests.web.studio.page.working import opened, said, saved

SHOP = """\
site: {name: Rose Garden, theme: petal}
business: {email: hello@rosegarden.example}
sections:
  - services: {items: [{name: Hand-tied bouquet}, {name: Wreath}]}
  - form: contact
forms: {contact: {}}
"""
FOUND = {
    "en": {"time of DAY": "field.time", "pressing reply": "field.email", "dropdown": "field.select"},
    "tr": {"ILETISIM": "section.contact", "İLETİŞİM": "section.contact", "açılır menü": "field.select"},
    "ru": {"звезды": "field.rating", "одной кнопкой": "field.email", "выпадающий": "field.select"},
}
FIRST = {
    "en": {
        "day": "field.date",
        "number": "field.number",
        "phone": "field.tel",
        "pict": "section.gallery",
        "checkbox": "field.checkbox",
    },
    "tr": {"gün": "field.date", "sayı": "field.number"},
    "ru": {"число": "field.number", "текст": "section.text"},
}
GROUND = (
    "() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.documentElement).colorScheme]"
)


@pytest.fixture(scope="module")
def file(at_work: Settings) -> Path:
    """A small shop."""
    place = at_work.specs / "shop.yaml"
    place.write_text(SHOP, "utf-8")
    return place


def speaks(page: Page, language: str) -> None:
    """The Studio speaks a language from now on."""
    page.goto(f"{page.url.partition('/_studio/')[0]}/_studio/", wait_until="domcontentloaded")
    page.locator(".tongue select").select_option(language)
    with page.expect_navigation(wait_until="domcontentloaded"):
        page.locator(".tongue button").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


@pytest.fixture(params=FOUND)
def language(page: Page, request: pytest.FixtureRequest) -> Iterator[str]:
    """What the Studio speaks in this test."""
    speaks(page, request.param)
    yield request.param
    if request.param != "en":
        speaks(page, "en")


def test_the_palette_is_searched_by_titles_by_reasons_and_by_what_people_say(
    page: Page, file: Path, language: str
) -> None:
    opened(page, file)
    every = page.locator(".entry").count()
    for words, name in FOUND[language].items():
        page.locator("#sought").fill(words)
        expect(page.locator(f'.entry[data-name="{name}"]')).to_be_visible()
        assert page.locator(".entry").filter(visible=True).count() < every / 4
    page.locator("#sought").fill("xyzzy")
    expect(page.locator(".entry").filter(visible=True)).to_have_count(0)
    expect(page.locator("#unfound")).not_to_be_empty()


def test_what_is_called_as_it_was_searched_stands_first(page: Page, file: Path, language: str) -> None:
    opened(page, file)
    for words, name in FIRST[language].items():
        page.locator("#sought").fill(words)
        expect(page.locator(".entry").filter(visible=True).first).to_have_attribute("data-name", name)
        page.locator("#sought").press("ArrowDown")
        expect(page.locator(f'.entry[data-name="{name}"]')).to_be_focused()


def test_something_is_added_before_the_list_of_the_page_has_come(page: Page, at_work: Settings) -> None:
    place = at_work.specs / "early.yaml"
    place.write_text(SHOP, "utf-8")
    held: list[Route] = []
    page.route("**/outline?*", lambda route: held.append(route))
    page.goto(f"{page.url.partition('/_studio/')[0]}/_studio/s/early/")
    page.locator("#sought").fill("opening")
    page.locator('.entry[data-name="section.hours"]').click()
    said(page, "Added: Opening hours")
    saved(page)
    assert "- hours" in place.read_text("utf-8")
    held[0].continue_()
    page.unroute("**/outline?*")
    expect(page.locator("#outline .thing", has_text="Opening hours")).to_be_visible()


def test_an_empty_search_shows_what_was_shown_before(page: Page, file: Path) -> None:
    opened(page, file)
    page.locator("#entries summary").nth(1).click()
    shown = page.locator("#entries").inner_text()
    page.locator("#sought").fill("stars")
    expect(page.locator("#entries")).not_to_have_text(shown)
    page.locator("#sought").press("Escape")
    assert page.locator("#entries").inner_text() == shown


def test_the_page_is_shown_light_and_dark_and_stays_so_when_it_changes(page: Page, file: Path) -> None:
    view = opened(page, file)
    grounds = [view.locator("body").evaluate(GROUND)]
    for scheme, key, number in (("dark", "Down", 2), ("light", "Up", 1)):
        page.select_option("#scheme", scheme)
        expect(view.locator("html")).to_have_css("color-scheme", scheme)
        grounds.append(view.locator("body").evaluate(GROUND))
        page.locator("#outline").get_by_role("button", name="Hand-tied bouquet").press(f"Alt+Arrow{key}")
        said(page, f"Hand-tied bouquet is now number {number} of 2.")
        assert view.locator("body").evaluate(GROUND) == grounds[-1]
    assert grounds[0] == grounds[2] != grounds[1]


def test_the_page_is_as_wide_as_a_computer_or_a_phone(page: Page, file: Path) -> None:
    view = opened(page, file)
    width = "() => innerWidth"
    wide = view.locator("body").evaluate(width)
    entries = view.locator("#services li")
    beside = entries.nth(1).evaluate("one => one.offsetTop") == entries.nth(0).evaluate("one => one.offsetTop")
    page.select_option("#width", "phone")
    page.wait_for_function("() => document.getElementById('view').contentWindow.innerWidth === 390")
    below = entries.nth(1).evaluate("one => one.offsetTop") > entries.nth(0).evaluate("one => one.offsetTop")
    assert (wide >= 1280, beside, below) == (True, True, True)
    page.select_option("#width", "desktop")
    page.wait_for_function("wide => document.getElementById('view').contentWindow.innerWidth === wide", arg=wide)
