"""What a visitor does."""

import re

from playwright.sync_api import Page

RECEIPT = re.compile(r"/r/[\w-]+$")
MESSAGE = "Ein Strauß für Çiğdem, bitte — 12 roses."


def fill(page: Page, *, message: str = MESSAGE, name: str = "Ayşe Yılmaz") -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Email").fill("ayse@example.com")
    page.get_by_label("Your message").fill(message)


def send(page: Page) -> None:
    page.get_by_role("button", name="Send message").click()


def reach_receipt(page: Page) -> None:
    page.wait_for_url(RECEIPT)
