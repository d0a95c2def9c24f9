"""What the store knows of a post's past, and tokens that count once."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    Select,
    and_,
    bindparam,
    delete,
    func,
    literal_column,
    not_,
    or_,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite

from formkit.model import History, Spend, Submission
from formkit.store.prepared import Prepared
from formkit.store.tables import spent
from formkit.store.tables import submissions as table

SEEN = 50  # that say the same and are looked at: more is no news
_HERE = and_(
    table.c.address_hash == bindparam("address_hash"),
    table.c.site == bindparam("site"),
    table.c.form == bindparam("form"),
)


def _few(*conditions: ColumnElement[bool]) -> Prepared:
    """How many there are, counted up to `most`."""
    found = select(table.c.number).where(*conditions)
    return Prepared(select(func.count()).select_from(_bounded(found, "most").subquery()))


def _bounded(query: Select[Any], most: str) -> Select[Any]:
    """SQLite wants to be told of an offset, too."""
    return query.limit(bindparam(most, type_=Integer)).offset(bindparam("skipped", type_=Integer))


SERIES = _few(_HERE, table.c.received_at > bindparam("since"))


def _repeats() -> Prepared:
    """How many of the newest that say the same are from elsewhere: one post more never costs more."""
    same = (table.c.text_hash == bindparam("text_hash"), table.c.text_hash != literal_column("''"))  # as the index says
    newest = _bounded(select(table).where(*same).order_by(table.c.number.desc()), "seen").subquery()
    here = and_(*(newest.c[name] == bindparam(name) for name in ("address_hash", "site", "form")))
    return Prepared(select(func.count()).where(newest.c.received_at > bindparam("lately"), not_(here)))


REPEATS = _repeats()
_SLOTS = tuple(f"use{number}" for number in range(8))
SPENT = Prepared(select(spent.c.token).where(or_(*(spent.c.token == bindparam(slot) for slot in _SLOTS))))
_ROW: dict[str, Any] = {"token": bindparam("token"), "until": bindparam("until")}
SPEND = {
    "sqlite": Prepared(sqlite.insert(spent).values(_ROW).on_conflict_do_nothing()),
    "postgresql": Prepared(postgresql.insert(spent).values(_ROW).on_conflict_do_nothing()),
}


class AlreadySpent(Exception):
    """A token was used in the meantime: ask for the history again."""


def history(
    connection: Connection, submission: Submission, *, since: datetime, lately: datetime, most: int, uses: Sequence[str]
) -> History:
    """The past of a submission that is not stored yet; its series is counted after `since`, up to `most`."""
    said = {name: getattr(submission, name) for name in ("site", "form", "address_hash", "text_hash")} | {"skipped": 0}
    counted = most if submission.address_hash else 0
    return History(
        series=SERIES.run(connection, {**said, "since": since, "most": counted}).scalar_one() if counted else 0,
        repeats=REPEATS.run(connection, {**said, "lately": lately, "seen": SEEN}).scalar_one()
        if submission.text_hash
        else 0,
        spent=_spent(connection, uses),
    )


def _spent(connection: Connection, uses: Sequence[str]) -> frozenset[str]:
    """Which of at most eight tokens were used."""
    if not uses:
        return frozenset()
    slots = dict.fromkeys(_SLOTS, "") | dict(zip(_SLOTS, uses, strict=False))
    return frozenset(row[0] for row in SPENT.run(connection, slots))


def spend(connection: Connection, spends: Sequence[Spend]) -> None:
    """Mark them as used. Raises AlreadySpent when one is: what else the transaction wrote is to be taken back."""
    for one in spends:
        row = {"token": one.token, "until": one.until}
        if SPEND[connection.dialect.name].run(connection, row).rowcount != 1:
            raise AlreadySpent(one.token)


def forget(connection: Connection, now: datetime) -> int:
    """Drop what has ended; how many."""
    return connection.execute(delete(spent).where(spent.c.until < now)).rowcount
