"""What the owner should hear of without asking: what was held back, and which forms have fallen silent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select

from formkit.model import Delivery
from formkit.store.rows import delivery_row
from formkit.store.submissions import HELD, INSERT_DELIVERY
from formkit.store.tables import submissions, uploads
from formkit.store.told import tell_once

table = submissions.c


@dataclass(frozen=True)
class Held:
    """How many submissions of a site are held back, and the id of the newest."""

    site: str
    count: int
    newest: str


def held_since(connection: Connection, moment: datetime) -> list[Held]:
    """What was held back after the moment, by site."""
    newest = func.max(table.number)
    query = select(table.site, func.count(), newest).where(HELD, table.received_at > moment).group_by(table.site)
    found = connection.execute(query.order_by(table.site)).all()
    numbers = [number for *_, number in found]
    ids = {
        row.number: row.id
        for row in connection.execute(select(table.number, table.id).where(table.number.in_(numbers)))
    }
    return [Held(site, count, ids[number]) for site, count, number in found]


def arrivals(connection: Connection, site: str, form: str, limit: int) -> list[tuple[str, datetime]]:
    """The id and the moment of the newest accepted submissions of a form, the newest first."""
    query = select(table.id, table.received_at).where(table.site == site, table.form == form, ~HELD)
    rows = connection.execute(query.order_by(table.number.desc()).limit(limit))
    return [(row.id, row.received_at) for row in rows]


def tell(
    connection: Connection, kind: str, about: str, deliveries: Sequence[Delivery], *, at: datetime, every: timedelta
) -> bool:
    """Put the mails into the outbox, unless something of this kind about the same was told since `at - every`."""
    if not tell_once(connection, kind, about, at=at, every=every):
        return False
    for delivery in deliveries:
        INSERT_DELIVERY.run(connection, delivery_row(delivery, at))
    return True


def drop_kept_uploads(connection: Connection, now: datetime) -> int:
    return connection.execute(delete(uploads).where(uploads.c.kept_until < now)).rowcount
