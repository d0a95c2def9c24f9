import pytest

from formkit.model import Delivery
from formkit.outbox.lanes import REMEMBERED, SLOW_S, Lanes
from tests.outbox.parts import MESSAGE
from tests.outbox.test_circuit import Seconds


def to(target: str, number: int = 1, *, tries: int = 1) -> Delivery:
    return Delivery(f"{target}{number}", "s1", "mail", target, MESSAGE, tries=tries)


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def lanes(seconds: Seconds) -> Lanes:
    return Lanes(at_once=3, threads=5, tick=seconds)


def test_nobody_takes_the_place_of_a_second_target(lanes):
    for number in (1, 2):
        lanes.begin(to("a", number))
    assert (lanes.is_free(to("a", 3)), lanes.is_free(to("b"))) == (False, True)


def test_three_are_tried_at_once(lanes):
    for target in "abc":
        lanes.begin(to(target))
    assert (lanes.has_room, lanes.is_free(to("d"))) == (False, False)


def test_a_slow_try_makes_room_for_another(lanes, seconds):
    for target in "abc":
        lanes.begin(to(target))
    seconds.now += SLOW_S
    assert lanes.is_free(to("d"))
    assert not lanes.is_free(to("a", 2))
    for target in "de":
        lanes.begin(to(target))
    assert not lanes.has_room


def test_a_slow_target_gets_one_try_at_a_time_until_one_is_quick(lanes, seconds):
    lanes.begin(to("a"))
    seconds.now += SLOW_S
    lanes.end(to("a"))
    assert lanes.is_slow(to("a"))
    lanes.begin(to("a", 2))
    assert not lanes.is_free(to("a", 3))
    lanes.end(to("a", 2))
    assert not lanes.is_slow(to("a"))


def test_slow_targets_together_leave_room_for_the_others(lanes, seconds):
    for target in "abc":
        lanes.begin(to(target))
    seconds.now += SLOW_S
    for target in "abc":
        lanes.end(to(target))
    for target in "ab":
        lanes.begin(to(target, 2))
    assert (lanes.is_free(to("c", 2)), lanes.is_free(to("well"))) == (False, True)


def test_what_was_tried_before_counts_as_slow_while_nothing_is_known(lanes):
    assert lanes.is_slow(to("a", tries=2))
    lanes.begin(to("a", tries=2))
    lanes.end(to("a", tries=2))
    assert not lanes.is_slow(to("a", tries=3))


def test_it_remembers_only_so_many(lanes):
    for number in range(REMEMBERED + 5):
        lanes.begin(to(f"a{number}"))
        lanes.end(to(f"a{number}"))
    assert len(lanes.known) == REMEMBERED
