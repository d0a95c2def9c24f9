"""Threads in front of the one connection that writes to SQLite: first come, first served."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock

from formkit.errors import StoreUnavailable


class Turns:
    """A lock that threads get in the order they asked; the queue of a pool lets some wait for ever."""

    def __init__(self) -> None:
        self._mutex = Lock()
        self._taken = False
        self._waiting: deque[Event] = deque()

    @contextmanager
    def turn(self, seconds: float) -> Iterator[None]:
        """Hold the lock; StoreUnavailable when it does not come within `seconds`."""
        gate = self.ask()
        if gate and not gate.wait(seconds) and self.leave(gate):
            raise StoreUnavailable("The database is busy: too many wait for it.", "Try again in a minute.")
        try:
            yield
        finally:
            self.pass_on()

    def ask(self) -> Event | None:
        """None when it is free, or a closed gate to wait at."""
        with self._mutex:
            if not self._taken:
                self._taken = True
                return None
            gate = Event()
            self._waiting.append(gate)
            return gate

    def leave(self, gate: Event) -> bool:
        """Give up the place in the line; False when the gate was opened in the same moment."""
        with self._mutex:
            if gate not in self._waiting:
                return False
            self._waiting.remove(gate)
            return True

    def pass_on(self) -> None:
        with self._mutex:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False
