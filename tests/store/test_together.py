"""Threads that write at the same moment share a transaction, and nothing else."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from sqlalchemy import Connection, event, text

from formkit.errors import StoreUnavailable
from formkit.store.database import Database
from formkit.store.engines import open_database
from formkit.store.together import Together

Write = Callable[[Connection], str]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    database = open_database(f"sqlite:///{tmp_path}/words.db", wait_ms=20)
    with database.write() as connection:
        connection.execute(text("CREATE TABLE words (word TEXT UNIQUE)"))
    yield database
    database.close()


def kept(database: Database) -> set[str]:
    with database.read() as connection:
        return set(connection.execute(text("SELECT word FROM words")).scalars())


def word(said: str) -> Write:
    def write(connection: Connection) -> str:
        connection.execute(text("INSERT INTO words VALUES (:word)"), {"word": said})
        return said

    return write


@contextmanager
def waiting_behind(together: Together, works: list[Write]) -> Iterator[list[Future[str]]]:
    """The works, all in line behind one that goes on until the end of the block."""
    inside, over = Event(), Event()

    def hold(connection: Connection) -> str:
        inside.set()
        over.wait(60)
        return "held"

    with ThreadPoolExecutor(len(works) + 1) as threads:
        threads.submit(together.write, hold)
        assert inside.wait(60)
        answers = [threads.submit(together.write, work) for work in works]
        while len(together._waiting) < len(works):
            sleep(0.001)
        yield answers
        over.set()


def test_those_who_wait_are_written_in_one_transaction(database: Database) -> None:
    commits: list[Connection] = []
    event.listen(database.writer, "commit", commits.append)
    with waiting_behind(Together(database), [word(name) for name in "abcdef"]) as answers:
        pass
    assert [answer.result() for answer in answers] == list("abcdef")
    assert kept(database) == set("abcdef")
    assert len(commits) == 2


def test_work_that_fails_takes_nothing_of_the_others_away(database: Database) -> None:
    with waiting_behind(Together(database), [word("a"), word("b"), word("a"), word("c")]) as answers:
        pass
    assert [type(answer.exception()).__name__ for answer in answers].count("IntegrityError") == 1
    assert kept(database) == set("abc")


def test_when_the_database_is_locked_everyone_is_told_and_the_line_goes_on(database: Database) -> None:
    together = Together(database)
    with locked_elsewhere(database), pytest.raises(StoreUnavailable, match="busy"):
        together.write(word("a"))
    assert together.write(word("b")) == "b"
    assert kept(database) == {"b"}


@contextmanager
def locked_elsewhere(database: Database) -> Iterator[None]:
    """Another program holds the lock."""
    other = open_database(str(database.writer.url))
    with other.write():
        yield
    other.close()


def test_many_threads_write_everything_once(database: Database) -> None:
    together = Together(database)
    with ThreadPoolExecutor(20) as threads:
        list(threads.map(lambda number: together.write(word(str(number))), range(400)))
    assert kept(database) == set(map(str, range(400)))
