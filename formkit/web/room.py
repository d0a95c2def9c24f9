"""Room for files: how many bytes of files all requests of a process may hold in memory at the same time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

ROOM = 64_000_000  # bytes: three forms full of large files, or thirty with a photograph

LARGE = 1_000_000  # bytes that can't wait for the garbage collector


class Room:
    """A number of bytes that are taken and given back. Nobody waits for any: who waits holds what others wait for."""

    def __init__(self, size: int = ROOM) -> None:
        self._free = size
        self._lock = Lock()

    @contextmanager
    def guest(self) -> Iterator["Guest"]:
        """Whoever takes some; all of it is given back at the end."""
        guest = Guest(self)
        try:
            yield guest
        finally:
            if guest.taken > LARGE:
                gc.collect()  # a form and its fields hold each other, and so the files, until it comes by
            self.take(-guest.taken)

    def take(self, size: int) -> bool:
        """Take `size` bytes, or give back where it is negative; False, and none taken, when so many are not free."""
        with self._lock:
            if size > self._free:
                return False
            self._free -= size
            return True


class Guest:
    """One request: `taken` is what it holds."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.taken = 0

    def take(self, size: int) -> bool:
        """Take `size` more bytes; False when there is no room."""
        fits = self._room.take(size)
        self.taken += size if fits else 0
        return fits
