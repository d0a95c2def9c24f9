"""The outbox as workers see it: claim what is due, record how it ended.

A claim is a lease. Whoever records an outcome must still hold it: same worker, same try.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    update,
)

from formkit.model import Delivery, DeliveryState, Message
from formkit.store.prepared import Prepared
from formkit.store.rows import delivery_from, message_to_json
from formkit.store.tables import LOST, attempts, told
from formkit.store.tables import deliveries as table

CLOCKS_DIFFER = timedelta(hours=1)  # at most, between machines that are well
AGAIN = "again"  # among the attempts: a person wanted it sent again
RECORD = Prepared(
    update(table)
    .where(
        table.c.id == bindparam("of"),
        table.c.state == literal_column("'sending'"),
        table.c.claimed_by == bindparam("worker"),
        table.c.tries == bindparam("try"),
    )
    .values(
        state=bindparam("now_state"),
        sent_at=bindparam("now_sent_at", type_=table.c.sent_at.type),
        next_try_at=bindparam("now_due_at", type_=table.c.due_at.type),
        due_at=bindparam("now_due_at", type_=table.c.due_at.type),
        last_words=bindparam("now_words", type_=table.c.last_words.type),
        message=func.coalesce(bindparam("now_message", type_=table.c.message.type), table.c.message),
        claimed_by=literal_column("''"),
    )
    .returning(table.c.number)
)
ATTEMPT = Prepared(
    insert(attempts).values({name: bindparam(name) for name in ("delivery_id", "at", "outcome", "words")})
)


@dataclass(frozen=True)
class Outcome:
    """How a claimed try ended at `at`, and the other side's words.

    When it waits for another try: from when on (`next_try_at`), and what to say then, if not the same (`message`).
    """

    delivery: Delivery
    state: DeliveryState
    at: datetime
    words: str
    next_try_at: datetime | None = None
    message: Message | None = None


def claim(
    connection: Connection,
    worker: str,
    *,
    now: datetime,
    lease: timedelta,
    limit: int,
    without: Collection[str],
    but_not: Collection[str],
    in_hand: Collection[str],
) -> list[Delivery]:
    """Take up to `limit` deliveries that are due, the longest due first.

    No channel `without`, no target `but_not`, no delivery `in_hand`.
    """
    wanted = [table.c.due_at <= now]
    wanted += [table.c.channel.not_in(without)] if without else []
    wanted += [table.c.target.not_in(but_not)] if but_not else []
    wanted += [table.c.id.not_in(in_hand)] if in_hand else []
    due = select(table.c.number).where(*wanted).order_by(table.c.due_at, table.c.number)
    taken = (
        update(table)
        .where(table.c.number.in_(due.limit(limit).with_for_update(skip_locked=True)))
        .values(state=DeliveryState.SENDING, tries=table.c.tries + 1, due_at=now + lease, claimed_by=worker)
        .returning(table)
    )
    rows = connection.execute(taken).all()
    return [delivery_from(row) for row in sorted(rows, key=lambda row: (row.next_try_at, row.number))]


def record(connection: Connection, worker: str, outcome: Outcome) -> bool:
    """Record how a claimed try ended; False, and nothing written, when the claim was lost."""
    delivery = outcome.delivery
    values = {
        "of": delivery.id,
        "worker": worker,
        "try": delivery.tries,
        "now_state": outcome.state.value,
        "now_sent_at": outcome.at if outcome.state is DeliveryState.SENT else None,
        "now_due_at": outcome.next_try_at,
        "now_words": outcome.words,
        "now_message": outcome.message and message_to_json(outcome.message),
    }
    if RECORD.run(connection, values).first() is None:
        return False
    ended = "retry" if outcome.state is DeliveryState.QUEUED else outcome.state.value
    ATTEMPT.run(connection, {"delivery_id": delivery.id, "at": outcome.at, "outcome": ended, "words": outcome.words})
    return True


def requeue(connection: Connection, delivery_id: str | None, *, now: datetime) -> int:
    """Try a failed or waiting delivery now, or all failed ones; the count of tries starts again."""
    states = (DeliveryState.FAILED, *([DeliveryState.QUEUED] if delivery_id else []))
    due_now = {"state": DeliveryState.QUEUED, "next_try_at": now, "due_at": now}
    again = update(table).values(tries=0, **due_now).where(table.c.state.in_(states)).returning(table.c.id)
    asked = connection.execute(again if delivery_id is None else again.where(table.c.id == delivery_id)).scalars().all()
    if asked:
        wishes = [{"delivery_id": one, "at": now, "outcome": AGAIN, "words": ""} for one in asked]
        connection.execute(insert(attempts), wishes)
        connection.execute(delete(told).where(told.c.kind == LOST, told.c.about.in_(asked)))
    return len(asked)


def asked_again_at(connection: Connection, delivery_id: str) -> datetime | None:
    wishes = (attempts.c.delivery_id == delivery_id, attempts.c.outcome == AGAIN)
    return connection.execute(select(func.max(attempts.c.at)).where(*wishes)).scalar()


def renew(connection: Connection, worker: str, *, until: datetime, only: Collection[str] | None) -> int:
    """Keep what this worker has claimed: everything, or `only` the deliveries of these ids."""
    held = update(table).where(table.c.claimed_by == worker, table.c.due_at.is_not(None))
    kept = held if only is None else held.where(table.c.id.in_(only))
    return connection.execute(kept.values(due_at=until)).rowcount


def catch_up(connection: Connection, *, now: datetime, waits: Sequence[timedelta]) -> int:
    """Make due what lies further ahead than any wait may be: it was planned by a clock that was wrong.

    `waits` are the longest ones after the first, second, ... try; the last one repeats.
    """
    queued, tries = table.c.state == DeliveryState.QUEUED, table.c.tries
    longest = case(
        *((queued & (tries == tried), _ahead(now, wait)) for tried, wait in enumerate(waits, 1)),
        (queued & (tries > len(waits)), _ahead(now, waits[-1])),
        else_=_ahead(now),
    )
    stuck = (table.c.due_at > now + CLOCKS_DIFFER, table.c.due_at > longest)
    return connection.execute(update(table).where(*stuck).values(due_at=now, next_try_at=now)).rowcount


def _ahead(now: datetime, wait: timedelta = timedelta()) -> ColumnElement[datetime]:
    return literal(now + wait + CLOCKS_DIFFER, table.c.due_at.type)


def release(connection: Connection, worker: str, *, only: Collection[str] | None, until: datetime | None) -> int:
    """Give back what a worker claimed and did not try: all, or `only` these ids; due as before, or at `until`."""
    held = update(table).where(table.c.claimed_by == worker, table.c.due_at.is_not(None))
    given = held if only is None else held.where(table.c.id.in_(only))
    again = table.c.next_try_at if until is None else until
    values = {"state": DeliveryState.QUEUED, "tries": table.c.tries - 1, "due_at": again, "next_try_at": again}
    return connection.execute(given.values(claimed_by="", **values)).rowcount
