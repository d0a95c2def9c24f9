"""The database becomes read-only while `formkit serve` runs, and can be written again some time later."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.cli.test_serve_troubles import gives_the_text_back, said
from tests.crash.strace import traced, was_hit
from tests.processes import Process, Production, ask, numbers, send
from tests.store.test_store_troubles import set_read_only

CHANGES = "write,pwrite64,writev,pwritev,ftruncate,fallocate"
FILES = ("formkit.db", "formkit.db-wal", "formkit.db-journal")


@contextmanager
def read_only_disk(production: Production, serve: Process, log: Path) -> Iterator[None]:
    """What Linux does to a disk with errors (`errors=remount-ro`): files stay open, and no write to them succeeds."""
    data = production.workspace / "data"
    paths = [word for name in FILES for word in ("-P", str(data / name))]
    with traced(serve.children(), log, *paths, "-e", f"inject={CHANGES}:error=EROFS"):
        yield
    assert was_hit(log)


def answer_to_a_program(port: int) -> tuple[int, str, dict[str, str]]:
    """Status, Retry-After and the JSON that somebody gets who sends JSON."""
    body = json.dumps({"name": "Ada", "email": "ada@example.com", "message": "This is message number 3."})
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("POST", "/f/rose/contact", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.headers["Retry-After"], json.loads(answer.read())


def looks(page: str) -> list[str]:
    """How a page looks, and whose it is."""
    return re.findall(r":root{[^}]*}|<header.*?</header>", page, re.DOTALL)


def refuses_in_words(production: Production) -> str:
    """A visitor gets the form with all that was typed, in the site's looks; a program the same words.

    What a watcher hears, who asks whether all is well.
    """
    status, _, page = send(production.port, 2)
    assert (status, gives_the_text_back(page, 2)) == (503, True)
    assert looks(page) == looks(ask(production.port, "GET", "/f/rose/contact")[2]) != []
    status, retry_after, told = answer_to_a_program(production.port)
    assert (status, retry_after) == (503, "60")
    assert told["error"].startswith("Your message could not be stored.")
    assert ask(production.port, "GET", "/rose/")[0] == 200
    status, _, words = ask(production.port, "GET", "/readyz")
    assert status == 503
    return words


def goes_on(production: Production, server: Process, references: set[str]) -> None:
    """The visitor's second try is stored, once, and both messages are mailed."""
    assert ask(production.port, "GET", "/readyz")[0] == 200
    second = send(production.port, 2)[1]
    assert said(production) == {*references, second}
    server.wait_for(lambda lines: numbers(lines) == [1, 2])


def test_a_disk_that_becomes_read_only_is_told_and_all_goes_on_when_it_is_writable_again(
    production: Production, tmp_path: Path
) -> None:
    server, serve = production.mail_server(), production.serve()
    references = {send(production.port, 1)[1]}
    with read_only_disk(production, serve, tmp_path / "log"):
        assert refuses_in_words(production) == "The disk of the database fails.\n"
        assert said(production) == references
    goes_on(production, server, references)


def test_so_is_a_postgresql_that_takes_no_more_writes(
    start_production: Callable[..., Production], postgres_url: str
) -> None:
    """As after a switch to a server that only copies."""
    production = start_production(FORMKIT_DATABASE_URL=postgres_url)
    server, _ = production.mail_server(), production.serve()
    references = {send(production.port, 1)[1]}
    set_read_only(postgres_url, "on")
    assert refuses_in_words(production) == "The database can't be written: it is read-only.\n"
    set_read_only(postgres_url, "off")
    goes_on(production, server, references)
