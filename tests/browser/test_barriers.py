"""Every kind of page of every example site, looked at by axe-core: in light and dark, on a phone and on a desk."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import EXAMPLES
from tests.browser.visits import fill_by_script, reach_receipt, submit_past_the_script
from tests.chromium import axe_script
from tests.live import Live

SITES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
LOOKS: list[tuple[int, str, list[str]]] = [  # width, colours, and the rules that this look can change
    (320, "light", []),
    (320, "dark", ["color-contrast"]),
    (1280, "light", ["target-size"]),
    (1280, "dark", ["color-contrast"]),
]
AXE = """async (rules) => {
    const options = {rules: {"target-size": {enabled: true}}, resultTypes: ["violations"]};
    if (rules.length) options.runOnly = {type: "rule", values: rules};
    const found = await axe.run(document, options);
    return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html} ${node.failureSummary}`));
}"""
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML.slice(0, 200))"""


def index(page: Page, live: Live, site: str) -> None:
    page.goto(f"{live.url}/{site}/")


def mistakes(page: Page, live: Live, site: str) -> None:
    index(page, live, site)
    page.locator("form button[type=submit]").first.click()


def hosted(page: Page, live: Live, site: str) -> None:
    index(page, live, site)
    page.goto(f"{live.url}{page.locator('form').first.get_attribute('action')}")


def refused(page: Page, live: Live, site: str) -> None:
    hosted(page, live, site)
    fill_by_script(page, "form [required]:is([type=email],[type=tel],textarea)", "?")
    submit_past_the_script(page)
    page.locator("[data-summary]").wait_for()


def receipt(page: Page, live: Live, site: str) -> None:
    hosted(page, live, site)
    fill_by_script(page)
    submit_past_the_script(page)
    reach_receipt(page)


def thanks(page: Page, live: Live, site: str) -> None:
    page.goto(f"{live.url}/{site}/thanks.html")


def lost(page: Page, live: Live, site: str) -> None:
    page.goto(f"{live.url}/{site}/gone")


def empty(page: Page, live: Live, site: str) -> None:
    hosted(page, live, site)
    submit_past_the_script(page)


def imprint(page: Page, live: Live, site: str) -> None:
    page.goto(f"{live.url}/{site}/imprint.html")


def privacy(page: Page, live: Live, site: str) -> None:
    page.goto(f"{live.url}/{site}/tr/privacy.html")


def second(page: Page, live: Live, site: str) -> None:
    page.goto(f"{live.url}/{site}/catering.html")


def large_picture(page: Page, live: Live, site: str) -> None:
    index(page, live, site)
    page.locator(".gallery a").first.click()


@pytest.mark.parametrize(
    ("visit", "site"),
    [
        (imprint, "rose-garden"),
        (privacy, "rose-garden"),
        (second, "corner-cafe"),
        (large_picture, "rose-garden"),
    ],
)
def test_a_page_of_some_sites_has_no_barriers_either(
    examples: Live, page: Page, visit: Callable[[Page, Live, str], None], site: str
) -> None:
    test_a_page_has_no_barriers_and_fits_its_screen(examples, page, visit, site)


@pytest.mark.parametrize("site", SITES)
@pytest.mark.parametrize("visit", [index, mistakes, hosted, refused, receipt, thanks, lost, empty])
def test_a_page_has_no_barriers_and_fits_its_screen(
    examples: Live, page: Page, visit: Callable[[Page, Live, str], None], site: str
) -> None:
    visit(page, examples, site)
    page.evaluate(axe_script())
    for width, scheme, rules in LOOKS:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(AXE, rules) == [], (width, scheme)
        assert page.evaluate(TOO_WIDE) == [], (width, scheme)


@pytest.mark.parametrize("site", SITES)
def test_paper_gets_the_contact_data_and_no_form(examples: Live, page: Page, site: str) -> None:
    index(page, examples, site)
    page.emulate_media(media="print")
    assert not any(form.is_visible() for form in page.locator("form").all())
    assert page.locator("a[href^='tel:']:visible").count() > 0
    assert page.locator("nav:visible, button:visible").count() == 0
