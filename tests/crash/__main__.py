"""`python -m tests.crash`: kills at random, then at every step; it ends with 1 when anything was lost or not tried.

Each database has its turn, ten minutes and a few for the steps.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random, SystemRandom

from tests.crash.house import House, settled
from tests.crash.postgres import own_postgres
from tests.crash.run import Plan, run
from tests.crash.show import show_steps, show_story
from tests.crash.steps import Steps

KILLS_A_MINUTE = 11
SUBMISSIONS_A_MINUTE = 2000
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
MAIL_CALLS = range(1, 12)


@contextmanager
def opened(database: str, seed: int) -> Iterator[House]:
    """A house of its own, in which nothing runs yet."""
    with tempfile.TemporaryDirectory(prefix="formkit-soak-") as folder, ExitStack() as stack:
        postgres = stack.enter_context(own_postgres()) if database == "postgresql" else None
        settings = {"FORMKIT_DATABASE_URL": postgres.url} if postgres else {}
        yield House(settled(Path(folder) / "rose", stack, **settings), Random(seed), postgres)


def at_random(database: str, plan: Plan, minutes: float) -> int:
    """How many promises were broken, and what the plan wanted and did not get."""
    with opened(database, plan.seed) as house:
        story = run(plan, house)
    show_story(story, f"{DATABASES[database]}: {minutes:g} minutes, seed {plan.seed}")
    return len(story.proof.lost) + len(story.short)


def at_every_step(database: str) -> int:
    """How many promises were broken."""
    with opened(database, 0) as house:
        steps = Steps(house.production, house.record)
        if database == "sqlite":
            _every_step_of_sqlite(steps)
        else:
            _every_step_of_postgresql(steps)
        proof = steps.prove()
    show_steps(steps, proof, f"{DATABASES[database]}: every step")
    return len(proof.lost)


def _every_step_of_sqlite(steps: Steps) -> None:
    for error in ("EIO", "ENOSPC"):
        steps.fail("pwrite64", error)
        steps.fail("fdatasync", error)
    for call in ("pwrite64", "fdatasync", "writev"):
        steps.kill_each(call)
    for call in ("sendto", "recvfrom"):
        steps.fail_mail(call, MAIL_CALLS)


def _every_step_of_postgresql(steps: Steps) -> None:
    steps.fail("recvfrom", "ECONNRESET", also_visitor=True)
    for call in ("sendto", "recvfrom", "writev"):
        steps.kill_each(call)
    steps.fail_mail("recvfrom", MAIL_CALLS)  # of the mail server, or of PostgreSQL, whichever comes


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10, help="of kills at random, for each database; 0 for none")
    parser.add_argument("--database", choices=list(DATABASES), action="append", help="left out: one after the other")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    parser.add_argument("--rate", type=float, default=60, help="letters a second that visitors write")
    parser.add_argument("--no-steps", action="store_true", help="only the kills at random")
    return parser.parse_args()


def main() -> int:
    said = read_arguments()
    for name in [name for name in os.environ if name.startswith("FORMKIT_")]:
        del os.environ[name]
    kills, submissions = int(said.minutes * KILLS_A_MINUTE), int(said.minutes * SUBMISSIONS_A_MINUTE)
    plan = Plan(said.minutes * 60, kills, submissions, said.seed, said.rate)
    lost = 0
    for database in said.database or DATABASES:
        lost += at_random(database, plan, said.minutes) if said.minutes else 0
        lost += 0 if said.no_steps else at_every_step(database)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
