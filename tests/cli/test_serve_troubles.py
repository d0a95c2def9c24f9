"""`formkit serve` when the disk fills, the database is held, gone or full of others, or it is told to stop.

Each time: a finished request, or a page that gives the text back and says where to call; never a false thank-you.
"""

import resource
import signal
import socket
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from threading import Event
from urllib.parse import urlencode

import psycopg
import pytest

from formkit.store import open_store
from tests.postgres import new_server, start
from tests.processes import Process, Production, ask, send

Told = tuple[int, str, str]
"""Status, reference and page of an answer."""
POSTS, VISITORS = 700, 8


def said(production: Production) -> set[str]:
    """The references of what is stored, each with its delivery."""
    with open_store(production.database_url) as store:
        found = {one.reference for one in store.submissions()}
        assert len(store.deliveries()) == len(found)
    return found


def promised(answers: list[Told]) -> set[str]:
    """The references of what was answered with success; everything else was told in words."""
    assert {status for status, _, _ in answers} <= {303, 503}
    return {reference for status, reference, _ in answers if status == 303}


def gives_the_text_back(page: str, number: int) -> bool:
    """The form holds what was typed, and the page says where to call and to write."""
    typed = (f"This is message number {number}.</textarea>", 'value="Ada"', 'value="ada@example.com"')
    ways = ('href="tel:+15550100100"', 'href="mailto:hello@rosegarden.example')
    return all(words in page for words in (*typed, *ways, "Your message could not be stored"))


def posted(production: Production) -> list[Told]:
    """The answers to a crowd of visitors."""
    with ThreadPoolExecutor(VISITORS) as visitors:
        return list(visitors.map(lambda number: send(production.port, number), range(POSTS)))


def filled_up(production: Production) -> None:
    """Send until the disk is full; all that was answered with success is stored, and can still be read."""
    first = receipt(production)
    answers = posted(production)
    assert len(said(production)) == len(promised(answers)) + 1
    assert promised(answers) <= said(production)
    refused = [(number, page) for number, (status, _, page) in enumerate(answers) if status == 503]
    assert refused
    assert all(gives_the_text_back(page, number) for number, page in refused)
    assert ask(production.port, "GET", first)[0] == 200
    assert ask(production.port, "GET", "/rose/")[0] == 200


