"""Pictures that are dropped onto the page or chosen in its panel, in a real browser; and the words that they need."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FrameLocator, Locator, Page, expect

from formkit.settings import Settings
from tests.files import photo, picture
from tests.web.studio.page.conftest import NUMBERS
from tests.web.studio.page.working import opened, said, untouched

SHOP = """\
site: {name: Rose}
business: {email: hello@rose.example}
sections:
  - hero: {text: Fresh flowers}
  - about: Three sisters, one shop.
  - services: {items: [{name: Bouquet}, {name: Wreath}]}
  - faq: {items: [{name: When?, text: Daily.}]}
  - gallery: {items: [{image: images/shop/first.png, alt: Peonies}]}
"""


@pytest.fixture
def file(at_work: Settings) -> Path:
    """A small shop of this test's own."""
    file = at_work.specs / f"shop-{next(NUMBERS)}.yaml"
    images = at_work.specs / "images" / file.stem
    images.mkdir()
    (images / "first.png").write_bytes(picture(size=(300, 200)))
    file.write_text(SHOP.replace("/shop/", f"/{file.stem}/"), "utf-8")
    return file


@pytest.fixture
def shop(file: Path) -> str:
    """What its file says."""
    return file.read_text("utf-8")


@pytest.fixture
def view(page: Page, file: Path) -> FrameLocator:
    """Its page in the editor."""
    return opened(page, file)


@pytest.fixture
def photos(tmp_path: Path) -> list[str]:
    """Three files on the owner's computer."""
    paths = [tmp_path / f"{name}.png" for name in ("anna", "berta", "clara")]
    for number, path in enumerate(paths):
        path.write_bytes(picture(size=(60 + number, 40)))
    return [str(path) for path in paths]


def dragged(page: Page, files: Sequence[str], onto: Locator, *, drop: bool = True) -> None:
    """Drags files over the middle of something, as the browser gets them from a file manager, and lets go."""
    onto.scroll_into_view_if_needed()
    box = onto.bounding_box()
    assert box
    place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    carried = {"items": [], "files": [*files], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", *(("drop",) if drop else ())):
        session.send("Input.dispatchDragEvent", {"type": kind, **place, "data": carried})


def words_of(page: Page) -> Locator:
    return page.get_by_label("What the picture shows")


def test_what_will_take_a_picture_is_named_and_elsewhere_a_sentence_says_what_would(
    page: Page, view: FrameLocator, photos: list[str], file: Path, shop: str
) -> None:
    frame = page.locator("#dropping")
    for onto, words in (
        (view.locator("header .brand"), "As your logo"),
        (view.locator("#services li").last, "Put it here: Wreath"),
        (view.locator("#gallery li").last, "Instead of this picture: Peonies"),
    ):
        dragged(page, photos[:1], onto, drop=False)
        expect(frame).to_have_text(words)
        said(page, words)
    for place in (view.locator("#faq"), page.locator("#palette"), page.locator(".top")):
        dragged(page, photos[:1], place)
        expect(frame).to_be_hidden()
        said(page, "It can go to: your logo at the top, Greeting, About us, Services, Pictures.")
    dragged(page, photos, view.locator("#hero"))
    said(page, "There is room for one picture here: Greeting")
    untouched(page, file, shop)


def test_a_dropped_picture_is_there_and_asks_for_its_words(
    page: Page, view: FrameLocator, photos: list[str], file: Path
) -> None:
    dragged(page, photos[:1], view.locator("#about"))
    said(page, "The picture is in its place: About us.")
    expect(view.locator("#about img")).to_be_visible()
    expect(words_of(page)).to_be_focused()
    expect(page.locator(".asked")).to_contain_text("people who can't see it hear these words")
    expect(page.locator(".lacking")).to_have_text("missing")
    expect(page.locator("#broken")).to_contain_text("can't go online before")
    page.keyboard.insert_text("Anna ties a wreath")
    expect(page.locator("#broken")).to_be_hidden()
    expect(page.locator(".lacking")).to_be_hidden()
    assert "anna.png, alt: Anna ties a wreath}" in file.read_text("utf-8")


def test_words_may_still_fit_or_need_not_be(page: Page, view: FrameLocator, photos: list[str], file: Path) -> None:
    dragged(page, photos[:1], view.locator("#gallery li"))
    expect(page.locator(".asked")).to_contain_text("Do they still fit?")
    expect(words_of(page)).to_have_value("Peonies")
    assert "anna.png, alt: Peonies}" in file.read_text("utf-8")
    dragged(page, photos[:1], view.locator("#hero"))
    page.get_by_label("It only decorates").check()
    expect(page.locator("#broken")).to_be_hidden()
    expect(words_of(page)).to_be_hidden()
    page.get_by_label("It only decorates").uncheck()
    expect(page.locator(".lacking")).to_be_visible()


def test_several_go_into_a_gallery_and_are_taken_out_as_one(
    page: Page, view: FrameLocator, photos: list[str], file: Path, shop: str
) -> None:
    dragged(page, photos, view.locator("#gallery li"))
    said(page, "Pictures added to Pictures: 3.")
    expect(view.locator("#gallery li")).to_have_count(4)
    expect(words_of(page)).to_be_focused()
    page.get_by_role("button", name="Go to the next picture without words (2 left)").click()
    expect(page.locator("#outline [aria-current]")).to_have_text("berta")
    expect(words_of(page)).to_be_focused()
    page.locator("#told button").click()
    expect(view.locator("#gallery li")).to_have_count(1)
    assert file.read_text("utf-8") == shop
    assert len(list((file.parent / "images" / file.stem).iterdir())) == 4
    page.locator("#outline").get_by_role("button", name="Pictures", exact=True).click()
    page.locator("#panel [type=file][multiple]").set_input_files(photos[:2])
    said(page, "Pictures added to Pictures: 2.")
    expect(view.locator("#gallery li")).to_have_count(3)
    expect(words_of(page)).to_be_focused()


def test_what_can_not_be_taken_is_told_of_each_file_and_the_others_are_there(
    page: Page, view: FrameLocator, photos: list[str], tmp_path: Path
) -> None:
    moving, empty, huge, words, script = (tmp_path / name for name in ("m.gif", "e.png", "h.jpg", "w.png", "s.svg"))
    moving.write_bytes(moves())
    empty.touch()
    with huge.open("wb") as out:
        out.truncate(20_000_001)
    words.write_text("no picture")
    script.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script>1</script></svg>')
    files = [str(one) for one in (moving, empty, huge, words, script, tmp_path)]
    dragged(page, [*photos[:1], *files], view.locator("#gallery li"))
    expect(page.locator("#taking p")).to_have_text("Pictures not taken: 5 of 7")
    told = page.locator("#taking li span").all_inner_texts()
    assert told == [
        "It moves; visitors see it standing still.",
        "This file is empty.",
        "This file is too large: a picture may have 20 MB. Save a smaller copy; 2000 pixels are plenty.",
        "Browsers can't show this kind of picture. Save it as JPEG or PNG, and choose it anew.",
        "Something could run in this drawing. Save it as a plain picture, such as PNG.",
        "This is a folder. Open it, and drop the pictures that are in it.",
    ]
    expect(view.locator("#gallery li")).to_have_count(3)
    expect(words_of(page)).to_be_focused()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("#taking")).to_be_hidden()
    expect(words_of(page)).to_be_focused()


