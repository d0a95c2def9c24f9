"""How fast things come and go: mails to one target lately, submissions of one form lately."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, Integer, bindparam, func, select

from formkit.model import Delivery, DeliveryState
from formkit.store.prepared import Prepared
from formkit.store.rows import delivery_from
from formkit.store.tables import deliveries as table
from formkit.store.tables import submissions

SENDING = table.c.state == DeliveryState.SENDING.value
COMING = Prepared(
    select(submissions.c.number)
    .where(submissions.c.site == bindparam("site"), submissions.c.form == bindparam("form"))
    .order_by(submissions.c.number.desc())
    .limit(bindparam("one", type_=Integer))
    .offset(bindparam("before", type_=Integer))
)


def mailed(connection: Connection, *, since: datetime) -> Counter[str]:
    """How many mails each target got after `since`, with those that are being sent."""
    found: Counter[str] = Counter()
    for lately in (table.c.sent_at > since, SENDING):
        query = select(table.c.target, func.count()).where(lately).group_by(table.c.target)
        found.update({row[0]: row[1] for row in connection.execute(query)})
    return found


def waiting(
    connection: Connection, targets: Collection[str], *, now: datetime, each: int
) -> Mapping[str, list[Delivery]]:
    """What is due and waits for each of the targets: the longest due first, at most `each`."""
    found = {}
    for target in targets:
        due = select(table).where(table.c.due_at <= now, table.c.target == target, ~SENDING)
        rows = connection.execute(due.order_by(table.c.due_at, table.c.number).limit(each))
        found[target] = [delivery_from(row) for row in rows]
    return found


def nth_newest(connection: Connection, site: str, form: str, nth: int) -> datetime | None:
    """When the nth newest submission of a form came; None when there are fewer. `nth` counts from 1."""
    said = {"site": site, "form": form, "one": 1, "before": nth - 1}
    number = COMING.run(connection, said).scalar()
    if number is None:
        return None
    return connection.execute(select(submissions.c.received_at).where(submissions.c.number == number)).scalar()
