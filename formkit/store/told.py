"""What was told to a person, remembered in the database: several workers tell it once."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from formkit.store.tables import told as table

INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def tell_once(connection: Connection, kind: str, about: str, *, at: datetime, every: timedelta) -> bool:
    """Whether the caller is the one who tells it now; False for `every` after it was told.

    A moment further in the future than that comes from a clock that was wrong.
    """
    first = INSERT[connection.dialect.name](table).values(kind=kind, about=about, at=at)
    again = first.on_conflict_do_update(
        index_elements=[table.c.kind, table.c.about],
        set_={"at": at},
        where=or_(table.c.at <= at - every, table.c.at > at + every),
    )
    return connection.execute(again.returning(table.c.kind)).first() is not None


def told_at(connection: Connection, kind: str) -> dict[str, datetime]:
    """When each thing of this kind was told last, by what it is about."""
    rows = connection.execute(select(table.c.about, table.c.at).where(table.c.kind == kind))
    return {row.about: row.at for row in rows}


def forget(connection: Connection, kind: str, about: str) -> None:
    """It could not be told, or the trouble is over: the next one is news."""
    connection.execute(delete(table).where(table.c.kind == kind, table.c.about == about))
