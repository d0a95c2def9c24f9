"""The tab "try" in a real browser: filled in, sent, saved, arrived, without loading anything anew."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from formkit import outbox
from formkit.settings import Settings, with_dev_defaults
from formkit.store import Store
from formkit.web.studio import Door
from tests.web.studio.conftest import studio_of


@pytest.fixture
def app(settings: Settings, store: Store, door: Door) -> Iterator[Flask]:
    """The workbench with its delivery worker: mail is caught in data/mail."""
    settings, wake, stop = with_dev_defaults(settings, "http://localhost"), threading.Event(), threading.Event()
    how = {"worker": "w", "clock": lambda: datetime.now(UTC), "stop": stop, "wake": wake}
    worker = threading.Thread(target=outbox.run, args=(store, settings), kwargs=how)
    worker.start()
    yield studio_of(settings, store, door, wake=wake.set)
    stop.set()
    wake.set()
    worker.join()


def test_a_form_is_sent_for_real_and_its_mail_appears_beside_it(editor: Page, app: Flask) -> None:
    editor.locator("#outline").get_by_role("button", name="Questions").first.click()
    editor.get_by_label("What visitors read after sending").fill("We write back before noon.")
    expect(editor.locator("#saved")).to_have_text("All changes are saved")
    app.extensions["formkit"].sites.load()  # as the watch of the workbench does
    editor.get_by_role("tab", name="Try it").click()
    arrived = editor.get_by_role("region", name="What arrived")
    expect(arrived).to_contain_text("Nothing has arrived yet.")
    form = editor.frame_locator("#try iframe").first
    form.get_by_label("Your name").fill("Ada")
    form.get_by_role("textbox", name="Email").fill("ada@example.com")
    form.get_by_label("Message").fill("When are you open?")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_text("Your reference number")).to_be_visible()
    expect(form.get_by_text("We write back before noon.")).to_be_visible()
    expect(arrived).to_contain_text("The mail to hello@rosegarden.example arrived at")
    expect(editor.frame_locator(".arrived iframe").get_by_text("When are you open?")).to_be_visible()


def test_a_form_that_could_not_come_is_begun_again(editor: Page) -> None:
    editor.route("**/f/rose/**", lambda route: route.abort())
    editor.get_by_role("tab", name="Try it").click()
    editor.wait_for_function("() => document.querySelector('#try iframe')?.contentDocument === null")
    editor.unroute("**/f/rose/**")
    editor.get_by_role("button", name="Begin again").click()
    expect(editor.frame_locator("#try iframe").get_by_label("Your name")).to_be_visible()


def test_who_fills_it_in_is_not_disturbed_when_the_workbench_has_built_the_site(editor: Page, app: Flask) -> None:
    beside = editor.context.new_page()
    with beside.expect_response("**/_dev/events"):
        beside.goto(f"{editor.url.partition('/_studio/')[0]}/f/rose/contact")
    editor.get_by_role("tab", name="Try it").click()
    name = editor.frame_locator("#try iframe").get_by_label("Your name")
    name.fill("Ada")
    with beside.expect_event("load"):
        app.extensions["formkit_reloader"].changed()
    editor.bring_to_front()
    editor.keyboard.type(" Lovelace")
    expect(name).to_have_value("Ada Lovelace")


def test_what_is_filled_in_stands_when_the_file_says_again_what_it_said(
    editor: Page, app: Flask, settings: Settings
) -> None:
    file = settings.specs / "rose.yaml"
    editor.get_by_role("tab", name="Try it").click()
    name = editor.frame_locator("#try iframe").first.get_by_label("Your name")
    name.fill("Ada")
    loaded: list[str] = []
    editor.on("request", lambda seen: loaded.append(seen.url) if "/try" in seen.url else None)
    editor.evaluate("() => { window.told = new Promise((tell) => document.addEventListener('studio:changed', tell)); }")
    held: list[Route] = []
    editor.route("**/state?*", lambda route: held.append(route))
    before = file.read_bytes()
    with editor.expect_request("**/state?*"):
        file.write_bytes(before + b"# theirs\n")
        app.extensions["formkit_reloader"].saved()
    file.write_bytes(before)
    editor.evaluate("() => fetch('/_studio/')")  # the request is held by then
    held[0].continue_()
    editor.evaluate("async () => { await window.told; await fetch('/_studio/'); }")
    assert loaded == []
    expect(name).to_have_value("Ada")
