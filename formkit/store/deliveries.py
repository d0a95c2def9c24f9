"""Deliveries: lists and figures of the outbox."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from formkit.model import Attempt, Delivery, DeliveryState
from formkit.store import tallies
from formkit.store.rows import attempt_from, delivery_from
from formkit.store.tables import LOST, submissions, told
from formkit.store.tables import attempts as attempts_table
from formkit.store.tables import deliveries as table

PAGE = 500  # ids in one question


@dataclass(frozen=True)
class Counts:
    """Deliveries by state, and when the oldest that still waits was created."""

    by_state: Mapping[DeliveryState, int]
    oldest_waiting: datetime | None

    @property
    def waiting(self) -> int:
        return self.by_state[DeliveryState.QUEUED] + self.by_state[DeliveryState.SENDING]


@dataclass(frozen=True)
class Origin:
    """The submission that a delivery tells of, as people name it."""

    site: str
    form: str
    reference: str


@dataclass(frozen=True)
class Undelivered:
    """A delivery that does not arrive, of which site and form, and how many there are like it to the same target."""

    delivery: Delivery
    site: str
    form: str
    count: int = 1


def lost(connection: Connection, *, limit: int) -> list[Undelivered]:
    """The newest notices that failed for good and nobody was told of; a visitor's own copy is no notice."""
    known = select(told.c.about).where(told.c.kind == LOST, told.c.about == table.c.id)
    failed = (table.c.state == DeliveryState.FAILED, table.c.copy_to.is_(None), ~known.exists())
    query = select(table, submissions.c.site, submissions.c.form).join(submissions).where(*failed)
    rows = connection.execute(query.order_by(table.c.number.desc()).limit(limit))
    return [Undelivered(delivery_from(row), row.site, row.form) for row in rows]


def stuck(connection: Connection, *, since: datetime) -> list[Undelivered]:
    """The oldest notice to each target of a site that waits and was refused before `since` already."""
    refused = select(attempts_table.c.number).where(
        attempts_table.c.delivery_id == table.c.id,
        attempts_table.c.outcome == "retry",
        attempts_table.c.at <= since,
    )
    waits = (table.c.due_at.is_not(None), table.c.tries > 0, table.c.copy_to.is_(None), table.c.created_at <= since)
    lanes = (submissions.c.site, table.c.channel, table.c.target)
    grouped = select(func.min(table.c.number), func.count()).join(submissions).where(*waits, refused.exists())
    counts = {row[0]: row[1] for row in connection.execute(grouped.group_by(*lanes))}
    query = select(table, submissions.c.site, submissions.c.form).join(submissions).where(table.c.number.in_(counts))
    rows = connection.execute(query.order_by(table.c.number))
    return [Undelivered(delivery_from(row), row.site, row.form, counts[row.number]) for row in rows]


def listing(
    connection: Connection,
    *,
    site: str | None,
    form: str | None,
    state: DeliveryState | None,
    submission_id: str | None,
    limit: int | None,
) -> list[Delivery]:
    """Deliveries, the newest first."""
    columns = {
        submissions.c.site: site,
        submissions.c.form: form,
        table.c.state: state,
        table.c.submission_id: submission_id,
    }
    query = select(table).where(*(column == value for column, value in columns.items() if value is not None))
    if site is not None or form is not None:
        query = query.join(submissions)
    rows = connection.execute(query.order_by(table.c.number.desc()).limit(limit))
    return [delivery_from(row) for row in rows]


def find(connection: Connection, delivery_id: str) -> Delivery | None:
    row = connection.execute(select(table).where(table.c.id == delivery_id)).first()
    return delivery_from(row) if row else None


def origins(connection: Connection, found: Sequence[Delivery]) -> list[Origin]:
    """What each of these tells of, asked for in pages."""
    columns = (submissions.c.id, submissions.c.site, submissions.c.form, submissions.c.reference)
    ids = list({one.submission_id for one in found})
    pages = (ids[start : start + PAGE] for start in range(0, len(ids), PAGE))
    rows = (row for page in pages for row in connection.execute(select(*columns).where(submissions.c.id.in_(page))))
    by_id = {row.id: Origin(row.site, row.form, row.reference) for row in rows}
    return [by_id[one.submission_id] for one in found]


def attempts(connection: Connection, delivery_id: str) -> list[Attempt]:
    """Every try of a delivery that ended, and every wish to send it again, the first one first."""
    query = select(attempts_table).where(attempts_table.c.delivery_id == delivery_id)
    return [attempt_from(row) for row in connection.execute(query.order_by(attempts_table.c.number))]


def counts(connection: Connection) -> Counts:
    """In one statement, so that all figures are of one moment: the few that are not sent, and the rest."""
    rest = [state for state in DeliveryState if state is not DeliveryState.SENT]
    figures = [select(func.count()).where(table.c.state == state.value).scalar_subquery() for state in rest]
    oldest = [_oldest(state) for state in (DeliveryState.QUEUED, DeliveryState.SENDING)]
    total, *found = connection.execute(select(tallies.total(table), *figures, *oldest)).one()
    by_state = dict(zip(rest, found, strict=False))
    waiting = [at for at in found[len(rest) :] if at is not None]
    return Counts({**by_state, DeliveryState.SENT: total - sum(by_state.values())}, min(waiting, default=None))


def _oldest(state: DeliveryState) -> Any:
    """When the first of this state was created, out of an index: the smallest number came first."""
    first = select(table.c.created_at).where(table.c.state == state.value).order_by(table.c.number).limit(1)
    return first.scalar_subquery()


def copies(connection: Connection, address: str, *, since: datetime) -> int:
    """How many visitor's copies to the address were asked for after `since`."""
    query = select(func.count()).where(table.c.copy_to == address.lower(), table.c.created_at > since)
    return connection.execute(query).scalar_one()
