"""A form of ours in a page made elsewhere, on an origin of its own, under a strict policy."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from formkit.site.embed import embed_html, embed_tag
from formkit.web.sites import Sites
from tests.browser.visits import MESSAGE, fill, send
from tests.live import Live, static_host

FRAME = """<!doctype html><html lang="en"><title>Elsewhere</title>
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
