"""Figures of everything that is stored: what became of each submission, and what a watcher asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, case, func, select

from formkit.model import DeliveryState, Verdict
from formkit.store import tallies
from formkit.store.erase import ERASED
from formkit.store.submissions import HELD
from formkit.store.tables import deliveries, submissions, uploads

OURS = "note-"  # how the ids of deliveries begin that tell the owner something of our own
OF_A_VISITOR = ~deliveries.c.id.startswith(OURS)
DONE, LOST, WAITS = 1, 2, 3  # the worst that a delivery of a submission has come to


@dataclass(frozen=True)
class Fates:
    """Submissions by what became of them: mailed to everyone, waiting, failed for good, held back as suspected spam.

    `astray` are accepted ones without any delivery, which must not be.
    """

    delivered: int = 0
    waiting: int = 0
    failed: int = 0
    held: int = 0
    astray: int = 0

    @property
    def stored(self) -> int:
        return self.delivered + self.waiting + self.failed + self.held + self.astray


def fates(connection: Connection) -> Fates:
    """Of every submission, from all rows. The visitor's own copy counts for nothing: it may fail for their sake."""
    table = deliveries.c
    state = case(
        (table.state == DeliveryState.SENT.value, DONE), (table.state == DeliveryState.FAILED.value, LOST), else_=WAITS
    )
    worst = (
        select(table.submission_id, func.max(state).label("worst"))
        .where(table.copy_to.is_(None), OF_A_VISITOR)
        .group_by(table.submission_id)
        .subquery()
    )
    query = (
        select(submissions.c.verdict, worst.c.worst, func.count())
        .join(worst, worst.c.submission_id == submissions.c.id, isouter=True)
        .group_by(submissions.c.verdict, worst.c.worst)
    )
    names = {DONE: "delivered", LOST: "failed", WAITS: "waiting", None: "astray"}
    found = dict.fromkeys(("delivered", "waiting", "failed", "held", "astray"), 0)
    for verdict, became, count in connection.execute(query):
        found["held" if verdict == Verdict.QUARANTINED.value else names[became]] += count
    return Fates(**found)


def astray(connection: Connection) -> Iterator[str]:
    """The references of accepted submissions without any delivery."""
    of_it = (deliveries.c.submission_id == submissions.c.id, deliveries.c.copy_to.is_(None), OF_A_VISITOR)
    none = ~select(deliveries.c.id).where(*of_it).exists()
    query = select(submissions.c.reference).where(~HELD, none).order_by(submissions.c.number)
    yield from connection.execute(query).scalars()


@dataclass(frozen=True)
class Figures:
    """What a watcher asks every few seconds: cheap, however much is stored. `overdue_since` is None for nothing due."""

    stored: int
    held: int
    erased: int
    files: int
    kept_files: int
    overdue_since: datetime | None


def figures(connection: Connection) -> Figures:
    held = select(func.count()).select_from(submissions).where(HELD).scalar_subquery()
    files = select(func.count(uploads.c.submission_id)).scalar_subquery()
    kept = select(func.count()).select_from(uploads).where(uploads.c.kept_until.is_not(None)).scalar_subquery()
    overdue = select(func.min(deliveries.c.due_at)).where(deliveries.c.due_at.is_not(None)).scalar_subquery()
    row = connection.execute(select(tallies.total(submissions), held, files, kept, overdue)).one()
    stored, held_back, stored_files, kept_files, since = row
    return Figures(stored, held_back, tallies.rows(connection, ERASED), stored_files, kept_files, since)
