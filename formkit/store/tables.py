"""The tables. A change here needs a new file in migrations/versions and its number in SCHEMA."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

SCHEMA = "0002"

metadata = MetaData()


class Words(TypeDecorator[str]):
    """Text that every database takes: a lone surrogate or a NUL becomes U+FFFD."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None or (value.isascii() and "\0" not in value):
            return value and str(value)
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, in and out; one without a time zone is a ValueError."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _number() -> Column[int]:
    """The order of arrival, which a wrong clock can't change."""
    return Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True)


def _words(name: str, *arguments: Any, **options: Any) -> Column[str]:
    return Column(name, Words, *arguments, nullable=False, **options)


submissions = Table(
    "submissions",
    metadata,
    _number(),
    _words("id", unique=True),
    _words("reference", unique=True),
    _words("token", unique=True),
    _words("site"),
    _words("form"),
    Column("received_at", Moment, nullable=False),
    _words("language"),
    _words("fields"),
    _words("answers"),
    _words("verdict"),
    _words("reasons"),
    _words("page"),
    _words("user_agent"),
    _words("address_hash"),
    _words("dedupe"),
    Index("submissions_by_site", "site", "number"),
    Index("submissions_by_form", "site", "form", "number"),
    Index("submissions_by_dedupe", "site", "form", "dedupe", "number"),
    _words("email"),
    _words("text_hash"),
    _words("consent"),
    _words("wishes"),
    Index("submissions_by_address", "address_hash", "received_at"),
)
for _name, _columns, _condition in (
    ("submissions_held", ["number"], submissions.c.verdict == "quarantined"),
    ("submissions_by_email", ["email"], submissions.c.email != ""),
    ("submissions_by_text", ["text_hash", "number"], submissions.c.text_hash != ""),
):
    Index(_name, *(submissions.c[one] for one in _columns), sqlite_where=_condition, postgresql_where=_condition)

# `due_at` is what a worker looks for: the next try of a queued delivery, or the end of a claim's lease.
# `copy_to` is the visitor's address in small letters, of the visitor's own copies only.
deliveries = Table(
    "deliveries",
    metadata,
    _number(),
    _words("id", unique=True),
    _words("submission_id", ForeignKey("submissions.id", ondelete="CASCADE"), index=True),
    _words("channel"),
    _words("target"),
    _words("message"),
    _words("options"),
    _words("state"),
    Column("tries", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("next_try_at", Moment),
    Column("due_at", Moment),
    _words("claimed_by"),
    Column("sent_at", Moment),
    _words("last_words"),
    Column("copy_to", Words),
    CheckConstraint("(due_at IS NOT NULL) = (state IN ('queued', 'sending'))", name="waiting_is_due"),
    Index("deliveries_by_state", "state", "number"),
)
Index(
    "deliveries_due",
    deliveries.c.due_at,
    sqlite_where=deliveries.c.due_at.is_not(None),
    postgresql_where=deliveries.c.due_at.is_not(None),
)
Index(
    "deliveries_sent",
    deliveries.c.sent_at,
    deliveries.c.target,
    sqlite_where=deliveries.c.sent_at.is_not(None),
    postgresql_where=deliveries.c.sent_at.is_not(None),
)
Index(
    "deliveries_by_copy",
    deliveries.c.copy_to,
    deliveries.c.created_at,
    sqlite_where=deliveries.c.copy_to.is_not(None),
    postgresql_where=deliveries.c.copy_to.is_not(None),
)

attempts = Table(
    "attempts",
    metadata,
    _number(),
    _words("delivery_id", ForeignKey("deliveries.id", ondelete="CASCADE"), index=True),
    Column("at", Moment, nullable=False),
    _words("outcome"),
    _words("words"),
)

# A file without a submission waits for the next try of its form, until `kept_until`.
uploads = Table(
    "uploads",
    metadata,
    _number(),
    _words("id", unique=True),
    Column("submission_id", Words, ForeignKey("submissions.id", ondelete="CASCADE"), index=True),
    _words("site"),
    _words("form"),
    _words("field"),
    _words("name"),
    _words("media_type"),
    Column("size", BigInteger, nullable=False),
    _words("sha256"),
    _words("address_hash"),
    Column("created_at", Moment, nullable=False),
    Column("kept_until", Moment),
    Column("content", LargeBinary, nullable=False),
)
Index(
    "uploads_kept",
    uploads.c.kept_until,
    sqlite_where=uploads.c.kept_until.is_not(None),
    postgresql_where=uploads.c.kept_until.is_not(None),
)

# One link of the chain for each submission: `link` covers the one before, so that nothing can go missing unseen;
# `erasure` proves that whoever erased the submission had the secret key.
seals = Table(
    "seals",
    metadata,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    _words("submission_id", unique=True),
    Column("submission_number", BigInteger, nullable=False, index=True),
    _words("reference"),
    _words("digest"),
    _words("link"),
    Column("erased_at", Moment),
    Column("erasure", Words),
)

# How far work in the background has come: up to which number, and how many rows there were up to it.
marks = Table(
    "marks",
    metadata,
    Column("name", Words, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("rows", BigInteger, nullable=False),
)

LOST = "lost"  # among what was told: a delivery, by its id, that failed for good

# What was told, so that several workers tell it once.
told = Table(
    "told",
    metadata,
    Column("kind", Words, primary_key=True),
    Column("about", Words, primary_key=True),
    Column("at", Moment, nullable=False),
)

# Proofs and stamps that count once.
spent = Table(
    "spent",
    metadata,
    Column("token", Words, primary_key=True),
    Column("until", Moment, nullable=False, index=True),
)
