"""Pictures that an owner gives a site."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from werkzeug.test import TestResponse

from formkit.pictures import MAX_BYTES
from formkit.settings import Settings
from formkit.web.studio.pictures import MOST
from tests.files import multipart, noise, photo, picture, zipped
from tests.web.studio.conftest import Visit

HEIC = Path(__file__).parents[2] / "data" / "pictures" / "phone.heic"
HEAD = "site: {name: Rose}\nbusiness: {email: hello@rose.example}\nsections:\n"
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


NAMES = (
    "../../evil.png", "C:\\evil.png", "..%2f..%2fevil.png", "evil.php", ".png", "....", "x", "evil.png\0.html",
    f"{'a' * 200}.png", f"{'gül ' * 50}.png", "a%0D%0Ab\x07\x1b[31m.png", "\u202egnp.exe", "CON.png", "花.png",
    "-rf.png",
)  # fmt: skip


def test_no_name_leads_elsewhere_and_the_content_says_what_it_is(studio: Visit, folder: Path) -> None:
    for name in NAMES:
        path = send(studio, name, picture()).json["path"]
        (made,) = folder.iterdir()
        assert re.fullmatch(r"[a-z][a-z0-9-]{0,47}\.png", made.name), name
        assert path == f"images/rose/{made.name}"
        made.unlink()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Browsers can't show this kind of picture."),
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


POLYGLOTS = {
    "png": picture(size=(30, 20)) + b"<script>alert('Ada')</script>" + zipped("evil.php"),
    "gif": picture("GIF", (30, 20)).replace(b"GIF87a", b"GIF89a") + b"/*Ada*/=1;alert(1)",
    "jpg": picture("JPEG", (30, 20))[:2]
    + b"\xff\xfe\x00\x1c<?php echo 'Ada';phpinfo();?>"
    + picture("JPEG", (30, 20))[2:],
}


def test_what_is_a_picture_and_something_else_is_shown_as_a_picture_alone(studio: Visit, folder: Path) -> None:
    """What a browser gets of it was made anew; the file itself is asked for in vain."""
    for kind, data in POLYGLOTS.items():
        assert send(studio, "evil.html", data).json["path"] == f"images/rose/evil.{kind}"
        assert studio.get(f"s/rose/page/images/rose/evil.{kind}").status_code == 404
    for listed in studio.get("s/rose/pictures").json["pictures"]:
        small = studio.client.get(listed["small"])
        assert (small.mimetype, b"Ada" in small.data, small.data[:4]) == ("image/webp", False, b"RIFF")


def test_a_picture_may_have_20_mb_and_not_a_byte_more(studio: Visit, folder: Path) -> None:
    assert send(studio, "a.png", noise(MAX_BYTES)).status_code == 200
    more = send(studio, "b.png", noise(MAX_BYTES + 1))
    assert (more.status_code, more.json["message"]) == (422, "That is too large")
    assert [path.name for path in folder.iterdir()] == ["a.png"]


def test_where_it_was_taken_is_seen_in_no_page(studio: Visit, settings: Settings, folder: Path) -> None:
    """GPS and remarks of a phone stay in the owner's own file."""
    path = send(studio, "phone.jpg", photo((400, 200))).json["path"]
    edits = [{"op": "put", "path": ["sections", 0, "hero"], "value": {"image": path, "alt": "The door"}}]
    answer = studio.post("s/rose/change", {"base": "", "edits": edits, "what": "picture"}).json
    shown = re.findall(r"images/phone-[0-9a-f-]+\.\w+", answer["html"])
    assert len(set(shown)) > 1
    copies = [studio.get(f"s/rose/page/{one}") for one in {*shown}]
    copies.append(studio.client.get(studio.get("s/rose/pictures").json["pictures"][0]["small"]))
    for copy in copies:
        seen = Image.open(BytesIO(copy.data))
        assert (seen.size[1], bool(seen.getexif()), b"back door" in copy.data) == (2 * seen.size[0], False, False)
    assert b"back door" in (settings.specs / path).read_bytes()


def test_a_phone_s_own_kind_is_taken_and_stands_where_it_was_meant(studio: Visit, settings: Settings) -> None:
    """The editor was seen before another hand moved the part that gets the picture."""
    spec, parts = settings.specs / "rose.yaml", ("  - hero: {text: Hi}\n", "  - about: {text: Us}\n")
    spec.write_text(HEAD + "".join(parts), "utf-8")
    before = studio.get("s/rose/state").json["version"]
    studio.post("s/rose/change", {"base": before, "edits": [{"op": "move", "path": ["sections", 1], "to": 0}]})
    path = send(studio, "IMG_1.HEIC", HEIC.read_bytes()).json["path"]
    put = {"op": "put", "path": ["sections", 1, "about", "image"], "value": path}
    answer = studio.post("s/rose/change", {"base": before, "edits": [put]})
    assert answer.status_code == 200, answer.json
    assert spec.read_text("utf-8") == HEAD + parts[1].replace("Us", f"Us, image: {path}") + parts[0]


def test_another_one_in_the_place_of_one_that_was_deleted_is_shown(studio: Visit, settings: Settings) -> None:
    """By its name it is the same."""
    path = send(studio, "door.png", picture(size=(30, 20))).json["path"]
    put = {"op": "put", "path": ["sections", 0, "hero"], "value": {"image": path, "alt": "The door"}}
    first = studio.post("s/rose/change", {"base": "", "edits": [put]}).json["html"]
    (settings.specs / path).unlink()
    assert send(studio, "door.png", picture(size=(10, 40))).json["path"] == path
    second = studio.get("s/rose/state").json["html"]
    assert ('width="30" height="20"' in first, 'width="10" height="40"' in second) == (True, True)


def test_nobody_sends_one_without_the_token(studio: Visit, folder: Path) -> None:
    studio.token = ""
    assert send(studio, "a.png", picture()).status_code == 400
    assert not folder.exists()


def test_those_that_are_there_are_listed_small_and_upright(studio: Visit, folder: Path) -> None:
    send(studio, "shop.jpg", photo((800, 400)))
    send(studio, "sign.svg", SVG)
    shop, sign = studio.get("s/rose/pictures").json["pictures"]
    assert (shop["path"], shop["width"], shop["height"]) == ("images/rose/shop.jpg", 400, 800)
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
