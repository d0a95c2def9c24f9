"""Figures of everything that is stored: what became of each submission, and what a watcher asks."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from formkit.model import DeliveryState, Verdict
from formkit.store.submissions import HELD
from formkit.store.tables import deliveries, submissions

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
