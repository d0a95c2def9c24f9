"""The tab with the file on a small phone, with nothing beside the screen, and what comes of an answer that is slow."""

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from formkit.web.studio.said import tongues
from tests.chromium import barriers
from tests.web.studio.conftest import at_rose
from tests.web.studio.test_file_tab import at_end, changed_outside, line_of, opened, put_at, saved

BESIDE = """place => [...document.querySelectorAll(`${place}, ${place} :not(.ace_text-input)`)].filter((one) => {
  const { left, right } = one.getBoundingClientRect();
  return one.checkVisibility({ visibilityProperty: true }) && right > left && (left < 0 || right > innerWidth);
}).map((one) => `${one.localName}.${one.className} ${one.textContent.slice(0, 30)}`)"""
SMALL = {"width": 320, "height": 640}


def beside(tab: Page, place: str) -> list[str]:
    """What of a place stands beside the screen, in part or as a whole."""
    found: list[str] = tab.evaluate(BESIDE, place)
    return found


@pytest.mark.parametrize("language", tongues())
def test_nothing_that_searches_or_offers_or_tells_keys_stands_beside_the_screen(
    new_page: Callable[..., Page], file: Path, address: str, language: str
) -> None:
    tab = at_rose(new_page(viewport=SMALL, locale=language), address)
    tab.locator("#tab-file").click()
    expect(tab.locator("#file .ace_content")).to_contain_text("Rose Garden")
    assert beside(tab, "#file .keys") == []
    at_end(tab, line_of(file, "business:"))
    tab.keyboard.press("Control+h")
    expect(tab.locator(".ace_replace_form")).to_be_visible()
    assert beside(tab, ".ace_search") == []
    tab.keyboard.type("Rose")
    expect(tab.locator(".ace_search_counter")).to_contain_text("6")
    assert barriers(tab) == []
    tab.keyboard.press("Escape")
    at_end(tab, line_of(file, "business:"))
    tab.keyboard.type("\nfor")
    expect(tab.locator(".ace_autocomplete .ace_line")).to_contain_text(["forms"])
    assert beside(tab, ".ace_autocomplete") == []
    tab.keyboard.press("Escape")
    tab.locator(".skips [data-keys]").evaluate("link => link.click()")
    expect(tab.locator("#keys")).to_be_visible()
    assert beside(tab, "#keys") == []


class Slow:
    """Answers of one path that were made at once, and are on their way until they are let through."""

    def __init__(self, app: Flask, path: str) -> None:
        self.made, self.through = threading.Event(), threading.Event()
        self._app, self._path = app.wsgi_app, path
        app.wsgi_app = self  # type: ignore[method-assign]  # what Flask's own docs do

    def __call__(self, environ: dict[str, object], start: Callable[..., object]) -> Iterable[bytes]:
        answer = self._app(environ, start)  # type: ignore[arg-type]
        slow = environ["REQUEST_METHOD"] == "GET" and environ["PATH_INFO"] == self._path and not self.made.is_set()
        return self._held(answer) if slow else answer

    def _held(self, answer: Iterable[bytes]) -> Iterator[bytes]:
        made = [*answer]
        self.made.set()
        self.through.wait(30)
        yield from made


def test_what_is_read_slowly_takes_no_place_of_what_was_sent_since(editor: Page, app: Flask, file: Path) -> None:
    tab = opened(editor)
    slow = Slow(app, "/_studio/s/rose/file")
    changed_outside(app, file, f"# theirs\n{file.read_text('utf-8')}")
    assert slow.made.wait(30)
    with tab.expect_response(lambda answer: answer.request.method == "POST"):
        put_at(tab, line_of(file, "business:") - 1, "  # mine")
    saved(tab)
    now = file.read_text("utf-8")
    with tab.expect_event("requestfinished", lambda one: one.method == "GET" and one.url.endswith("/file")):
        slow.through.set()
    tab.evaluate("() => new Promise((later) => { requestAnimationFrame(() => setTimeout(later)); })")
    assert tab.evaluate("ace.edit(document.querySelector('.ace_editor')).getValue()") == now
    put_at(tab, line_of(file, "message:"), "  # more")
    saved(tab)
    assert file.read_text("utf-8").replace("  # more", "") == now
