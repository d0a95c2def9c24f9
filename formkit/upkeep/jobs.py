"""JOBS: what is done beside the day's work, and how often."""

from datetime import timedelta

from formkit.upkeep.clocks import believed
from formkit.upkeep.notes import tell_held_back, tell_silence
from formkit.upkeep.sites import kept_days
from formkit.upkeep.work import Job, Work


def seal(work: Work) -> None:
    """Every submission gets its link of the chain; without a secret key there is none."""
    key = work.settings.secret_key
    while key and not work.stops() and work.store.seal(key):
        """A few at a time."""


def index(work: Work) -> None:
    """The search learns what came."""
    while not work.stops() and work.store.index():
        """A few at a time."""


def tally(work: Work) -> None:
    work.store.tally()


def purge(work: Work) -> None:
    """Erase what a form has kept as long as its spec says, by a clock that is believed."""
    kept, erased = kept_days(work.settings.workspace), 0
    if not kept or not believed(work.store, work.at):
        return
    for site, form, days in kept:
        before = work.at - timedelta(days=days)
        gone = work.store.erase_outlived(site, form, before=before, key=work.settings.secret_key, at=work.at)
        erased += gone.submissions
    if erased:
        work.store.tidy()


def sweep(work: Work) -> None:
    """Files of a try that never became a submission, and proofs that nobody can use again."""
    work.store.drop_kept_uploads(work.at)
    work.store.drop_spent(work.at)


MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
JOBS = (
    Job("seal", MINUTE, seal),
    Job("index", MINUTE, index),
    Job("tally", MINUTE, tally),
    Job("sweep", 10 * MINUTE, sweep),
    Job("retention", HOUR, purge),
    Job("held back", HOUR, tell_held_back),
    Job("silence", 6 * HOUR, tell_silence),
)
