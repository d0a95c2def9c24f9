"""One address -> its answer: bounded in time and bytes, and never silently from another host."""

import socket
import ssl
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection
from threading import Event, Timer
from time import monotonic
from urllib.parse import quote, urljoin, urlsplit

from formkit.online.faults import OutOfTime, Unreachable

MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_PART = 65_536


@dataclass(frozen=True)
class Answer:
    """What came. `body` holds at most as many bytes as were asked for; `moved_to` is another host, not followed."""

    url: str
    status: int
    headers: HTTPMessage
    body: bytes = b""
    moved_to: str = ""

    def header(self, name: str) -> str:
        return str(self.headers.get(name) or "")


@dataclass
class Fetcher:
    """Asks addresses, all of them together for not longer than `seconds`, each for not longer than `each`."""

    seconds: float = 60
    each: float = 10
    began: float = field(default_factory=monotonic)

    def get(self, url: str, *, most: int, method: str = "GET", headers: Mapping[str, str] | None = None) -> Answer:
        """The answer of `url`, at most `most` bytes of it. Raises Unreachable in words."""
        asked = url
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._once(asked, most, method, headers or {})
            target = urljoin(asked, quote(answer.header("Location"), safe="%/:=&?~#+!$,;'@()*[]"))
            if answer.status not in _REDIRECTS or method != "GET":
                return answer
            if _host(target) != _host(url) or _worse(asked, target):
                return Answer(asked, answer.status, answer.headers, moved_to=target)
            asked = target
        hint = "look at the redirects that your host has set up"
        raise Unreachable("redirects", f"{url} leads on and on, and nowhere", hint, url=url)

    def _once(self, url: str, most: int, method: str, headers: Mapping[str, str]) -> Answer:
        left = min(self.each, self.seconds - (monotonic() - self.began))
        if left <= 0:
            hint = "try again when the host is quicker"
            raise OutOfTime("out-of-time", f"{url} was not asked: the others took too long", hint, url=url)
        connection = _connection(url, left)
        late = Event()
        watch = Timer(left, _hang_up, [connection, late])  # a byte a second never runs into a timeout of the socket
        watch.daemon = True
        watch.start()
        try:
            connection.request(
                method, _path(url), headers={"Accept-Encoding": "identity", "User-Agent": "formkit", **headers}
            )
            answer = connection.getresponse()
            return Answer(url, answer.status, answer.headers, _body(answer, most))
        except (OSError, HTTPException, ValueError, zlib.error) as error:
            raise _in_words(url, error, late=late.is_set()) from None
        finally:
            watch.cancel()
            connection.close()


def _connection(url: str, seconds: float) -> HTTPConnection:
    parts = urlsplit(url)
    kinds: dict[str, type[HTTPConnection]] = {"http": HTTPConnection, "https": HTTPSConnection}
    kind = kinds.get(parts.scheme)
    try:
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        host, port = "", None
    if kind is None or not host:
        hint = "write it like https://rosegarden.example"
        raise Unreachable("no-address", f"{url} is no web address", hint, url=url)
    return kind(host, port, timeout=seconds)


def _path(url: str) -> str:
    parts = urlsplit(url)
    path = quote(parts.path or "/", safe="%/:=&~+!$,;'@()*")
    return f"{path}?{quote(parts.query, safe='%/:=&?~+!$,;@()*')}" if parts.query else path


def _body(answer: HTTPResponse, most: int) -> bytes:
    packed = answer.getheader("Content-Encoding", "").lower() == "gzip"
    opened = zlib.decompressobj(wbits=31) if packed else None
    found = b""
    while len(found) < most and (part := answer.read1(_PART)):
        found += opened.decompress(part, most) if opened else part
    return found[:most]


def _hang_up(connection: HTTPConnection, late: Event) -> None:
    late.set()
    if connection.sock:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").lower()


def _worse(before: str, after: str) -> bool:
    return urlsplit(before).scheme == "https" and urlsplit(after).scheme != "https"


def _in_words(url: str, error: Exception, *, late: bool) -> Unreachable:
    host = urlsplit(url).netloc
    if late or isinstance(error, TimeoutError):
        hint = "try again later; when it stays so, ask your host"
        return Unreachable("late", f"{url} did not answer in time", hint, url=url)
    if isinstance(error, socket.gaierror):
        hint = "look at how it is written, and whether this computer is online"
        return Unreachable("no-host", f"there is no host {host}", hint, host=host)
    if isinstance(error, ssl.SSLError):
        words = f"the certificate of {host} is not right: {error.reason}"
        return Unreachable("certificate", words, "ask your host to renew it", host=host)
    if isinstance(error, ConnectionRefusedError):
        return Unreachable("refused", f"nobody listens at {host}", "look whether the web server there runs", host=host)
    why = str(error) or type(error).__name__
    return Unreachable("unread", f"{url} could not be read: {why}", "try again; then ask your host", url=url, why=why)
