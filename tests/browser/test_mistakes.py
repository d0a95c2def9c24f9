"""A visitor makes a mistake: the form says where, and keeps what was typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import fill, send
from tests.live import Live

WRONG = "ayse@nowhere"


@pytest.fixture(params=["by the script", "by the server, without scripts", "by the server, with scripts"])
def mistaken(request: pytest.FixtureRequest, live: Live, new_page: Callable[..., Page], complaints: list[str]) -> Page:
    """A page that has answered to a wrong email address; each way of answering gives the same one."""
    page = new_page(java_script_enabled="without" not in request.param)
    page.goto(live.site)
    fill(page)
    page.get_by_label("Email").fill(WRONG)
    if "script by" in request.param:
        page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('form'))")
    else:
        send(page)
    expect(page.get_by_label("Email")).to_have_attribute("aria-invalid", "true")
    return page
