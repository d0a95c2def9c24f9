"""A PostgreSQL server of one's own that keeps its promise (fsync is on), and can be killed."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg

from tests.postgres import await_entry, new_server, start

ENDS_S = 20


class Postgres:
    """A running server with one empty database."""

    def __init__(self, folder: Path) -> None:
        self._server = new_server(folder)
        self._main = self._server.get_uri()
        self.url = self._main.replace("/postgres?", "/crash?")

    def clear(self) -> None:
        """Make the one database anew."""
        with psycopg.connect(self._main, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS crash WITH (FORCE)")
            connection.execute("CREATE DATABASE crash")

    def at_work(self) -> list[int]:
        """The server, which starts one for each new connection, and those that work for formkit; not those that it
        keeps for what it does of its own accord.
        """
        return [self._main_process().pid, *(child.pid for child in self._connections())]

    def kill_connection(self, which: int) -> None:
        """SIGKILL for one that works for formkit, after which PostgreSQL throws all of them out and recovers."""
        found = self._connections()
        if found:
            found[which % len(found)].kill()

    def kill(self) -> None:
        """SIGKILL for the server itself, which takes its connections with it."""
        children = self._main_process().children()
        self._main_process().kill()
        for process in (self._main_process(), *children):
            process.wait(ENDS_S)

    def start(self) -> None:
        """After `kill`: it recovers."""
        start(self._server)

    def await_recovery(self) -> None:
        """After `kill_connection`: until it lets somebody in again."""
        await_entry(self._server)

    def end(self) -> None:
        self._server.cleanup()

    def _connections(self) -> list[psutil.Process]:
        return [child for child in self._main_process().children() if _works_for_formkit(child)]

    def _main_process(self) -> psutil.Process:
        process: psutil.Process = self._server.get_postmaster_info().process
        return process


def _works_for_formkit(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return " crash " in " ".join(process.cmdline())
    return False


@contextmanager
def own_postgres() -> Iterator[Postgres]:
    folder = Path(tempfile.mkdtemp(prefix="formkit-crash-"))  # short: the path of its socket has a limit
    server = Postgres(folder)
    try:
        server.clear()
        yield server
    finally:
        server.end()
        shutil.rmtree(folder)
