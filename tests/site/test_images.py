"""The copies of a picture: formats, widths, what is left out, and what is kept for the next build."""

import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.Image import Image as Pixels

from formkit.site.hosts import HASHED
from formkit.site.images import Images
from formkit.site.shelf import Shelf
from formkit.spec import check_file

DATA = Path(__file__).parents[1] / "data" / "pictures"


def photo(width: int, height: int) -> Pixels:
    """Something like a photograph: soft, and in many colours."""
    return (
        Image.effect_mandelbrot((width // 4, height // 4), (-2, -1.2, 1, 1.2), 90)
        .convert("RGB")
        .resize((width, height))
    )


def images(folder: Path) -> Images:
    return Images(folder, Shelf(folder / "shelf"))


def opened(found: Images, ending: str) -> Pixels:
    return Image.open(BytesIO(next(data for path, data in found.files.items() if path.endswith(ending))))


def test_a_photograph_is_offered_as_avif_webp_and_jpeg(tmp_path: Path) -> None:
    photo(2000, 1000).save(tmp_path / "Shop front.jpg")
    found = images(tmp_path)
    shown = found.show("Shop front.jpg", root="../")
    assert shown
    assert [source.type for source in shown.sources] == ["image/avif", "image/webp"]
    assert [one.split()[1] for one in shown.sources[0].srcset.split(", ")] == ["480w", "960w", "1600w"]
    assert (shown.width, shown.height, shown.srcset) == (960, 480, "")
    assert shown.src.startswith("../images/shop-front-")
    assert shown.src.endswith("-960.jpg")
    assert opened(found, "-1600.avif").size == (1600, 800)


def test_a_picture_is_never_made_larger(tmp_path: Path) -> None:
    photo(300, 200).save(tmp_path / "small.jpg")
    shown = images(tmp_path).show("small.jpg")
    assert shown
    assert (shown.width, shown.height) == (300, 200)


def test_what_lets_the_ground_shine_through_has_a_png_for_old_browsers(tmp_path: Path) -> None:
    logo = photo(640, 640)
    logo.putalpha(Image.linear_gradient("L").resize(logo.size))
    logo.save(tmp_path / "logo.png")
    found = images(tmp_path)
    shown = found.show("logo.png")
    assert shown
    assert shown.src.endswith("-640.png")
    for path in found.files:
        assert opened(found, path).convert("RGBA").getpixel((320, 0))[3] < 20


def test_a_format_that_makes_it_larger_is_left_out(tmp_path: Path) -> None:
    Image.new("RGB", (40, 40), "#a3324f").save(tmp_path / "plain.png")
    shown = images(tmp_path).show("plain.png")
    assert shown
    assert "image/avif" not in [source.type for source in shown.sources]


def test_a_phone_s_photograph_stands_upright_and_tells_nothing(tmp_path: Path) -> None:
    lying = photo(800, 400)
    lying.paste("red", (0, 0, 400, 400))
    exif = lying.getexif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Ayşe"
    lying.save(tmp_path / "phone.jpg", exif=exif, comment=b"at home")
    found = images(tmp_path)
    found.show("phone.jpg")
    for path in found.files:
        copy = opened(found, path)
        red, green, _ = copy.convert("RGB").getpixel((copy.width // 2, copy.height // 4))
        assert copy.height == 2 * copy.width
        assert red > 200 > 60 > green
        assert (not copy.getexif(), "comment" in copy.info, b"Ay" in found.files[path]) == (True, False, False)


def test_a_photograph_as_phones_write_it_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "IMG_1.HEIC").write_bytes((DATA / "phone.heic").read_bytes())
    found = images(tmp_path)
    shown = found.show("IMG_1.HEIC")
    assert shown
    assert (shown.width, shown.height, shown.src.endswith(".jpg")) == (64, 48, True)
    pixel = opened(found, ".jpg").getpixel((8, 8))
    assert isinstance(pixel, tuple)
    assert pixel[0] > 200 > 60 > pixel[1]


def test_a_large_picture_that_is_linked_is_one_that_older_browsers_show(tmp_path: Path) -> None:
    photo(700, 500).save(tmp_path / "a.jpg")
    shown = images(tmp_path).show("a.jpg")
    assert shown
    assert shown.large.endswith((".webp", ".jpg"))


def test_a_name_changes_with_the_picture(tmp_path: Path) -> None:
    names = []
    for colour in ("red", "blue"):
        Image.new("RGB", (40, 30), colour).save(tmp_path / "a.png")
        found = images(tmp_path)
        found.show("a.png")
        names.append(set(found.files))
        assert all(re.search(HASHED, name) for name in found.files)
    assert not names[0] & names[1]


def test_a_profile_that_does_not_fit_is_left_out(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    photo(100, 100).save(tmp_path / "wide.jpg", icc_profile=profile.tobytes())
    found = images(tmp_path)
    found.show("wide.jpg")
    assert "icc_profile" not in opened(found, ".jpg").info


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_a_picture_of_any_kind_of_colour_is_shown(tmp_path: Path, mode: str) -> None:
    name = "odd.jpg" if mode == "CMYK" else "odd.png"
    (photo(64, 64).convert("L").convert(mode) if mode == "I;16" else photo(64, 64).convert(mode)).save(tmp_path / name)
    assert images(tmp_path).show(name)


def test_a_picture_is_encoded_once(tmp_path: Path) -> None:
    photo(500, 500).save(tmp_path / "shop.jpg")
    first, second = images(tmp_path), images(tmp_path)
    first.show("shop.jpg")
    kept = {path: path.stat().st_ino for path in (tmp_path / "shelf").iterdir()}
    second.show("shop.jpg")
    assert second.files == first.files
    assert not second.shelf.grew
    assert {path: path.stat().st_ino for path in (tmp_path / "shelf").iterdir()} == kept


def test_a_damaged_entry_is_made_anew(tmp_path: Path) -> None:
    photo(100, 100).save(tmp_path / "shop.jpg")
    whole = images(tmp_path)
    whole.show("shop.jpg")
    for entry in (tmp_path / "shelf").iterdir():
        entry.write_bytes(entry.read_bytes()[:-1])
    again = images(tmp_path)
    again.show("shop.jpg")
    assert again.files == whole.files


def test_several_pictures_are_made_at_once_and_each_is_told(tmp_path: Path) -> None:
    names = [f"{number}.jpg" for number in range(3)]
    for name in names:
        photo(120, 80).save(tmp_path / name)
    told: list[str] = []

    def watch(paths: Iterable[str], total: int) -> Iterator[str]:
        told.append(str(total))
        for path in paths:
            told.append(path)
            yield path

    images(tmp_path).prepare([*names, *names], watch)
    assert told == ["3", *names]


def test_a_picture_that_moves_is_shown_still_and_told(tmp_path: Path) -> None:
    (tmp_path / "form_specs").mkdir()
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    frames[0].save(tmp_path / "form_specs" / "a.gif", save_all=True, append_images=frames[1:])
    (tmp_path / "form_specs" / "rose.yaml").write_text(
        "site: {name: Rose}\nsections: [gallery: [{image: a.gif, alt: Roses}]]\n"
    )
    site, problems = check_file(tmp_path / "form_specs" / "rose.yaml", tmp_path)
    assert site
    told = [(one.line, one.column, one.severity, one.message) for one in problems]
    assert told == [(2, 30, "notice", "the picture 'a.gif' moves: visitors see its first frame")]
