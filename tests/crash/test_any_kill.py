"""A short run of what `make soak` does for long."""

from random import Random, SystemRandom

import pytest

from tests.crash.house import House
from tests.crash.postgres import Postgres
from tests.crash.run import Plan, run
from tests.processes import Production


@pytest.fixture
def seed() -> int:
    return SystemRandom().randrange(10**6)


def prove(seed: int, house: House) -> None:
    """Everything is killed once."""
    plan = Plan(
        seconds=3, kills=len(house.kinds), submissions=100, seed=seed, rate=20, threads=6, peace=0.3, longest=30
    )  # fmt: skip
    story = run(plan, house)
    assert story.proof.lost == [], f"seed {seed}"
    assert story.short == []
    assert story.proof.mailed == story.proof.stored >= story.proof.answered


def test_whatever_is_killed_nothing_answered_is_lost(seed: int, production: Production) -> None:
    prove(seed, House(production, Random(seed)))


def test_whatever_is_killed_around_postgresql_nothing_answered_is_lost(
    seed: int, on_postgres: Production, postgres: Postgres
) -> None:
    prove(seed, House(on_postgres, Random(seed), postgres))
