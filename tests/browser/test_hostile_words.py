"""What a visitor types is shown back by a real browser, and never runs."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.browser.visits import fill, reach_receipt, send, submit_past_the_script
from tests.live import Live

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "<svg/onload=alert(1)>",
    "</textarea><script>alert(1)</script>",
    "</title></style></script><script>alert(1)</script>",
    "javascript:alert(1)//",
    '<iframe srcdoc="<script>alert(1)</script>">',
    '<a href="javascript:alert(1)">x</a>',
    '{{constructor.constructor("alert(1)")()}} ${alert(1)} <%= 7*7 %>',
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
)


def test_what_is_typed_into_a_page_never_runs(live: Live, new_page: Callable[..., Page]) -> None:
    page = new_page()
    opened: list[str] = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    everything = "\n".join(PAYLOADS)
    for name in PAYLOADS[:4]:
        page.goto(live.site)
        fill(page, message=everything, name=name)
        page.get_by_label("Email").fill("no address")
        submit_past_the_script(page)
        assert page.get_by_label("Your message").input_value() == everything
        page.get_by_label("Email").fill("ada@example.com")
        send(page)
        reach_receipt(page)
        assert name in page.inner_text("main")
        assert page.locator("main img, main iframe, main svg, main math, main a[href^=javascript]").count() == 0
    page.goto(f"{live.url}/%3Cscript%3Ealert(1)%3C/script%3E?q={PAYLOADS[1]}")
    assert urlsplit(page.url).netloc == urlsplit(live.url).netloc
    assert opened == []
