"""Small real files to send, and some that are not what they say."""

import struct
import zlib
from collections.abc import Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SECRET_PLACE = "Seen at the back door"
SPECIES = "application/vnd.oasis.opendocument."


def picture(kind: str = "PNG", size: tuple[int, int] = (3, 2)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


def photo(size: tuple[int, int] = (40, 20)) -> bytes:
    """A JPEG from a phone held upright: turned by its Exif, with a place and a remark in it."""
    out, shot = BytesIO(), Image.new("RGB", size, "teal")
    exif = shot.getexif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Ada"
    exif.get_ifd(0x8825)[1] = "N"
    shot.save(out, "JPEG", exif=exif, comment=SECRET_PLACE.encode())
    return out.getvalue()


def noise(size: int) -> bytes:
    """A PNG of so many bytes: a picture, and a chunk that readers leave out."""
    whole = picture()
    filler = b"\x5a" * (size - len(whole) - 12)
    chunk = b"zzZz" + filler
    extra = struct.pack(">I", len(filler)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return whole[:33] + extra + whole[33:]


def huge_header() -> bytes:
    """A PNG of 60,000 by 60,000, as far as its header says."""
    whole = picture()
    head = b"IHDR" + struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return whole[:12] + head + struct.pack(">I", zlib.crc32(head)) + whole[33:]


Sent = tuple[str, bytes]
BOUNDARY = "----formkittests7MA4YWxk"


def multipart(pairs: dict[str, str | list[str]], field: str, files: Sequence[Sent]) -> tuple[bytes, str]:
    """A body as browsers make it (RFC 7578), and its content type. `files` are names and contents."""
    parts = [(f'name="{name}"', one.encode()) for name, said in pairs.items() for one in _several(said)]
    parts += [(f'name="{field}"; filename="{name}"\r\nContent-Type: image/png', content) for name, content in files]
    lines = [
        b"--%b\r\nContent-Disposition: form-data; %b\r\n\r\n%b\r\n" % (BOUNDARY.encode(), head.encode(), content)
        for head, content in parts
    ]
    return b"".join([*lines, f"--{BOUNDARY}--\r\n".encode()]), f"multipart/form-data; boundary={BOUNDARY}"


def _several(said: str | list[str]) -> list[str]:
    return [said] if isinstance(said, str) else said


def zipped(*members: str, content: bytes = b"x") -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for member in members:
            archive.writestr(member, content)
    return out.getvalue()


def docx(*more: str) -> bytes:
    return zipped("[Content_Types].xml", "word/document.xml", *more)


def open_document(species: str = "text", *more: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("mimetype", SPECIES + species)
        for member in ("content.xml", *more):
            archive.writestr(member, "x")
    return out.getvalue()
