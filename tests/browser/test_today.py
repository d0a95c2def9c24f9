"""Days that count from today: by the clock of the shop, wherever the visitor is."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from tests.live import Live

SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example, timezone: Pacific/Kiritimati}
forms:
  contact:
    fields:
      day: {type: date, label: Wanted on, min: today+1}
"""


def test_the_first_day_that_can_be_chosen_moves_with_the_clock_of_the_shop(
    start_live: Callable[..., Live], browser: Browser
) -> None:
    live = start_live(SPEC)
    with browser.new_context(timezone_id="Pacific/Honolulu") as context:
        page = context.new_page()
        page.clock.set_fixed_time("2026-03-04T12:00:00Z")  # 02:00 of the next day at the shop, ten hours earlier here
        page.goto(live.site)
        day = page.get_by_label("Wanted on")
        day.fill("2026-03-05")
        expect(day).to_have_attribute("min", "2026-03-06")
        page.get_by_role("button", name="Send").click()
        expect(page.get_by_role("alert")).to_contain_text("Wanted on must be on or after 6 March 2026")
        page.clock.set_fixed_time("2026-03-05T12:00:00Z")
        day.focus()
        expect(day).to_have_attribute("min", "2026-03-07")


def test_without_a_script_the_server_tells(start_live: Callable[..., Live], bare_page: Page) -> None:
    live = start_live(SPEC)
    bare_page.goto(live.site)
    bare_page.get_by_label("Wanted on").fill("2020-01-01")
    bare_page.get_by_role("button", name="Send").click()
    expect(bare_page.get_by_role("alert")).to_contain_text("Wanted on must be on or after")
    assert bare_page.get_by_label("Wanted on").input_value() == "2020-01-01"
    assert not live.stored()
