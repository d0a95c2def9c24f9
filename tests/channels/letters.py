"""Deliveries to build mails from."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

from formkit.channels.mail.build import build
from formkit.model import Answer, Delivery, Mailbox, Message

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SENDER = "forms@rosegarden.example"

MESSAGE = Message(
    kind="owner",
    subject="Order from Ada",
    site_name="Rose Garden",
    form_title="Write to us",
    language="en",
    answers=(
        Answer("name", "text", "Your name", "Ada Example"),
        Answer("phone", "tel", "Phone", "+1 555 010 0100", "tel:+15550100100"),
        Answer("message", "textarea", "Message", "Twelve roses, please.\nFor Friday."),
    ),
    reply_to=Mailbox("ada@example.com", "Ada Example"),
    reference="7K2M-9QXA",
    received_at=NOON,
    received_text="1 March 2026, 12:00",
    page="https://rosegarden.example/tr/",
    page_language="tr",
)


def delivery(target: str = "owner@rosegarden.example", *, number: int = 1, **changes: object) -> Delivery:
    message = replace(MESSAGE, **changes)  # type: ignore[arg-type]
    return Delivery(f"d{number}", f"s{number}", "mail", target, message, created_at=NOON)


def built(target: str = "owner@rosegarden.example", **changes: object) -> EmailMessage:
    return message_from_bytes(build(delivery(target, **changes), SENDER), policy=policy.default)


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")
