"""Files: kept for the next try of a form, attached to a submission, read again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, insert, select, update
from sqlalchemy.sql import literal

from formkit.model import Submission, Upload
from formkit.store.tables import uploads as table

FACTS = (table.c.id, table.c.field, table.c.name, table.c.media_type, table.c.size, table.c.sha256)
COPIED = ("site", "form", "field", "name", "media_type", "size", "sha256", "content")


@dataclass(frozen=True)
class Place:
    """Where files came: to which form, from whom, when."""

    site: str
    form: str
    address_hash: str
    created_at: datetime


class UploadGone(Exception):
    """A file that was kept for the next try of its form is there no more."""

    def __init__(self, file: Upload) -> None:
        super().__init__(file.name)
        self.file = file


def attaching(submission: Submission, files: Sequence[Upload]) -> Callable[[Connection], None]:
    """The work of storing the files of a submission, new ones and those kept from an earlier try.

    Raises UploadGone.
    """
    place = Place(submission.site, submission.form, submission.address_hash, submission.received_at)

    def attach(connection: Connection) -> None:
        for file in files:
            if file.content is not None:
                connection.execute(insert(table), _row(file, place) | {"submission_id": submission.id})
            elif not (_take(connection, submission, file) or _copy(connection, submission, file)):
                raise UploadGone(file)

    return attach


def keep(connection: Connection, files: Sequence[Upload], place: Place, *, until: datetime) -> None:
    """Store files that came with a post that was not accepted, for its next try."""
    for file in files:
        connection.execute(insert(table), _row(file, place) | {"kept_until": until})


def kept_size(connection: Connection, address_hash: str | None) -> int:
    """How many bytes wait for a next try: from an address, or (None) from everybody."""
    query = select(func.coalesce(func.sum(table.c.size), 0)).where(table.c.kept_until.is_not(None))
    if address_hash is not None:
        query = query.where(table.c.address_hash == address_hash)
    return int(connection.execute(query).scalar_one())


def earlier(connection: Connection, ids: Sequence[str], *, site: str, form: str, since: datetime) -> list[Upload]:
    """The files with these ids that came to a form after `since`, in the order of the ids.

    One that a submission has already has no `id`: what is made of it is a copy, which needs its own.
    """
    found = and_(table.c.id.in_(ids), table.c.site == site, table.c.form == form, table.c.created_at > since)
    rows = {row.id: row for row in connection.execute(select(*FACTS, table.c.submission_id).where(found))}
    return [_earlier(rows[one]) for one in dict.fromkeys(ids) if one in rows]


def _earlier(row: Any) -> Upload:
    new_id = row.id if row.submission_id is None else ""
    return Upload(new_id, row.field, row.name, row.media_type, row.size, row.sha256, kept=row.id)


def find(connection: Connection, upload_id: str) -> Upload | None:
    """A file of a submission."""
    row = connection.execute(select(*FACTS).where(_sent(upload_id))).first()
    return upload_from(row) if row else None


def content(connection: Connection, upload_id: str, start: int, length: int) -> bytes:
    """A piece of the content of a file of a submission; empty where there is none. `start` counts from 0."""
    piece = func.substr(table.c.content, start + 1, length)
    return bytes(connection.execute(select(piece).where(_sent(upload_id))).scalar() or b"")


def upload_from(row: Any) -> Upload:
    return Upload(row.id, row.field, row.name, row.media_type, row.size, row.sha256)


def _sent(upload_id: str) -> ColumnElement[bool]:
    return and_(table.c.id == upload_id, table.c.submission_id.is_not(None))


def _take(connection: Connection, submission: Submission, file: Upload) -> bool:
    """Attach a kept file that no submission has yet."""
    if file.id != file.kept:
        return False
    free = and_(table.c.id == file.kept, table.c.submission_id.is_(None))
    attached = {"submission_id": submission.id, "kept_until": None}
    return connection.execute(update(table).where(free).values(attached)).rowcount == 1


def _copy(connection: Connection, submission: Submission, file: Upload) -> bool:
    """A copy of a file that another submission has already: the visitor went back and sent something else with it."""
    if file.id == file.kept:
        return False
    new = {"id": file.id, "submission_id": submission.id, "address_hash": submission.address_hash}
    values = [literal(value).label(name) for name, value in new.items()]
    same = [literal(submission.received_at, table.c.created_at.type), *(table.c[name] for name in COPIED)]
    source = select(*values, *same).where(table.c.id == file.kept)
    copied = insert(table).from_select([*new, "created_at", *COPIED], source).returning(table.c.id)
    return connection.execute(copied).scalar() is not None


def _row(file: Upload, place: Place) -> dict[str, Any]:
    facts = {name: getattr(file, name) for name in ("id", "field", "name", "media_type", "size", "sha256", "content")}
    return facts | vars(place) | {"submission_id": None, "kept_until": None}
