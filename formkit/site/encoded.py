"""One picture -> its copies: small, upright, in sRGB, without what the camera wrote into it.

Settings were chosen by bytes and PSNR, on three drawings and one small photograph: at about the error of JPEG at 78,
AVIF at 60 takes 31 to 38 % of its bytes for the drawings and 58 % for the photograph, WebP at 78 35 to 46 % and 73 %.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from formkit.errors import PictureError
from formkit.pictures import Picture, opened
from formkit.site.shelf import Shelf

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

WIDTHS = (480, 960, 1600)
BASE = 1200  # the one copy for browsers that know neither AVIF nor WebP is the widest up to here
LOGO = 144  # pixels; no theme shows a logo taller than a third of that
NEAR = 1.3  # a width is left out when the widest copy is not this much wider
MODERN = ("AVIF", "WEBP")
SETTINGS: dict[str, dict[str, Any]] = {
    "AVIF": {"quality": 60, "speed": 7},
    "WEBP": {"quality": 78, "method": 4},
    "JPEG": {"quality": 78, "progressive": True, "optimize": True},
    "PNG": {"optimize": True},
    "GIF": {},
}
SHARP: dict[str, dict[str, Any]] = {
    "AVIF": {"subsampling": "4:4:4"},
    "WEBP": {"use_sharp_yuv": True},
}  # edges of drawings keep their colours
TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}  # EXIF orientation -> Pillow's Transpose
MUCH = 16_000_000  # pixels; of such pictures one is decoded at a time, as each takes up to 400 MB
_ONE_AT_A_TIME = Lock()


Copies = dict[str, dict[int, bytes]]


def known_by(found: Picture) -> str:
    """A hash of what the bytes of its copies follow from: the picture, and how they are made."""
    from PIL import __version__

    return sha256(repr((found.digest, SETTINGS, SHARP, WIDTHS, __version__)).encode()).hexdigest()


def copies(found: Picture, name: str, shelf: Shelf) -> Copies:
    """Pillow's word for a format -> width in pixels -> bytes; the smallest format first, the one for all browsers last.

    A format whose bytes are not fewer than the next one's is left out. Raises PictureError for a broken picture.
    """
    maker = _Maker(found, name, shelf)
    base = max(wide for wide in widths_of(found.width) if wide <= max(BASE, WIDTHS[0]))
    fallback = maker.fallback(base)
    modern: list[str] = []
    least = len(maker.copy(fallback, base))
    for kind in reversed(_modern()):
        if len(maker.copy(kind, base)) < least:
            least = len(maker.copy(kind, base))
            modern.insert(0, kind)
    made = {kind: {wide: maker.copy(kind, wide) for wide in widths_of(found.width)} for kind in modern}
    only = (base,) if modern else widths_of(found.width)
    return {**made, fallback: {wide: maker.copy(fallback, wide) for wide in only}}


def logo_copy(found: Picture, name: str, shelf: Shelf) -> Copies:
    """The one copy that stands beside a site's name, in a format for all browsers. Raises PictureError."""
    maker = _Maker(found, name, shelf)
    width = min(max(1, round(found.width * min(found.height, LOGO) / found.height)), WIDTHS[-1])
    kind = maker.fallback(width)
    return {kind: {width: maker.copy(kind, width)}}


def widths_of(width: int) -> tuple[int, ...]:
    """The widths of the copies of a picture; none is larger than the picture itself."""
    most = min(width, WIDTHS[-1])
    return (*(wide for wide in WIDTHS if wide * NEAR < most), most)


