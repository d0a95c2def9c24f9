"""Fixtures for every test: real databases, fresh for each test."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from formkit.store import Store, open_store
from tests.postgres import new_server

DATABASE_NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a real PostgreSQL for this session."""
    folder = Path(tempfile.mkdtemp(prefix="formkit-pg-"))  # short: the path of its socket has a limit
    server = new_server(folder)
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf()")  # a test needs no power cut
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    with new_postgres(postgres_server) as url:
        yield url


@contextmanager
def new_postgres(server: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database, for a while."""
    import psycopg

    name = f"formkit_{next(DATABASE_NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        yield server.replace("/postgres?", f"/{name}?")
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of a SQLite database that is not there yet."""
    return f"sqlite:///{tmp_path / 'data' / 'formkit.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database: the test runs once on each kind."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An open store with nothing in it: the test runs once on each kind of database."""
    with open_store(database_url) as store:
        yield store
