"""A clock that is set: what it planned while it was wrong does not wait until it is right again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from formkit import outbox
from formkit.channels import Unreachable
from formkit.model import DeliveryState
from formkit.outbox.tries import LONGEST_WAITS, next_try
from tests.outbox.parts import NOON, OWNER, queue, running, settings_for, states
from tests.smtp import RunningMailserver

DAY = timedelta(days=1)


def due(store, *, now) -> int:
    """How many can be claimed, after one look at what a wrong clock has left."""
    store.catch_up(now=now, waits=LONGEST_WAITS)
    return len(store.claim("w", now=now, lease=outbox.LEASE, limit=10, without=()))


def test_what_came_in_while_the_clock_was_a_day_ahead_goes_out_at_once(store):
    queue(store, OWNER, at=NOON + DAY)
    assert store.claim("w", now=NOON, lease=outbox.LEASE, limit=10, without=()) == []
    assert due(store, now=NOON) == 1


def test_what_a_dead_worker_had_claimed_a_day_ahead_comes_back(store):
    queue(store, OWNER)
    store.claim("dead", now=NOON + DAY, lease=outbox.LEASE, limit=10, without=())
    assert due(store, now=NOON) == 1


@pytest.mark.parametrize("tries", [1, 2, 7, 12])
def test_a_try_that_was_planned_a_week_ahead_is_due(store, tries: int):
    put_off(store, tries, at=NOON + 7 * DAY)
    assert due(store, now=NOON) == 1


@pytest.mark.parametrize("tries", [1, 2, 7, 12])
def test_a_try_that_was_planned_by_a_right_clock_waits(store, tries: int):
    put_off(store, tries, at=NOON)
    assert due(store, now=NOON) == 0


def put_off(store, tries: int, *, at) -> None:
    """Try it in vain that often."""
    queue(store, OWNER, at=NOON)
    for tried in range(tries):
        (delivery,) = store.claim("w", now=NOON + (30 + tried) * DAY, lease=outbox.LEASE, limit=1, without=())
        when = next_try(delivery, at, chance=1.0) or at
        found = outbox.tries.outcome(delivery, Unreachable("no"), at=at, asked_at=at, chance=1.0)
        store.record("w", [replace(found, state=DeliveryState.QUEUED, next_try_at=when)])


def test_a_day_forward_sends_what_waits_and_gives_nothing_up(store, one_round, mailserver: RunningMailserver, clock):
    mailserver.data_trouble = ["451 come back later"]
    queue(store, OWNER)
    one_round()
    assert states(store) == {"d1": DeliveryState.QUEUED}
    clock.now += DAY
    one_round()
    assert states(store) == {"d1": DeliveryState.SENT}


def test_a_running_worker_catches_up_by_itself(store, mailserver: RunningMailserver, tmp_path, clock):
    queue(store, OWNER, at=NOON + DAY)
    with running(store, settings_for(mailserver.smtp, tmp_path), clock=clock):
        mailserver.wait_for(1)
