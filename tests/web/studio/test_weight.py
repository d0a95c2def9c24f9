"""The Studio is light: the bytes of every answer that a browser gets, as they go over the wire."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, Request, expect

from formkit.settings import Settings
from formkit.web.studio.cards import CARD_WIDTH
from tests.web.studio.making import EXAMPLES

FIRST, EDITOR = 300_000, 400_000  # bytes
MANY = 20


@pytest.fixture
def asked(page: Page) -> list[Request]:
    """What the browser was answered so far."""
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))
    return requests


def weights(asked: list[Request]) -> dict[str, int]:
    """Bytes of each answer, head and body, by its path in the Studio."""
    sizes = {one.url.partition("/_studio/")[2].partition("?")[0]: one.sizes() for one in asked}
    return {path: size["responseBodySize"] + size["responseHeadersSize"] for path, size in sizes.items()}


@pytest.fixture
def specs(settings: Settings) -> Path:
    """The folder of the specs, with the five examples."""
    return Path(shutil.copytree(EXAMPLES / "form_specs", settings.specs, dirs_exist_ok=True))


def test_the_first_page_of_six_sites_is_below_300_kb(
    specs: Path, address: str, page: Page, asked: list[Request]
) -> None:
    page.set_viewport_size({"width": 1280, "height": 2000})
    page.goto(address)
    for picture in page.locator(".card img").all():
        expect(picture).to_have_js_property("naturalWidth", CARD_WIDTH)
    found = weights(asked)
    assert sum("card.webp" in path for path in found) == 6
    assert found["static/studio.css"] > 1000
    assert sum(found.values()) < FIRST, found


def test_the_pictures_of_many_sites_come_when_they_are_seen(
    specs: Path, address: str, page: Page, asked: list[Request]
) -> None:
    for number in range(MANY - 6):  # beside the examples and `rose`
        shutil.copy(specs / "rose-garden.yaml", specs / f"site{number}.yaml")
    page.goto(address)
    expect(page.locator(".card img")).to_have_count(MANY)
    expect(page.locator(".card img").first).to_have_js_property("naturalWidth", CARD_WIDTH)
    found = weights(asked)
    assert sum("card.webp" in path for path in found) < MANY
    assert sum(found.values()) < FIRST, found


def test_the_editor_is_light_beside_the_site_s_own_page(
    specs: Path, address: str, page: Page, asked: list[Request]
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    asked.clear()
    page.goto(f"{address.partition('?')[0]}s/rose-garden/", wait_until="commit")  # its pictures are long in coming
    expect(page.locator(".panel h2")).to_be_visible()
    found = {path: size for path, size in weights(asked).items() if "/page/" not in path and "/pictures/" not in path}
    assert found["static/editor.js"] > 1000
    assert sum(found.values()) < EDITOR, found
