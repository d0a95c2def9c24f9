"""Close the connections of those who send so slowly that they only hold a thread.

The server gives headers a time limit of its own, but a body none: a request that waits for its body can't be told from
inside. So the kernel is asked how much came over each connection (Linux, TCP_INFO; elsewhere nobody is closed).
"""

import os
import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

PATIENCE_S = 30
ENOUGH = 16_384  # bytes in that time: half a kilobyte a second is slower than any line that carries a page
LOOK_EVERY_S = 5
OPEN_FILES = Path("/proc/self/fd")
COUNTERS = struct.Struct("=120xQQ")  # of tcp_info in linux/tcp.h: bytes that the other side has taken, and has sent


@dataclass(frozen=True)
class Line:
    """What has gone over a connection since `since`, the clock of `Dawdlers.look`."""

    taken: int
    sent: int
    since: float


@dataclass
class Dawdlers:
    """Watches the connections to `port` of this process. Whoever is answered, or sends ENOUGH, begins anew."""

    port: int
    _lines: dict[int, Line] = field(default_factory=dict)

    def look(self, now: float) -> int:
        """Close whoever has dawdled for PATIENCE_S; returns how many. `now` is in seconds, from any beginning."""
        found, closed = {}, 0
        for key, line in _lines(self.port):
            taken, sent = COUNTERS.unpack_from(line.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, COUNTERS.size))
            before = self._lines.get(key)
            if before is None or taken != before.taken or sent - before.sent >= ENOUGH:
                before = Line(taken, sent, now)
            elif now - before.since >= PATIENCE_S:
                line.shutdown(socket.SHUT_RDWR)
                closed += 1
            found[key] = before
        self._lines = found
        return closed

    def keep_looking(self, clock: Callable[[], float]) -> None:
        """For ever, in a thread of its own."""
        while not Event().wait(LOOK_EVERY_S):
            self.look(clock())


def _lines(port: int) -> Iterator[tuple[int, socket.socket]]:
    """The open connections to the port, each by the number that it keeps."""
    for name in os.listdir(OPEN_FILES) if hasattr(socket, "TCP_INFO") and OPEN_FILES.exists() else ():
        with suppress(OSError), _borrowed(int(name)) as line:  # closed meanwhile, no socket, or not connected
            if line.getpeername() and line.getsockname()[1:2] == (port,):
                yield os.fstat(line.fileno()).st_ino, line


@contextmanager
def _borrowed(number: int) -> Iterator[socket.socket]:
    """The socket behind a descriptor, never copied or closed here.

    To close any copy of a descriptor of the database's file would give up this process's locks on it (fcntl(2)).
    """
    line = socket.socket(fileno=number)
    try:
        yield line
    finally:
        line.detach()
