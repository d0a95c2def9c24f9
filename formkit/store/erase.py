"""Erase submissions with all that hangs on them: files, deliveries and their tries, the words of the search."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, or_, select

from formkit.model import Submission
from formkit.store import seals, search, tallies
from formkit.store.database import Database
from formkit.store.rows import submission_from
from formkit.store.tables import deliveries, submissions, uploads

BATCH = 100  # submissions in one transaction, so that no visitor waits long
SEALED_AT_ONCE = 500
ERASED = "erased"  # the name of the tally
WILD = str.maketrans({"%": r"\%", "_": r"\_", "\\": r"\\"})


@dataclass(frozen=True)
class Erased:
    """How much went."""

    submissions: int = 0
    deliveries: int = 0
    files: int = 0

    def __add__(self, more: "Erased") -> "Erased":
        return Erased(self.submissions + more.submissions, self.deliveries + more.deliveries, self.files + more.files)


def of_person(database: Database, address: str) -> Iterator[Submission]:
    """Every submission that was sent from the mail address, or has it for an answer; capital letters don't matter."""
    wanted = address.strip().casefold()
    like = "%" + "".join(one if one.isascii() else "_" for one in wanted.translate(WILD)) + "%"
    columns = [submissions.c[name] for name in ("answers", "fields")]
    anywhere = or_(submissions.c.email == wanted, *(column.ilike(like, escape="\\") for column in columns))
    with database.read() as connection:
        numbers = connection.execute(select(submissions.c.number).where(anywhere)).scalars().all() if wanted else []
    for start in range(0, len(numbers), BATCH):
        with database.read() as connection:
            some = submissions.c.number.in_(numbers[start : start + BATCH])
            rows = connection.execute(select(submissions).where(some).order_by(submissions.c.number)).all()
        yield from (one for one in map(submission_from, rows) if _is_of(one, wanted))


def erase(connection: Connection, ids: Sequence[str], key: str, at: datetime) -> Erased:
    """Erase up to BATCH submissions; their seals stay, marked with the moment. Without a key there are no seals."""
    if key:
        while seals.seal(connection, key, limit=SEALED_AT_ONCE):
            """What is not sealed could not be shown to have been erased on purpose."""
    there = select(submissions.c.id).where(submissions.c.id.in_(ids))
    ids = connection.execute(there.with_for_update()).scalars().all()
    files = _count(connection, uploads, uploads.c.submission_id.in_(ids))
    gone = Erased(
        tallies.take_off(connection, submissions, submissions.c.id.in_(ids)),
        tallies.take_off(connection, deliveries, deliveries.c.submission_id.in_(ids)),
        files,
    )
    tallies.add(connection, ERASED, gone.submissions)
    search.take_out(connection, ids)
    connection.execute(delete(submissions).where(submissions.c.id.in_(ids)))
    seals.erased(connection, list(ids), key, at)
    for name, table in (("submissions", submissions), ("deliveries", deliveries), (search.MARK, submissions)):
        tallies.step_back(connection, name, table)
    return gone


def outlived(
    connection: Connection, site: str, form: str, *, before: datetime, after: int
) -> tuple[list[str], int | None]:
    """Submissions of the next page after number `after` that came before the moment and wait for nothing.

    The second value is where the next page begins; None when no page further on can hold an old one.
    """
    table = submissions.c
    of_form = (table.site == site, table.form == form, table.number > after)
    query = select(table.id, table.number, table.received_at).where(*of_form).order_by(table.number).limit(BATCH)
    rows = connection.execute(query).all()
    old = [row.id for row in rows if row.received_at < before]
    waiting = select(deliveries.c.submission_id).where(
        deliveries.c.submission_id.in_(old), deliveries.c.due_at.is_not(None)
    )
    kept = set(connection.execute(waiting).scalars())
    return [one for one in old if one not in kept], rows[-1].number if old else None


def unsealed_key_missing(connection: Connection, key: str) -> bool:
    """Whether there is a chain, and no key to mark what is erased from it."""
    return not key and seals.head(connection) is not None


def _is_of(submission: Submission, wanted: str) -> bool:
    values = [value for one in submission.fields.values() for value in ((one,) if isinstance(one, str) else one)]
    texts = (submission.email, *values, *(answer.text for answer in submission.answers))
    return any(text.strip().casefold() == wanted for text in texts)


def _count(connection: Connection, table: Any, condition: ColumnElement[bool]) -> int:
    return connection.execute(select(func.count()).select_from(table).where(condition)).scalar_one()
