"""What stands for a site elsewhere: icons and the social card."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, features

from formkit.pictures import Picture
from formkit.site import site_files
from formkit.site.drawings import SIDE, drawn
from formkit.site.social import SIZE, Card, drawable, drawn_card
from formkit.spec import read_site

HEAD = (
    "name: Rose Garden, url: https://rose.example, tagline: {en: Fresh flowers, tr: Taze çiçekler}, languages: [en, tr]"
)
SPEC = "site: {{{head}}}\nbusiness: {{email: hello@rose.example}}\n"
SPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
CIRCLE = f'<svg {SPACE} viewBox="0 0 40 40"><circle cx="20" cy="20" r="20" fill="green"/></svg>'
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 10"/>'


def picture_of(svg: str) -> Picture:
    return Picture(40, 20, svg.encode())


def files(workspace: Path, head: str = HEAD) -> dict[str, bytes]:
    (workspace / "form_specs").mkdir(exist_ok=True)
    (workspace / "form_specs/rose.yaml").write_text(SPEC.format(head=head), "utf-8")
    return site_files(read_site(workspace / "form_specs/rose.yaml", workspace), workspace=workspace)


def logo(workspace: Path, width: int, height: int) -> str:
    (workspace / "form_specs").mkdir()
    Image.new("RGBA", (width, height), (163, 50, 79, 255)).save(workspace / "form_specs/logo.png")
    return f"{HEAD}, logo: logo.png"


def test_a_logo_makes_the_icons_of_tab_and_home_screen(tmp_path: Path) -> None:
    found = files(tmp_path, logo(tmp_path, 400, 400))
    assert "favicon.svg" not in found
    assert Image.open(BytesIO(found["favicon.png"])).size == (96, 96)
    assert Image.open(BytesIO(found["apple-touch-icon.png"])).size == (180, 180)
    for page, root in (("index.html", ""), ("tr/index.html", "../")):
        assert f'<link rel="icon" href="{root}favicon.png" type="image/png">'.encode() in found[page]
        assert f'<link rel="apple-touch-icon" href="{root}apple-touch-icon.png">'.encode() in found[page]


def test_a_wide_logo_leaves_the_tab_to_the_first_letter(tmp_path: Path) -> None:
    found = files(tmp_path, logo(tmp_path, 400, 100))
    assert b">R</text>" in found["favicon.svg"]
    assert "apple-touch-icon.png" in found


@pytest.mark.parametrize(("kind", "ending"), [("RGB", "jpg"), ("RGBA", "png")])
def test_a_large_logo_is_on_the_page_as_one_small_picture(tmp_path: Path, kind: str, ending: str) -> None:
    (tmp_path / "form_specs").mkdir()
    noise = Image.effect_mandelbrot((1600, 800), (-2, -1.2, 1, 1.2), 90).convert(kind)
    noise.save(tmp_path / "form_specs/logo.png")
    found = files(tmp_path, f"{HEAD}, logo: logo.png")
    (path,) = [path for path in found if path.startswith("images/")]
    assert Image.open(BytesIO(found[path])).size == (288, 144)
    assert path.endswith(f"-288.{ending}")
    assert f'<img src="{path}" width="288" height="144" alt="">'.encode() in found["index.html"]
    assert f'"logo":"https://rose.example/{path}"'.encode() in found["index.html"]


def test_a_small_logo_is_not_made_larger(tmp_path: Path) -> None:
    found = files(tmp_path, logo(tmp_path, 60, 40))
    assert [path[-7:] for path in found if path.startswith("images/")] == ["-60.png"]


def test_a_logo_that_is_a_picture_of_the_page_too_is_shown_as_both(tmp_path: Path) -> None:
    head = f"{logo(tmp_path, 400, 400)}}}\nsections: [hero: {{image: logo.png, alt: Our rose}}]\nlegal: {{imprint: Rose"
    sizes = {re.search(r"-(\d+)\.\w+$", path)[1] for path in files(tmp_path, head) if path.startswith("images/")}  # type: ignore[index]
    assert sizes == {"144", "400"}


@pytest.mark.parametrize(("width", "own"), [(10, True), (40, False)])
def test_a_square_drawing_is_its_own_icon(tmp_path: Path, width: int, own: bool) -> None:
    (tmp_path / "form_specs").mkdir()
    (tmp_path / "form_specs/logo.svg").write_text(DRAWN.format(width=width))
    found = files(tmp_path, f"{HEAD}, logo: logo.svg")
    assert (found["favicon.svg"] == DRAWN.format(width=width).encode()) == own
    assert Image.open(BytesIO(found["apple-touch-icon.png"])).size == (180, 180)


def test_a_drawing_stands_on_the_home_screen(tmp_path: Path) -> None:
    (tmp_path / "form_specs").mkdir()
    (tmp_path / "form_specs/logo.svg").write_text(CIRCLE)
    icon = Image.open(BytesIO(files(tmp_path, f"{HEAD}, logo: logo.svg")["apple-touch-icon.png"]))
    assert icon.getpixel((90, 90)) == (0, 128, 0)
    assert icon.getpixel((2, 2)) == (255, 255, 255)


def test_a_drawing_stands_on_the_card(tmp_path: Path) -> None:
    (tmp_path / "form_specs").mkdir()
    (tmp_path / "form_specs/logo.svg").write_text(CIRCLE)
    card = Image.open(BytesIO(files(tmp_path, f"{HEAD}, logo: logo.svg")["card.jpg"])).convert("RGB")
    assert any(abs(red) + abs(green - 128) + abs(blue) < 30 for _, (red, green, blue) in card.getcolors(1 << 20) or ())


def test_words_of_a_drawing_are_drawn() -> None:
    pixels = drawn(picture_of(f"<svg {SPACE} viewBox='0 0 40 20'><text y='18' font-family='Arial'>Rose</text></svg>"))
    assert pixels is not None
    assert pixels.size == (SIDE, SIDE // 2)
    assert pixels.getbbox() is not None


@pytest.mark.parametrize(
    "svg",
    [
        "<svg {} viewBox='0 0 9 9'><image href='/etc/hostname' width='9' height='9'/></svg>",
        "<svg {} viewBox='0 0 9 9'><image xlink:href = 'file:///etc/hostname' width='9' height='9'/></svg>",
        "<!DOCTYPE svg [<!ENTITY a \"<image hre&#102;='/etc/x'/>\">]><svg {} viewBox='0 0 9 9'>&a;</svg>",
        "<svg {} viewBox='0 0 9 9'>" + "<g>" * 100_000 + "</g>" * 100_000 + "</svg>",
        "<svg {} viewBox='0 0 1 9' width='1' height='9999999'><rect width='9' height='9'/></svg>",
        "<svg {} viewBox='0 0 9 9'><g></svg>",
    ],
)
def test_a_drawing_that_asks_for_more_is_not_drawn_and_harms_nobody(svg: str) -> None:
    assert drawn(picture_of(svg.replace("{}", SPACE))) is None


def test_each_language_has_its_social_card(tmp_path: Path) -> None:
    found = files(tmp_path, logo(tmp_path, 400, 400))
    assert found["card.jpg"] != found["tr/card.jpg"]
    assert Image.open(BytesIO(found["tr/card.jpg"])).size == SIZE == (1200, 630)
    told = dict(re.findall(r'<meta property="og:(image[^"]*)" content="([^"]*)"', found["tr/index.html"].decode()))
    address = "https://rose.example/tr/card.jpg"
    alt = "Rose Garden – Taze çiçekler"
    assert told == {"image": address, "image:width": "1200", "image:height": "630", "image:alt": alt}


def test_a_site_without_pictures_draws_nothing(tmp_path: Path) -> None:
    found = files(tmp_path)
    assert not [path for path in found if path.endswith((".jpg", ".png"))]
    assert b"og:image" not in found["index.html"]


def test_what_search_engines_are_told_of_is_there(tmp_path: Path) -> None:
    found = files(tmp_path, logo(tmp_path, 400, 400))
    (told,) = re.findall(r'"logo":"https://rose.example/([^"]*)"', found["tr/index.html"].decode())
    assert told in found
    assert told.startswith("images/logo-")


@pytest.mark.parametrize(
    "text",
    ["Kır Çiçeği Ğ İ ş", "Győri Őszirózsa", "Гүлзар Әлем Ғ", "Վարդերի այգի և ֆ", "حديقة الورود ١٢", "Straße €5 – ₺ ₽"],
)
@pytest.mark.parametrize("bold", [True, False])
def test_the_font_has_the_letters_of_our_languages(text: str, bold: bool) -> None:
    assert drawable(text, bold=bold) == text


@pytest.mark.parametrize(
    ("text", "left"), [("花屋", ""), ("Rose \N{ROSE}\ufe0f  Garden", "Rose Garden"), ("Роза 花", "")]
)
def test_a_text_is_drawn_whole_or_not_at_all(text: str, left: str) -> None:
    assert drawable(text, bold=True) == left


@pytest.mark.parametrize("name", ["", "花屋", "Rose " * 60, "R" * 300, "حديقة " * 40])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_a_card_is_drawn_for_any_name(name: str, direction: str) -> None:
    card = Card(name, name, "#f2c230", direction, "ar", Image.new("RGB", (300, 900)), Image.new("RGBA", (50, 9)))
    assert drawn_card(card).size == SIZE


def test_this_pillow_joins_arabic_letters() -> None:
    assert features.check("raqm")
