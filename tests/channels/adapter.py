"""What tests/data/mail/check_mail.py calls: a visitor's four fields as intake would judge them, then our builder."""

from formkit.channels.mail import check
from formkit.channels.mail.build import build
from formkit.model import Answer, Delivery, Mailbox, Message
from tests.channels.letters import NOON

LABELS = {"name": "Your name", "email": "Email", "subject": "Subject", "message": "Message"}


def mail_of(fields: dict[str, str]) -> bytes:
    """The mail, or ValueError for an address that intake refuses."""
    email = fields["email"].strip()
    if email and check(email):
        raise ValueError(check(email))
    message = Message(
        kind="owner",
        subject=fields["subject"],
        site_name="Flower Shop",
        form_title="Write to us",
        language="en",
        answers=tuple(Answer(name, "text", label, fields[name]) for name, label in LABELS.items()),
        reply_to=Mailbox(email, fields["name"]) if email else None,
        reference="7K2M-9QXA",
    )
    return build(Delivery("d1", "s1", "mail", "owner@site.test", message, created_at=NOON), "forms@site.test")
