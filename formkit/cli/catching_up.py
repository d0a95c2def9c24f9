"""What the first question to a large database waits for: on a terminal a bar tells how far it is."""

from collections.abc import Callable, Iterator

from formkit.cli.crowd import with_progress

MANY = 1_000  # messages; fewer are done before a bar has been drawn


def catch_up(step: Callable[[], int], title: str, behind: int) -> None:
    """Call `step`, which says how many messages it did, until it did none; about `behind` are to be done."""
    for _ in with_progress(_done(step), title, behind if behind > MANY else 0):
        """The bar moves on."""


def _done(step: Callable[[], int]) -> Iterator[int]:
    while done := step():
        yield from range(done)
