"""Where a server listens: free ports, and the trouble with taken ones in words."""

import errno
import socket
from collections.abc import Iterable
from contextlib import suppress

from formkit.errors import FormkitError

TRIES = 50  # ports to look at for a free one
PROBE_S = 5  # that a first answer may take


def refuse_busy(host: str, port: int) -> None:
    """Raises FormkitError when nothing can listen there, and names the next free port."""
    try:
        _bind(host, port)
    except socket.gaierror:
        raise FormkitError(f"There is no address {host} on this machine.", "Use --host 127.0.0.1") from None
    except PermissionError:
        raise FormkitError(f"Port {port} is reserved for the administrator.", "Use --port 8000") from None
    except OSError as error:
        raise _in_words(error, host, port) from None


def free_port(host: str, ports: Iterable[int]) -> int:
    """The first of these ports where something can listen, else the last."""
    *others, last = ports
    return next((port for port in others if _free(host, port)), last)


def answers(host: str, port: int) -> bool:
    """Whether formkit there answers a request."""
    with suppress(OSError), socket.create_connection((host, port), timeout=PROBE_S) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return connection.recv(12) == b"HTTP/1.1 200"
    return False


def shown(host: str, port: int) -> str:
    """The address to type into a browser on this machine."""
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104 - a name
    return f"http://{name}" if port == 80 else f"http://{name}:{port}"


def _in_words(error: OSError, host: str, port: int) -> FormkitError:
    if error.errno == errno.EADDRINUSE:
        free = next((other for other in range(port + 1, min(port + TRIES, 65536)) if _free(host, other)), 0)
        hint = f"Stop that program, or use --port {free}" if free else "Stop that program, or use another --port"
        return FormkitError(f"Port {port} is in use by another program.", hint)
    return FormkitError(f"Nothing can listen at {host}, port {port}: {error.strerror}.", "Use --host 127.0.0.1")


def _free(host: str, port: int) -> bool:
    try:
        _bind(host, port)
    except OSError:
        return False
    return True


def _bind(host: str, port: int) -> None:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the servers do: a just closed port is free
        listener.bind(address)
        listener.listen(1)
