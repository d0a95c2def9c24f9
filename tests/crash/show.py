"""Tables at the end of a long run; below them what ended by itself, and what was lost."""

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table

from tests.crash.proof import Proof
from tests.crash.run import Story
from tests.crash.steps import Steps

Rows = Iterable[tuple[str, object]]


def show_story(story: Story, title: str) -> None:
    """What happened at random."""
    odd = [*story.odd, *(f"TOO LITTLE: {one}" for one in story.short)]
    _show(title, [*_rows_of(story.proof), *_rows(story)], lost=story.proof.lost, odd=odd)


def show_steps(steps: Steps, proof: Proof, title: str) -> None:
    """What happened at every step."""
    _show(title, [*_rows_of(proof), ("steps that failed or were the last", steps.hits)], lost=proof.lost)


def _show(title: str, rows: Rows, *, lost: Iterable[str], odd: Iterable[str] = ()) -> None:
    console, table = Console(), Table(title=title, show_header=False)
    for name, value in rows:
        table.add_row(name, str(value))
    console.print(table)
    for line in odd:
        console.print(line, markup=False)
    for line in lost:
        console.print(f"LOST: {line}", markup=False)


def _rows_of(proof: Proof) -> Iterator[tuple[str, object]]:
    yield "answered with success", proof.answered
    yield "stored", proof.stored
    yield "stored, the visitor heard nothing", proof.unanswered
    yield "mailed", proof.mailed
    yield "mailed again with the same Message-ID", proof.repeats
    yield "lost, doubled or halved", len(proof.lost)


def _rows(story: Story) -> Iterator[tuple[str, object]]:
    yield "kills", story.killed
    kinds = {"": story.kills, "started again: ": story.restarts, "mail fault: ": story.faults, "heard: ": story.heard}
    for name, figures in kinds.items():
        yield from ((f"  {name}{kind}", number) for kind, number in sorted(figures.items()))
    yield "answered in a second", f"{story.proof.answered / story.seconds:.1f}"
    yield "seconds of load, then until all was mailed", f"{story.seconds:.0f} + {story.drained:.0f}"
