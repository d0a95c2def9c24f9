"""Submissions, deliveries and attempts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    _submissions()
    _deliveries()
    _attempts()


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _submissions() -> None:
    op.create_table(
        "submissions",
        sa.Column("number", NUMBER, primary_key=True),
        *_words("id", "reference", "token", "site", "form"),
        sa.Column("received_at", MOMENT, nullable=False),
        *_words("language", "fields", "answers", "verdict", "reasons"),
        *_words("page", "user_agent", "address_hash", "dedupe"),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("reference"),
        sa.UniqueConstraint("token"),
    )
    op.create_index("submissions_by_site", "submissions", ["site", "number"])
    op.create_index("submissions_by_form", "submissions", ["site", "form", "number"])
    op.create_index("submissions_by_dedupe", "submissions", ["site", "form", "dedupe", "number"])
    op.create_index("submissions_by_address", "submissions", ["address_hash", "received_at"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("number", NUMBER, primary_key=True),
        *_words("id", "submission_id", "channel", "target", "message", "options", "state"),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("next_try_at", MOMENT),
        sa.Column("due_at", MOMENT),
        *_words("claimed_by"),
        sa.Column("sent_at", MOMENT),
        *_words("last_words"),
        sa.Column("copy_to", sa.Text),
        sa.UniqueConstraint("id"),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], ondelete="CASCADE"),
        sa.CheckConstraint("(due_at IS NOT NULL) = (state IN ('queued', 'sending'))", name="waiting_is_due"),
    )
    op.create_index("ix_deliveries_submission_id", "deliveries", ["submission_id"])
    op.create_index("deliveries_by_state", "deliveries", ["state", "number"])
    _partial_index("deliveries_due", ["due_at"])
    _partial_index("deliveries_by_copy", ["copy_to", "created_at"])


def _partial_index(name: str, columns: list[str]) -> None:
    """Only rows whose first column is set: the few that wait, not the many that are done."""
    condition = sa.text(f"{columns[0]} IS NOT NULL")
    op.create_index(name, "deliveries", columns, sqlite_where=condition, postgresql_where=condition)


def _attempts() -> None:
    op.create_table(
        "attempts",
        sa.Column("number", NUMBER, primary_key=True),
        *_words("delivery_id"),
        sa.Column("at", MOMENT, nullable=False),
        *_words("outcome", "words"),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_attempts_delivery_id", "attempts", ["delivery_id"])
