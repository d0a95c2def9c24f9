"""The files of a submission, as they are listed and read again."""

from dataclasses import dataclass

from sqlalchemy import Connection, select

from formkit.store.tables import uploads as table


@dataclass(frozen=True)
class StoredFile:
    """A file of a submission, without its content; `size` in bytes."""

    id: str
    field: str
    name: str
    media_type: str
    size: int
    sha256: str


def files_of(connection: Connection, submission_id: str) -> list[StoredFile]:
    columns = (table.c.id, table.c.field, table.c.name, table.c.media_type, table.c.size, table.c.sha256)
    query = select(*columns).where(table.c.submission_id == submission_id).order_by(table.c.number)
    return [StoredFile(*row) for row in connection.execute(query)]


def content(connection: Connection, file_id: str) -> bytes:
    """b"" for a file that is gone."""
    return connection.execute(select(table.c.content).where(table.c.id == file_id)).scalar() or b""
