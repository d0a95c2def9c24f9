"""Mail that is not sent but kept as `.eml` files, for `formkit dev` and its mailbox page."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from pathlib import Path

from formkit.channels.mail.build import build, written_at
from formkit.channels.mail.files import NOTHING, Storeroom
from formkit.channels.mail.headers import FOLD, one_line
from formkit.model import Delivery
from formkit.settings import Settings


@dataclass(frozen=True)
class CaughtMail:
    """A mail in the folder, as a list shows it. `name` is the file's name without its ending."""

    name: str
    subject: str
    sender: str
    to: str
    date: str


@dataclass(frozen=True)
class MailFile:
    """A file that a mail carries, as the mail names it."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class OpenedMail:
    """A mail as it would arrive: decoded headers in their order, both parts, and its files."""

    headers: tuple[tuple[str, str], ...]
    text: str
    html: str
    files: tuple[MailFile, ...] = ()


class MailCatcher:
    """Writes each mail into a folder instead of sending it; a repeat of a delivery replaces its file."""

    def __init__(self, folder: Path, sender: str, storeroom: Storeroom = NOTHING) -> None:
        self._folder = folder
        self._sender = sender
        self._storeroom = storeroom

    def send(self, delivery: Delivery) -> str:
        """Where the mail is. Raises a permanent DeliveryError when it can't be built."""
        raw = build(delivery, self._sender, self._storeroom)
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"{caught_as(delivery)}.eml"
        beside = path.with_suffix(".part")
        beside.write_bytes(raw)
        beside.replace(path)
        return f"kept in {self._folder.name}/{path.name}, not sent: no mail server is set"

    def close(self) -> None:
        """Nothing is held open."""


def caught_as(delivery: Delivery) -> str:
    """The name of its mail in the folder. Raises DeliveryError when nobody knows when it was written."""
    return f"{written_at(delivery).astimezone(UTC):%Y%m%dT%H%M%S}-{_name(delivery.id)}"


def mail_folder(settings: Settings) -> Path:
    return settings.workspace / "data" / "mail"


def forget_mails(folder: Path, delivery_ids: Collection[str]) -> int:
    """Delete the mails of these deliveries; how many there were."""
    names = {_name(one) for one in delivery_ids}
    paths = [path for path in folder.glob("*.eml") if path.stem.partition("-")[2] in names]
    for path in paths:
        path.unlink(missing_ok=True)
    return len(paths)


def caught_mails(folder: Path, *, limit: int = 200) -> tuple[CaughtMail, ...]:
    """The newest mails of the folder, newest first; none when there is no folder."""
    paths = sorted(folder.glob("*.eml"), key=lambda path: path.name, reverse=True)
    return tuple(_listed(path) for path in paths[:limit])


def read_mail(folder: Path, name: str) -> OpenedMail | None:
    """The mail of this name, or None. Only names that stand in the folder are opened, whatever the name says."""
    path = next((path for path in folder.glob("*.eml") if path.stem == name), None)
    return opened(path.read_bytes()) if path else None


def opened(raw: bytes) -> OpenedMail:
    """The bytes of a mail, as a mail program reads them."""
    mail = _parsed(raw)
    headers = tuple((key, _decoded(str(value))) for key, value in mail.raw_items())
    return OpenedMail(
        headers, _content(mail, "plain"), _content(mail, "html"), tuple(map(_file, mail.iter_attachments()))
    )


def _name(delivery_id: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]", "_", delivery_id)


def _listed(path: Path) -> CaughtMail:
    mail = _parsed(path.read_bytes())
    said = {key: _decoded(str(value)) for key, value in mail.raw_items()}
    subject, sender, to, date = (said.get(key, "") for key in ("Subject", "From", "To", "Date"))
    return CaughtMail(path.stem, subject, sender, to, date)


def _decoded(value: str) -> str:
    """A header as people read it: blanks between encoded words are none (RFC 2047 6.2).

    The parser of EmailMessage keeps them in the names of From and To, where they then stand within a word.
    """
    line = FOLD.sub("", value)
    return one_line(str(make_header(decode_header(line))), limit=len(line)) if "=?" in line else line


def _parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=policy.default)


def _content(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""


def _file(part: Message) -> MailFile:
    content = part.get_payload(decode=True)
    return MailFile(
        part.get_filename() or "file", part.get_content_type(), content if isinstance(content, bytes) else b""
    )
