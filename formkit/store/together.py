"""Writes that wait at the same moment become one transaction: one wait for the disk for all of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock
from typing import Any, TypeVar

from sqlalchemy import Connection

from formkit.errors import StoreUnavailable
from formkit.store.database import QUEUE_S, Database

MOST = 64  # tasks of one transaction

Result = TypeVar("Result")
Work = Callable[[Connection], Result]


@dataclass(eq=False)
class Task:
    """Work that waits for its turn; `woken` is set when it has ended, or when its thread must lead the next ones."""

    work: Work[Any]
    woken: Event = field(default_factory=Event)
    ended: bool = False
    result: Any = None
    error: BaseException | None = None

    def end(self, result: Any = None, error: BaseException | None = None) -> None:
        self.result, self.error, self.ended = result, error, True
        self.woken.set()


class Together:
    """Who comes while nobody writes leads: writes its own work, and then wakes one of those that came meanwhile.

    That one writes the work of all who wait. On PostgreSQL, which does this itself, everyone writes alone.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._mutex = Lock()
        self._led = False
        self._waiting: list[Task] = []

    def write(self, work: Work[Result]) -> Result:
        """What `work` returns, committed. It may run twice, as what it wrote is taken back when another's work fails.

        Raises what `work` raises, or StoreUnavailable, with nothing of it written.
        """
        if self._database.turns is None:
            return _alone(self._database, work)
        task = Task(work)
        if not self._leads(task) and not task.woken.wait(QUEUE_S) and self._left(task):
            raise StoreUnavailable("The database is busy: too many wait for it.", "Try again in a minute.")
        task.woken.wait()
        if not task.ended:
            self._lead()
        if task.error:
            raise task.error
        found: Result = task.result
        return found

    def _leads(self, task: Task) -> bool:
        with self._mutex:
            self._waiting.append(task)
            leads, self._led = not self._led, True
        if leads:
            task.woken.set()
        return leads

    def _left(self, task: Task) -> bool:
        """Give up waiting; False when the work was begun in the same moment, or its thread was chosen to lead."""
        with self._mutex:
            waits = task in self._waiting and not task.woken.is_set()
            if waits:
                self._waiting.remove(task)
            return waits

    def _lead(self) -> None:
        with self._mutex:
            tasks, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
        try:
            _run(self._database, tasks)
        finally:
            self._pass_on()

    def _pass_on(self) -> None:
        with self._mutex:
            self._led = bool(self._waiting)
            if self._waiting:
                self._waiting[0].woken.set()


def _run(database: Database, tasks: list[Task]) -> None:
    """End every task: all in one transaction, or each in its own when one of them fails."""
    try:
        with database.write() as connection:
            results = [task.work(connection) for task in tasks]
    except BaseException as error:
        one_fails = isinstance(error, Exception) and not isinstance(error, StoreUnavailable)
        if one_fails and len(tasks) > 1:
            for task in tasks:
                _run(database, [task])
        else:
            for task in tasks:
                task.end(error=error)
    else:
        for task, result in zip(tasks, results, strict=True):
            task.end(result)


def _alone(database: Database, work: Work[Result]) -> Result:
    with database.write() as connection:
        return work(connection)
