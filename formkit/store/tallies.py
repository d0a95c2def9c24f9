"""How many rows there are, without counting a million of them: a tally of the old ones, and a count of the new.

Whoever changes a tally reads it first: one transaction at a time, from its first look to its end.
"""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, insert, literal_column, select, update

from formkit.store.database import lock_key
from formkit.store.tables import deliveries, marks, submissions

LATE = 1_000  # on PostgreSQL a lower number may be committed after a higher one
COUNTED = (submissions, deliveries)


def total(table: Table) -> ColumnElement[int]:
    """How many rows the table has, as part of a statement."""
    marked = marks.c.name == literal_column(f"'{table.name}'")
    count = select(func.coalesce(func.max(marks.c.rows), 0)).where(marked).scalar_subquery()
    number = select(func.coalesce(func.max(marks.c.number), 0)).where(marked).scalar_subquery()
    newer = select(func.count()).select_from(table).where(table.c.number > number).scalar_subquery()
    return count + newer


def advance(connection: Connection) -> None:
    """Take what came since into the tallies."""
    _lock(connection)
    late = LATE if connection.dialect.name == "postgresql" else 0
    for table in COUNTED:
        number, before = _mark(connection, table)
        newest = (connection.execute(select(func.max(table.c.number))).scalar() or 0) - late
        if newest > number:
            more = _between(connection, table, number, newest)
            set_mark(connection, table.name, number=newest, rows=before + more)


def take_off(connection: Connection, table: Table, doomed: ColumnElement[bool]) -> int:
    """Take the rows that are about to be erased off the tally; how many they are."""
    _lock(connection)
    number, before = _mark(connection, table)
    told = select(func.count()).select_from(table).where(doomed)
    tallied = connection.execute(told.where(table.c.number <= number)).scalar_one()
    if tallied:
        set_mark(connection, table.name, number=number, rows=before - tallied)
    return connection.execute(told).scalar_one()


def step_back(connection: Connection, name: str, table: Table) -> None:
    """SQLite gives the numbers of the newest rows again once they are erased: the mark must not cover those."""
    _lock(connection)
    newest = connection.execute(select(func.max(table.c.number))).scalar() or 0
    connection.execute(update(marks).where(marks.c.name == name, marks.c.number > newest).values(number=newest))


def mark(connection: Connection, name: str) -> int:
    return connection.execute(select(marks.c.number).where(marks.c.name == name)).scalar() or 0


def set_mark(connection: Connection, name: str, *, number: int, rows: int = 0) -> None:
    changed: Any = connection.execute(update(marks).where(marks.c.name == name).values(number=number, rows=rows))
    if not changed.rowcount:
        connection.execute(insert(marks).values(name=name, number=number, rows=rows))


def add(connection: Connection, name: str, more: int) -> None:
    """Add to a tally of what is no row (any more)."""
    _lock(connection)
    before = rows(connection, name)
    set_mark(connection, name, number=0, rows=before + more)


def rows(connection: Connection, name: str) -> int:
    return connection.execute(select(marks.c.rows).where(marks.c.name == name)).scalar() or 0


def _lock(connection: Connection) -> None:
    lock_key(connection, "tallies")


def _mark(connection: Connection, table: Table) -> tuple[int, int]:
    row = connection.execute(select(marks.c.number, marks.c.rows).where(marks.c.name == table.name)).first()
    return (row.number, row.rows) if row else (0, 0)


def _between(connection: Connection, table: Table, after: int, upto: int) -> int:
    query = select(func.count()).select_from(table).where(table.c.number > after, table.c.number <= upto)
    return connection.execute(query).scalar_one()
