"""The owner's pictures -> what a page shows of them: each in a few widths and formats, without what cameras wrote."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from formkit.pictures import Picture, picture
from formkit.site.shelf import Shelf
from formkit.themes import mark

KEPT = "pictures"  # the folder of encoded copies in build/.formkit/

Named = dict[str, list[tuple[str, int]]]  # a format -> the copies in it: name, and width in pixels
Watch = Callable[[Iterable[str], int], Iterable[str]]


@dataclass(frozen=True)
class Source:
    """A `<source>` of a `<picture>`: its media type and its `srcset`."""

    type: str
    srcset: str


@dataclass(frozen=True)
class Image:
    """A picture in a page: `src` relative to that page, `width` and `height` in CSS pixels.

    `src` is what every browser shows, `sources` are smaller, the smallest first; `large` is the widest that
    nearly every browser shows (of those before 2022 many know no AVIF).
    """

    src: str
    width: int
    height: int
    alt: str = ""
    srcset: str = ""
    sources: tuple[Source, ...] = ()
    large: str = ""


@dataclass
class Images:
    """The pictures of one site, from `folder`. `files` gathers what is to write: path in the output -> its bytes.

    `marks` gathers what was read: path in the folder -> its mark. Encoded copies come from `shelf` or go there.
    """

    folder: Path
    shelf: Shelf = field(default_factory=Shelf)
    files: dict[str, bytes] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    _read: dict[str, Picture] = field(default_factory=dict)
    _shown: dict[str, Named] = field(default_factory=dict)
    _logos: dict[str, Named] = field(default_factory=dict)

    def prepare(self, paths: Iterable[str], watch: Watch | None = None) -> None:
        """Encode these pictures on all cores; `watch` sees each path when it is done. Raises PictureError."""
        wanted = [path for path in dict.fromkeys(paths) if path not in self._shown]
        found = {path: self.read(path) for path in wanted}
        drawn = [path for path in wanted if found[path].kind == "SVG"]
        for path in drawn:
            self._shown[path] = self._keep(path, found[path].digest, {"SVG": {found[path].width: found[path].data}})
        encoding = self._encode({path: found[path] for path in wanted if path not in drawn})
        for _ in watch(encoding, len(wanted) - len(drawn)) if watch else encoding:
            pass

    def show(self, path: str, *, alt: str = "", root: str = "") -> Image | None:
        """The picture at `path`, seen from a page at `root`; None without a path. Raises PictureError for a bad one."""
        if not path:
            return None
        self.prepare([path])
        found, shown = self.read(path), self._shown[path]
        *modern, (_, usual) = shown.items()
        sources = tuple(Source(f"image/{kind.lower()}", _srcset(root, names)) for kind, names in modern)
        name, width = usual[-1]
        height = max(1, round(found.height * width / found.width))
        large = shown.get("WEBP", usual)[-1][0]
        srcset = _srcset(root, usual) if len(usual) > 1 else ""
        return Image(f"{root}{name}", width, height, alt, srcset, sources, f"{root}{large}")

    def show_logo(self, path: str, *, root: str = "") -> Image | None:
        """The picture beside the site's name: one small copy, or the SVG. Raises PictureError for a bad one."""
        if not path or self.read(path).kind == "SVG":
            return self.show(path, root=root)
        from formkit.site.encoded import known_by, logo_copy

        found = self.read(path)
        if path not in self._logos:
            self._logos[path] = self._keep(path, known_by(found), logo_copy(found, path, self.shelf))
        (((name, width),),) = self._logos[path].values()
        height = max(1, round(found.height * width / found.width))
        return Image(f"{root}{name}", width, height, large=f"{root}{name}")

    def read(self, path: str) -> Picture:
        """The owner's picture as it stands. Raises PictureError."""
        if path not in self._read:
            self.marks.setdefault(path, mark(self.folder / path))
            self._read[path] = picture(self.folder / path, workspace=self.folder)
        return self._read[path]

    def _encode(self, found: dict[str, Picture]) -> Iterator[str]:
        if not found:
            return
        from concurrent.futures import ThreadPoolExecutor

        from formkit.site.encoded import copies, known_by

        with ThreadPoolExecutor(min(len(found), os.cpu_count() or 1)) as pool:
            try:
                made = pool.map(lambda path: copies(found[path], path, self.shelf), found)
                for path, copied in zip(found, made, strict=True):
                    self._shown[path] = self._keep(path, known_by(found[path]), copied)
                    yield path
            finally:
                pool.shutdown(cancel_futures=True)

    def _keep(self, path: str, content: str, copied: dict[str, dict[int, bytes]]) -> Named:
        """By names that change with what is in them: hosts are told to keep these for ever (`hosts.HASHED`)."""
        stem = re.sub(r"[^a-z0-9]+", "-", Path(path).stem.lower()).strip("-") or "picture"
        stem = f"images/{stem}-{content[:8]}"
        named: Named = {}
        for kind, by_width in copied.items():
            named[kind] = [(_name(stem, kind, width), width) for width in by_width]
            self.files |= {name: by_width[width] for name, width in named[kind]}
        return named


def _name(stem: str, kind: str, width: int) -> str:
    suffix = {"JPEG": "jpg"}.get(kind, kind.lower())
    return f"{stem}.svg" if kind == "SVG" else f"{stem}-{width}.{suffix}"


def _srcset(root: str, names: list[tuple[str, int]]) -> str:
    return ", ".join(f"{root}{name} {width}w" for name, width in names)
