"""The owner's pictures -> small WebP files in a few widths, without what cameras write into them."""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from formkit.site.pictures import Picture, picture
from formkit.themes import mark

WIDTHS = (480, 960, 1600)


@dataclass(frozen=True)
class Image:
    """A picture in a page: `src` relative to that page, `width` and `height` in CSS pixels."""

    src: str
    width: int
    height: int
    alt: str = ""
    srcset: str = ""


@dataclass
class Images:
    """The pictures of one site, from `folder`. `files` gathers what is to write: path in the output -> its bytes.

    `marks` gathers what was read: path in the folder -> its mark.
    """

    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)

    def show(self, path: str, *, alt: str = "", root: str = "") -> Image | None:
        """The picture at `path`, seen from a page at `root`; None without a path. Raises FormkitError for a bad one."""
        if not path:
            return None
        found = self._read(path)
        copies = [copy for copy in self._copies(path, found) if copy]
        name, width = copies[-1]
        several = ", ".join(f"{root}{each} {wide}w" for each, wide in copies) if len(copies) > 1 else ""
        return Image(f"{root}{name}", width, max(1, found.height * width // found.width), alt, several)

    def share(self, path: str) -> Image | None:
        """The picture under its own name, for search engines and social networks; None without a path."""
        if not path:
            return None
        found = self._read(path)
        wide = min(found.width, WIDTHS[-1])
        self.files[path] = found.data if _is_drawn(path) else _encoded(found.data, wide, "")
        return Image(path, wide, max(1, found.height * wide // found.width))

    def _read(self, path: str) -> Picture:
        self.marks.setdefault(path, mark(self.folder / path))
        return picture(self.folder / path, workspace=self.folder)

    def _copies(self, path: str, found: Picture) -> list[tuple[str, int]]:
        stem = re.sub(r"[^a-z0-9]+", "-", Path(path).stem.lower()).strip("-") or "picture"
        stem = f"images/{stem}-{sha256(found.data).hexdigest()[:8]}"
        if _is_drawn(path):
            self.files[f"{stem}.svg"] = found.data
            return [(f"{stem}.svg", found.width)]
        widths = [wide for wide in WIDTHS if wide < found.width] + [min(found.width, WIDTHS[-1])]
        for wide in widths:
            self.files[f"{stem}-{wide}.webp"] = _encoded(found.data, wide, "WEBP")
        return [(f"{stem}-{wide}.webp", wide) for wide in dict.fromkeys(widths)]


def _is_drawn(path: str) -> bool:
    return path.lower().endswith(".svg")


@lru_cache(maxsize=256)
def _encoded(data: bytes, width: int, kind: str) -> bytes:
    """The picture upright, `width` wide, without its EXIF; `kind` is Pillow's word, "" keeps the format."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    out = BytesIO()
    with Pillow.open(BytesIO(data)) as opened:
        upright = ImageOps.exif_transpose(opened)
        plain = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
        chosen = kind or opened.format or "PNG"
        plain = plain.convert("RGB") if chosen == "JPEG" else plain
        small = plain.resize((width, max(1, plain.height * width // plain.width)))
        small.save(out, chosen, quality=80)
    return out.getvalue()
