"""The facts that travel between the layers: frozen, typed, without behaviour of their own."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

FieldValue = str | tuple[str, ...]


class Verdict(StrEnum):
    """What the guards made of a submission. Refused ones are not stored."""

    ACCEPTED = "accepted"
    QUARANTINED = "quarantined"


class DeliveryState(StrEnum):
    """Where a delivery stands in the outbox."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True)
class Upload:
    """A file that a visitor sent to a field. `id` can't be guessed, `name` is clean, `size` counts bytes.

    `content` is None where it lies in the store, or was more than we hold; `kept` is the id of the stored file
    that it is, where it came with an earlier try of the form.
    """

    id: str
    field: str
    name: str
    media_type: str
    size: int
    sha256: str = ""
    content: bytes | None = dataclasses.field(default=None, repr=False, compare=False)
    kept: str = ""


@dataclass(frozen=True)
class Posted:
    """What a browser or client sent: decoded name-value pairs, and files, in the order they came."""

    pairs: tuple[tuple[str, str], ...]
    files: tuple[Upload, ...] = ()

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.pairs if key == name)

    def first(self, name: str) -> str:
        return next(iter(self.all(name)), "")


@dataclass(frozen=True)
class Visitor:
    """Who sent it, as far as we want to know. `address_hash` is a keyed hash, never the address."""

    language: str
    address_hash: str = ""
    page: str = ""
    user_agent: str = ""
    idempotency_key: str = ""
    loaded_at: str = ""


@dataclass(frozen=True)
class Answer:
    """One answer as the owner reads it. `link` is a `tel:`, `mailto:` or `https:` address, or empty.

    `files` are those that the answer consists of, without their content.
    """

    field: str
    type: str
    label: str
    text: str
    link: str = ""
    files: tuple[Upload, ...] = ()


@dataclass(frozen=True)
class Submission:
    """What a visitor sent, when, to which form. Never edited; may be erased.

    `id` sorts by time, `reference` is read over the phone, `token` opens the receipt.
    `fields` are the values as typed by field id; `answers` is the owner's reading of them,
    kept with the fact so that a later change of the spec can't change what was said.
    `consent` holds, by field id, the words that were agreed to; `email` is the visitor's address in small letters;
    `text_hash` tells equal long texts; `wishes` is what a Formspree page asked of the mail (`_subject`, `_cc`).
    """

    id: str
    reference: str
    token: str
    site: str
    form: str
    received_at: datetime
    language: str
    fields: Mapping[str, FieldValue]
    answers: tuple[Answer, ...]
    verdict: Verdict = Verdict.ACCEPTED
    reasons: tuple[str, ...] = ()
    page: str = ""
    user_agent: str = ""
    address_hash: str = ""
    dedupe: str = ""
    email: str = ""
    text_hash: str = ""
    consent: Mapping[str, str] = field(default_factory=dict)
    wishes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class History:
    """What the store knows that tells for or against a post, each count up to a bound.

    `series` is how many came from its address to its form just before, `repeats` how many said the same lately from
    another address or to another form, `spent` which of its tokens were used before.
    """

    series: int = 0
    repeats: int = 0
    spent: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Spend:
    """A token that counts as used from now on; after `until` nobody needs to know."""

    token: str
    until: datetime


@dataclass(frozen=True)
class Mailbox:
    """A name (may be empty) and an address: a sender, a recipient, someone to reply to."""

    address: str
    name: str = ""


@dataclass(frozen=True)
class Message:
    """What a channel turns into a mail (or later a webhook call): everything said, nothing encoded.

    `kind` is "owner" for the notification, "copy" for the visitor's own copy.
    `language` is the language of the reader, `page_language` that of the visitor's page.
    """

    kind: str
    subject: str
    site_name: str
    form_title: str
    language: str
    intro: str = ""
    answers: tuple[Answer, ...] = ()
    reply_to: Mailbox | None = None
    reference: str = ""
    received_at: datetime | None = None
    received_text: str = ""
    page: str = ""
    page_language: str = ""


@dataclass(frozen=True)
class Delivery:
    """One submission to one destination. `tries` counts attempts begun; `last_words` is the server's.

    `target` is where to (a mail address), `message` what to say; `id` makes the stable Message-ID.
    """

    id: str
    submission_id: str
    channel: str
    target: str
    message: Message
    state: DeliveryState = DeliveryState.QUEUED
    tries: int = 0
    created_at: datetime | None = None
    next_try_at: datetime | None = None
    sent_at: datetime | None = None
    last_words: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Attempt:
    """One try of a delivery: when, how it ended, and the other side's own words.

    `outcome` is "sent", "retry" or "failed"; "again" is no try but a person's wish to send it again.
    """

    delivery_id: str
    at: datetime
    outcome: str
    words: str
