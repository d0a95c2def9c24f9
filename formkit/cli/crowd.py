"""The same work on many specs: on all cores when there are many, with a progress bar on a terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from formkit.errors import FormkitError

FEW = 50  # up to here one process is done before a second one has started
SEVERAL = 4  # pictures that a person waits for
CHUNK = 8  # specs that a process takes at once

Item = TypeVar("Item")
Result = TypeVar("Result")


def mapped(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    """`work` of each item, in their order; `work` must be a function that another process can be given."""
    return map(work, items) if len(items) <= FEW else _on_all_cores(work, items)


def with_progress(results: Iterable[Result], title: str, total: int) -> Iterator[Result]:
    """The results as they come, with a bar on a terminal when there are many."""
    if total <= FEW or not sys.stderr.isatty():
        yield from results
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(results, title, total, console=Console(stderr=True), transient=True)


def with_pictures(paths: Iterable[str], total: int) -> Iterator[str]:
    """Pictures as their copies are made, with a bar on a terminal when there are several."""
    if total < SEVERAL or not sys.stderr.isatty():
        yield from paths
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(paths, "Pictures", total, console=Console(stderr=True), transient=True)


def _on_all_cores(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    from formkit.cli.garbage import spare_what_is_loaded

    yield work(items[0])  # where processes are forked, they have what this loaded and compiled
    spare_what_is_loaded()
    with ProcessPoolExecutor() as pool:
        try:
            yield from pool.map(work, items[1:], chunksize=CHUNK)
        except BrokenProcessPool:
            raise FormkitError(
                "A process that worked on the specs was ended by the system, perhaps for lack of memory.",
                "Name fewer sites at once.",
            ) from None
        finally:
            pool.shutdown(cancel_futures=True)


def apart(work: Callable[..., Result], *arguments: object) -> Result:
    """What `work` returns, or raises, in a process of its own, so that its libraries don't stay in this one."""
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(1) as pool:
        return pool.submit(work, *arguments).result()
