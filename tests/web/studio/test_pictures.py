"""Pictures that an owner gives a site."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from formkit.settings import Settings
from formkit.web.studio.pictures import MOST
from tests.files import multipart, photo, picture
from tests.web.studio.conftest import Visit

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0h4v3z"/></svg>'


def send(studio: Visit, name: str, data: bytes) -> TestResponse:
    body, kind = multipart({}, "picture", [(name, data)])
    headers = {"X-CSRFToken": studio.token}
    return studio.client.post("/_studio/s/rose/picture", data=body, content_type=kind, headers=headers)


@pytest.fixture
def folder(settings: Settings) -> Path:
    return settings.specs / "images" / "rose"


def test_it_lies_beside_the_spec_under_a_plain_name(studio: Visit, folder: Path) -> None:
    answer = send(studio, "Gül Çiçek (1).PNG", picture())
    assert answer.json == {"path": "images/rose/gul-cicek-1.png", "width": 3, "height": 2, "moves": False}
    assert (folder / "gul-cicek-1.png").read_bytes() == picture()


def test_it_takes_the_place_of_no_other_file(studio: Visit, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "rose.jpg").write_bytes(b"mine")
    first = send(studio, "rose.jpeg", photo()).json
    assert (first["path"], first["width"], first["height"]) == ("images/rose/rose-2.jpg", 20, 40)
    assert send(studio, "rose.jpeg", photo()).json["path"] == "images/rose/rose-2.jpg"
    assert (folder / "rose.jpg").read_bytes() == b"mine"
    assert sorted(path.name for path in folder.iterdir()) == ["rose-2.jpg", "rose.jpg"]


@pytest.mark.parametrize("name", ["../../evil.png", "C:\\evil.png", "evil.php", ".png", "", "evil.png\0.html"])
def test_no_name_leads_elsewhere_and_the_content_says_what_it_is(studio: Visit, folder: Path, name: str) -> None:
    answer = send(studio, name or "x", picture())
    assert answer.status_code == 200
    (made,) = folder.iterdir()
    assert made.suffix == ".png"
    assert answer.json["path"] == f"images/rose/{made.name}"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"GIF89a?", "Browsers can't show this kind of picture."),
        (picture("JPEG", (300, 300))[:-200], "This picture can't be read to its end."),
        (SVG.replace(b"<path", b"<script>1</script><path"), "Something could run in this drawing."),
        (b"\0" * (MOST + 1), "That is too large"),
    ],
)
def test_what_is_no_picture_is_told_and_not_kept(studio: Visit, folder: Path, data: bytes, words: str) -> None:
    answer = send(studio, "rose.png", data)
    assert answer.status_code in (413, 422)
    assert answer.json["message"] == words
    assert answer.json["hint"]
    assert not folder.exists()


def test_nobody_sends_one_without_the_token(studio: Visit, folder: Path) -> None:
    studio.token = ""
    assert send(studio, "a.png", picture()).status_code == 400
    assert not folder.exists()


def test_those_that_are_there_are_listed_small_and_upright(studio: Visit, folder: Path) -> None:
    send(studio, "shop.jpg", photo((2000, 1000)))
    send(studio, "sign.svg", SVG)
    shop, sign = studio.get("s/rose/pictures").json["pictures"]
    assert (shop["path"], shop["width"], shop["height"]) == ("images/rose/shop.jpg", 1000, 2000)
    small = studio.client.get(shop["small"])
    assert Image.open(BytesIO(small.data)).size == (160, 320)
    drawn = studio.client.get(sign["small"])
    assert (drawn.mimetype, drawn.data) == ("image/svg+xml", SVG)
    assert "sandbox" in drawn.headers["Content-Security-Policy"]
    assert studio.get("s/rose/pictures/rose.yaml").status_code == 404


def test_a_link_out_of_the_folder_is_not_followed(studio: Visit, folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    folder.parent.mkdir()
    folder.symlink_to(elsewhere)
    assert "leads elsewhere" in send(studio, "a.png", picture()).json["message"]
    assert list(elsewhere.iterdir()) == []
