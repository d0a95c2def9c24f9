"""Whether the shop is open now: by its own clock, whatever the visitor's says."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from formkit.site import site_files
from formkit.spec import read_site
from tests.hosts import Host

SPEC = """
site: {name: Rose Garden}
business: {timezone: ZONE, hours: HOURS, address: {street: 1 Main St, country: US}}
sections: [hours]
"""
WEEK = "{mon-fri: 09:00-18:00, sat: [10:00-12:00, 14:00-16:00]}"
SHOP = (
    ("2026-07-01T14:00:00Z", "Open now, until 6:00 PM", "Mon–Fri"),  # Wednesday, 09:00
    ("2026-07-01T13:59:00Z", "Closed now", "Mon–Fri"),
    ("2026-07-01T23:00:00Z", "Closed now", "Mon–Fri"),  # 18:00
    ("2026-07-04T18:00:00Z", "Closed now", "Sat"),  # 13:00, between two openings
    ("2026-07-04T19:00:00Z", "Open now, until 4:00 PM", "Sat"),
    ("2026-03-06T14:30:00Z", "Closed now", "Mon–Fri"),  # winter time: 08:30
    ("2026-03-09T14:30:00Z", "Open now, until 6:00 PM", "Mon–Fri"),  # summer time: 09:30
)
BAR = (
    ("2026-07-04T06:59:00Z", "Open now, until 2:00 AM", "Fri–Sat"),  # Saturday, 01:59
    ("2026-07-04T07:00:00Z", "Closed now", "Fri–Sat"),
    ("2026-07-06T07:30:00Z", "Open now, until 3:00 AM", "Mon–Thu"),  # Monday, of Sunday's opening
    ("2026-11-01T06:30:00Z", "Open now, until 2:00 AM", "Sun"),  # 01:30, before the clocks go back
    ("2026-11-01T07:30:00Z", "Open now, until 2:00 AM", "Sun"),  # 01:30 again
    ("2026-11-01T08:00:00Z", "Closed now", "Sun"),
)
LATE = (
    ("2026-07-07T04:59:00Z", "Open now, until 12:00 AM", "Mon"),
    ("2026-07-07T05:00:00Z", "Closed now", "Tue–Sun"),
)
NEVER_CLOSED = (("2026-07-06T05:00:00Z", "Open 24 hours", "Mon–Sun"),)


def put(host: Host, folder: Path, hours: str, zone: str = "America/Chicago") -> None:
    (folder / "rose.yaml").write_text(
        SPEC.replace("ZONE", zone).replace("timezone: ,", "").replace("HOURS", hours), "utf-8"
    )
    site = read_site(folder / "rose.yaml", folder)
    host.files = {"/": site_files(site, workspace=folder)["index.html"].decode(), "/favicon.svg": ""}


def said(page: Page, host: Host, at: str) -> tuple[str, str, str]:
    """The moment, what the page says then, and the days that it marks."""
    page.clock.set_fixed_time(at)
    page.goto(host.url)
    shown = page.locator("[data-open]").inner_text().replace("\u202f", " ")
    return at, shown, " ".join(page.locator(".today th").all_inner_texts())


@pytest.mark.parametrize(
    ("hours", "moments", "visitor"),
    [
        (WEEK, SHOP, "Asia/Tokyo"),
        ("{fri-sat: 18:00-02:00, sun: 20:00-03:00}", BAR, "Pacific/Kiritimati"),
        ("{mon: 18:00-24:00}", LATE, "Pacific/Honolulu"),
        ("{mon-sun: 00:00-24:00}", NEVER_CLOSED, "Europe/Istanbul"),
    ],
)
def test_the_clock_of_the_shop_counts_through_nights_and_summer_time(
    browser: Browser, host: Host, tmp_path: Path, hours: str, moments: tuple[tuple[str, str, str], ...], visitor: str
) -> None:
    put(host, tmp_path, hours)
    with browser.new_context(timezone_id=visitor) as context:
        page = context.new_page()
        assert tuple(said(page, host, at) for at, _, _ in moments) == moments


def test_a_page_that_stays_open_closes_with_the_shop(host: Host, page: Page, tmp_path: Path) -> None:
    put(host, tmp_path, WEEK, zone="UTC")
    page.clock.install(time="2026-07-03T17:59:00Z")
    page.goto(host.url)
    expect(page.locator("[data-open]")).to_contain_text("Open now")
    page.clock.fast_forward("07:00:00")
    expect(page.locator("[data-open]")).to_have_text("Closed now")
    assert page.locator(".today th").all_inner_texts() == ["Sat"]


def test_without_a_time_zone_nobody_is_told_that_the_shop_is_open(host: Host, page: Page, tmp_path: Path) -> None:
    put(host, tmp_path, WEEK, zone="")
    page.goto(host.url)
    expect(page.get_by_role("table")).to_contain_text("Mon–Fri")
    assert page.locator("[data-open], .today").count() == 0


def test_nothing_moves_when_the_script_says_it(host: Host, page: Page, tmp_path: Path) -> None:
    put(host, tmp_path, WEEK)
    said(page, host, "2026-07-01T14:00:00Z")
    top = "document.querySelector('h1').getBoundingClientRect().top"
    after = page.evaluate(top)
    page.evaluate("document.querySelector('.status').hidden = true")
    page.evaluate("document.querySelector('.status').textContent = ''")
    assert page.evaluate(top) == after
