"""A short run of what `make soak` does for long."""

from random import Random, SystemRandom

import pytest

from tests.crash.house import House
from tests.crash.postgres import Postgres
from tests.crash.run import Plan, run
from tests.processes import Production


@pytest.fixture
def plan() -> Plan:
    return Plan(seconds=5, kills=10, submissions=100, seed=SystemRandom().randrange(10**6), peace=0.3)


def prove(plan: Plan, house: House) -> None:
    story = run(plan, house)
    assert story.proof.lost == [], f"seed {plan.seed}"
    assert story.proof.answered >= plan.submissions
    assert story.proof.mailed == story.proof.stored >= story.proof.answered


def test_whatever_is_killed_nothing_answered_is_lost(plan: Plan, production: Production) -> None:
    prove(plan, House(production, Random(plan.seed)))


def test_whatever_is_killed_around_postgresql_nothing_answered_is_lost(
    plan: Plan, on_postgres: Production, postgres: Postgres
) -> None:
    prove(plan, House(on_postgres, Random(plan.seed), postgres))
