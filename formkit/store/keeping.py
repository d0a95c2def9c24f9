"""What keeps a store in order over the years: seals, search, erasing, figures, alarms. A part of Store."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from formkit.errors import FormkitError
from formkit.model import Delivery, Submission, Verdict
from formkit.store import erase, figures, seals, search, tallies, told, watch
from formkit.store.database import Database
from formkit.store.erase import Erased
from formkit.store.figures import Fates, Figures
from formkit.store.rows import submission_from
from formkit.store.seals import Head, Sealed
from formkit.store.submissions import Wanted
from formkit.store.watch import Held

STEP = 200  # submissions that are sealed or indexed in one transaction


class Keeping:
    """The methods of Store for which visitors don't wait."""

    _database: Database

    def seal(self, key: str, *, everything: bool = False) -> int:
        """Seal some of the submissions that have no seal yet; how many, 0 when all have one.

        `everything` looks through all of them, not only through the newest.
        """
        with self._database.write() as connection:
            return seals.seal(connection, key, limit=STEP, everything=everything)

    def unsealed(self) -> int:
        """About how many submissions came after the newest seal."""
        with self._database.read() as connection:
            return seals.unsealed(connection)

    def seals(self) -> Iterator[Sealed]:
        """Every link of the chain in its order, with what its submission looks like now; read as you go."""
        return seals.read(self._database)

    def head(self) -> Head | None:
        """The newest link of the chain."""
        with self._database.read() as connection:
            return seals.head(connection)

    def link(self, number: int) -> str | None:
        """Link `number` of the chain."""
        with self._database.read() as connection:
            return seals.link_of(connection, number)

    def fates(self) -> Fates:
        """What became of every submission, counted from all rows."""
        with self._database.read() as connection:
            return figures.fates(connection)

    def figures(self) -> Figures:
        """What a watcher asks every few seconds."""
        with self._database.read() as connection:
            return figures.figures(connection)

    def astray(self) -> list[str]:
        """The references of accepted submissions that nobody was ever to hear of."""
        with self._database.read() as connection:
            return list(figures.astray(connection))

    def index(self) -> int:
        """Take some of the submissions that the search does not know yet into its index; how many, 0 for none left."""
        with self._database.write() as connection:
            return search.index(connection, limit=STEP)

    def unindexed(self) -> int:
        """About how many submissions the search does not know yet."""
        with self._database.read() as connection:
            return search.unindexed(connection)

    def search(
        self,
        words: str,
        *,
        site: str | None = None,
        form: str | None = None,
        verdict: Verdict | None = None,
        limit: int = 50,
    ) -> list[Submission]:
        """The newest submissions that hold every one of the words, or one that begins so."""
        while self.index():
            """What has just come is found, too."""
        with self._database.read() as connection:
            found = search.find(connection, words, Wanted(site, form, verdict, limit))
        return [submission_from(row) for row in found]

    def of_person(self, address: str) -> Iterator[Submission]:
        """Every submission that was sent from the mail address, or has it for an answer."""
        return erase.of_person(self._database, address)

    def erased_at(self, reference: str) -> datetime | None:
        """When the submission of this reference was erased; None for one that was not, or never was."""
        with self._database.read() as connection:
            return seals.erased_at(connection, reference.strip().upper())

    def erase(self, ids: Sequence[str], *, key: str, at: datetime) -> Erased:
        """Erase submissions with all that hangs on them, a few at a time; `tidy` afterwards.

        Raises FormkitError when there are seals and no key to mark them with.
        """
        self._refuse_without(key)
        while key and ids and self.seal(key):
            """What is not sealed yet is so beforehand, a few at a time, so that no visitor waits."""
        gone = Erased()
        for start in range(0, len(ids), erase.BATCH):
            with self._database.write() as connection:
                gone += erase.erase(connection, ids[start : start + erase.BATCH], key, at)
        return gone

    def erase_outlived(self, site: str, form: str, *, before: datetime, key: str, at: datetime) -> Erased:
        """Erase what came to the form before the moment; what still waits to be sent stays."""
        gone, after = Erased(), 0
        while True:
            with self._database.read() as connection:
                old, further = erase.outlived(connection, site, form, before=before, after=after)
            gone += self.erase(old, key=key, at=at)
            if further is None:
                return gone
            after = further

    def tidy(self) -> bool:
        """Leave nothing of what was erased in the files of an SQLite database; False when a reader is in the way.

        PostgreSQL does this itself (autovacuum).
        """
        first = True
        while self._merged(first):
            first = False
        return self._database.empty_log()

    def tally(self) -> None:
        """Count what came since the last time, so that nobody has to count a million rows."""
        with self._database.write() as connection:
            tallies.advance(connection)

    def held_since(self, moment: datetime) -> list[Held]:
        """What was held back after the moment, by site."""
        with self._database.read() as connection:
            return watch.held_since(connection, moment)

    def arrivals(self, site: str, form: str, *, limit: int) -> list[tuple[str, datetime]]:
        """The id and the moment of the newest accepted submissions of a form, the newest first."""
        with self._database.read() as connection:
            return watch.arrivals(connection, site, form, limit)

    def tell(self, kind: str, about: str, deliveries: Sequence[Delivery], *, at: datetime, every: timedelta) -> bool:
        """Put mails into the outbox that nobody asked for; False, and nothing written, for `every` after the last."""
        with self._database.write() as connection:
            return watch.tell(connection, kind, about, deliveries, at=at, every=every)

    def tell_once(self, kind: str, about: str, *, at: datetime, every: timedelta) -> bool:
        """Whether the caller is the one who tells it now; False for `every` after someone did."""
        with self._database.write() as connection:
            return told.tell_once(connection, kind, about, at=at, every=every)

    def told_at(self, kind: str) -> dict[str, datetime]:
        """When each thing of this kind was told last, by what it is about."""
        with self._database.read() as connection:
            return told.told_at(connection, kind)

    def forget_told(self, kind: str, about: str) -> None:
        """It could not be told, or the trouble is over: the next one is news."""
        with self._database.write() as connection:
            told.forget(connection, kind, about)

    def drop_kept_uploads(self, now: datetime) -> int:
        """Delete the files that were kept until `now` for a next try that did not come; returns how many."""
        with self._database.write() as connection:
            return watch.drop_kept_uploads(connection, now)

    def _merged(self, first: bool) -> bool:
        with self._database.write() as connection:
            return search.merge(connection, first=first)

    def _refuse_without(self, key: str) -> None:
        with self._database.read() as connection:
            if erase.unsealed_key_missing(connection, key):
                raise FormkitError(
                    "FORMKIT_SECRET_KEY is not set: formkit verify would take what is erased for lost.",
                    "Run the command with the settings of formkit serve.",
                )