def moves() -> bytes:
    """A GIF of two frames."""
    out = BytesIO()
    first, second = (Image.new("RGB", (30, 20), colour) for colour in ("red", "blue"))
    first.save(out, "GIF", save_all=True, append_images=[second])
    return out.getvalue()


def test_a_picture_is_taken_away_by_the_bar_and_its_file_stays(
    page: Page, view: FrameLocator, tmp_path: Path, file: Path, shop: str
) -> None:
    shot = tmp_path / "IMG_1.JPG"
    shot.write_bytes(photo((200, 100)))
    dragged(page, [str(shot)], view.locator("#services li").first)
    said(page, "The picture is in its place: Bouquet.")
    shown = view.locator("#services img")
    assert shown.evaluate("(img) => img.decode().then(() => img.naturalHeight / img.naturalWidth)") == 2
    page.locator("#chosen").get_by_role("button", name="Remove picture").click()
    said(page, "Picture removed: Bouquet")
    expect(shown).to_have_count(0)
    assert file.read_text("utf-8") == shop
    assert (file.parent / "images" / file.stem / "img-1.jpg").exists()
    page.locator("#told button").click()
    expect(shown).to_have_count(1)


def test_a_picture_is_chosen_dropped_and_taken_away_in_its_control(
    page: Page, view: FrameLocator, photos: list[str], file: Path, shop: str
) -> None:
    view.locator("#hero").click()
    expect(page.locator("#panel h2")).to_have_text("Greeting")
    control = page.locator("#panel .control[data-kind=picture]")
    control.locator("[type=file]").set_input_files(photos[0])
    expect(words_of(page)).to_be_focused()
    dragged(page, photos[1:2], control)
    expect(control.locator(".thumb")).to_have_attribute("src", re.compile("/berta.png$"))
    control.get_by_role("button", name="Remove", exact=True).click()
    expect(control.locator("[type=file]")).to_be_focused()
    assert file.read_text("utf-8") == shop
    control.get_by_text("Choose one that is here already").click()
    control.get_by_role("button", name="first.png").click()
    expect(words_of(page)).to_be_focused()
    assert "/first.png}\n  - about" in file.read_text("utf-8")


def test_a_page_without_a_greeting_gets_one(
    page: Page, view: FrameLocator, photos: list[str], file: Path, shop: str
) -> None:
    file.write_text(shop.replace("  - hero: {text: Fresh flowers}\n", ""), "utf-8")
    opened(page, file)
    dragged(page, photos[:1], view.locator("h1"))
    expect(words_of(page)).to_be_focused()
    assert re.search(
        r"sections:\n  - hero:\n      image: images/shop-\d+/anna.png\n  - about:", file.read_text("utf-8")
    )
    page.locator("#undo").click()
    expect(view.locator("#hero img")).to_have_count(0)
