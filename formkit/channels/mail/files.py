"""The files of a mail: which go along, cleaned of where and with what a picture was taken, and which only as links."""

from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from threading import Lock
from typing import Any

from formkit.channels.channel import Load, no_files
from formkit.errors import DeliveryError, StoreUnavailable
from formkit.kinds import open_picture
from formkit.links import GOOD_FOR, link_to
from formkit.model import Message, Upload

MOST = 7_000_000  # bytes in one mail: base64 adds a third, and many servers take 10 MB (Postfix: message_size_limit)
PIXELS = 40_000_000  # of a picture that is decoded; a larger one goes as a link
SAVED_AS: dict[str, dict[str, Any]] = {
    "image/jpeg": {"format": "JPEG", "quality": "keep"},
    "image/png": {"format": "PNG"},
    "image/webp": {"format": "WEBP", "quality": 90},
}
ONE_AT_A_TIME = Lock()  # a decoded picture takes a hundred times the memory of its file


@dataclass(frozen=True)
class Storeroom:
    """Where a channel finds files: `load` gives the content by id, empty when it is gone.

    `base` is the address of the endpoint for links, which `secret` signs; empty where there is none.
    """

    load: Load
    base: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True)
class Enclosed:
    """What goes into a mail: files with their content, and those that are only named, each with a link or nothing."""

    files: tuple[tuple[Upload, bytes], ...] = ()
    links: tuple[tuple[Upload, str], ...] = ()
    until: datetime | None = None


ALONE = Enclosed()
NOTHING = Storeroom(no_files)


def enclose(message: Message, storeroom: Storeroom, *, at: datetime) -> Enclosed:
    """The files of a message that was planned at `at`: in their order, as many as a mail holds."""
    files: list[tuple[Upload, bytes]] = []
    links: list[tuple[Upload, str]] = []
    left, until = MOST, at + GOOD_FOR
    for upload in (upload for answer in message.answers for upload in answer.files):
        content = _cleaned(upload, _loaded(upload, storeroom)) if upload.size <= left else None
        if content and len(content) <= left:
            files.append((upload, content))
            left -= len(content)
        else:
            links.append((upload, _link(upload, storeroom, until)))
    return Enclosed(tuple(files), tuple(links), until)


def _loaded(upload: Upload, storeroom: Storeroom) -> bytes:
    try:
        return storeroom.load(upload.id)
    except StoreUnavailable as error:
        raise DeliveryError(f"the files of the mail can't be read just now: {error.message}") from None


def _link(upload: Upload, storeroom: Storeroom, until: datetime) -> str:
    known = storeroom.base and storeroom.secret
    return link_to(upload.id, base=storeroom.base, secret=storeroom.secret, until=until) if known else ""


def _cleaned(upload: Upload, content: bytes) -> bytes | None:
    """The content as it may leave the house; None for a picture that can't be cleaned."""
    if not upload.media_type.startswith("image/"):
        return content
    with ONE_AT_A_TIME:
        return without_traces(content, upload.media_type)


def without_traces(content: bytes, media_type: str) -> bytes | None:
    """A picture without Exif, XMP and comments, turned as it was meant to be seen; None when it can't be done."""
    from PIL.ImageOps import exif_transpose

    out = BytesIO()
    try:
        picture = open_picture(content, media_type)
        if picture.width * picture.height > PIXELS:
            return None
        exif_transpose(picture, in_place=True)
        picture.info = {name: picture.info[name] for name in ("icc_profile", "transparency") if name in picture.info}
        picture.save(out, **SAVED_AS[media_type])
    except Exception:  # whatever breaks on it: the link leads to it as it came
        return None
    return out.getvalue()
