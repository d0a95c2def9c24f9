"""What a visitor does."""

import re

from playwright.sync_api import Page

RECEIPT = re.compile(r"/r/[\w-]+$")
MESSAGE = "Ein Strauß für Çiğdem, bitte — 12 roses."
FILL = """([which, text]) => {
    const soon = new Date(Date.now() + 2 * 864e5).toISOString().slice(0, 10);
    const known = {email: "ayse@example.com", tel: "+1 217 555 0100", date: soon, time: "10:30"};
    const modes = {numeric: "2", decimal: "2.5", url: "https://a.example"};
    for (const one of document.querySelectorAll(which)) {
        if (/hidden|file/.test(one.type) || one.closest("[aria-hidden]")) continue;
        one.disabled = false;
        if (one.type === "radio" || one.type === "checkbox") one.checked = true;
        else if (one.tagName === "SELECT") one.selectedIndex = one.options.length - 1;
        else one.value = text || one.value || known[one.type] || one.dataset.min || modes[one.inputMode] || "Ayşe";
    }
}"""


def fill(page: Page, *, message: str = MESSAGE, name: str = "Ayşe Yılmaz") -> None:
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Email").fill("ayse@example.com")
    page.get_by_label("Your message").fill(message)


def send(page: Page) -> None:
    page.get_by_role("button", name="Send message").click()


def reach_receipt(page: Page) -> None:
    page.wait_for_url(RECEIPT)


def fill_by_script(page: Page, which: str = "form :is(input,select,textarea)", text: str = "") -> None:
    """Give each field that applies a value of its kind, or `text`."""
    page.evaluate(FILL, [which, text])


def submit_past_the_script(page: Page) -> None:
    """Send the first form as a browser without scripts would."""
    with page.expect_navigation():
        page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('form'))")
