"""The order of versions: what undo takes back and redo brings again, within bounds. Pure: no file, no clock."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

MOST_VERSIONS = 200
MOST_BYTES = 20_000_000
MOST_PASSING = 20
TYPING = timedelta(seconds=60)
SAVING = timedelta(seconds=2)
OUTSIDE_RUN = "\0"  # another program writes a file in several gulps; no run of typing has this id


@dataclass(frozen=True)
class Step:
    """A version: `began` and `at` (UTC) are the first and last saving that it holds, `size` its bytes.

    A `note` is what was said of the file when none of its bytes was changed.
    """

    number: int
    at: datetime
    what: str
    version: str
    size: int
    began: datetime
    note: str = ""


@dataclass(frozen=True)
class Passing:
    """A version that a later one of the same run took the place of; a browser may still start from it."""

    version: str
    size: int


@dataclass(frozen=True)
class Steps:
    """All versions by number, the number of the one in force, and those that undo (`past`) and redo (`future`) go to.

    `run` is the run of typing that made the version in force, "" when it is over. `last` is the highest number so far.
    """

    all: tuple[Step, ...] = ()
    place: int = 0
    past: tuple[int, ...] = ()
    future: tuple[int, ...] = ()
    run: str = ""
    last: int = 0
    passing: tuple[Passing, ...] = ()

    @property
    def current(self) -> Step | None:
        return self.step(self.place)

    def step(self, number: int) -> Step | None:
        return next((one for one in self.all if one.number == number), None)

    @property
    def sizes(self) -> dict[str, int]:
        """The versions whose bytes are kept, and how many those are."""
        kept: list[Step | Passing] = [*self.all, *self.passing]
        return {one.version: one.size for one in kept}


def added(steps: Steps, step: Step, *, run: str = "") -> Steps:
    """With one more version in force (its number is given here); what redo could bring stays in the list alone."""
    current = steps.current
    within = SAVING if run == OUTSIDE_RUN else TYPING
    if current and run and run == steps.run and timedelta() <= step.at - current.began <= within:
        return bounded(_grown(steps, current, step))
    number = steps.last + 1
    past = (*steps.past, steps.place) if current else steps.past
    return bounded(
        replace(
            steps,
            all=(*steps.all, replace(step, number=number)),
            place=number,
            past=past,
            future=(),
            run=run,
            last=number,
        )
    )


def _grown(steps: Steps, old: Step, step: Step) -> Steps:
    """The version in force takes the new bytes; typed and taken away again, it is no version."""
    passing = (*(one for one in steps.passing if one.version != old.version), Passing(old.version, old.size))
    steps = replace(steps, passing=passing[-MOST_PASSING:])
    others = tuple(one for one in steps.all if one.number != old.number)
    before = steps.step(steps.past[-1]) if steps.past else None
    if before and before.version == step.version:
        return replace(steps, all=others, place=before.number, past=steps.past[:-1], run="")
    return replace(steps, all=(*others, replace(step, number=old.number, began=old.began)))


def undone(steps: Steps) -> Steps:
    """One back; `past` must hold one."""
    *past, place = steps.past
    return replace(steps, place=place, past=tuple(past), future=(*steps.future, steps.place), run="")


def redone(steps: Steps) -> Steps:
    """One forward again; `future` must hold one."""
    *future, place = steps.future
    return replace(steps, place=place, past=(*steps.past, steps.place), future=tuple(future), run="")


def bounded(steps: Steps) -> Steps:
    """Without the oldest versions beyond MOST_VERSIONS, and beyond MOST_BYTES in all."""
    while len(steps.all) > MOST_VERSIONS or (len(steps.all) > 1 and sum(steps.sizes.values()) > MOST_BYTES):
        if steps.passing and len(steps.all) <= MOST_VERSIONS:
            steps = replace(steps, passing=steps.passing[1:])
        else:
            steps = without(steps, next(one.number for one in steps.all if one.number != steps.place))
    return steps


def without(steps: Steps, number: int) -> Steps:
    """As if the version had never been; the one in force can't be taken out."""
    return replace(
        steps,
        all=tuple(one for one in steps.all if one.number != number),
        past=tuple(one for one in steps.past if one != number),
        future=tuple(one for one in steps.future if one != number),
    )
