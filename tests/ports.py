"""Ports for the servers that tests start."""

import socket
from collections import deque

_HELD: deque[socket.socket] = deque()
_HOLDS = 200
"""More than one test asks for."""


def free_port() -> int:
    """A port of 127.0.0.1 that nobody else gets by chance, also between two servers that use it.

    Its socket stays open: bound, but not listening. So the system gives the port to none that asks for any one, nor
    to a connection, while a server that names it, with SO_REUSEADDR as servers do, can listen there (socket(7)).
    """
    while len(_HELD) >= _HOLDS:
        _HELD.popleft().close()
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.bind(("127.0.0.1", 0))
    _HELD.append(held)
    return int(held.getsockname()[1])
