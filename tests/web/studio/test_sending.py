"""The tab "try" in a real browser: filled in, sent, saved, arrived, without loading anything anew."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

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
    beside.goto(f"{editor.url.partition('/_studio/')[0]}/f/rose/contact")
    editor.get_by_role("tab", name="Try it").click()
    name = editor.frame_locator("#try iframe").get_by_label("Your name")
    name.fill("Ada")
    with beside.expect_event("load"):
        app.extensions["formkit_reloader"].changed()
    editor.bring_to_front()
    editor.keyboard.type(" Lovelace")
    expect(name).to_have_value("Ada Lovelace")
