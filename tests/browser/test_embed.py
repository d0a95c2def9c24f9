"""A form of ours in a page made elsewhere, on an origin of its own, under a strict policy."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from formkit.site.embed import embed_html, embed_tag
from formkit.web.sites import Sites
from tests.browser.visits import MESSAGE, fill, send
from tests.files import picture
from tests.live import SPEC, Live, static_host

FRAME = """<!doctype html><html><title>Elsewhere</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; {policy}"><h1>Elsewhere</h1>
<main>{inside}</main><p id="after">After</p></html>"""
Host = Callable[[str, str], str]


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """A page on another origin, with a policy and something inside: its address."""
    with ExitStack() as stack:

        def page(policy: str, inside: str) -> str:
            (tmp_path / "pages").mkdir()
            (tmp_path / "pages" / "page.html").write_text(FRAME.format(policy=policy, inside=inside), "utf-8")
            return f"{stack.enter_context(static_host(tmp_path / 'pages'))}/page.html"

        yield page


def scripted(live: Live, host: Host, language: str = "en") -> str:
    site = Sites(live.settings).load().by_id["rose"]
    policy = f"script-src {live.url}; connect-src {live.url}; form-action {live.url}"
    return host(policy, embed_tag(site, site.forms["contact"], language, endpoint=live.url))


def test_a_script_s_form_says_thanks_in_place(page: Page, live: Live, host: Host) -> None:
    address = scripted(live, host)
    page.goto(address)
    fill(page)
    send(page)
    expect(page.get_by_role("status")).to_contain_text("Thank you")
    (stored,) = live.stored()
    expect(page.get_by_role("status").get_by_role("link")).to_have_text(stored.reference)
    assert (page.url, stored.page, stored.verdict.value) == (address, address, "accepted")
    assert page.evaluate("document.activeElement.className") == "formkit"


def test_a_script_s_form_shows_mistakes_in_place(page: Page, live: Live, host: Host) -> None:
    page.goto(scripted(live, host))
    send(page)
    expect(page.locator("[data-summary]")).to_contain_text("Enter your name")
    assert live.stored() == []
    expect(page.locator(".trap")).not_to_be_in_viewport()
    expect(page.locator("[data-rescue]")).to_be_hidden()
    expect(page.locator("main .formkit form")).to_have_count(1)


def test_a_script_s_form_speaks_the_language_that_its_tag_asks_for(page: Page, live: Live, host: Host) -> None:
    page.goto(scripted(live, host, "tr"))
    expect(page.get_by_label("Adınız")).to_be_visible()
    expect(page.locator(".formkit")).to_have_attribute("lang", "tr")


CHOOSY = SPEC.replace("site: {name: Rose Garden,", "site: {name: Rose Garden, origins: [https://shop.example],")
WEDDING = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  contact:
    confirm: true
    steps: [{title: The flowers, fields: [order, topic]}, {title: About you, fields: [name, message]}]
    fields:
      order: {type: order, label: Flowers, required: true, currency: EUR, items: {Rose: 3.50, Vase: 12}}
      topic: {type: radio, label: Topic, choices: [Wedding], other: true}
      name: {type: text, label: Your name, required: true}
      message: {type: textarea, label: Your message, max: 300}
"""


@pytest.mark.parametrize(
    ("language", "said"), [("en", "can’t be sent from that page"), ("tr", "sayfadan gönderilemez")]
)
def test_a_page_that_is_not_listed_says_so_before_anybody_writes(
    page: Page, start_live: Callable[..., Live], host: Host, language: str, said: str
) -> None:
    live = start_live(CHOOSY)
    page.goto(scripted(live, host, language))
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.locator("form")).to_have_count(0)
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("form")).to_have_count(1)


def test_steps_orders_and_counters_work_in_a_page_made_elsewhere(
    page: Page, start_live: Callable[..., Live], host: Host
) -> None:
    live = start_live(WEDDING)
    page.goto(f"{scripted(live, host)}?topic=Wedding")
    expect(page.get_by_label("Wedding")).to_be_checked()
    page.get_by_role("button", name="Next").click()
    expect(page.locator("[data-summary]").get_by_role("link")).to_have_text("Enter how many you would like")
    assert page.title() == "Error: Elsewhere"
    page.get_by_label("Rose").fill("2")
    expect(page.locator("output")).to_have_text("€7.00")
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", name="Step 2 of 2: About you")).to_be_focused()
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Your message").fill("a" * 290)
    expect(page.get_by_role("status")).to_have_text("Characters left: 10")
    assert (page.get_by_role("status").bounding_box() or {"width": 99})["width"] <= 1
    send(page)
    expect(page.get_by_text("Check what you send")).to_be_visible()
    send(page)
    expect(page.get_by_role("status")).to_contain_text("Thank you")
    assert live.stored()[0].fields["order"] == ("2 × Rose @ 3.50 EUR", "= 7.00 EUR")


ATTACHED = SPEC.replace("      topic:", "      photo: {type: file, label: A picture}\n      topic:")


@pytest.mark.parametrize("files", [[], [{"name": "rose.png", "mimeType": "image/png", "buffer": picture()}]])
def test_a_script_s_form_takes_files_in_a_page_that_names_no_language(
    page: Page, start_live: Callable[..., Live], host: Host, files: list[Any]
) -> None:
    live = start_live(ATTACHED)
    page.goto(scripted(live, host))
    fill(page)
    page.get_by_label("A picture").set_input_files(files)
    send(page)
    expect(page.get_by_role("status")).to_contain_text("Thank you")
    assert ("photo" in live.stored()[0].fields) == bool(files)


NAMED = SPEC.replace("      topic:", "      append: {type: text, label: Append}\n      topic:")


def test_a_field_of_a_script_s_form_may_be_called_as_the_form_s_own_methods_are(
    page: Page, start_live: Callable[..., Live], host: Host
) -> None:
    live = start_live(NAMED)
    address = scripted(live, host)
    page.goto(address)
    fill(page)
    page.get_by_label("Append").fill("Ribbon")
    send(page)
    expect(page.get_by_role("status")).to_contain_text("Thank you")
    assert (live.stored()[0].page, live.stored()[0].fields["append"]) == (address, "Ribbon")


def test_without_scripts_the_tag_is_a_link_to_the_form(bare_page: Page, live: Live, host: Host) -> None:
    bare_page.goto(scripted(live, host))
    bare_page.get_by_role("link", name="Write to us").click()
    expect(bare_page.get_by_role("heading", name="Write to us")).to_be_visible()


def test_pasted_html_is_sent_without_scripts_and_styles(bare_page: Page, live: Live, host: Host) -> None:
    site = Sites(live.settings).load().by_id["rose"]
    pasted = embed_html(
        site, site.forms["contact"], "en", action=f"{live.url}/f/rose/contact", workspace=live.settings.workspace
    )
    assert not re.search(r"data-|<script|<style|style=", pasted)
    bare_page.goto(host(f"form-action {live.url}", pasted))
    fill(bare_page)
    expect(bare_page.get_by_label("Leave")).not_to_be_visible()
    send(bare_page)
    bare_page.wait_for_url("**/r/**")
    (stored,) = live.stored()
    assert MESSAGE in [answer.text for answer in stored.answers]
