"""A delivery's bytes: headers of ours, text then HTML, parsed back before they leave (RFC 5322, RFC 2046)."""

from base64 import encodebytes
from binascii import b2a_qp
from datetime import datetime
from email.parser import HeaderParser
from email.utils import format_datetime

from formkit.channels.mail.address import domain_of, is_robot, sendable
from formkit.channels.mail.files import NOTHING, Storeroom, enclose
from formkit.channels.mail.headers import encode, header_line, mailbox, named, one_line, read_back, read_back_name
from formkit.channels.mail.letter import as_html, as_text, write
from formkit.errors import DeliveryError
from formkit.model import Delivery, Message, Upload
from formkit.words import words

# quoted-printable writes every "=" as "=3D", so no body can hold this line (RFC 2045 6.7)
BOUNDARY = "=_formkit_part"
NAME = 78  # characters of a display name: more is not read in any list of mails
OUTER = "=_formkit_mail"  # nor can base64
_BOTH = f'multipart/alternative; boundary="{BOUNDARY}"'
_MIXED = f'multipart/mixed; boundary="{OUTER}"'


def build(delivery: Delivery, sender: str, storeroom: Storeroom = NOTHING) -> bytes:
    """The whole mail with CRLF line ends from the bare address `sender`; the same bytes at each try.

    Its files come from the storeroom.
    Raises a permanent DeliveryError when it can't be built or reads back as another mail.
    """
    addresses = _addresses(delivery, sender)
    at = written_at(delivery)
    enclosed = enclose(delivery.message, storeroom, at=delivery.created_at or at)
    headers = _headers(delivery, addresses, at, kind=_MIXED if enclosed.files else _BOTH)
    head = _head(headers)
    read_back(HeaderParser().parsestr(head), headers, addresses)
    letter = write(delivery.message, enclosed)
    text = [_part("plain", as_text(letter)), _part("html", as_html(letter)), _line(f"--{BOUNDARY}--")]
    if enclosed.files:
        outer = [_line(f"--{OUTER}"), _line(f"Content-Type: {_BOTH}"), b"\r\n"]
        text = [*outer, *text, *(_file(*one) for one in enclosed.files), _line(f"--{OUTER}--")]
    return b"".join([head.encode(), *text])


def written_at(delivery: Delivery) -> datetime:
    """The date of its mail: when the visitor wrote, though it be let through days later; else when it was planned.

    Raises a permanent DeliveryError when neither is known.
    """
    at = delivery.message.received_at or delivery.created_at
    if at is None:
        raise DeliveryError("the delivery does not say when it was written", permanent=True)
    return at


def recipient(delivery: Delivery) -> str:
    """The address as the server takes it. Raises a permanent DeliveryError when there is none, or only a machine."""
    address = sendable(delivery.target)
    if address is None:
        raise DeliveryError(f"{one_line(delivery.target)} is not a mail address", permanent=True)
    if delivery.message.kind == "copy" and is_robot(address):
        raise DeliveryError(f"no copy goes to {address}: a machine reads it", permanent=True)
    return address


def _addresses(delivery: Delivery, sender: str) -> dict[str, str]:
    found = {"From": sender, "To": recipient(delivery)}
    reply_to = delivery.message.reply_to
    address = sendable(reply_to.address) if reply_to else None
    if address and (address.isascii() or not found["To"].isascii()):
        found["Reply-To"] = address
    if delivery.message.kind == "copy" and found["To"].lower() == sender.lower():
        raise DeliveryError("no copy goes to the address that sends it", permanent=True)
    return found


def _headers(delivery: Delivery, addresses: dict[str, str], at: datetime, *, kind: str) -> dict[str, str]:
    message = delivery.message
    boxes = {name: mailbox(_name(name, message), address, header=name) for name, address in addresses.items()}
    return boxes | {
        "Subject": encode("Subject", _subject(message)),
        "Date": format_datetime(at),
        "Message-ID": f"<{delivery.id}@{domain_of(addresses['From'])}>",
        "MIME-Version": "1.0",
        "Auto-Submitted": "auto-replied" if message.kind == "copy" else "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": encode("Content-Language", one_line(message.language)),
        "Content-Type": kind,
    }


def _name(header: str, message: Message) -> str:
    person = header_line(message.reply_to.name, limit=60) if message.reply_to else ""
    if header == "From":
        return _from_name(person if message.kind == "owner" else "", message)
    return person if header == "Reply-To" else ""


def _from_name(person: str, message: Message) -> str:
    site = header_line(message.site_name, limit=60)
    if not person or any(mark in person for mark in ("@", "://", "www.")):
        return site
    shorter = {"name": one_line(person, limit=40), "site": one_line(site, limit=40)}
    return one_line(words(message.language)("mail_from_name", **shorter), limit=NAME)


def _subject(message: Message) -> str:
    usual = words(message.language)("mail_subject", site=one_line(message.site_name))
    return header_line(message.subject) or header_line(usual)


def _head(headers: dict[str, str]) -> str:
    return "".join(f"{name}: {value}\r\n" for name, value in headers.items()) + "\r\n"


def _part(subtype: str, text: str) -> bytes:
    return (
        _line(f"--{BOUNDARY}")
        + _line(f"Content-Type: text/{subtype}; charset=utf-8")
        + _line("Content-Transfer-Encoding: quoted-printable")
        + b"\r\n"
        + b2a_qp(text.replace("\n", "\r\n").encode())
        + b"\r\n"
    )


def _file(upload: Upload, content: bytes) -> bytes:
    """A file that goes along. Raises a permanent DeliveryError when its name reads back as another."""
    headers = {
        "Content-Type": upload.media_type,
        "Content-Transfer-Encoding": "base64",
        "Content-Disposition": named("attachment", upload.name),
    }
    head = _head(headers)
    read_back_name(HeaderParser().parsestr(head), headers, upload.name)
    lines = encodebytes(content).replace(b"\n", b"\r\n")  # of 76 letters (RFC 2045, 6.8)
    return b"".join([_line(f"--{OUTER}"), head.encode(), lines])


def _line(text: str) -> bytes:
    return text.encode() + b"\r\n"
