"""What speaks for a person, in a real browser: a stamp, a proof of work, an answer; and a person without scripts."""

import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import fill, reach_receipt, send
from tests.chromium import node_module
from tests.live import SPEC, Elsewhere, Live, static_host

PROOF = SPEC.replace("    subject:", "    spam: {proof_of_work: yes}\n    subject:")
QUESTION = SPEC.replace("    subject:", "    spam: {question: {ask: Which flower?, answer: [rose]}}\n    subject:")
NOON = "2026-03-04T12:00:00Z"
A_MINUTE_LATER = "2026-03-04T12:01:00Z"
MISSING = ("it came without the proof of work that the form asks for",)


def stamp_sent(page: Page) -> str:
    """Send the form; the stamp that went with it."""
    with page.expect_request(lambda request: request.method == "POST") as sent:
        send(page)
    reach_receipt(page)
    return "".join(parse_qs(sent.value.post_data or "").get("_stamp", []))


def judged(live: Live) -> list[tuple[str, tuple[str, ...]]]:
    return [(one.verdict.value, one.reasons) for one in live.stored()]


def test_a_quick_visitor_sends_no_stamp_and_gets_through(live: Live, page: Page) -> None:
    page.clock.install(time=NOON)
    page.clock.pause_at(A_MINUTE_LATER)  # before the page is there: it stands still, however slow this machine is
    page.goto(live.site)
    fill(page)
    assert stamp_sent(page) == ""
    assert judged(live) == [("accepted", ())]


def test_a_stamp_of_the_first_touch_goes_along(live: Live, page: Page) -> None:
    page.clock.install()
    page.goto(live.site)
    with page.expect_response("**/f/rose/contact/stamp") as asked:
        page.get_by_label("Your name").focus()
    stamp = asked.value.json()["stamp"]
    fill(page)
    page.evaluate("fetch(location.href).then((answer) => answer.text())")  # so that the script has read its answer, too
    page.clock.fast_forward(5100)
    assert stamp_sent(page) == stamp


def test_a_stamp_is_asked_for_once_and_not_before_a_touch(live: Live, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.url.endswith("/stamp") else None)
    page.goto(live.site, wait_until="networkidle")
    assert asked == []
    fill(page)
    send(page)
    reach_receipt(page)
    assert len(asked) == 1


def test_a_page_on_another_host_may_ask(live: Live, elsewhere: Elsewhere, page: Page) -> None:
    page.goto(elsewhere.url)
    with page.expect_response("**/f/rose/contact/stamp") as asked:
        page.get_by_label("Your name").focus()
    assert "stamp" in asked.value.json()


@pytest.mark.parametrize("where", ["site", "f/rose/contact", "f/rose.contact"])
def test_our_own_page_proves_its_work(start_live: Callable[..., Live], page: Page, where: str) -> None:
    live = start_live(PROOF)
    page.goto(live.site if where == "site" else f"{live.url}/{where}")
    fill(page)
    send(page)
    reach_receipt(page)
    assert judged(live) == [("accepted", ())]


def test_who_runs_no_scripts_is_kept_where_work_is_asked_for(start_live: Callable[..., Live], bare_page: Page) -> None:
    live = start_live(PROOF)
    bare_page.goto(live.site)
    fill(bare_page)
    send(bare_page)
    reach_receipt(bare_page)
    assert judged(live) == [("quarantined", MISSING)]


def test_a_person_answers_the_owners_question(start_live: Callable[..., Live], any_page: Page) -> None:
    live = start_live(QUESTION)
    any_page.goto(live.site)
    fill(any_page)
    any_page.get_by_label("Which flower?").fill("tulip")
    send(any_page)
    expect(any_page.get_by_role("link", name="That is not the answer we expected")).to_be_visible()
    expect(any_page.get_by_label("Your name")).to_have_value("Ayşe Yılmaz")
    any_page.get_by_label("Which flower?").fill("Rose")
    send(any_page)
    reach_receipt(any_page)
    assert judged(live) == [("accepted", ())]


WIDGET = """<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="altcha.js"></script>
<form method="post" action="{url}/f/rose/contact"><label>Your name <input name="name"></label>
<label>Email <input name="email"></label><label>Your message <textarea name="message"></textarea></label>
<altcha-widget challenge="{url}/f/rose/contact/challenge" auto="onload"></altcha-widget>
<button>Send message</button></form>"""


def test_altchas_own_widget_proves_its_work(start_live: Callable[..., Live], page: Page, tmp_path: Path) -> None:
    live, folder = start_live(PROOF), tmp_path / "widget"
    folder.mkdir()
    shutil.copy(node_module("altcha/dist/main/altcha.umd.min.cjs"), folder / "altcha.js")
    (folder / "index.html").write_text(WIDGET.format(url=live.url), "utf-8")
    with static_host(folder) as host:
        page.goto(host)
        expect(page.locator("input[name=altcha]")).not_to_have_value("")
        fill(page)
        send(page)
        reach_receipt(page)
    assert judged(live) == [("accepted", ())]
