"""What /metrics tells, in Prometheus' text format (version 0.0.4)."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from formkit.store import Store

Sample = tuple[str, str, float]  # the label's name and value ("" for none), and the number


@dataclass(frozen=True)
class Family:
    """One metric: its name after `formkit_`, its kind ("counter" or "gauge"), what it is, and its samples."""

    name: str
    kind: str
    help: str
    samples: tuple[Sample, ...]


def families(store: Store, *, now: datetime, answered: int) -> Iterator[Family]:
    """Every metric. `answered` is what this process has counted. Raises StoreUnavailable."""
    figures, counts = store.figures(), store.counts()
    ever, accepted = figures.stored + figures.erased, figures.stored - figures.held
    verdicts = (("verdict", "accepted", accepted), ("verdict", "quarantined", figures.held))
    states = tuple(("state", state.value, number) for state, number in sorted(counts.by_state.items()))
    jobs = tuple(("job", job, at.timestamp()) for job, at in sorted(store.told_at("job").items()))
    answers = (("process", str(os.getpid()), answered),)
    age, overdue = _age(now, counts.oldest_waiting), _age(now, figures.overdue_since)
    yield Family("answered_total", "counter", "Posts that this process answered with success, repeats too.", answers)
    yield Family("submissions_total", "counter", "Submissions that were ever stored.", _just(ever))
    yield Family("submissions", "gauge", "Submissions that are stored now, by what the guards made of them.", verdicts)
    yield Family("erased_total", "counter", "Submissions that were erased on purpose.", _just(figures.erased))
    yield Family("deliveries", "gauge", "Deliveries by where they stand in the outbox.", states)
    yield Family("queue_age_seconds", "gauge", "Age of the oldest delivery that waits.", _just(age))
    yield Family("queue_overdue_seconds", "gauge", "For how long the next delivery has been due.", _just(overdue))
    yield Family("files", "gauge", "Files of submissions.", _just(figures.files))
    yield Family("kept_files", "gauge", "Files that wait for the next try of a form.", _just(figures.kept_files))
    yield Family("job_begun_timestamp_seconds", "gauge", "When a job of upkeep was begun last.", jobs)


def as_text(found: Iterable[Family]) -> str:
    """The text that Prometheus reads. Labels and numbers are ours: nothing in them needs escaping."""
    return "".join(line for family in found for line in _lines(family))


def _lines(family: Family) -> Iterator[str]:
    name = f"formkit_{family.name}"
    yield f"# HELP {name} {family.help}\n# TYPE {name} {family.kind}\n"
    for label, value, number in family.samples:
        yield f'{name}{{{label}="{value}"}} {number}\n' if label else f"{name} {number}\n"


def _just(number: float) -> tuple[Sample, ...]:
    return (("", "", number),)


def _age(now: datetime, since: datetime | None) -> float:
    return max(0.0, (now - since).total_seconds()) if since else 0.0
