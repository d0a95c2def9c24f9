"""`python -m tests.crash [--minutes 10] [--database sqlite|postgresql] [--seed N]`: exits with 1 when one was lost."""

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
from tests.crash.run import Plan, Story, run, show

KILLS_A_MINUTE = 13
SUBMISSIONS_A_MINUTE = 2100
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


@contextmanager
def opened(database: str, folder: Path, seed: int) -> Iterator[House]:
    """A house in `folder`, in which nothing runs yet."""
    with ExitStack() as stack:
        postgres = stack.enter_context(own_postgres()) if database == "postgresql" else None
        settings = {"FORMKIT_DATABASE_URL": postgres.url} if postgres else {}
        yield House(settled(folder / database, stack, **settings), Random(seed), postgres)


def soak(database: str, plan: Plan) -> Story:
    with (
        tempfile.TemporaryDirectory(prefix="formkit-soak-") as folder,
        opened(database, Path(folder), plan.seed) as house,
    ):
        return run(plan, house)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--database", choices=list(DATABASES), action="append")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    parser.add_argument("--rate", type=float, default=60, help="letters a second that visitors write")
    said = parser.parse_args()
    for name in [name for name in os.environ if name.startswith("FORMKIT_")]:
        del os.environ[name]
    kills, submissions = int(said.minutes * KILLS_A_MINUTE), int(said.minutes * SUBMISSIONS_A_MINUTE)
    plan = Plan(said.minutes * 60, kills, submissions, said.seed, said.rate)
    lost = 0
    for database in said.database or DATABASES:
        story = soak(database, plan)
        show(story, f"{DATABASES[database]}: {said.minutes:g} minutes")
        lost += len(story.proof.lost)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
