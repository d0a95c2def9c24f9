"""The disk holds it before the visitor hears so (THREATS R1): what the kernel was asked, in its order."""

from collections.abc import Iterator
from pathlib import Path

from tests.crash.postgres import Postgres
from tests.crash.strace import traced
from tests.processes import Production, send

WATCHED = ("-e", "trace=fdatasync,fsync,pwrite64,writev,sendto,write")


def order(log: Path) -> str:
    """The log up to the answer as letters: W is a write to the database, S a sync that is done, A the answer."""
    done, answered, _ = "".join(_letters(log.read_text("utf-8", "replace").splitlines())).partition("A")
    return done + answered


def _letters(lines: list[str]) -> Iterator[str]:
    for line in lines:
        if "HTTP/1.1 303" in line:
            yield "A"
        elif "sync" in line and line.endswith("= 0"):
            yield "S"
        elif "pwrite64(" in line and ("formkit.db" in line or "pg_wal" in line):
            yield "W"


def test_sqlite_has_synced_before_the_status_line(production: Production, tmp_path: Path) -> None:
    serve = production.serve("--no-deliver", "--threads", "8")
    with traced(serve.children(), tmp_path / "log", *WATCHED):
        assert send(production.port, 1)[0] == 303
    told = order(tmp_path / "log")
    assert told.endswith("WSA"), told


def test_postgresql_has_synced_before_the_status_line(
    on_postgres: Production, postgres: Postgres, tmp_path: Path
) -> None:
    serve = on_postgres.serve("--no-deliver", "--threads", "8")
    assert send(on_postgres.port, 1)[0] == 303  # opens the connection
    with traced([*serve.children(), *postgres.at_work()], tmp_path / "log", *WATCHED):
        assert send(on_postgres.port, 2)[0] == 303
    told = order(tmp_path / "log")
    assert told.endswith("WSA"), told
