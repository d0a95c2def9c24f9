"""The files of a store: kept for a next try, read, dropped. A part of Store; `save` stores those of a submission."""

from collections.abc import Sequence
from datetime import datetime

from formkit.model import Upload
from formkit.store import uploads
from formkit.store.database import Database
from formkit.store.uploads import Place

MAX_UPLOAD = 20_000_000  # bytes of one file, and more than a form takes


class Filing:
    """The methods of Store for files."""

    _database: Database

    def keep_uploads(self, files: Sequence[Upload], place: Place, *, until: datetime) -> None:
        """Store files of a post that was not accepted, for its next try; `drop_kept_uploads` deletes them after."""
        with self._database.write() as connection:
            uploads.keep(connection, files, place, until=until)

    def kept_size(self, address_hash: str | None = None) -> int:
        """How many bytes wait for a next try: from an address, or from everybody."""
        with self._database.read() as connection:
            return uploads.kept_size(connection, address_hash)

    def earlier_uploads(self, ids: Sequence[str], *, site: str, form: str, since: datetime) -> list[Upload]:
        """The files with these ids that came to a form after `since`; without `id` where a submission has them."""
        with self._database.read() as connection:
            return uploads.earlier(connection, ids, site=site, form=form, since=since)

    def upload(self, upload_id: str) -> Upload | None:
        """A file of a submission, without its content."""
        with self._database.read() as connection:
            return uploads.find(connection, upload_id)

    def upload_content(self, upload_id: str, *, start: int = 0, length: int = MAX_UPLOAD) -> bytes:
        """The content of a file of a submission, or a piece of it; empty where there is none."""
        with self._database.read() as connection:
            return uploads.content(connection, upload_id, start, length)
