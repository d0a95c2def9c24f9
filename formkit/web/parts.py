"""A multipart body (RFC 7578) as it comes in: fields in full, files as far as they may be held; the rest is let go."""

import codecs
import re
import secrets
from base64 import b64decode
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256

from flask import Request
from werkzeug.exceptions import ClientDisconnected, RequestEntityTooLarge
from werkzeug.http import parse_options_header
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

from formkit.fields.files import FILE_MOST, FORM_MOST
from formkit.kinds import clean_name, media_type_of
from formkit.model import Posted, Upload
from formkit.web.room import Guest

MAX_BODY = 2_000_000
MAX_BODY_WITH_FILES = 100_000_000  # read to its end, so that what was typed beside too large a file is not lost
MAX_FIELDS = 300
CHUNK = 16 * 1024
_LEGACY = re.compile(r"(windows-?|cp-?)12[5][0-8]|iso-?8859-?\d{1,2}|koi8-?[ru]|us-ascii|latin-?1", re.IGNORECASE)

NOTHING = Posted(())

RawPairs = list[tuple[bytes, bytes]]


class BodyRefused(Exception):
    """A body that is not taken. `status` is the HTTP answer, `key` of the words `answer_<key>_title` that say why.

    `posted` is what could be read of it.
    """

    def __init__(self, status: int, key: str, posted: Posted = NOTHING) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.posted = posted


@dataclass
class Parts:
    """What a body held. `refused` is the status and the key of a reason to take nothing of it, or empty."""

    pairs: RawPairs = field(default_factory=list)
    files: list[Upload] = field(default_factory=list)
    refused: tuple[()] | tuple[int, str] = ()


def read_parts(request: Request, boundary: str, fields: Collection[str], guest: Guest | None) -> Parts:
    """Every part of the body; files for `fields` take their room from `guest`. Raises BodyRefused: 413, 400."""
    if not boundary or len(boundary) > 200:
        raise BodyRefused(400, "type")
    decoder = MultipartDecoder(
        boundary.encode("latin-1", "replace"), max_form_memory_size=MAX_BODY, max_parts=MAX_FIELDS
    )
    request.max_content_length = MAX_BODY_WITH_FILES if fields else MAX_BODY
    reader = _Reader(fields, guest)
    try:
        for event in _events(request, decoder):
            reader.take(event)
    except RequestEntityTooLarge:
        raise BodyRefused(413, "size") from None
    except (ValueError, ClientDisconnected):
        raise BodyRefused(400, "type") from None
    return reader.parts


def _events(request: Request, decoder: MultipartDecoder) -> Iterator[Field | File | Data]:
    chunk: bytes | None = b""
    count = 0
    while chunk is not None:
        chunk = request.stream.read(CHUNK) or None
        count += len(chunk or b"")
        if chunk is None and count < (request.content_length or 0):
            raise ClientDisconnected
        decoder.receive_data(chunk)
        while not isinstance(event := decoder.next_event(), Epilogue | NeedData):
            if isinstance(event, Field | File | Data):
                yield event


class _Reader:
    """Puts the events of a body together, and lets go of every file that is more than may be held."""

    def __init__(self, fields: Collection[str], guest: Guest | None) -> None:
        self.parts = Parts()
        self._fields = fields
        self._guest = guest
        self._part: Field | File | None = None
        self._data: bytearray | None = None
        self._size = self._text = self._held = 0

    def take(self, event: Field | File | Data) -> None:
        """The beginning of a part, or a piece of its content. Raises BodyRefused: 413 for too much text."""
        if isinstance(event, Field | File):
            self._part, self._data, self._size = event, bytearray(), 0
            return
        self._size += len(event.data)
        self._hold(event.data)
        if not event.more_data:
            self._end()

    def _hold(self, piece: bytes) -> None:
        if isinstance(self._part, Field):
            self._text += len(piece)
            if self._text > MAX_BODY:
                raise BodyRefused(413, "size")
        elif self._data is None or not self._room_for(len(piece)):
            self._let_go()
            return
        if self._data is not None:
            self._data += piece

    def _room_for(self, size: int) -> bool:
        if not self._part or self._part.name not in self._fields or self._guest is None:
            return False
        if self._size > FILE_MOST or self._held + size > FORM_MOST:
            return False
        if not self._guest.take(size):
            self.parts.refused = (503, "store")
            return False
        self._held += size
        return True

    def _let_go(self) -> None:
        held = len(self._data or b"")
        if held and self._guest:
            self._guest.take(-held)
        self._held -= held
        self._data = None

    def _end(self) -> None:
        part, data, self._data = self._part, self._data, None
        if isinstance(part, Field):
            content = _in_utf8(part, bytes(data or b""))
            self.parts.pairs.append(((part.name or "").encode("utf-8", "surrogateescape"), content))
        elif isinstance(part, File) and part.filename:
            if part.name not in self._fields:
                self.parts.refused = self.parts.refused or (400, "files")
            elif data is None:
                self.parts.files.append(_upload(part, self._size, None))
            else:
                self.parts.files.append(_upload(part, self._size, bytes(data)))


def _upload(part: File, size: int, content: bytes | None) -> Upload:
    name = clean_name(part.filename)
    digest = sha256(content).hexdigest() if content is not None else ""
    return Upload(new_upload_id(), part.name or "", name, media_type_of(name), size, digest, content)


def new_upload_id() -> str:
    """What nobody can guess, for an address."""
    return secrets.token_hex(16)


def _in_utf8(part: Field, data: bytes) -> bytes:
    """Programs may name an encoding and a charset for a part (RFC 7578, 4.5 and 4.7); UTF-8 afterwards."""
    if part.headers.get("Content-Transfer-Encoding", "").lower() == "base64":
        with suppress(ValueError):
            data = b64decode(b"".join(data.split()), validate=True)
    charset = parse_options_header(part.headers.get("Content-Type", ""))[1].get("charset", "")
    return data.decode(known_charset(charset), "replace").encode() if known_charset(charset) else data


def known_charset(charset: str) -> str:
    """Python's name of a charset that old pages use; "" for all others."""
    try:
        return codecs.lookup(charset).name if _LEGACY.fullmatch(charset) else ""
    except LookupError:
        return ""
