"""The line in front of the one connection that writes."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from formkit.errors import StoreUnavailable
from formkit.store.turns import Turns


def test_who_asked_first_comes_first() -> None:
    turns = Turns()
    assert turns.ask() is None
    first, second = turns.ask(), turns.ask()
    assert first
    assert second
    turns.pass_on()
    assert (first.is_set(), second.is_set()) == (True, False)
    turns.pass_on()
    assert second.is_set()


def test_who_left_the_line_is_skipped() -> None:
    turns = Turns()
    turns.ask()
    first, second = turns.ask(), turns.ask()
    assert first
    assert second
    assert turns.leave(first)
    turns.pass_on()
    assert second.is_set()
    assert not turns.leave(second)


def test_who_waits_too_long_is_told_and_the_line_goes_on() -> None:
    turns = Turns()
    with turns.turn(1), pytest.raises(StoreUnavailable, match="too many wait for it"), turns.turn(0.01):
        pass
    with turns.turn(1):
        pass


def test_only_one_thread_at_a_time_has_its_turn() -> None:
    turns, inside, seen = Turns(), [], []

    def come(number: int) -> None:
        with turns.turn(60):
            inside.append(number)
            seen.append(len(inside))
            inside.remove(number)

    with ThreadPoolExecutor(20) as threads:
        list(threads.map(come, range(500)))
    assert seen == [1] * 500