@dataclass
class _Maker:
    """Makes the copies of one picture, which is decoded when the first that isn't on the shelf is asked for."""

    found: Picture
    name: str
    shelf: Shelf

    def copy(self, kind: str, width: int) -> bytes:
        from PIL import __version__

        sharp = SHARP.get(kind, {}) if self.found.drawn else {}
        made_of = (self.found.digest, kind, width, SETTINGS[kind], sharp, __version__)
        data = self.shelf.get(*made_of)
        if data is None:
            with _told(self.name):
                data = _encoded(self._master, kind, width, {**SETTINGS[kind], **sharp})
            self.shelf.put(data, *made_of)
        return data

    def fallback(self, width: int) -> str:
        """What every browser shows: PNG for what lets the ground shine through and for drawings it makes small."""
        if self.found.clear or not self.found.drawn:
            return "PNG" if self.found.clear else "JPEG"
        return min(("PNG", "JPEG"), key=lambda kind: len(self.copy(kind, width)))

    @cached_property
    def _master(self) -> "Pixels":
        return master(self.found, self.name)


def master(found: Picture, name: str) -> "Pixels":
    """The picture decoded: RGB or RGBA, upright, in sRGB, at most as wide as the widest copy.

    Raises PictureError for one that is broken inside, or that takes more memory than there is.
    """
    with _told(name), _ONE_AT_A_TIME if found.width * found.height > MUCH else nullcontext():
        return _decoded(found)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What breaks on a picture, in words: a PictureError."""
    try:
        yield
    except PictureError:
        raise
    except MemoryError:
        raise PictureError(
            name, f"the picture {name} takes too much memory", "save a smaller copy of it", "picture-too-large"
        ) from None
    except Exception:  # a broken file makes Pillow raise nearly anything
        hint = "save it again with the program it came from, as JPEG or PNG"
        raise PictureError(
            name, f"the picture {name} is broken: it can't be read to its end", hint, "picture-broken"
        ) from None


def _modern() -> tuple[str, ...]:
    from PIL import features

    return tuple(kind for kind in MODERN if features.check(kind.lower()))


def _encoded(pixels: "Pixels", kind: str, width: int, settings: dict[str, Any]) -> bytes:
    out = BytesIO()
    small = _narrowed(pixels, width)
    (small.convert("RGB") if kind == "JPEG" else small).save(out, kind, **settings)
    return out.getvalue()


def _decoded(found: Picture) -> "Pixels":
    from PIL import Image

    with opened(found.data) as picture:
        turn = TURNS.get(picture.getexif().get(0x0112, 1))
        wide = WIDTHS[-1] * picture.width // (picture.height if found.width != picture.width else picture.width)
        picture.draft("RGB", (wide, max(1, wide * picture.height // picture.width)))  # a JPEG comes smaller at once
        pixels = _in_srgb(_narrowed(_in_colour(picture), wide), picture.info.get("icc_profile"))
    turned = pixels.transpose(Image.Transpose(turn)) if turn is not None else pixels
    turned.info = {}
    return turned


def _in_colour(opened: "Pixels") -> "Pixels":
    """L, RGB, RGBA or CMYK; 16 bits become 8."""
    if opened.mode.startswith("I"):
        return opened.convert("I").point(lambda value: value / 256).convert("L").convert("RGB")
    if opened.mode in ("L", "RGB", "CMYK") and not opened.has_transparency_data:
        opened.load()
        return opened
    return opened.convert("RGBA" if opened.has_transparency_data else "RGB")


def _in_srgb(pixels: "Pixels", profile: bytes | None) -> "Pixels":
    """The colours that a browser shows without a profile: phones write wider ones (Display P3)."""
    from PIL import ImageCms

    mode = "RGBA" if pixels.mode == "RGBA" else "RGB"
    if not profile:
        return pixels.convert(mode)
    try:
        own, usual = ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(pixels, own, usual, outputMode=mode) or pixels.convert(mode)
    except (ImageCms.PyCMSError, OSError, ValueError):  # a profile that is no profile, or of another mode
        return pixels.convert(mode)


def _narrowed(pixels: "Pixels", width: int) -> "Pixels":
    from PIL.Image import Resampling

    if pixels.width <= width:
        return pixels
    height = max(1, round(pixels.height * width / pixels.width))
    return pixels.resize((width, height), Resampling.LANCZOS, reducing_gap=2.0)
