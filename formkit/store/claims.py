"""The outbox as workers see it: claim what is due, record how it ended.

A claim is a lease. Whoever records an outcome must still hold it: same worker, same try.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from formkit.model import Delivery, DeliveryState
from formkit.store.rows import delivery_from
from formkit.store.tables import attempts
from formkit.store.tables import deliveries as table

AGAIN = "again"  # among the attempts: a person wanted it sent again


def claim(connection: Connection, worker: str, *, now: datetime, lease: timedelta, limit: int) -> list[Delivery]:
    """Take up to `limit` deliveries that are due, the longest due first."""
    due = select(table.c.number).where(table.c.due_at <= now).order_by(table.c.due_at, table.c.number)
    taken = (
        update(table)
        .where(table.c.number.in_(due.limit(limit).with_for_update(skip_locked=True)))
        .values(state=DeliveryState.SENDING, tries=table.c.tries + 1, due_at=now + lease, claimed_by=worker)
        .returning(table)
    )
    rows = connection.execute(taken).all()
    return [delivery_from(row) for row in sorted(rows, key=lambda row: (row.next_try_at, row.number))]


def finish(
    connection: Connection,
    delivery: Delivery,
    *,
    worker: str,
    at: datetime,
    words: str,
    outcome: dict[str, Any],
) -> bool:
    """Record how a claimed try ended; False, and nothing written, when the claim was lost."""
    kept = (
        update(table)
        .where(
            table.c.id == delivery.id,
            table.c.state == DeliveryState.SENDING,
            table.c.claimed_by == worker,
            table.c.tries == delivery.tries,
        )
        .values(last_words=words, claimed_by="", **outcome)
    )
    if connection.execute(kept).rowcount != 1:
        return False
    ended = "retry" if outcome["state"] == DeliveryState.QUEUED else outcome["state"].value
    connection.execute(insert(attempts).values(delivery_id=delivery.id, at=at, outcome=ended, words=words))
    return True


def sent(at: datetime) -> dict[str, Any]:
    return {"state": DeliveryState.SENT, "sent_at": at, "next_try_at": None, "due_at": None}


def waits(until: datetime) -> dict[str, Any]:
    return {"state": DeliveryState.QUEUED, "next_try_at": until, "due_at": until}


def failed() -> dict[str, Any]:
    return {"state": DeliveryState.FAILED, "next_try_at": None, "due_at": None}


def requeue(connection: Connection, delivery_id: str | None, *, now: datetime) -> int:
    """Try a failed or waiting delivery now, or all failed ones; the count of tries starts again."""
    states = (DeliveryState.FAILED, *([DeliveryState.QUEUED] if delivery_id else []))
    again = update(table).values(tries=0, **waits(now)).where(table.c.state.in_(states)).returning(table.c.id)
    asked = connection.execute(again if delivery_id is None else again.where(table.c.id == delivery_id)).scalars().all()
    if asked:
        wishes = [{"delivery_id": one, "at": now, "outcome": AGAIN, "words": ""} for one in asked]
        connection.execute(insert(attempts), wishes)
    return len(asked)


def asked_again_at(connection: Connection, delivery_id: str) -> datetime | None:
    wishes = (attempts.c.delivery_id == delivery_id, attempts.c.outcome == AGAIN)
    return connection.execute(select(func.max(attempts.c.at)).where(*wishes)).scalar()


def renew(connection: Connection, workers: Sequence[str], *, until: datetime) -> int:
    """Keep what these workers are sending claimed."""
    held = update(table).where(table.c.claimed_by.in_(workers), table.c.due_at.is_not(None))
    return connection.execute(held.values(due_at=until)).rowcount


def release(connection: Connection, worker: str) -> int:
    """Give back what a worker claimed and did not try."""
    held = update(table).where(table.c.claimed_by == worker, table.c.due_at.is_not(None))
    given = held.values(state=DeliveryState.QUEUED, tries=table.c.tries - 1, due_at=table.c.next_try_at, claimed_by="")
    return connection.execute(given).rowcount
