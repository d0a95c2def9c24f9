"""KINDS: the files that a form may take. The ending of the name and the content must both say the same kind.

Pictures are opened by Pillow and never decoded, the directory of an office file is read by zipfile and nothing in it
unpacked. What runs or is a page (HTML, SVG, macros, archives, programs) is no kind.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from formkit.marks import bounded

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

NAME_LETTERS, NAME_BYTES = 100, 200  # a file system takes 255 bytes
MEMBERS, UNPACKED = 4000, 200_000_000  # of an office file: more is a bomb for whoever opens it
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_SPECIAL = frozenset('<>:"|?*')
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in "123456789"))
)
_OPENERS = {
    "image/jpeg": ("JpegImagePlugin", "JpegImageFile"),
    "image/png": ("PngImagePlugin", "PngImageFile"),
    "image/webp": ("WebPImagePlugin", "WebPImageFile"),
}
_HEIC = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
_MACROS = ("vbaproject.bin", "/macrosheets/", "basic/", "scripts/", "/vbadata.xml")


@dataclass(frozen=True)
class Kind:
    """One kind of file: its word in a spec, the endings of its names, and whether a content is of this kind."""

    word: str
    endings: tuple[str, ...]
    media_type: str
    has: Callable[[bytes], bool]


def clean_name(name: str) -> str:
    """The name of a file that may stand anywhere: no path, nothing invisible, at most 100 letters; never empty."""
    for sent, meant in (("%0D", "\r"), ("%0A", "\n"), ("%22", '"')):  # how browsers write them (WHATWG, form data)
        name = name.replace(sent, meant).replace(sent.lower(), meant)
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(_plain(letter) for letter in unicodedata.normalize("NFC", bounded(last)))
    stem, dot, ending = " ".join(plain.split()).strip(" .-").rpartition(".")
    whole = f"{_short(stem, NAME_LETTERS - 10)}.{_short(ending, 9)}" if dot else _short(ending, NAME_LETTERS)
    return f"_{whole}" if whole.partition(".")[0].lower() in _DEVICES else whole or "file"


def _plain(letter: str) -> str:
    if unicodedata.category(letter) in _INVISIBLE:
        return " " if letter in "\t\r\n\u2028\u2029" else ""
    return "_" if letter in _SPECIAL else letter


def _short(text: str, letters: int) -> str:
    cut = text[:letters].encode()[: NAME_BYTES - 40].decode("utf-8", "ignore")
    return cut.rstrip(" .") if len(cut) < len(text) else cut


def kind_of(name: str) -> Kind | None:
    """The kind that the ending of a name says."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return next((kind for kind in KINDS.values() if ending in kind.endings), None)


def media_type_of(name: str) -> str:
    """By our own table, never by what a browser said."""
    kind = kind_of(name)
    return kind.media_type if kind else "application/octet-stream"


def open_picture(content: bytes, media_type: str) -> "ImageFile":
    """A picture whose header is read, with nothing decoded; raises whatever Pillow does for one that is none.

    Pillow's own `Image.open` would warn of large ones, and the caller knows better what is too large.
    """
    from importlib import import_module

    plugin, kind = _OPENERS[media_type]
    made: ImageFile = getattr(import_module(f"PIL.{plugin}"), kind)(BytesIO(content))
    return made


def _picture(media_type: str) -> Callable[[bytes], bool]:
    def has(content: bytes) -> bool:
        try:
            width, height = open_picture(content, media_type).size
        except Exception:  # whatever breaks on it, it is no such picture
            return False
        return bool(width > 0 and height > 0)

    return has


def _office(folder: str) -> Callable[[bytes], bool]:
    """Word and Excel (ECMA-376): a zip file with its list of contents and a folder of this name, without macros."""
    return lambda content: content.startswith(b"PK\x03\x04") and _members(content, "[Content_Types].xml", folder)


def _open_document(media_type: str) -> Callable[[bytes], bool]:
    """OpenDocument 1.3, part 2, 3.3: the first member is `mimetype`, not compressed, and says what it is."""
    first = b"mimetype" + media_type.encode() + b"PK"
    return lambda content: (
        content.startswith(b"PK\x03\x04") and content[30:].startswith(first) and _members(content, "content.xml")
    )


def _members(content: bytes, *wanted: str) -> bool:
    """Whether the directory of a zip file names these members or folders, no macros and no bomb."""
    from zipfile import BadZipFile, ZipFile

    if content.count(b"PK\x01\x02") > MEMBERS:
        return False
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    names = [f"/{member.filename}".lower() for member in members]
    odd = any(mark in name for name in names for mark in _MACROS) or any(".." in name.split("/") for name in names)
    whole = all(any(name.startswith(f"/{one}".lower()) for name in names) for one in wanted)
    return whole and not odd and sum(member.file_size for member in members) <= UNPACKED


def _pdf(content: bytes) -> bool:
    """ISO 32000-2, 7.5.2; a header further down, which readers tolerate, hides another kind before it."""
    return content.startswith(b"%PDF-")


def _heic(content: bytes) -> bool:
    """ISO/IEC 23008-12: a box `ftyp` with the brand of a picture."""
    return content[4:8] == b"ftyp" and content[8:12] in _HEIC


def _text(content: bytes) -> bool:
    """Text in any charset: no control characters, and neither a page nor a script."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", "replace").encode()
    body = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    controls = content.translate(None, bytes({*range(9), 11, *range(14, 26), *range(28, 32), 127}))
    return len(controls) == len(content) and not body.startswith((b"<", b"#!", b"%PDF", b"MZ", b"{\\rtf"))


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
KINDS: dict[str, Kind] = {
    kind.word: kind
    for kind in (
        Kind("pdf", ("pdf",), "application/pdf", _pdf),
        Kind("jpg", ("jpg", "jpeg"), "image/jpeg", _picture("image/jpeg")),
        Kind("png", ("png",), "image/png", _picture("image/png")),
        Kind("webp", ("webp",), "image/webp", _picture("image/webp")),
        Kind("heic", ("heic", "heif"), "image/heic", _heic),
        Kind("docx", ("docx",), f"{_OFFICE}.wordprocessingml.document", _office("word/")),
        Kind("xlsx", ("xlsx",), f"{_OFFICE}.spreadsheetml.sheet", _office("xl/")),
        Kind("odt", ("odt",), f"{_OPEN}.text", _open_document(f"{_OPEN}.text")),
        Kind("ods", ("ods",), f"{_OPEN}.spreadsheet", _open_document(f"{_OPEN}.spreadsheet")),
        Kind("txt", ("txt",), "text/plain", _text),
        Kind("csv", ("csv",), "text/csv", _text),
    )
}
