"""The order of versions stays within bounds."""

from datetime import timedelta

from formkit.edit.steps import MOST_BYTES, MOST_PASSING, MOST_VERSIONS, Step, Steps, added, bounded, undone
from tests.edit.shelf import NINE


def step(number: int, *, size: int = 10) -> Step:
    at = NINE + timedelta(seconds=number / 100)
    return Step(0, at, f"change {number}", f"{number:016x}", size, at)


def grown(count: int, *, size: int = 10, run: str = "") -> Steps:
    steps = added(Steps(), step(0))
    for number in range(1, count):
        steps = added(steps, step(number, size=size), run=run)
    return steps


def test_the_oldest_of_too_many_versions_go_first() -> None:
    steps = grown(MOST_VERSIONS + 5)
    assert [one.number for one in steps.all] == list(range(6, MOST_VERSIONS + 6))
    assert steps.past == tuple(range(6, MOST_VERSIONS + 5))


def test_the_oldest_of_too_many_bytes_go_first() -> None:
    steps = grown(30, size=MOST_BYTES // 10)
    assert [one.number for one in steps.all] == list(range(21, 31))


def test_the_version_in_force_stays_however_old_and_large() -> None:
    steps = grown(3, size=MOST_BYTES)
    assert [one.number for one in steps.all] == [3]
    old = undone(grown(MOST_VERSIONS))
    while old.past:
        old = undone(old)
    assert bounded(old).place == 1


def test_what_a_run_passed_through_is_kept_for_a_while() -> None:
    steps = grown(50, run="r1")
    assert [one.number for one in steps.all] == [1, 2]
    assert len(steps.passing) == MOST_PASSING
    assert len(steps.sizes) == MOST_PASSING + 2
