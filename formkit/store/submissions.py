"""Submissions: save one with its deliveries, find them again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from formkit.model import Delivery, Spend, Submission, Upload, Verdict
from formkit.store.database import Database, lock_key
from formkit.store.deliveries import copies
from formkit.store.history import spend
from formkit.store.prepared import Prepared
from formkit.store.rows import delivery_row, submission_from, submission_row
from formkit.store.tables import deliveries as deliveries_table
from formkit.store.tables import submissions as table
from formkit.store.uploads import attaching


def _every(columns_of: Table) -> dict[str, BindParameter[Any]]:
    """A parameter for every column but the number, which the database gives."""
    return {column.name: bindparam(column.name) for column in columns_of.c if column.name != "number"}


COPY_EVERY = timedelta(days=1)  # to one visitor's address (RFC 3834)
PAGE = 500  # rows per question of a long listing, so that it never holds a transaction open
EVER = datetime.min.replace(tzinfo=UTC)
KEY = ("site", "form", "dedupe")
FIRST = Prepared(
    select(func.min(table.c.number)).where(
        *(table.c[name] == bindparam(name) for name in KEY), table.c.received_at > bindparam("after")
    )
)
INSERT = Prepared(insert(table).values(_every(table)).inline())
HELD = table.c.verdict == literal_column("'quarantined'")  # as its index says it: SQLite does not look into parameters
INSERT_DELIVERY = Prepared(insert(deliveries_table).values(_every(deliveries_table)).inline())


@dataclass(frozen=True)
class Wanted:
    """Which submissions: of a site, a form, a verdict; everything where None."""

    site: str | None = None
    form: str | None = None
    verdict: Verdict | None = None
    limit: int | None = None
    oldest_first: bool = False


def saving(
    submission: Submission,
    deliveries: Sequence[Delivery],
    repeat_after: datetime | None,
    spends: Sequence[Spend] = (),
    uploads: Sequence[Upload] = (),
) -> Callable[[Connection], Submission]:
    """The work of writing it with its deliveries and files, which returns it, or the first one that it repeats."""
    row = submission_row(submission)
    delivery_rows = [delivery_row(delivery, submission.received_at) for delivery in deliveries]
    attach = attaching(submission, uploads)

    def save(connection: Connection) -> Submission:
        if submission.dedupe:
            _lock(connection, submission)
        if repeated := first(connection, submission, repeat_after):
            return repeated
        spend(connection, spends)
        INSERT.run(connection, row)
        attach(connection)
        _insert_deliveries(connection, delivery_rows)
        return submission

    return save


def accepting(connection: Connection, submission: Submission, deliveries: Sequence[Delivery]) -> bool:
    """Make a quarantined one an accepted one, and write its deliveries; False, and nothing written, if it is none."""
    held = (table.c.id == submission.id, table.c.verdict == Verdict.QUARANTINED.value)
    if connection.execute(update(table).where(*held).values(verdict=Verdict.ACCEPTED.value)).rowcount != 1:
        return False
    _insert_deliveries(connection, [delivery_row(delivery, submission.received_at) for delivery in deliveries])
    return True


def _insert_deliveries(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write them, but no second copy for a visitor within a day, however many posts come at the same moment."""
    for values in rows:
        if address := values["copy_to"]:
            lock_key(connection, f"copy {address}")
            if copies(connection, address, since=values["created_at"] - COPY_EVERY):
                continue
        INSERT_DELIVERY.run(connection, values)


def reference_taken(connection: Connection, submission: Submission) -> bool:
    """Whether another submission has this reference."""
    query = select(table.c.id).where(table.c.reference == submission.reference)
    return connection.execute(query).scalar() not in (None, submission.id)


def find(connection: Connection, condition: ColumnElement[bool]) -> Submission | None:
    row = connection.execute(select(table).where(condition)).first()
    return submission_from(row) if row else None


def has_token(token: str) -> ColumnElement[bool]:
    return table.c.token == token


def is_called(id_or_reference: str) -> ColumnElement[bool]:
    """By id, or by the reference as someone typed it: spaces around it and small letters don't matter."""
    name = id_or_reference.strip()
    return or_(table.c.id == name, table.c.reference.in_((name, name.upper())))


def listing(database: Database, wanted: Wanted) -> Iterator[Submission]:
    """Submissions in the order of their arrival, read page by page."""
    left, after = wanted.limit, None
    while left is None or left > 0:
        size = PAGE if left is None else min(PAGE, left)
        with database.read() as connection:
            rows = connection.execute(_page(wanted, after).limit(size)).all()
        yield from map(submission_from, rows)
        if len(rows) < size:
            return
        left, after = (None if left is None else left - size), rows[-1].number


def recent(
    connection: Connection, address_hash: str, *, since: datetime, until: datetime, site: str | None, form: str | None
) -> int:
    """How many came from the address after `since`, and not after `until`."""
    conditions = [table.c.address_hash == address_hash, table.c.received_at > since, table.c.received_at <= until]
    conditions += _equal(site=site, form=form)
    return connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()


def forms(connection: Connection) -> list[tuple[str, str]]:
    """Each site and form, by jumping from one to the next in the index."""
    found: list[tuple[str, str]] = []
    while row := _next_form(connection, *(found[-1] if found else ("", ""))):
        found.append((row.site, row.form))
    return found


def _next_form(connection: Connection, site: str, form: str) -> Any:
    places = select(table.c.site, table.c.form).order_by(table.c.site, table.c.form).limit(1)
    here = connection.execute(places.where(table.c.site == site, table.c.form > form)).first()
    return here or connection.execute(places.where(table.c.site > site)).first()


def held_back(connection: Connection) -> int:
    held = select(func.count()).select_from(table).where(HELD)
    return connection.execute(held).scalar_one()


def _lock(connection: Connection, submission: Submission) -> None:
    lock_key(connection, " ".join((submission.site, submission.form, submission.dedupe)))


def first(connection: Connection, submission: Submission, after: datetime | None) -> Submission | None:
    """The one received after `after` (None: ever) that this repeats."""
    if not submission.dedupe:
        return None
    key = {name: getattr(submission, name) for name in KEY}
    number = FIRST.run(connection, key | {"after": after or EVER}).scalar()
    return None if number is None else find(connection, table.c.number == number)


def _page(wanted: Wanted, after: int | None) -> Any:
    number = table.c.number
    conditions = [*_equal(site=wanted.site, form=wanted.form), *judged(wanted)]
    if after is not None:
        conditions.append(number > after if wanted.oldest_first else number < after)
    return select(table).where(*conditions).order_by(number if wanted.oldest_first else number.desc())


def judged(wanted: Wanted) -> list[ColumnElement[bool]]:
    """The condition on the verdict, if there is one."""
    if wanted.verdict is Verdict.QUARANTINED:
        return [HELD]
    return _equal(verdict=wanted.verdict)


def _equal(**values: str | None) -> list[ColumnElement[bool]]:
    return [table.c[name] == value for name, value in values.items() if value is not None]
