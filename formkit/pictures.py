"""The owner's pictures: what they are, how large they are, and their bytes as they stand."""

import re
import warnings
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from formkit.errors import PictureError

if TYPE_CHECKING:
    from PIL.Image import Image as Pixels

MAX_BYTES = 20_000_000
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "HEIF")
SIDEWAYS = (5, 6, 7, 8)  # EXIF orientations that a browser turns by a quarter
TALL = 8  # times its width; a picture of a page can't be taller
_HINT = "use a JPEG, PNG, HEIC, WebP, AVIF, GIF or SVG picture"
_RUNNING = re.compile(
    r"""<(?:[^\s<>:/]+:)?(?:script|foreignObject)|[\s/"']on\w+\s*=\s*["']|javascript:|srcdoc|www\.w3\.org/1999/xhtml""",
    re.IGNORECASE | re.ASCII,
)
_HIDING = re.compile(r"<!(?:ENTITY|ATTLIST)|<!DOCTYPE[^<>\[]*\[|<\?xml-stylesheet|\x00", re.IGNORECASE)
_PLAIN_LETTERS = "utf-?8|us-ascii|iso-8859-[0-9]{1,2}|windows-125[0-9]"  # in others, "script" may be written otherwise
_NUMBER = r"([0-9]{1,7}(?:\.[0-9]{1,6})?)"


@dataclass(frozen=True)
class Picture:
    """A picture as it stands on the disk; `width` and `height` in CSS pixels, as a browser shows it.

    `kind` is Pillow's word for its format, or SVG; `clear` says that its ground may shine through, `moves` that it has
    several frames, of which a page shows the first.
    """

    width: int
    height: int
    data: bytes
    kind: str = "SVG"
    clear: bool = False
    moves: bool = False

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its bytes."""
        return sha256(self.data).hexdigest()

    @property
    def drawn(self) -> bool:
        """True for formats that drawings are saved in: they need sharp edges more than photographs do."""
        return self.kind in ("PNG", "GIF")


def picture(path: Path, *, workspace: Path) -> Picture:
    """Read a picture of the workspace. Raises PictureError when it is missing, outside, too large, or no picture."""
    name = str(path.relative_to(workspace)) if path.is_relative_to(workspace) else path.name
    if not path.resolve().is_relative_to(workspace.resolve()):
        raise PictureError(
            name,
            f"the picture {name} is outside of your folder",
            "copy it into the folder, and name it there",
            "picture-elsewhere",
        )
    return picture_of(_read(path, name), name)


def picture_of(data: bytes, name: str) -> Picture:
    """What these bytes are, by their header. Raises PictureError when they are no picture."""
    written = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")
    return Picture(*_svg_size(data, name), data) if written else _measured(data, name)


def _read(path: Path, name: str) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise PictureError(
                name,
                f"the picture {name} is larger than 20 MB",
                "save a smaller copy: 2000 pixels are plenty",
                "picture-too-large",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise PictureError(
            name, f"there is no picture {name}", "check its name, capital letters too", "picture-missing"
        ) from None
    except OSError as error:
        raise PictureError(name, f"can't read the picture {name}: {error.strerror}", _HINT, "picture-broken") from None


def opened(data: bytes) -> "Pixels":
    """The picture, as yet only its header read. Raises nearly anything for what is none."""
    from PIL import Image

    if data[4:8] == b"ftyp" and b"avif" not in data[8:32]:  # as phones write them
        from pi_heif import register_heif_opener  # type: ignore[import-untyped]

        register_heif_opener(thumbnails=False)
    return Image.open(BytesIO(data), formats=FORMATS)


def _measured(data: bytes, name: str) -> Picture:
    """By its header; its pixels are not decoded."""
    from PIL import Image

    try:
        with warnings.catch_warnings(action="error"), opened(data) as image:
            width, height = image.size
            turned = image.getexif().get(0x0112) in SIDEWAYS
            kind, clear = image.format or "", image.has_transparency_data
            moves = kind in ("GIF", "WEBP", "PNG", "AVIF") and bool(getattr(image, "is_animated", False))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise PictureError(
            name,
            f"the picture {name} has too many pixels",
            "save a smaller copy: 2000 pixels are plenty",
            "picture-too-large",
        ) from None
    except Exception:  # a broken file makes Pillow raise nearly anything
        raise PictureError(name, f"{name} is not a picture that browsers show", _HINT, "picture-unknown-kind") from None
    size = (height, width) if turned else (width, height)
    if size[1] > TALL * size[0]:
        hint = f"cut it into pieces of which none is more than {TALL} times as tall as wide"
        raise PictureError(name, f"the picture {name} is a strip too tall for a page", hint, "picture-too-tall")
    return Picture(*size, data, kind, clear, moves)


def _svg_size(data: bytes, name: str) -> tuple[int, int]:
    """By `viewBox`, else `width` and `height`; it is looked at as text, not as XML, so no entity is expanded."""
    _refuse_scripts(data, name)
    found = re.search(rb"<svg\b[^>]*>", data[:65536])
    if found is None:
        raise PictureError(name, f"{name} is not a picture that browsers show", _HINT, "picture-unknown-kind")
    width, height = _drawn_size(found[0].decode("utf-8", "replace"))
    if not width or not height:
        raise PictureError(
            name,
            f"the size of the picture {name} isn't given in it",
            "add a viewBox to its <svg>",
            "picture-without-size",
        )
    return width, height


def _refuse_scripts(data: bytes, name: str) -> None:
    """Raises PictureError for a drawing that runs something where it is opened as a page of its own."""
    text = data.decode("latin-1")
    hint = "export it again as a plain SVG, or as PNG"
    if _HIDING.search(text) or not re.fullmatch(_PLAIN_LETTERS, _letters(text), re.IGNORECASE):
        raise PictureError(
            name, f"the picture {name} holds parts in which a script can hide", hint, "picture-with-script"
        )
    if _RUNNING.search(text) or _RUNNING.search(re.sub("[\t\r\n]", "", unescape(text))):
        raise PictureError(name, f"the picture {name} holds a script", hint, "picture-with-script")


def _letters(text: str) -> str:
    """The encoding that its XML declaration names."""
    found = re.match(r"""[^<]*<\?xml\s[^>]*?encoding\s*=\s*["']([^"'>]*)""", text)
    return found[1] if found else "utf-8"


def _drawn_size(tag: str) -> tuple[int, int]:
    box = re.search(rf"""\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+{_NUMBER}[\s,]+{_NUMBER}\s*["']""", tag)
    sides = [re.search(rf"""\s{side}\s*=\s*["']{_NUMBER}(?:px)?["']""", tag) for side in ("width", "height")]
    numbers = [float(text) for text in (box.groups() if box else [side[1] for side in sides if side])]
    return (round(numbers[0]), round(numbers[1])) if len(numbers) == 2 else (0, 0)
