"""The small picture of each site on the first screen."""

from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from formkit.palette import light_palette
from formkit.settings import Settings
from formkit.site.social import SIZE
from formkit.store import Store
from formkit.web.studio import Door
from formkit.web.studio.cards import CARD_WIDTH
from tests.web.studio.conftest import Visit, entered, studio_of

SPEC = """
site: {name: Rose Garden, accent: "#a3324f"}
business: {email: hello@rosegarden.example}
sections: [hero: {image: rose.png, alt: A rose}]
"""
PLAIN = SPEC.partition("sections")[0]
BROKEN = SPEC.replace("business", "busyness")
FIELD = light_palette("#a3324f")["field"]
TALK = {"trade": "florist", "name": "Gül", "email": "gul@cicek.example", "accent": "own", "accent_own": "#225588"}


@pytest.fixture(autouse=True)
def rose(file: Path) -> Path:
    """The picture in the file: all yellow."""
    place = file.parent / "rose.png"
    Image.new("RGB", (400, 300), "#ffee00").save(place)
    return place


def card(studio: Visit, site: str = "rose") -> Image.Image:
    answer = studio.get(f"s/{site}/card.webp")
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    return Image.open(BytesIO(answer.data)).convert("RGB")


def is_near(pixel: object, colour: str) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(one - other) < 12 for one, other in zip(pixel, bytes.fromhex(colour[1:]), strict=True))


def test_each_site_has_a_card_with_its_picture_though_it_has_no_address_yet(studio: Visit) -> None:
    page = studio.get("").text
    assert 'href="/_studio/s/rose/"' in page
    assert 'src="/_studio/s/rose/card.webp"' in page
    assert 'href="/_studio/new"' in page
    shown = card(studio)
    assert shown.size == (CARD_WIDTH, CARD_WIDTH * SIZE[1] // SIZE[0])
    assert is_near(shown.getpixel((5, 5)), FIELD)
    assert is_near(shown.getpixel((400, 126)), "#ffee00")


def test_a_new_site_has_its_card_straight_after_the_talk(studio: Visit) -> None:
    studio.client.post("/_studio/new", data=TALK | {"csrf_token": studio.token})
    page = studio.get("").text
    assert '<a href="/_studio/s/gul/">Gül</a>' in page
    assert 'href="/gul/"' not in page, "it is not served yet"
    assert len(card(studio, "gul").getcolors(1 << 20) or []) > 20, "its name stands on its colour"


@pytest.mark.parametrize("what", ["words", "picture"])
def test_it_is_drawn_anew_when_what_it_shows_is_another(
    studio: Visit, app: Flask, file: Path, rose: Path, what: str
) -> None:
    before = card(studio)
    assert card(studio) == before
    if what == "words":
        file.write_text(SPEC.replace("Rose Garden", "Tulips"), "utf-8")
    else:
        Image.new("RGB", (300, 300), "#000000").save(rose)
    app.extensions["formkit"].sites.load([file])
    assert card(studio) != before


def test_a_file_that_breaks_keeps_its_last_good_card(studio: Visit, app: Flask, file: Path) -> None:
    before = card(studio)
    file.write_text(BROKEN, "utf-8")
    app.extensions["formkit"].sites.load([file])
    assert card(studio) == before
    assert "Rose Garden</a>" in studio.get("").text


def test_one_that_was_broken_before_the_start_has_that_of_its_history(
    studio: Visit, file: Path, settings: Settings, store: Store, door: Door
) -> None:
    before = card(studio)
    studio.get("s/rose/")  # from now on the history knows the file
    file.write_text(BROKEN, "utf-8")
    started = entered(studio_of(settings, store, door).test_client(), door)
    assert card(started) == before
    assert "Rose Garden</a>" in started.get("").text


@pytest.mark.parametrize("text", [BROKEN.encode(), b"\xff", b""])
def test_one_that_was_never_good_has_a_plain_one(studio: Visit, file: Path, text: bytes) -> None:
    (file.parent / "new.yaml").write_bytes(text)
    assert '<a href="/_studio/s/new/">new</a>' in studio.get("").text
    answer = studio.get("s/new/card.webp")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")


@pytest.mark.parametrize("data", [None, b"no picture"])
def test_a_picture_that_is_gone_is_left_out(studio: Visit, rose: Path, data: bytes | None) -> None:
    rose.unlink()
    if data:
        rose.write_bytes(data)
    assert is_near(card(studio).getpixel((470, 5)), FIELD)


def test_a_name_that_can_t_be_drawn_leaves_its_colour(studio: Visit, app: Flask, file: Path) -> None:
    file.write_text(PLAIN.replace("Rose Garden", "花屋"), "utf-8")
    app.extensions["formkit"].sites.load([file])
    assert is_near(card(studio).getpixel((240, 126)), FIELD)
