"""Files, seals, full-text search, what was told and spent; more about a submission."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
MOMENT = sa.DateTime(timezone=True)
FTS5 = """CREATE VIRTUAL TABLE search USING fts5(
    said, place, content='', detail=column, tokenize='unicode61 remove_diacritics 2', prefix='2 3 4')"""


def upgrade() -> None:
    _submissions()
    _uploads()
    _seals()
    _search()
    _told_and_spent()


def _words(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _submissions() -> None:
    for name, empty in (("email", ""), ("text_hash", ""), ("consent", "{}"), ("wishes", "{}")):
        op.add_column("submissions", sa.Column(name, sa.Text, nullable=False, server_default=empty))
    _partial_index("submissions_held", "submissions", ["number"], "verdict = 'quarantined'")
    _partial_index("submissions_by_email", "submissions", ["email"], "email != ''")
    _partial_index("submissions_by_text", "submissions", ["text_hash", "number"], "text_hash != ''")
    _partial_index("deliveries_sent", "deliveries", ["sent_at", "target"], "sent_at IS NOT NULL")


def _partial_index(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def _uploads() -> None:
    op.create_table(
        "uploads",
        sa.Column("number", NUMBER, primary_key=True),
        *_words("id"),
        sa.Column("submission_id", sa.Text),
        *_words("site", "form", "field", "name", "media_type"),
        sa.Column("size", sa.BigInteger, nullable=False),
        *_words("sha256", "address_hash"),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("kept_until", MOMENT),
        sa.Column("content", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("id"),
        sa.ForeignKeyConstraint(["submission_id"], ["submissions.id"], ondelete="CASCADE"),
    )
    op.create_index("ix_uploads_submission_id", "uploads", ["submission_id"])
    _partial_index("uploads_kept", "uploads", ["kept_until"], "kept_until IS NOT NULL")


def _seals() -> None:
    op.create_table(
        "seals",
        sa.Column("number", NUMBER, primary_key=True, autoincrement=False),
        *_words("submission_id"),
        sa.Column("submission_number", sa.BigInteger, nullable=False),
        *_words("reference", "digest", "link"),
        sa.Column("erased_at", MOMENT),
        sa.Column("erasure", sa.Text),
        sa.UniqueConstraint("submission_id"),
    )
    op.create_index("ix_seals_submission_number", "seals", ["submission_number"])


def _search() -> None:
    """What full-text search looks in: only words, no text; `place` are the site and the form."""
    op.create_table(
        "marks",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("number", sa.BigInteger, nullable=False),
        sa.Column("rows", sa.BigInteger, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(FTS5)
        return
    op.create_table(
        "search",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("said", TSVECTOR, nullable=False),
        sa.ForeignKeyConstraint(["number"], ["submissions.number"], ondelete="CASCADE"),
    )
    op.create_index("search_said", "search", ["said"], postgresql_using="gin")


def _told_and_spent() -> None:
    op.create_table(
        "told",
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("about", sa.Text, primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
    )
    op.create_table(
        "spent",
        sa.Column("token", sa.Text, primary_key=True),
        sa.Column("until", MOMENT, nullable=False),
    )
    op.create_index("ix_spent_until", "spent", ["until"])
