"""The Studio as `formkit studio` gives it, from an empty folder to a message in the mailbox."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import FrameLocator, Page, expect

from formkit.spec import check_file
from tests.chromium import barriers

LAPTOP = {"width": 1024, "height": 700}


def make_site(page: Page, address: str) -> None:
    """The talk, answered by mouse in the shortest way that a person would."""
    page.goto(address)
    page.get_by_role("link", name="New site").click()
    page.get_by_text("Flower shop").click()
    go_on(page, 2)
    page.get_by_label("Name", exact=True).fill("Lily & Moss")
    go_on(page, 3)
    go_on(page, 4)
    page.get_by_label("Your email address").fill("lily@moss.example")
    for number in range(5, 9):
        go_on(page, number)
    page.locator("#next").click()
    page.wait_for_url("**/_studio/s/lily-moss/")


def go_on(page: Page, number: int) -> None:
    page.locator("#next").click()
    expect(page.locator("#progress")).to_have_text(f"{number} of 8")


def test_from_an_empty_folder_to_a_message_in_the_mailbox(
    new_page: Callable[..., Page], address: Callable[[], str], sites: Path
) -> None:
    page = new_page(viewport=LAPTOP)
    make_site(page, address())
    site, problems = check_file(sites / "form_specs" / "lily-moss.yaml", sites)
    assert site
    assert [one for one in problems if one.severity == "error"] == []
    page.get_by_role("tab", name="Try it").click()
    form = page.frame_locator("#try iframe").first
    fill(form)
    form.get_by_role("button", name=re.compile("Send|Order")).click()
    arrived = page.get_by_role("region", name="What arrived")
    expect(arrived).to_contain_text("The mail to lily@moss.example arrived at")
    page.goto(f"{page.url.partition('/_studio')[0]}/_dev/mail")
    expect(page.get_by_role("main")).to_contain_text("lily@moss.example")
    assert barriers(page) == []
    page.locator(".mails a").first.click()
    expect(page.locator("dl.head")).to_contain_text("lily@moss.example")
    assert barriers(page) == []
    page.get_by_role("link", name="Workbench").click()
    expect(page.get_by_role("heading")).to_have_text(["Your sites", "Lily & Moss", "Latest mail"])
    assert [heading.evaluate("one => one.localName") for heading in page.get_by_role("heading").all()] == [
        "h1",
        "h2",
        "h2",
    ]
    assert barriers(page) == []


def fill(form: FrameLocator) -> None:
    """An order, as a visitor types it."""
    form.get_by_label("What would you like to order?").fill("A bunch of tulips")
    form.get_by_label("Wanted on").fill("2036-05-02")
    form.get_by_text("I pick it up").click()
    form.get_by_label("Your name").fill("Ada")
    form.get_by_label("Your phone number").fill("+1 217 555 0100")
