"""The social card: what messengers and networks show of a link; the name and tagline beside a picture, on the accent.

Its font travels with formkit (fonts/OFL.txt): Latin, Greek, Cyrillic, Armenian and Arabic letters. A text with other
letters isn't drawn, nor is Arabic where Pillow can't join its letters: the picture then has the card to itself.
"""

import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from formkit.palette import light_palette

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels
    from PIL.ImageDraw import ImageDraw as Draw
    from PIL.ImageFont import FreeTypeFont

SIZE = (1200, 630)  # pixels, the proportion that Open Graph's readers cut to
EDGE, GAP = 72, 24
PICTURE = 480  # the width of the picture beside the words
LOGO = 120
NAME, TAGLINE = (92, 76, 64, 52, 44), (38, 34, 30)  # heights of the letters to try
_FONTS = Path(__file__).parent / "fonts"


@dataclass(frozen=True)
class Card:
    """What a card shows. `picture` and `logo` are decoded pictures; `direction` is ltr or rtl."""

    name: str
    tagline: str
    accent: str
    direction: str
    language: str
    picture: "Pixels | None" = None
    logo: "Pixels | None" = None


def drawn_card(card: Card) -> "Pixels":
    """The card as a picture of SIZE."""
    from PIL import Image, ImageDraw

    colours = light_palette(card.accent)
    canvas = Image.new("RGB", SIZE, colours["field"])
    name, tagline = drawable(card.name, bold=True), drawable(card.tagline, bold=False)
    if card.picture:
        wide = PICTURE if name else SIZE[0]
        left = 0 if card.direction == "rtl" else SIZE[0] - wide
        canvas.paste(_covering(card.picture, (wide, SIZE[1])), (left, 0))
    if name:
        _write(ImageDraw.Draw(canvas), canvas, card, name, tagline, ink=colours["on-field"])
    elif card.logo and not card.picture:
        _put_logo(canvas, card.logo, left=(SIZE[0] - LOGO) // 2, top=(SIZE[1] - LOGO) // 2)
    return canvas


def as_jpeg(card: "Pixels") -> bytes:
    """The card as the file that a network fetches."""
    out = BytesIO()
    card.save(out, "JPEG", quality=84, progressive=True, optimize=True)
    return out.getvalue()


def drawable(text: str, *, bold: bool) -> str:
    """The text without emoji; "" when the font lacks a letter of it, or Pillow can't join the letters."""
    from PIL import features

    plain = "".join(letter for letter in text if unicodedata.category(letter) not in ("So", "Cf", "Cs", "Co", "Cc"))
    plain = " ".join(plain.replace("\N{VARIATION SELECTOR-16}", "").split())
    joined = any(unicodedata.bidirectional(letter) in ("AL", "R") for letter in plain)
    if joined and not features.check("raqm"):
        return ""
    return plain if all(_has(letter, bold) for letter in set(plain)) else ""


def _write(draw: "Draw", canvas: "Pixels", card: Card, name: str, tagline: str, *, ink: str) -> None:
    """Logo, name and tagline as one block, in the middle of the height."""
    wide = SIZE[0] - 2 * EDGE - (PICTURE if card.picture else 0)
    logo = LOGO + GAP if card.logo else 0
    rest = SIZE[1] - 2 * EDGE - logo
    title = _fitting(name, NAME, wide, rest * 2 // 3 if tagline else rest, bold=True)
    words = _fitting(tagline, TAGLINE, wide, rest - title.height - GAP, bold=False) if tagline else None
    block = logo + title.height + (GAP + words.height if words else 0)
    top = (SIZE[1] - block) // 2
    rtl = card.direction == "rtl"
    start = SIZE[0] - EDGE if rtl else EDGE
    if card.logo:
        _put_logo(canvas, card.logo, left=start - LOGO if rtl else start, top=top)
    _lines(draw, title, (start, top + logo), card, ink)
    if words:
        _lines(draw, words, (start, top + logo + title.height + GAP), card, ink)


@dataclass(frozen=True)
class _Block:
    lines: tuple[str, ...]
    font: "FreeTypeFont"
    step: int

    @property
    def height(self) -> int:
        return self.step * len(self.lines)


def _fitting(text: str, sizes: tuple[int, ...], wide: int, high: int, *, bold: bool) -> _Block:
    """The text in the largest size that fits; in the smallest it is cut."""
    for size in sizes:
        letters = font(size, bold=bold)
        block = _Block(_wrapped(text, letters, wide), letters, round(size * 1.25))
        if block.height <= high and all(letters.getlength(line) <= wide for line in block.lines):
            return block
    kept = block.lines[: max(1, high // block.step)]
    return replace(block, lines=(*kept[:-1], _cut(kept[-1], letters, wide, more=len(kept) < len(block.lines))))


def _cut(line: str, letters: "FreeTypeFont", wide: int, *, more: bool) -> str:
    """The line with an ellipsis where it is too wide, or where there is more of it."""
    if not more and letters.getlength(line) <= wide:
        return line
    while line and letters.getlength(f"{line}…") > wide:
        line = line[:-1]
    return f"{line.rstrip()}…"


def _wrapped(text: str, letters: "FreeTypeFont", wide: int) -> tuple[str, ...]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and letters.getlength(longer) > wide:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


def _lines(draw: "Draw", block: _Block, at: tuple[int, int], card: Card, ink: str) -> None:
    from PIL import features

    rtl = card.direction == "rtl"
    shaped: dict[str, Any] = {"direction": card.direction, "language": card.language} if features.check("raqm") else {}
    for number, line in enumerate(block.lines):
        place = (at[0], at[1] + number * block.step)
        draw.text(place, line, ink, block.font, anchor="ra" if rtl else "la", **shaped)


def _put_logo(canvas: "Pixels", logo: "Pixels", *, left: int, top: int) -> None:
    """On white, with room around it, as nobody knows its colours."""
    from PIL import Image, ImageDraw, ImageOps

    plate = Image.new("L", (LOGO * 4, LOGO * 4))
    ImageDraw.Draw(plate).rounded_rectangle((0, 0, LOGO * 4 - 1, LOGO * 4 - 1), LOGO, 255)
    ground = Image.new("RGB", (LOGO, LOGO), "white")
    inside = ImageOps.pad(logo.convert("RGBA"), (LOGO - 24, LOGO - 24), color=(255, 255, 255, 0))
    ground.paste(inside, (12, 12), inside)
    canvas.paste(ground, (left, top), plate.resize((LOGO, LOGO)))


def _covering(picture: "Pixels", size: tuple[int, int]) -> "Pixels":
    from PIL import Image, ImageOps

    ground = Image.new("RGBA", picture.size, "white")
    ground.alpha_composite(picture.convert("RGBA"))
    return ImageOps.fit(ground.convert("RGB"), size, centering=(0.5, 0.4))


@lru_cache(maxsize=32)
def font(size: int, *, bold: bool) -> "FreeTypeFont":
    """The font that travels with formkit, its letters `size` pixels high."""
    from PIL import ImageFont

    return ImageFont.truetype(_FONTS / f"NotoSans-{'Bold' if bold else 'Regular'}.ttf", size)


@lru_cache(maxsize=4096)
def _has(letter: str, bold: bool) -> bool:
    """A letter that a font lacks is drawn as the box of .notdef."""
    letters = font(32, bold=bold)
    return bytes(letters.getmask(letter)) != bytes(letters.getmask("\ue000"))
