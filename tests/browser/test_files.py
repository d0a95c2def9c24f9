"""A visitor sends files along, with scripts and without."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import fill, reach_receipt, send, submit_past_the_script
from tests.files import noise, photo, picture
from tests.live import SPEC, Live

PHOTO = """
      photo: {type: file, label: A picture, required: true, accept: [jpg, png], max_files: 2, max_size: 1 MB}
"""
WITH_PHOTO = SPEC.replace("    subject:", f"{PHOTO[1:]}    subject:")


@pytest.fixture
def live(start_live: Callable[..., Live]) -> Live:
    return start_live(WITH_PHOTO)


def choose(page: Page, *files: tuple[str, bytes]) -> None:
    sent: Any = [{"name": name, "mimeType": "image/png", "buffer": content} for name, content in files]
    page.get_by_label("A picture").set_input_files(sent)


def attached(live: Live) -> list[tuple[str | None, bytes]]:
    (mail,) = live.mails(1)
    return [(part.get_filename(), part.get_content()) for part in mail.iter_attachments()]


def test_files_arrive_in_the_owners_mailbox(live: Live, any_page: Page) -> None:
    any_page.goto(live.site)
    fill(any_page)
    choose(any_page, ("gül.png", picture()), ("dal.png", picture(size=(5, 5))))
    send(any_page)
    reach_receipt(any_page)
    expect(any_page.get_by_text("gül.png")).to_be_visible()
    assert [name for name, _ in attached(live)] == ["gül.png", "dal.png"]


def test_without_scripts_a_file_outlives_a_mistake_elsewhere(live: Live, bare_page: Page) -> None:
    bare_page.goto(live.site)
    fill(bare_page)
    choose(bare_page, ("rose.jpg", photo()))
    bare_page.evaluate("document.querySelector('form').noValidate = true")
    bare_page.get_by_label("Email").fill("nobody")
    send(bare_page)
    expect(bare_page.get_by_role("checkbox", name="rose.jpg (1 kB)")).to_be_checked()
    bare_page.get_by_label("Email").fill("ayse@example.com")
    send(bare_page)
    reach_receipt(bare_page)
    ((name, content),) = attached(live)
    assert name == "rose.jpg"
    assert b"Camera of Ada" not in content


def test_what_is_not_taken_is_told_before_anything_is_sent(live: Live, page: Page) -> None:
    page.goto(live.site)
    fill(page)
    for files, said in (
        ([("rose.svg", b"<svg/>")], "rose.svg: choose a file of this kind: JPG or PNG"),
        ([("rose.png", b"")], "rose.png: this file is empty"),
        ([("rose.png", noise(1_100_000))], "rose.png: this file is larger than 1 MB"),
        ([(f"{number}.png", picture()) for number in range(3)], "Choose fewer files: at most 2"),
        ([], "Choose a file for “A picture”"),
    ):
        choose(page, *files)
        send(page)
        expect(page.get_by_role("alert").get_by_role("link", name=said)).to_be_visible()
    assert not live.posts


def test_a_file_that_is_not_what_it_says_is_told_by_the_server(live: Live, page: Page) -> None:
    page.goto(live.site)
    fill(page)
    choose(page, ("rose.png", b"<?php system($_GET[0]);?>"))
    send(page)
    expect(page.get_by_role("alert").get_by_text("rose.png: choose a file of this kind")).to_be_visible()
    choose(page, ("rose.png", picture()))
    send(page)
    reach_receipt(page)


def test_a_kept_file_goes_with_the_field_that_the_visitor_hides(start_live: Callable[..., Live], page: Page) -> None:
    """Who chose another topic does not see the file any more: it is not sent."""
    live = start_live(
        WITH_PHOTO.replace("label: A picture, required: true", "label: A picture, show_if: {topic: Complaint}")
    )
    page.goto(live.site)
    fill(page)
    page.get_by_label("Topic").select_option("Complaint")
    choose(page, ("rose.png", picture()))
    submit_past_the_script(page)
    kept = page.locator("[name=_kept]")
    expect(kept).to_be_enabled()
    page.get_by_label("Topic").select_option("Question")
    expect(kept).to_be_disabled()
