"""A delivery's bytes: headers of ours, text then HTML, parsed back before they leave (RFC 5322, RFC 2046)."""

from binascii import b2a_qp
from datetime import datetime
from email.parser import HeaderParser
from email.utils import format_datetime

from formkit.channels.mail.address import domain_of, is_robot, sendable
from formkit.channels.mail.headers import encode, header_line, mailbox, one_line, read_back
from formkit.channels.mail.letter import as_html, as_text, write
from formkit.errors import DeliveryError
from formkit.model import Delivery, Message
from formkit.words import words

# quoted-printable writes every "=" as "=3D", so no body can hold this line (RFC 2045 6.7)
BOUNDARY = "=_formkit_part"
NAME = 78  # characters of a display name: more is not read in any list of mails


def build(delivery: Delivery, sender: str) -> bytes:
    """The whole mail with CRLF line ends from the bare address `sender`; the same bytes at each try.

    Raises a permanent DeliveryError when it can't be built or reads back as another mail.
    """
    addresses = _addresses(delivery, sender)
    headers = _headers(delivery, addresses, written_at(delivery))
    head = _head(headers)
    read_back(HeaderParser().parsestr(head), headers, addresses)
    letter = write(delivery.message)
    return head.encode() + _part("plain", as_text(letter)) + _part("html", as_html(letter)) + _line(f"--{BOUNDARY}--")


def written_at(delivery: Delivery) -> datetime:
    """When the delivery was written, which is the date of its mail. Raises a permanent DeliveryError when unknown."""
    if delivery.created_at is None:
        raise DeliveryError("the delivery does not say when it was written", permanent=True)
    return delivery.created_at


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


def _headers(delivery: Delivery, addresses: dict[str, str], at: datetime) -> dict[str, str]:
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
        "Content-Type": f'multipart/alternative; boundary="{BOUNDARY}"',
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


def _line(text: str) -> bytes:
    return text.encode() + b"\r\n"
