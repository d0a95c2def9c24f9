"""Who sends a byte now and then is closed in the end; who is slow but honest is not."""

import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing
from itertools import repeat
from pathlib import Path

import pytest

from formkit.cli.dawdlers import ENOUGH, PATIENCE_S, Dawdlers

Visit = tuple[socket.socket, socket.socket]
"""The visitor's end of a connection, and the server's."""


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


@pytest.fixture
def dawdlers(server: socket.socket) -> Dawdlers:
    return Dawdlers(server.getsockname()[1])


@pytest.fixture
def visits(server: socket.socket) -> Iterator[Iterator[Visit]]:
    with ExitStack() as stack:

        def come() -> Visit:
            visitor = stack.enter_context(socket.create_connection(server.getsockname(), timeout=20))
            return visitor, stack.enter_context(server.accept()[0])

        yield (come() for _ in repeat(None))


def say(visit: Visit, count: int = 1) -> None:
    """The visitor sends that many bytes, and they arrive."""
    visit[0].sendall(b"x" * count)
    while count:
        count -= len(visit[1].recv(count))


def answer(visit: Visit) -> None:
    visit[1].sendall(b"ok")
    assert visit[0].recv(2) == b"ok"


def test_a_byte_now_and_then_is_closed_when_patience_ends(dawdlers: Dawdlers, visits: Iterator[Visit]) -> None:
    slow = next(visits)
    for second in range(0, PATIENCE_S, 5):
        say(slow)
        assert dawdlers.look(second) == 0
    assert dawdlers.look(PATIENCE_S) == 1
    assert slow[0].recv(1) == b""


def test_a_big_file_over_a_thin_line_goes_on(dawdlers: Dawdlers, visits: Iterator[Visit]) -> None:
    upload = next(visits)
    for second in range(0, 5 * PATIENCE_S, PATIENCE_S - 1):
        say(upload, ENOUGH)
        assert dawdlers.look(second) == 0
    say(upload)


def test_who_is_answered_begins_anew(dawdlers: Dawdlers, visits: Iterator[Visit]) -> None:
    kept = next(visits)
    for second in range(0, 5 * PATIENCE_S, PATIENCE_S - 1):
        say(kept)
        answer(kept)
        assert dawdlers.look(second) == 0


def test_only_our_own_visitors_are_looked_at(dawdlers: Dawdlers, visits: Iterator[Visit]) -> None:
    """A connection of ours to a database, say, may be silent for days."""
    with (
        socket.create_server(("127.0.0.1", 0)) as database,
        socket.create_connection(database.getsockname()) as ours,
        database.accept()[0],
    ):
        dawdlers.look(0)
        assert dawdlers.look(10 * PATIENCE_S) == 0
        ours.sendall(b"still there")


def test_what_is_closed_elsewhere_is_forgotten(dawdlers: Dawdlers, visits: Iterator[Visit]) -> None:
    gone = next(visits)
    dawdlers.look(0)
    for end in gone:
        end.close()
    assert dawdlers.look(10 * PATIENCE_S) == 0


def test_looking_takes_no_lock_of_the_database_away(dawdlers: Dawdlers, tmp_path: Path) -> None:
    path = tmp_path / "formkit.db"
    script = f"import sqlite3; sqlite3.connect({str(path)!r}, timeout=0).execute('BEGIN IMMEDIATE')"
    with closing(sqlite3.connect(path, isolation_level=None)) as ours:
        ours.execute("BEGIN IMMEDIATE")
        dawdlers.look(0)
        other = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert "database is locked" in other.stderr
