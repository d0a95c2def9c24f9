"""A gallery whose pictures can be looked at large: in a real browser, with scripts and without."""

import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from formkit.site import site_files
from formkit.spec import read_site
from tests.hosts import Host

SPEC = """
site: {name: Rose Garden, language: LANGUAGE}
sections:
  - gallery:
      - {image: red.png, alt: Red tulips}
      - {image: blue.png, alt: Blue <b>irises</b>, name: From May on}
      - {image: pink.png, name: Pink peonies}
"""

STUDIO = """
site: {name: Rose Garden, theme: THEME}
sections: [KIND: [{image: images/pink.png, name: Pink peonies}]]
"""


def put(host: Host, folder: Path, language: str = "en") -> None:
    (folder / "form_specs").mkdir()
    for colour in ("red", "blue", "pink"):
        Image.new("RGB", (1200, 900), colour).save(folder / "form_specs" / f"{colour}.png")
    (folder / "form_specs" / "rose.yaml").write_text(SPEC.replace("LANGUAGE", language), "utf-8")
    site = read_site(folder / "form_specs" / "rose.yaml", folder)
    text = site_files(site, workspace=folder)["index.html"].decode()
    host.files = {"/": text, "/favicon.svg": ""}


@pytest.fixture
def shown(host: Host, page: Page, tmp_path: Path) -> Page:
    put(host, tmp_path)
    page.route("**/images/**", lambda route: route.fulfill(status=200, content_type="image/svg+xml", body=SVG))
    page.goto(host.url)
    return page


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900"><rect width="9" height="9"/></svg>'


def test_before_a_click_there_is_no_picture_without_words(shown: Page) -> None:
    assert shown.locator("img").count() == shown.locator("img[alt]").count() == 3


def test_a_click_shows_the_picture_large_with_its_words(shown: Page) -> None:
    shown.get_by_role("link", name="Red tulips").click()
    expect(shown.get_by_role("dialog", name="Pictures")).to_be_visible()
    expect(shown.locator("dialog img")).to_have_attribute("alt", "Red tulips")
    expect(shown.get_by_role("status")).to_have_text("Red tulips · 1 of 3")
    expect(shown.get_by_role("button", name="Close")).to_be_focused()


def test_it_goes_by_keyboard_and_gives_the_focus_back(shown: Page) -> None:
    shown.get_by_role("link", name="Pink peonies").press("Enter")
    shown.keyboard.press("ArrowRight")
    expect(shown.get_by_role("status")).to_have_text("Red tulips · 1 of 3")
    shown.keyboard.press("ArrowRight")
    expect(shown.get_by_role("status")).to_have_text("From May on · 2 of 3")
    shown.keyboard.press("Escape")
    expect(shown.get_by_role("dialog")).to_be_hidden()
    expect(shown.get_by_role("link", name="Blue")).to_be_focused()


def test_buttons_lead_through_the_pictures(shown: Page) -> None:
    shown.get_by_role("link", name="Red tulips").click()
    shown.get_by_role("button", name="Next picture").click()
    shown.get_by_role("button", name="Next picture").click()
    shown.get_by_role("button", name="Next picture").click()
    shown.get_by_role("button", name="Previous picture").click()
    expect(shown.get_by_role("status")).to_have_text("Pink peonies · 3 of 3")
    shown.get_by_role("button", name="Close").click()
    expect(shown.get_by_role("dialog")).to_be_hidden()


def test_the_large_picture_fits_the_screen(shown: Page) -> None:
    shown.get_by_role("link", name="Red tulips").click()
    picture = shown.locator("dialog img").bounding_box()
    assert picture is not None
    assert picture["x"] >= 0
    assert picture["x"] + picture["width"] <= 390
    assert picture["y"] >= 0
    assert picture["y"] + picture["height"] <= 800
    assert abs(picture["width"] / picture["height"] - 4 / 3) < 0.02


def test_without_the_script_each_is_a_link_to_its_large_picture(host: Host, bare_page: Page, tmp_path: Path) -> None:
    put(host, tmp_path)
    bare_page.goto(host.url)
    href = bare_page.get_by_role("link", name="Red tulips").get_attribute("href")
    assert href is not None
    assert href.startswith("images/red-")
    assert "1200" in href


def test_a_page_without_pictures_has_no_script_for_them(tmp_path: Path) -> None:
    (tmp_path / "rose.yaml").write_text("site: {name: Rose Garden}\nsections: [about: Us]\n", "utf-8")
    page = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)["index.html"]
    assert b"<script" not in page.replace(b'<script type="application/ld+json"', b"")


@pytest.mark.parametrize("kind", ["gallery", "services"])
def test_studio_s_is_that_of_plain_but_for_the_width_of_its_pictures(kind: str, tmp_path: Path) -> None:
    (tmp_path / "form_specs" / "images").mkdir(parents=True)
    Image.new("RGB", (1200, 900), "pink").save(tmp_path / "form_specs" / "images" / "pink.png")
    pages = []
    for theme in ("plain", "studio"):
        spec = tmp_path / "form_specs" / "rose.yaml"
        spec.write_text(STUDIO.replace("KIND", kind).replace("THEME", theme), "utf-8")
        page = site_files(read_site(spec, tmp_path), workspace=tmp_path)["index.html"].decode()
        pages.append(page.partition("<ul")[2].partition("</ul>")[0])
    assert "92vw" in pages[1] != pages[0]
    assert re.sub(" sizes=.*?>", ">", pages[1]) == re.sub(" sizes=.*?>", ">", pages[0])
