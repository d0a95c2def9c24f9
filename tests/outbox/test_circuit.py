import pytest

from formkit.outbox.circuit import PAUSES, Circuit


class Seconds:
    """Seconds that a test lets pass."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def circuit(seconds: Seconds) -> Circuit:
    return Circuit(seconds, chance=lambda: 0.5)


def test_an_open_way_takes_all(circuit):
    assert all(circuit.begin() for _ in range(5))


def test_a_closed_way_is_left_alone_and_then_tried_once(circuit, seconds):
    circuit.ended(reached=False)
    assert not circuit.begin()
    seconds.now += PAUSES[0]
    assert [circuit.begin(), circuit.begin(), circuit.lets_through] == [True, False, False]


def test_a_probe_that_gets_through_opens_the_way_for_all(circuit, seconds):
    circuit.ended(reached=False)
    seconds.now += PAUSES[0]
    circuit.begin()
    circuit.ended(reached=True)
    assert all(circuit.begin() for _ in range(5))


def test_pauses_grow_to_five_minutes(circuit, seconds):
    waited = []
    for pause in (*PAUSES, PAUSES[-1]):
        circuit.begin()
        circuit.ended(reached=False)
        seconds.now += pause - 0.01
        waited.append(circuit.lets_through)
        seconds.now += 0.02
    assert not any(waited)
    assert circuit.lets_through


def test_tries_that_were_under_way_together_count_as_one(circuit, seconds):
    for _ in range(3):
        circuit.ended(reached=False)
    seconds.now += PAUSES[0]
    assert circuit.lets_through


def test_a_probe_that_says_nothing_about_the_way_lets_the_next_one_try(circuit, seconds):
    circuit.ended(reached=False)
    seconds.now += PAUSES[0]
    circuit.begin()
    circuit.ended(reached=None)
    assert [circuit.begin(), circuit.begin()] == [True, False]
