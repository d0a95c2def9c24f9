"""An SMTP client that is sure of four things: TLS is never given up silently, a connection serves a whole batch,
the server's own words are kept, and no server holds it for ever (RFC 5321, RFC 2920, RFC 3207, RFC 6531).
"""

import smtplib
import ssl
from contextlib import suppress
from time import monotonic

from formkit.channels.channel import Unreachable
from formkit.channels.mail import answers
from formkit.channels.mail.address import domain_of
from formkit.channels.mail.build import build, recipient
from formkit.channels.mail.files import NOTHING, Storeroom
from formkit.channels.mail.patient import PatientSMTP, PatientTLS
from formkit.errors import DeliveryError
from formkit.model import Delivery
from formkit.settings import Smtp

PER_CONNECTION = 100  # mails; many servers close after about that many
FRESH_S = 5.0  # for so long after an answer a connection is taken to be there, unless it says otherwise
STEPS = 4  # time-outs that one mail may take altogether
SLOWEST = 10_000  # bytes a second; a larger mail gets more time


class SmtpSender:
    """Sends over one connection, opened by the first mail and opened again when the server has closed it.

    `sender` is the bare address mail comes from; `timeout` is seconds for each step, and a mail has four times as
    much, with a second more for each 10 kB; `context` is for own certificates.
    """

    def __init__(
        self, smtp: Smtp, sender: str, *, timeout: float = 30, context: ssl.SSLContext | None = None,
        storeroom: Storeroom = NOTHING,
    ) -> None:  # fmt: skip
        self._smtp = smtp
        self._sender = sender
        self._storeroom = storeroom
        self._timeout = timeout
        self._context = context
        self._connection: PatientSMTP | None = None
        self._mails = 0
        self._clean_at = 0.0  # when the server last ended a mail well; 0 after one that it refused

    def send(self, delivery: Delivery) -> str:
        """The server's words of acceptance. Raises DeliveryError: permanent for a 5xx, Unreachable for the server."""
        raw = build(delivery, self._sender, self._storeroom)
        address = recipient(delivery)
        connection = self._begun(delivery.message.kind, address, raw)
        try:
            said = _hand_over(connection, address, raw)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise DeliveryError(f"the connection to the mail server broke: {answers.said_by(error)}") from None
        except Unreachable:
            self._drop()
            raise
        self._clean_at = monotonic()
        return said

    def check(self) -> None:
        """Connect, secure and log in, and send nothing. Raises Unreachable in the words that `send` would use."""
        self._ready()

    def close(self) -> None:
        """Say goodbye to the server, if there is one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.hurry(self._timeout)
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
            connection.close()

    def _begun(self, kind: str, address: str, raw: bytes) -> PatientSMTP:
        """A connection whose server takes a mail from us. Once more on a new one, as nothing was said yet."""
        for again in (True, False):
            connection = self._ready()
            used = self._mails > 1
            connection.hurry(STEPS * self._timeout + len(raw) / SLOWEST)
            try:
                self._mail_from(connection, kind, _options(connection, address, len(raw)))
            except (OSError, smtplib.SMTPException) as error:
                self._drop()
                if again and used:
                    continue
                raise answers.trouble(error, self._place) from None
            except Unreachable:
                self._drop()
                raise
            return connection
        raise AssertionError("the second connection is new")

    def _mail_from(self, connection: PatientSMTP, kind: str, options: list[str]) -> None:
        """A visitor's copy has no envelope sender, so that nothing ever answers it; some servers insist on one."""
        self._clean_at = 0.0
        connection.command_encoding = "utf-8" if "SMTPUTF8" in options else "ascii"
        if kind == "copy" and 200 <= _mail(connection, "", options)[0] < 300:
            return
        answers.sender_taken(_mail(connection, self._sender, options), self._sender)

    def _ready(self) -> PatientSMTP:
        if self._mails >= PER_CONNECTION:
            self.close()
        if self._connection is None or not self._alive(self._connection):
            self._drop()
            self._connection = self._connect()
            self._mails = 0
        self._mails += 1
        return self._connection

    def _alive(self, connection: PatientSMTP) -> bool:
        """Whether the server still listens and is ready for a mail: it is asked (RSET) where that may have changed."""
        if connection.is_quiet() and monotonic() - self._clean_at < FRESH_S:
            return True
        connection.hurry(self._timeout)
        try:
            return connection.rset()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def _connect(self) -> PatientSMTP:
        try:
            connection = self._greet()
        except (OSError, smtplib.SMTPException) as error:
            raise answers.trouble(error, self._place) from None
        try:
            self._secure(connection)
        except (OSError, smtplib.SMTPException) as error:
            connection.close()
            raise answers.trouble(error, self._place) from None
        return connection

    def _greet(self) -> PatientSMTP:
        host, port, name = self._smtp.host, self._smtp.port, domain_of(self._sender)
        if self._smtp.tls == "implicit":
            return PatientTLS(host, port, name, timeout=self._timeout, context=self._tls())
        return PatientSMTP(host, port, name, timeout=self._timeout)

    def _secure(self, connection: PatientSMTP) -> None:
        connection.hurry(STEPS * self._timeout)
        _introduce(connection)
        if self._smtp.tls == "starttls":
            code, answer = connection.starttls(context=self._tls())
            if code != 220:
                raise smtplib.SMTPResponseException(code, answer)
            _introduce(connection)
        if self._smtp.user:
            connection.login(self._smtp.user, self._smtp.password)

    def _tls(self) -> ssl.SSLContext:
        self._context = self._context or ssl.create_default_context()
        return self._context

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    @property
    def _place(self) -> str:
        return f"{self._smtp.host}:{self._smtp.port}"


def _introduce(connection: PatientSMTP) -> None:
    """EHLO, or HELO to a server that does not know it."""
    code, said = connection.ehlo()
    if 500 <= code < 600:
        code, said = connection.helo()
    if not 200 <= code < 300:
        raise smtplib.SMTPHeloError(code, said)


def _mail(connection: PatientSMTP, sender: str, options: list[str]) -> tuple[int, bytes]:
    return connection.docmd("MAIL", " ".join((f"FROM:<{sender}>", *options)))


def _hand_over(connection: PatientSMTP, address: str, raw: bytes) -> str:
    """Recipient and content; the server's words of acceptance."""
    answers.recipient_taken(connection.docmd("RCPT", f"TO:<{address}>"), address)
    answers.content_wanted(connection.docmd("DATA"), address)
    connection.send(_transparent(raw))
    return answers.content_taken(connection.getreply(), address)


def _transparent(raw: bytes) -> bytes:
    """A mail with CRLF line ends as DATA carries it (RFC 5321 4.5.2)."""
    return (b"." if raw.startswith(b".") else b"") + raw.replace(b"\r\n.", b"\r\n..") + b".\r\n"


def _options(connection: PatientSMTP, address: str, size: int) -> list[str]:
    options = [f"SIZE={size}"] if connection.has_extn("size") else []
    if address.isascii():
        return options
    if not connection.has_extn("smtputf8"):
        raise DeliveryError(
            f"{address} has letters before the @ that this mail server can't send to (no SMTPUTF8)", permanent=True
        )
    return [*options, "SMTPUTF8", "BODY=8BITMIME"]
