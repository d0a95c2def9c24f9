"""Seals: each submission gets its link of the chain, in the background; the chain is read again link by link."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select, update

from formkit.store import chain
from formkit.store.database import Database
from formkit.store.tables import seals as table
from formkit.store.tables import submissions, uploads

LOCK = 0x7365616C73  # any number that nobody else uses: "seals"
LATE = 1_000  # on PostgreSQL a lower number may be committed after a higher one: so far back it is looked for
PAGE = 2_000  # links in one question
FACTS = [submissions.c[name] for name in chain.FACTS]
FILE = (uploads.c.field, uploads.c.name, uploads.c.media_type, uploads.c.size, uploads.c.sha256)


@dataclass(frozen=True)
class Head:
    """The newest link, to be kept elsewhere: whoever takes links off the end can't make it again."""

    number: int
    link: str


@dataclass(frozen=True)
class Sealed:
    """A link of the chain, and what its submission looks like now; `digest_now` is None when it is not there."""

    number: int
    submission_id: str
    reference: str
    digest: str
    link: str
    erased_at: datetime | None
    erasure: str | None
    digest_now: str | None


def seal(connection: Connection, key: str, *, limit: int | None, everything: bool = False) -> int:
    """Seal up to `limit` submissions in the order of their arrival; how many. `everything` looks far back, too."""
    lock(connection)
    last = head(connection)
    first, before = (last.number + 1, last.link) if last else (1, chain.BEGIN)
    rows = connection.execute(_unsealed(0 if everything else _sealed_up_to(connection)).limit(limit)).all()
    files, made = _files(connection, _of(row.id for row in rows)), []
    for number, row in enumerate(rows, first):
        digest = chain.digest(row[1:], files.get(row.id, ()))
        before = chain.link(key, before, digest, number)
        made.append(_seal_row(number, row, digest, before))
    if made:
        connection.execute(insert(table), made)
    return len(made)


def unsealed(connection: Connection) -> int:
    """About how many came after the newest seal, by their numbers."""
    newest = connection.execute(select(func.max(submissions.c.number))).scalar() or 0
    return max(0, newest - _newest_sealed(connection))


def lock(connection: Connection) -> None:
    """One at a time: SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))


def head(connection: Connection) -> Head | None:
    row = connection.execute(select(table.c.number, table.c.link).order_by(table.c.number.desc()).limit(1)).first()
    return Head(row.number, row.link) if row else None


def link_of(connection: Connection, number: int) -> str | None:
    return connection.execute(select(table.c.link).where(table.c.number == number)).scalar()


def erased(connection: Connection, ids: list[str], key: str, at: datetime) -> None:
    """Mark the seals of these submissions: they are gone on purpose."""
    query = select(table.c.number, table.c.link).where(table.c.submission_id.in_(ids))
    for row in connection.execute(query).all():
        marked = update(table).where(table.c.number == row.number)
        connection.execute(marked.values(erased_at=at, erasure=chain.erasure(key, row.link, at)))


def erased_at(connection: Connection, reference: str) -> datetime | None:
    query = select(table.c.erased_at).where(table.c.reference == reference, table.c.erased_at.is_not(None))
    return connection.execute(query).scalar()


def read(database: Database) -> Iterator[Sealed]:
    """Every link in its order, read page by page."""
    after = 0
    while True:
        with database.read() as connection:
            rows = connection.execute(_page(after)).all()
            span = (rows[0].number, rows[-1].number) if rows else (0, 0)
            files = _files(connection, _between(*span)) if rows else {}
        yield from (_sealed(row, files) for row in rows)
        if len(rows) < PAGE:
            return
        after = rows[-1].number


def _unsealed(after: int) -> Select[Any]:
    query = select(submissions.c.number, *FACTS).join(table, table.c.submission_id == submissions.c.id, isouter=True)
    return query.where(submissions.c.number > after, table.c.number.is_(None)).order_by(submissions.c.number)


def _sealed_up_to(connection: Connection) -> int:
    """The number below which nothing is missing; a number of an erased row may be given to a new one by SQLite."""
    return _newest_sealed(connection) - (LATE if connection.dialect.name == "postgresql" else 0)


def _newest_sealed(connection: Connection) -> int:
    alive = select(table.c.submission_number).where(table.c.erased_at.is_(None))
    return connection.execute(alive.order_by(table.c.submission_number.desc()).limit(1)).scalar() or 0


def _seal_row(number: int, row: Row[Any], digest: str, link: str) -> dict[str, object]:
    return {
        "number": number,
        "submission_id": row.id,
        "submission_number": row.number,
        "reference": row.reference,
        "digest": digest,
        "link": link,
    }


def _page(after: int) -> Select[Any]:
    columns = [column for column in table.c if column.name != "submission_number"]
    facts = [column.label(f"fact_{column.name}") for column in FACTS]
    query = select(*columns, *facts).join(submissions, submissions.c.id == table.c.submission_id, isouter=True)
    return query.where(table.c.number > after).order_by(table.c.number).limit(PAGE)


def _sealed(row: Row[Any], files: dict[str, list[Sequence[Any]]]) -> Sealed:
    facts = row[-len(FACTS) :]
    there = row.fact_id is not None
    return Sealed(
        number=row.number,
        submission_id=row.submission_id,
        reference=row.reference,
        digest=row.digest,
        link=row.link,
        erased_at=row.erased_at,
        erasure=row.erasure,
        digest_now=chain.digest(facts, files.get(row.submission_id, ())) if there else None,
    )


def _files(connection: Connection, query: Select[Any]) -> dict[str, list[Sequence[Any]]]:
    """What is known of the files, without their content, by submission."""
    found: dict[str, list[Sequence[Any]]] = {}
    for row in connection.execute(query.order_by(uploads.c.number)).all():
        found.setdefault(row[0], []).append(row[1:])
    return found


def _of(ids: Iterable[str]) -> Select[Any]:
    return select(uploads.c.submission_id, *FILE).where(uploads.c.submission_id.in_(list(ids)))


def _between(first: int, last: int) -> Select[Any]:
    query = select(uploads.c.submission_id, *FILE).join(table, table.c.submission_id == uploads.c.submission_id)
    return query.where(table.c.number.between(first, last))
