"""A real SMTP server for the tests: it keeps what it takes, and can be asked to make trouble."""

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from formkit.settings import Secret, Smtp
from tests.ports import free_port

CERTIFICATE = Path(__file__).parent / "data" / "tls"
USER, PASSWORD = "forms", "correct horse"


class Mailserver:
    """Keeps what it takes in `received`. The lists of trouble hold answers for the next mails, used up one by one.

    `together` is how many mails must be on their way at once before the first of them is answered.
    """

    def __init__(self) -> None:
        self.received: list[Envelope] = []
        self.trouble: dict[str, list[str]] = {}
        self.data_trouble: list[str] = []
        self.insists_on_sender = False
        self.connections: set[tuple[str, int]] = set()
        self.together = 1
        self._waiting: list[asyncio.Event] = []
        self._arrived = threading.Condition()

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.insists_on_sender and address == "<>":
            return "553 5.7.1 <>: Sender address rejected: not owned by user"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.trouble.get(address):
            return self.trouble[address].pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.data_trouble:
            return self.data_trouble.pop(0)
        await self._for_the_others()
        self.connections.add(session.peer)
        with self._arrived:
            self.received.append(envelope)
            self._arrived.notify_all()
        return f"250 2.0.0 Ok: queued as {len(self.received)}"

    async def _for_the_others(self) -> None:
        """The first mails are answered when `together` of them are being sent at the same moment."""
        self._waiting.append(asyncio.Event())
        mine = self._waiting[-1]
        if len(self._waiting) >= self.together:
            self.together = 1
            for one in self._waiting:
                one.set()
            self._waiting.clear()
        await mine.wait()

    def wait_for(self, count: int, *, seconds: float = 60) -> list[Envelope]:
        """The mails, once there are `count` of them; fails when they don't come."""
        with self._arrived:
            assert self._arrived.wait_for(lambda: len(self.received) >= count, seconds), self.received
        return self.received


class RunningMailserver(Mailserver):
    """A Mailserver on a port of its own; `smtp` is how formkit reaches it. It can be stopped and started again."""

    def __init__(self, tls: str = "none", **options: Any) -> None:
        super().__init__()
        self._tls = tls
        self._options = options
        self.smtp = Smtp("127.0.0.1", free_port(), tls)
        self.start()

    def start(self) -> None:
        own = {"ssl_context": server_context()} if self._tls == "implicit" else {}
        if self._tls == "starttls":
            own["tls_context"] = server_context()
        self._controller = Controller(self, "127.0.0.1", self.smtp.port, ready_timeout=60, **own, **self._options)
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop(no_assert=True)

    def with_login(self, password: str) -> Smtp:
        return Smtp("127.0.0.1", self.smtp.port, self._tls, USER, Secret(password))


def server_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE / "server.pem", CERTIFICATE / "server.key")
    return context


def trusting_context() -> ssl.SSLContext:
    """A client that trusts the test certificate, and no other."""
    return ssl.create_default_context(cafile=CERTIFICATE / "server.pem")


def only_our_password(*args: Any) -> AuthResult:
    data = args[-1]
    assert isinstance(data, LoginPassword)
    return AuthResult(success=(data.login, data.password) == (USER.encode(), PASSWORD.encode()), handled=False)


@pytest.fixture
def start_mailserver() -> Iterator[Callable[..., RunningMailserver]]:
    """Start mail servers: `start_mailserver(tls="starttls", ...)`, further options are those of aiosmtpd."""
    running: list[RunningMailserver] = []

    def start(tls: str = "none", **options: Any) -> RunningMailserver:
        running.append(RunningMailserver(tls, **options))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture
def mailserver(start_mailserver: Callable[..., RunningMailserver]) -> RunningMailserver:
    """A mail server without TLS."""
    return start_mailserver()
