from pathlib import Path

import pytest
from PIL import Image

from formkit.errors import FormkitError
from formkit.pictures import picture


def svg(folder: Path, tag: str, inside: str = "") -> Path:
    path = folder / "logo.svg"
    path.write_text(f'<?xml version="1.0"?>\n<svg {tag} xmlns="http://www.w3.org/2000/svg">{inside}</svg>')
    return path


@pytest.mark.parametrize("suffix", ["png", "jpg", "gif", "webp", "avif"])
def test_a_picture_has_its_size_and_stays_as_it_is(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"shop.{suffix}"
    Image.new("RGB", (60, 40), "#a3324f").save(path)
    found = picture(path, workspace=tmp_path)
    assert (found.width, found.height, found.data) == (60, 40, path.read_bytes())


def test_a_photograph_held_upright_is_measured_upright(tmp_path: Path) -> None:
    photo = Image.new("RGB", (60, 40))
    exif = photo.getexif()
    exif[0x0112] = 6
    photo.save(tmp_path / "shop.jpg", exif=exif)
    found = picture(tmp_path / "shop.jpg", workspace=tmp_path)
    assert (found.width, found.height) == (40, 60)


@pytest.mark.parametrize(
    "tag", ['viewBox="0 0 120 80"', "viewBox='-1,-1, 119.6 80'", 'width="120" height="80px"', 'height="80" width="120"']
)
def test_a_drawing_has_the_size_it_says(tmp_path: Path, tag: str) -> None:
    found = picture(svg(tmp_path, tag), workspace=tmp_path)
    assert (found.width, found.height) == (120, 80)


def test_a_drawing_needs_a_size(tmp_path: Path) -> None:
    with pytest.raises(FormkitError, match=r"^the size of the picture logo\.svg isn't given in it$"):
        picture(svg(tmp_path, 'width="100%"'), workspace=tmp_path)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
        '<ą:script xmlns:ą="http://www.w3.org/2000/svg">alert(1)</ą:script>',
        '<s:foreignObject xmlns:s="http://www.w3.org/2000/svg"/>',
        "<g onload='x()'/>",
        "<g\nonload = 'x()'/>",
        '<a href="javascript:x()"/>',
        '<a href="java&#115;cript:x()"/>',
        '<a href="java&#x9;script:x()"/>',
        '<h:iframe xmlns:h="http://www.w3.org/1999/xhtml" srcdoc="&lt;script>x()&lt;/script>"/>',
        '<iframe xmlns="http://www.w3.org/1999/xhtml" srcdoc="&lt;img src=x onerror=x()>"/>',
        '<form xmlns="http://www.w3.org/1999/xhtm&#108;" action="https://evil.example"/>',
    ],
)
def test_a_drawing_with_a_script_is_refused(tmp_path: Path, inside: str) -> None:
    with pytest.raises(FormkitError, match=r"^the picture logo\.svg holds a script$"):
        picture(svg(tmp_path, 'viewBox="0 0 1 1"', inside), workspace=tmp_path)


@pytest.mark.parametrize(
    "before",
    [
        '<!DOCTYPE svg [<!ENTITY y "&#60;script>alert(1)&#60;/script>">]>',
        '<!DOCTYPE svg SYSTEM "a>b" [<!ATTLIST svg onload CDATA "alert(1)">]>',
        "<!DOCTYPE svg [ %x; ]>",
        '<?xml-stylesheet type="text/xsl" href="#x"?>',
        "<?xml version='1.0' encoding='ISO-2022-JP'?>",
        "<!--\0-->",
    ],
)
def test_a_drawing_in_which_a_script_can_hide_is_refused(tmp_path: Path, before: str) -> None:
    (tmp_path / "logo.svg").write_text(f'{before}<svg viewBox="0 0 1 1"/>', "utf-8")
    with pytest.raises(FormkitError, match=r"^the picture logo\.svg holds parts in which a script can hide$"):
        picture(tmp_path / "logo.svg", workspace=tmp_path)


def test_a_drawing_as_programs_save_it_is_taken(tmp_path: Path) -> None:
    kind = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    inside = "<title>Description &amp; on: 'x'</title><style>/* only */ .a{fill:#000}</style>"
    path = tmp_path / "logo.svg"
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{kind}<svg viewBox="0 0 3 2">{inside}</svg>', "utf-8")
    assert picture(path, workspace=tmp_path).width == 3


@pytest.mark.parametrize("data", [b"", b"hello", b"<html></html>", b"\x89PNG\r\n\x1a\n", b"BM" + bytes(60)])
def test_what_browsers_cannot_show_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "shop.png").write_bytes(data)
    with pytest.raises(FormkitError, match=r"^shop\.png is not a picture that browsers show$") as refused:
        picture(tmp_path / "shop.png", workspace=tmp_path)
    assert refused.value.hint == "use a JPEG, PNG, HEIC, WebP, AVIF, GIF or SVG picture"


def test_a_missing_picture_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormkitError, match=r"^there is no picture images/Shop\.png$"):
        picture(tmp_path / "images" / "Shop.png", workspace=tmp_path)


def test_a_huge_picture_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "shop.png").open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(FormkitError, match=r"^the picture shop\.png is larger than 20 MB$"):
        picture(tmp_path / "shop.png", workspace=tmp_path)


def test_a_picture_of_very_many_pixels_is_refused(tmp_path: Path) -> None:
    Image.new("1", (20_000, 10_000)).save(tmp_path / "shop.png")
    with pytest.raises(FormkitError, match=r"^the picture shop\.png has too many pixels$"):
        picture(tmp_path / "shop.png", workspace=tmp_path)


def test_a_tall_strip_is_refused(tmp_path: Path) -> None:
    Image.new("1", (100, 801)).save(tmp_path / "menu.png")
    with pytest.raises(FormkitError, match=r"^the picture menu\.png is a strip too tall for a page$"):
        picture(tmp_path / "menu.png", workspace=tmp_path)


@pytest.mark.parametrize("name", ["../secret.png", "link.png"])
def test_no_picture_comes_from_outside(tmp_path: Path, name: str) -> None:
    Image.new("RGB", (1, 1)).save(tmp_path / "secret.png")
    workspace = tmp_path / "shop"
    workspace.mkdir()
    (workspace / "link.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(FormkitError, match="is outside of your folder"):
        picture(workspace / name, workspace=workspace)
