"""The desk of a worker, with a real store, and senders that do what a test wants."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from formkit import outbox
from formkit.channels import Unreachable
from formkit.errors import DeliveryError, StoreUnavailable
from formkit.model import Delivery, DeliveryState
from formkit.outbox.circuit import Circuit
from formkit.outbox.desk import BATCH, RECORD_AFTER, SLOW_KEPT, Desk
from formkit.outbox.lanes import Lanes
from formkit.store import Store
from tests.outbox.parts import NOON, Clock, queue, states
from tests.outbox.test_circuit import Seconds


@dataclass
class Postbox:
    """A channel that takes everything, but what `trouble` names by its target."""

    trouble: dict[str, DeliveryError] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)

    def send(self, delivery: Delivery) -> str:
        if delivery.target in self.trouble:
            raise self.trouble[delivery.target]
        self.taken.append(delivery.target)
        return "250 taken"

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def desk(store: Store, clock: Clock, seconds: Seconds) -> Desk:
    circuits = {"mail": Circuit(seconds, chance=lambda: 0.5)}
    return Desk(store, "w", clock, Lanes(3, 8, seconds), circuits, chance=lambda: 0.5)


def targets(count: int) -> list[str]:
    return [f"{number}@rosegarden.example" for number in range(count)]


def drain(desk: Desk, postbox: Postbox) -> None:
    while (delivery := desk.take()) is not None:
        desk.send(delivery, {"mail": postbox})


def test_everything_is_sent_in_the_order_of_its_coming_and_recorded(store, desk):
    queue(store, *targets(60))
    postbox = Postbox()
    drain(desk, postbox)
    assert postbox.taken == targets(60)
    assert set(states(store).values()) == {DeliveryState.SENT}


def test_little_is_unrecorded_at_any_moment(store, desk):
    queue(store, *targets(40))
    most = 0
    while (delivery := desk.take()) is not None:
        desk.send(delivery, {"mail": Postbox()})
        most = max(most, len(desk.ended))
    assert most < RECORD_AFTER


def test_who_is_slow_claims_few_and_leaves_the_rest_to_other_workers(store, desk, seconds):
    queue(store, *targets(100))
    for _ in range(6):
        seconds.now += 1
        desk.send(desk.take(), {"mail": Postbox()})
        assert len(desk.at_hand) <= 3
    assert len(store.claim("other", now=desk.clock(), lease=outbox.LEASE, limit=100)) >= 90


def test_who_is_quick_claims_more_but_never_too_much(store, desk):
    queue(store, *targets(200))
    for _ in range(150):
        desk.send(desk.take(), {"mail": Postbox()})
        assert len(desk.at_hand) <= BATCH
    assert desk.batch == BATCH


def test_a_closed_way_gives_everything_back_and_is_probed_by_one(store, desk, seconds, clock):
    queue(store, *targets(10))
    closed = Postbox(trouble={"0@rosegarden.example": Unreachable("the server is down")})
    drain(desk, closed)
    assert sorted(states(store).values()) == [DeliveryState.QUEUED] * 10
    assert [one.tries for one in reversed(store.deliveries())] == [1] + [0] * 9
    seconds.now += 5
    assert [desk.take() is not None, desk.take()] == [True, None]


def test_a_slow_target_holds_up_nobody_and_is_not_given_up(store, desk, seconds, clock):
    queue(store, *["slow@rosegarden.example"] * 30, "owner@rosegarden.example")
    first = desk.take()
    seconds.now += 6
    drain(desk, postbox := Postbox())
    assert postbox.taken == ["owner@rosegarden.example"]
    desk.send(first, {"mail": postbox})
    assert len([one for one in desk.at_hand if one.target == first.target]) <= SLOW_KEPT
    for _ in range(30):
        drain(desk, postbox)
        clock.later(seconds=40)
        desk.renew()
    assert len(postbox.taken) == 31


def test_what_lost_its_lease_is_not_sent(store, desk, clock):
    queue(store, *targets(3))
    desk.send(desk.take(), {"mail": Postbox()})
    clock.later(seconds=31)
    store.claim("other", now=clock(), lease=timedelta(hours=1), limit=9)
    assert desk.take() is None


def test_what_could_not_be_recorded_is_recorded_when_the_store_is_back(store, desk, tmp_path):
    queue(store, *targets(2))
    delivery = desk.take()
    store.close()
    (tmp_path / "formkit.db").rename(tmp_path / "away.db")
    (tmp_path / "formkit.db").mkdir()
    desk.send(delivery, {"mail": Postbox()})
    with pytest.raises(StoreUnavailable):
        desk.record()
    (tmp_path / "formkit.db").rmdir()
    (tmp_path / "away.db").rename(tmp_path / "formkit.db")
    desk.record()
    assert states(store)["d1"] is DeliveryState.SENT


def test_at_an_orderly_end_everything_is_given_back(store, desk):
    queue(store, *targets(5))
    desk.send(desk.take(), {"mail": Postbox()})
    desk.give_back()
    assert sorted(states(store).values()) == [DeliveryState.QUEUED] * 4 + [DeliveryState.SENT]


def test_a_clock_that_leaps_ahead_claims_nothing_that_is_being_sent(store, desk, clock):
    queue(store, *targets(2))
    delivery, postbox = desk.take(), Postbox()
    clock.later(days=1)
    while (other := desk.take()) is not None:
        assert other.id != delivery.id
        desk.send(other, {"mail": postbox})
    desk.send(delivery, {"mail": postbox})
    desk.record()
    assert set(states(store).values()) == {DeliveryState.SENT}
    assert len(postbox.taken) == 2


@pytest.fixture
def limited(store: Store, clock: Clock, seconds: Seconds) -> Desk:
    """A desk that sends three mails an hour to one target."""
    return Desk(store, "w", clock, Lanes(3, 8, seconds), {}, mail_limit=3)


def test_who_had_all_mails_of_an_hour_waits_for_the_next(store, limited, clock, seconds):
    queue(store, *["flooded"] * 5, "other")
    postbox = Postbox()
    for taken in (["flooded"] * 3 + ["other"], ["flooded"] * 5 + ["other"]):
        drain(limited, postbox)
        assert sorted(postbox.taken) == taken
        clock.later(minutes=60, seconds=1)
        seconds.now += 3601


def test_all_workers_together_keep_to_the_limit_of_an_hour(store, limited, clock, seconds):
    queue(store, *["flooded"] * 9)
    postbox, others = Postbox(), Desk(store, "v", clock, Lanes(3, 8, seconds), {}, mail_limit=3)
    limited.take()
    drain(others, postbox)
    drain(limited, postbox)
    assert len(postbox.taken) == 2  # and the one that was taken


def test_what_waits_for_its_hour_waits_as_it_came(store, limited):
    queue(store, *["flooded"] * 9)
    drain(limited, Postbox())
    waiting = [one for one in store.deliveries() if one.state is DeliveryState.QUEUED]
    assert {(one.tries, one.next_try_at) for one in waiting} == {(0, NOON)}
    assert len(waiting) == 6
