"""The one door: open_store(url) -> Store."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import text
from sqlalchemy.exc import DataError, IntegrityError

from formkit.model import Attempt, Delivery, DeliveryState, History, Spend, Submission, Upload, Verdict
from formkit.store import backup, claims, deliveries, history, pace, submissions
from formkit.store.claims import Outcome
from formkit.store.database import Database, refused
from formkit.store.deliveries import Counts, Origin, Undelivered
from formkit.store.engines import open_database
from formkit.store.filing import Filing
from formkit.store.keeping import Keeping
from formkit.store.schema import migrate
from formkit.store.together import Together


class ReferenceTaken(Exception):
    """Another submission has this reference already: save again with a new one."""


def open_store(url: str) -> "Store":
    """Open, and make or upgrade, the database at `url`. Raises FormkitError in one clear sentence."""
    database = open_database(url)
    try:
        migrate(database)
    except BaseException:
        database.close()
        raise
    return Store(database)


class Store(Keeping, Filing):
    """Submissions and their deliveries, on disk. Every method may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._together = Together(database)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._database.close()

    def save(
        self,
        submission: Submission,
        deliveries: Sequence[Delivery],
        *,
        repeat_after: datetime | None,
        spends: Sequence[Spend] = (),
        uploads: Sequence[Upload] = (),
    ) -> Submission:
        """Store it with its deliveries and files, on disk when this returns; `spends` count as used then.

        When site, form and dedupe (not empty) repeat a submission received after `repeat_after` (None: ever),
        nothing is written and that first one is returned. Raises ReferenceTaken, AlreadySpent, and UploadGone for a
        file that was kept and is there no more.
        """
        try:
            return self._together.write(submissions.saving(submission, deliveries, repeat_after, spends, uploads))
        except IntegrityError as error:
            with self._database.read() as connection:
                if submissions.reference_taken(connection, submission):
                    raise ReferenceTaken(submission.reference) from None
            raise refused(error) from error
        except DataError as error:
            raise refused(error) from error

    def first(self, submission: Submission, *, repeat_after: datetime | None) -> Submission | None:
        """The stored one that `save` would return for it; None when it repeats nothing."""
        with self._database.read() as connection:
            return submissions.first(connection, submission, repeat_after)

    def accept_quarantined(self, submission: Submission, deliveries: Sequence[Delivery]) -> bool:
        """Make it an accepted one and store its deliveries, in one transaction; False when it was not quarantined."""
        with self._database.write() as connection:
            return submissions.accepting(connection, submission, deliveries)

    def recent(
        self, address_hash: str, *, since: datetime, until: datetime, site: str | None = None, form: str | None = None
    ) -> int:
        """How many submissions came from the address after `since`, up to `until`; 0 for an unknown address ("").

        What is later than `until` was stored by a clock that was wrong.
        """
        if not address_hash:
            return 0
        with self._database.read() as connection:
            return submissions.recent(connection, address_hash, since=since, until=until, site=site, form=form)

    def history(
        self,
        submission: Submission,
        *,
        since: datetime,
        lately: datetime,
        most: int = 0,
        uses: Sequence[str] = (),
    ) -> History:
        """What is known of the past of a submission that is not stored yet.

        Its series is counted from `since` on and up to `most`, equal words from `lately` on; `uses` are tokens.
        """
        with self._database.read() as connection:
            return history.history(connection, submission, since=since, lately=lately, most=most, uses=uses)

    def drop_spent(self, now: datetime) -> int:
        """Drop used tokens that have ended; how many."""
        with self._database.write() as connection:
            return history.forget(connection, now)

    def receipt(self, token: str) -> Submission | None:
        """The submission whose receipt the token opens."""
        with self._database.read() as connection:
            return submissions.find(connection, submissions.has_token(token))

    def submission(self, id_or_reference: str) -> Submission | None:
        with self._database.read() as connection:
            return submissions.find(connection, submissions.is_called(id_or_reference))

    def submissions(
        self,
        *,
        site: str | None = None,
        form: str | None = None,
        verdict: Verdict | None = None,
        limit: int | None = None,
        oldest_first: bool = False,
    ) -> Iterator[Submission]:
        """Submissions in the order of arrival, the newest first unless asked otherwise; read as you go."""
        return submissions.listing(self._database, submissions.Wanted(site, form, verdict, limit, oldest_first))

    def deliveries(
        self,
        *,
        site: str | None = None,
        form: str | None = None,
        state: DeliveryState | None = None,
        submission_id: str | None = None,
        limit: int | None = None,
    ) -> list[Delivery]:
        """Deliveries, the newest first."""
        with self._database.read() as connection:
            return deliveries.listing(
                connection, site=site, form=form, state=state, submission_id=submission_id, limit=limit
            )

    def forms(self) -> list[tuple[str, str]]:
        """The site and form of everything that was sent."""
        with self._database.read() as connection:
            return submissions.forms(connection)

    def held_back(self) -> int:
        """How many submissions are in quarantine."""
        with self._database.read() as connection:
            return submissions.held_back(connection)

    def origins(self, found: Sequence[Delivery]) -> list[Origin]:
        """What each of these deliveries tells of."""
        with self._database.read() as connection:
            return deliveries.origins(connection, found)

    def delivery(self, delivery_id: str) -> Delivery | None:
        with self._database.read() as connection:
            return deliveries.find(connection, delivery_id)

    def attempts(self, delivery_id: str) -> list[Attempt]:
        """Every try of a delivery that ended, and every wish to send it again, the first one first."""
        with self._database.read() as connection:
            return deliveries.attempts(connection, delivery_id)

    def counts(self) -> Counts:
        """Deliveries by state, and when the oldest that still waits was created."""
        with self._database.read() as connection:
            return deliveries.counts(connection)

    def lost(self, *, limit: int) -> list[Undelivered]:
        """The newest notices that failed for good and nobody was told of (`tell_once` of "lost" and their id)."""
        with self._database.read() as connection:
            return deliveries.lost(connection, limit=limit)

    def stuck(self, *, since: datetime) -> list[Undelivered]:
        """The oldest notice to each target of a site that waits and was refused before `since` already."""
        with self._database.read() as connection:
            return deliveries.stuck(connection, since=since)

    def autoreplies(self, address: str, *, since: datetime) -> int:
        """How many visitor's copies to the address were asked for after `since`."""
        with self._database.read() as connection:
            return deliveries.copies(connection, address, since=since)

    def mailed(self, *, since: datetime) -> Counter[str]:
        """How many mails each target got after `since`, with those that are being sent."""
        with self._database.read() as connection:
            return pace.mailed(connection, since=since)

    def waiting(self, targets: Collection[str], *, now: datetime, each: int) -> Mapping[str, list[Delivery]]:
        """What is due and waits for each of the targets: the longest due first, at most `each`."""
        with self._database.read() as connection:
            return pace.waiting(connection, targets, now=now, each=each)

    def nth_newest(self, site: str, form: str, nth: int) -> datetime | None:
        """When the nth newest submission of a form came, counted from 1; None when there are fewer."""
        with self._database.read() as connection:
            return pace.nth_newest(connection, site, form, nth)

    def claim(
        self,
        worker: str,
        *,
        now: datetime,
        lease: timedelta,
        limit: int,
        without: Collection[str] = (),
        but_not: Collection[str] = (),
        in_hand: Collection[str] = (),
    ) -> list[Delivery]:
        """Take up to `limit` due deliveries, the longest due first; after the lease they are due again.

        Those of the channels `without`, to the targets `but_not`, and of the ids `in_hand` are left alone.
        """
        with self._database.write() as connection:
            return claims.claim(
                connection, worker, now=now, lease=lease, limit=limit, without=without, but_not=but_not, in_hand=in_hand
            )

    def record(self, worker: str, outcomes: Sequence[Outcome]) -> list[bool]:
        """How claimed tries ended, in one transaction; False, and nothing kept, where the claim was lost."""
        with self._database.write() as connection:
            return [claims.record(connection, worker, outcome) for outcome in outcomes]

    def sent(self, delivery: Delivery, *, worker: str, at: datetime, words: str) -> bool:
        """Record that it arrived; False when the claim was lost."""
        return self.record(worker, [Outcome(delivery, DeliveryState.SENT, at, words)])[0]

    def retry_later(self, delivery: Delivery, *, worker: str, at: datetime, next_try_at: datetime, words: str) -> bool:
        """Record that this try failed and when the next is due; False when the claim was lost."""
        return self.record(worker, [Outcome(delivery, DeliveryState.QUEUED, at, words, next_try_at)])[0]

    def failed(self, delivery: Delivery, *, worker: str, at: datetime, words: str) -> bool:
        """Record that it failed for good; False when the claim was lost."""
        return self.record(worker, [Outcome(delivery, DeliveryState.FAILED, at, words)])[0]

    def requeue(self, delivery_id: str | None = None, *, now: datetime) -> int:
        """Try a failed or waiting delivery now, or all failed ones (None); returns how many."""
        with self._database.write() as connection:
            return claims.requeue(connection, delivery_id, now=now)

    def release(self, worker: str, *, only: Collection[str] | None = None, until: datetime | None = None) -> int:
        """Give back what the worker claimed and did not try, all or `only` these ids; due as before, or at `until`."""
        with self._database.write() as connection:
            return claims.release(connection, worker, only=only, until=until)

    def renew(self, worker: str, *, until: datetime, only: Collection[str] | None = None) -> int:
        """Keep what the worker has claimed until then, all or `only` these ids; returns how many."""
        with self._database.write() as connection:
            return claims.renew(connection, worker, until=until, only=only)

    def catch_up(self, *, now: datetime, waits: Sequence[timedelta]) -> int:
        """Make due what a wrong clock has put further ahead than the longest `waits`; returns how many."""
        with self._database.write() as connection:
            return claims.catch_up(connection, now=now, waits=waits)

    def asked_again_at(self, delivery_id: str) -> datetime | None:
        """When a person last had it sent again."""
        with self._database.read() as connection:
            return claims.asked_again_at(connection, delivery_id)

    def backup(self, path: Path) -> None:
        """Write a consistent, checked copy to `path`, which must not exist yet. Raises FormkitError."""
        backup.backup(self._database, path)

    def check(self) -> None:
        """Write, down to the disk, what stands there already. Raises StoreUnavailable when nothing can be stored."""
        with self._database.write() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
