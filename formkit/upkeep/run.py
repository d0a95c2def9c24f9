"""run(): one thread of a delivery worker does the jobs; of several workers, whoever comes first does each."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from time import monotonic

from formkit.errors import StoreUnavailable
from formkit.settings import Settings
from formkit.store import Store
from formkit.upkeep.jobs import JOBS
from formkit.upkeep.work import Job, Work

log = logging.getLogger(__name__)

LOOK_S = 5.0
SLACK = timedelta(seconds=LOOK_S)
"""So much earlier than a job is due by the clock it may be done: the clock that is set goes a little slow or fast."""
KIND = "job"


def run(
    store: Store,
    settings: Settings,
    *,
    clock: Callable[[], datetime],
    stop: threading.Event,
    tick: Callable[[], float] = monotonic,
    jobs: Sequence[Job] = JOBS,
    look: float = LOOK_S,
) -> None:
    """Do what is due until `stop` is set, looking every `look` seconds. A job that breaks is told in the log.

    What is due is reckoned by the tick, in seconds, which no setting of the clock moves.
    """
    next_at = dict.fromkeys((job.name for job in jobs), tick())
    while not stop.is_set():
        for job in jobs:
            now = tick()
            if now >= next_at[job.name] and not stop.is_set():
                next_at[job.name] = now + job.every.total_seconds()
                do(job, Work(store, settings, clock(), stop.is_set))
        stop.wait(look)


def do(job: Job, work: Work) -> bool:
    """Do it, unless another worker did within its time; False when it was not done."""
    try:
        if not work.store.tell_once(KIND, job.name, at=work.at, every=job.every - SLACK):
            return False
        job.do(work)
    except StoreUnavailable as error:
        log.error("the job %s waits for the store: %s", job.name, error.message)
        return False
    except Exception:
        log.exception("the job %s was broken off: a mistake in formkit", job.name)
        return False
    return True
