"""What stands for a site elsewhere: the icon of a browser tab and of a phone's home screen, and the social card.

They are made of the logo, the card of a picture too; a site that has neither costs no drawing.
"""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from formkit.palette import text_on
from formkit.site.feeds import absolute
from formkit.site.feeds.favicon import favicon_svg, first_letter
from formkit.site.images import Image, Images
from formkit.site.leaves import sections_of
from formkit.spec import Site
from formkit.words import words

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

TAB, HOME = 96, 180  # pixels of favicon.png and apple-touch-icon.png
SQUARE = 1.25  # a logo that is wider or taller than this can't be read in a tab
_LOOK = 2  # raise it when icons or cards are drawn otherwise: what was kept is then drawn anew


def favicon(site: Site, images: Images) -> str:
    """The icon of a browser tab: the logo when it is about square, else the first letter of the name."""
    logo = images.read(site.head.logo) if site.head.logo else None
    square = logo is not None and max(logo.width, logo.height) <= SQUARE * min(logo.width, logo.height)
    if logo and square and logo.kind != "SVG":
        images.files["favicon.png"] = _kept(images, lambda: _tab(images, site.head.logo), TAB, site.head.logo)
        return "favicon.png"
    images.files["favicon.svg"] = logo.data if logo and square else favicon_svg(site).encode()
    return "favicon.svg"


def touch_icon(site: Site, images: Images) -> str:
    """The icon of a phone's home screen, of the logo or of the first letter where that can't be drawn; "" without."""
    if not site.head.logo:
        return ""
    letter = first_letter(site.head.name.say(site.language), site.language)
    images.files["apple-touch-icon.png"] = _kept(
        images, lambda: _png(_home(site, images, letter)), HOME, letter, site.head.accent, site.head.logo
    )
    return "apple-touch-icon.png"


@dataclass(frozen=True)
class CardOf:
    """What the card of a site is drawn of: `picture` and `logo` are paths of pictures, "" without."""

    name: str
    tagline: str
    accent: str
    direction: str
    language: str
    picture: str
    logo: str


def card_of(site: Site, language: str) -> CardOf:
    """Of the site in one language; its picture is that of the greeting, else the first of the page."""
    picture = next(iter([*_heroes(site), *_others(site)]), "")
    name, tagline = (site.say(text, language) for text in (site.head.name, site.head.tagline))
    return CardOf(name, tagline, site.head.accent, words(language).direction, language, picture, site.head.logo)


def drawn_of(card: CardOf, images: Images) -> "Pixels":
    """The card as its picture, of social.SIZE. Raises PictureError."""
    from formkit.site.social import Card, drawn_card

    pictures = (_pixels(images, path) for path in (card.picture, card.logo))
    return drawn_card(Card(card.name, card.tagline, card.accent, card.direction, card.language, *pictures))


def social_card(site: Site, images: Images, language: str, *, folder: str) -> Image | None:
    """The card of one language, in `folder`, with its whole address; None without an address, or without a picture."""
    card = card_of(site, language)
    if not site.head.url or not (card.picture or card.logo):
        return None
    from formkit.site.social import SIZE, as_jpeg

    made_of = astuple(card)
    images.files[f"{folder}card.jpg"] = _kept(images, lambda: as_jpeg(drawn_of(card, images)), *made_of)
    alt = f"{card.name} – {card.tagline}" if card.tagline else card.name
    return Image(absolute(site, f"{folder}card.jpg"), *SIZE, alt)


def _heroes(site: Site) -> list[str]:
    return [section.image for section in sections_of(site) if section.kind == "hero" and section.image]


def _others(site: Site) -> list[str]:
    return [path for one in sections_of(site) for path in (one.image, *(item.image for item in one.items)) if path]


def _kept(images: Images, make: Callable[[], bytes], *made_of: object) -> bytes:
    """What `make` draws, from the shelf when it is there. Paths among `made_of` stand for the pictures' bytes."""
    from PIL import __version__

    marks = [_digest(images, part) for part in made_of]
    data = images.shelf.get("drawn", _LOOK, __version__, *marks)
    if data is None:
        data = make()
        images.shelf.put(data, "drawn", _LOOK, __version__, *marks)
    return data


def _digest(images: Images, part: object) -> object:
    return images.read(part).digest if isinstance(part, str) and part in images.marks else part


def _pixels(images: Images, path: str) -> "Pixels | None":
    """The decoded picture; None without a path, and for an SVG that can't be drawn."""
    from formkit.site.drawings import drawn
    from formkit.site.encoded import master

    if not path:
        return None
    found = images.read(path)
    return drawn(found) if found.kind == "SVG" else master(found, path)


def _fitted(logo: "Pixels", side: int) -> "Pixels":
    from PIL import ImageOps

    return ImageOps.pad(logo.convert("RGBA"), (side, side), color=(0, 0, 0, 0))


def _tab(images: Images, path: str) -> bytes:
    from formkit.site.encoded import master

    return _png(_fitted(master(images.read(path), path), TAB))


def _home(site: Site, images: Images, letter: str) -> "Pixels":
    logo = _pixels(images, site.head.logo)
    return _on_white(_fitted(logo, HOME * 4 // 5)) if logo else _letter(letter, site.head.accent)


def _on_white(logo: "Pixels") -> "Pixels":
    """A home screen has no see-through icons, and cuts the corners off."""
    from PIL import Image

    ground = Image.new("RGB", (HOME, HOME), "white")
    edge = (HOME - logo.width) // 2
    ground.paste(logo, (edge, edge), logo)
    return ground


def _letter(letter: str, accent: str) -> "Pixels":
    from PIL import Image, ImageDraw

    from formkit.site.social import drawable, font

    ground = Image.new("RGB", (HOME, HOME), accent)
    if said := drawable(letter, bold=True):
        ImageDraw.Draw(ground).text((HOME // 2, HOME // 2), said, text_on(accent), font(110, bold=True), anchor="mm")
    return ground


def _png(pixels: "Pixels") -> bytes:
    out = BytesIO()
    pixels.save(out, "PNG", optimize=True)
    return out.getvalue()
