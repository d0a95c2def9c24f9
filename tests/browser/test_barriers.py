"""Every kind of page of every example site, looked at by axe-core: in light and dark, on a phone and on a desk."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import EXAMPLES, RICH
from tests.live import Live
from tests.sitecheck.looks import site_faults
from tests.sitecheck.walk import Shown, Walk

SITES = sorted(path.stem for path in EXAMPLES.glob("*.yaml"))
RARE = ("index.html", "order ar wrong", "course ar second step", "contact ar confirm")  # what no example has


def pages(live: Live, name: str) -> list[Shown]:
    site = next(site for site in live.sites() if site.id == name)
    return list(Walk(live.url, site, live.settings.build / name, live.settings.workspace).pages())


@pytest.mark.parametrize("site", SITES)
def test_no_page_has_barriers_or_moves_and_all_fit_their_screens(examples: Live, browser: Browser, site: str) -> None:
    looked_at = dict(site_faults(browser, examples.url, pages(examples, site)))
    assert {name: found for name, found in looked_at.items() if found} == {}
    assert len(looked_at) > 6


def test_steps_orders_and_the_last_look_before_sending_have_none_either(examples: Live, browser: Browser) -> None:
    rare = [shown for shown in pages(examples, RICH) if shown.name in RARE]
    looked_at = dict(site_faults(browser, examples.url, rare))
    assert {name: found for name, found in looked_at.items() if found} == {}
    assert len(looked_at) == len(RARE) + 2  # the first page with its mistakes and with a large picture


@pytest.mark.parametrize("site", SITES)
def test_paper_gets_the_contact_data_and_no_form(examples: Live, page: Page, site: str) -> None:
    page.goto(f"{examples.url}/{site}/")
    page.emulate_media(media="print")
    assert not any(form.is_visible() for form in page.locator("form").all())
    assert page.locator("a[href^='tel:']:visible").count() > 0
    assert page.locator("nav:visible, button:visible").count() == 0
