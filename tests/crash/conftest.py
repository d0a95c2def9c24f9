"""What the tests of this folder share."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.crash.postgres import Postgres, own_postgres
from tests.processes import Process, Production


@pytest.fixture(scope="session")
def killable_postgres() -> Iterator[Postgres]:
    with own_postgres() as server:
        yield server


@pytest.fixture
def postgres(killable_postgres: Postgres) -> Postgres:
    """A PostgreSQL that may be killed, with nothing in it."""
    killable_postgres.clear()
    return killable_postgres


@pytest.fixture
def on_postgres(postgres: Postgres, start_production: Callable[..., Production]) -> Production:
    """A workspace that is ready to serve, with a PostgreSQL that may be killed."""
    return start_production(FORMKIT_DATABASE_URL=postgres.url)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Where a mail server keeps what it took."""
    return tmp_path / "mails.jsonl"


@pytest.fixture
def mailbox(record: Path) -> Callable[..., Process]:
    """`mailbox(production, "--stop-at", "rcpt")` is a mail server of ours; see mailbox.py."""
    return lambda here, *options: Production.mail_server(here, str(record), *options, module="tests.crash.mailbox")
