"""Submissions and deliveries to try the store with."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from formkit.model import Answer, Delivery, Mailbox, Message, Submission, Upload

NOW = datetime(2026, 3, 4, 12, 30, 15, 123456, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

MESSAGE = Message(
    kind="owner",
    subject="Сұрақ from Ada",
    site_name="Rose Garden",
    form_title="Write to us",
    language="kk",
    answers=(Answer("email", "email", "Email", "ada@example.com", "mailto:ada@example.com"),),
    reply_to=Mailbox("ada@example.com", "Ada"),
    reference="RG-1",
    received_at=NOW,
)


def submission(name: str = "1", **changes: Any) -> Submission:
    fact = Submission(
        id=f"s{name}",
        reference=f"RG-{name}",
        token=f"token-{name}",
        site="rose",
        form="contact",
        received_at=NOW,
        language="tr",
        fields={"name": "Ada", "topics": ("Order", "Praise"), "message": "Merhaba\r\n\U0001f339"},
        answers=(Answer("name", "text", "Adınız", "Ada"),),
        reasons=("too fast",),
        page="https://rose.example/",
        user_agent="curl",
        address_hash="hash",
        dedupe=f"dedupe-{name}",
    )
    return replace(fact, **changes)


def delivery(name: str = "1", *, of: str = "1", **changes: Any) -> Delivery:
    fact = Delivery(id=f"d{name}", submission_id=f"s{of}", channel="mail", target="owner@example.com", message=MESSAGE)
    return replace(fact, **changes)


def upload(name: str = "1", **changes: Any) -> Upload:
    content = f"content of {name}".encode()
    fact = Upload(f"u{name}", "photo", f"{name}.png", "image/png", len(content), f"sha-{name}", content)
    return replace(fact, **changes)