def receipt(production: Production) -> str:
    """Store one; the path of its receipt."""
    reference = send(production.port, POSTS + 1)[1]
    with open_store(production.database_url) as store:
        found = store.submission(reference)
    assert found
    return f"/r/{found.token}"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A data folder on a real disk of two megabytes, of which half are taken."""
    folder = tmp_path / "rose" / "data"
    folder.mkdir(parents=True)
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    (folder / "ballast").write_bytes(b"x" * 1_000_000)
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


def test_on_a_full_disk_what_was_promised_is_stored_and_it_recovers_by_itself(
    small_disk: Path, start_production: Callable[..., Production]
) -> None:
    production = start_production()
    production.serve("--no-deliver")
    filled_up(production)
    (small_disk / "ballast").unlink()
    assert send(production.port, POSTS)[0] == 303


def test_where_files_may_grow_no_more_it_is_the_same(production: Production) -> None:
    """A quota: the write fails with other words than those of a full disk, in the middle of a page."""
    process = production.serve("--no-deliver")
    files_up_to(process, 600_001)
    filled_up(production)
    files_up_to(process, resource.RLIM_INFINITY)
    assert send(production.port, POSTS)[0] == 303


def files_up_to(process: Process, size: int) -> None:
    for worker in process.children():
        resource.prlimit(worker, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


@contextmanager
def held(production: Production) -> Iterator[None]:
    """Another program holds the database."""
    with closing(sqlite3.connect(production.workspace / "data" / "formkit.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


def test_a_database_that_is_held_for_long_gives_the_text_back(production: Production) -> None:
    production.serve("--no-deliver")
    with held(production):
        status, _, page = send(production.port, 1)
        assert ask(production.port, "GET", "/rose/")[0] == 200
    assert (status, gives_the_text_back(page, 1)) == (503, True)
    assert send(production.port, 1)[0] == 303
    assert len(said(production)) == 1


def test_a_database_that_is_held_for_three_seconds_is_waited_for(production: Production) -> None:
    production.serve("--no-deliver")
    with ThreadPoolExecutor() as visitors:
        with held(production):
            answers = [visitors.submit(send, production.port, number) for number in range(5)]
            Event().wait(3)
            assert not any(answer.done() for answer in answers)
        assert promised([answer.result() for answer in answers]) == said(production)
    assert len(said(production)) == 5


def test_a_database_that_was_deleted_promises_nothing(production: Production) -> None:
    production.serve("--no-deliver")
    (production.workspace / "data").rename(production.workspace / "gone")
    status, _, page = send(production.port, 1)
    assert (status, gives_the_text_back(page, 1)) == (503, True)
    assert ask(production.port, "GET", "/readyz")[0] == 503
    (production.workspace / "gone").rename(production.workspace / "data")
    assert send(production.port, 1)[0] == 303


def begun(production: Production, number: int) -> tuple[socket.socket, bytes]:
    """A post that was sent up to the middle of its body, and the other half."""
    words = {"name": "Ada", "email": "ada@example.com", "message": f"This is message number {number}."}
    body = urlencode(words).encode()
    head = "POST /f/rose/contact HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    line = socket.create_connection(("127.0.0.1", production.port), timeout=30)
    line.sendall(head.encode() + b"Content-Length: %d\r\n\r\n" % len(body) + body[:40])
    return line, body[40:]


def busy_answering(production: Production) -> None:
    """Wait until the server has read what was sent to it: an answer to a later visitor."""
    assert ask(production.port, "GET", "/healthz")[0] == 200


def refuses(production: Production) -> None:
    """Wait until nobody listens at the port."""
    for _ in count():
        try:
            socket.create_connection(("127.0.0.1", production.port)).close()
        except OSError:
            return


def test_told_to_stop_in_the_middle_of_a_body_it_hears_the_visitor_out(production: Production) -> None:
    process = production.serve("--no-deliver")
    line, rest = begun(production, 1)
    with line:
        busy_answering(production)
        process.send(signal.SIGTERM)
        refuses(production)
        line.sendall(rest)
        assert line.recv(12) == b"HTTP/1.1 303"
    assert process.wait() == 0
    assert len(said(production)) == 1


def test_told_to_stop_while_it_waits_for_the_store_it_finishes(production: Production) -> None:
    process = production.serve("--no-deliver")
    line, rest = begun(production, 1)
    with line:
        with held(production):
            line.sendall(rest)
            for _ in range(2):
                busy_answering(production)  # it is at the lock since
            process.send(signal.SIGTERM)
            refuses(production)
        assert line.recv(12) == b"HTTP/1.1 303"
    assert process.wait() == 0
    assert len(said(production)) == 1


def test_a_reload_under_load_loses_nobody(production: Production) -> None:
    """SIGHUP: new workers take over, and the old ones finish what they began."""
    process = production.serve("--no-deliver")
    with ThreadPoolExecutor(VISITORS) as visitors:
        answers = [visitors.submit(kept_sending, production.port, number) for number in range(200)]
        answers[20].result()
        process.send(signal.SIGHUP)
        references = {answer.result() for answer in answers}
    assert len(references) == 200
    assert references == said(production)
    assert process.end() == 0


def kept_sending(port: int, number: int) -> str:
    """The reference of a message, sent again while nobody answers, as our script does."""
    for _ in range(600):
        try:
            status, reference, _ = send(port, number)
        except OSError:
            Event().wait(0.1)
            continue
        assert status == 303
        return reference
    raise AssertionError("nobody answered")


def test_when_others_take_up_every_connection_it_is_told_and_recovers(
    start_production: Callable[..., Production], postgres_url: str
) -> None:
    production = start_production(FORMKIT_DATABASE_URL=postgres_url.replace("postgres:@", "florist:@"))
    name = postgres_url.split("?")[0].rpartition("/")[2]
    with psycopg.connect(postgres_url, autocommit=True) as owner:
        owner.execute("CREATE ROLE florist LOGIN")
        owner.execute(f"ALTER DATABASE {name} OWNER TO florist")
        production.serve("--no-deliver")
        owner.execute("ALTER ROLE florist CONNECTION LIMIT 0")
        owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'florist'")
        status, _, page = send(production.port, 1)
        owner.execute("ALTER ROLE florist CONNECTION LIMIT -1")
    assert (status, gives_the_text_back(page, 1)) == (503, True)
    assert send(production.port, 1)[0] == 303
    assert len(said(production)) == 1


def test_when_postgresql_stops_it_is_told_and_when_it_is_back_all_goes_on(
    start_production: Callable[..., Production], postgres_server: str
) -> None:
    with tempfile.TemporaryDirectory(prefix="formkit-pg-") as folder:
        server = new_server(Path(folder))
        production = start_production(FORMKIT_DATABASE_URL=server.get_uri())
        production.serve("--no-deliver")
        references = {send(production.port, 1)[1]}
        server.stop()
        status, _, page = send(production.port, 2)
        assert (status, gives_the_text_back(page, 2)) == (503, True)
        start(server)
        references.add(send(production.port, 2)[1])
        assert references == said(production)
        server.cleanup()
