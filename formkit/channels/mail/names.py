"""Names to addresses within a time of ours: the system's own look-up (RFC 3493, getaddrinfo) knows no limit."""

import socket
from collections.abc import Callable
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


def addresses_of(host: str, port: int, *, seconds: float) -> list[str]:
    """The addresses of a host, in the order in which to try them. Raises OSError, TimeoutError after `seconds`."""
    found = in_time(
        lambda: socket.getaddrinfo(host, port, type=socket.SOCK_STREAM),
        seconds,
        late=f"the name {host} was not found within {seconds:.0f} seconds",
    )
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def in_time(work: Callable[[], Result], seconds: float, *, late: str) -> Result:
    """What `work` returns or raises; TimeoutError when that takes longer. It then goes on in a thread of its own."""
    done: list[Result] = []
    failed: list[BaseException] = []

    def run() -> None:
        try:
            done.append(work())
        except BaseException as error:
            failed.append(error)

    thread = Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if failed:
        raise failed[0]
    if not done:
        raise TimeoutError(late)
    return done[0]
