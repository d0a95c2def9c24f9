"""An SMTP client that is sure of three things: TLS is never given up silently, a connection serves a whole batch,
and the server's own words are kept (RFC 5321, RFC 3207, RFC 6531).
"""

import smtplib
import ssl
from contextlib import suppress

from formkit.channels.channel import Unreachable
from formkit.channels.mail.address import domain_of
from formkit.channels.mail.build import build, recipient
from formkit.channels.mail.files import NOTHING, Storeroom
from formkit.channels.mail.headers import one_line
from formkit.errors import DeliveryError
from formkit.model import Delivery
from formkit.settings import Smtp

PER_CONNECTION = 100  # mails; many servers close after about that many
LOGIN_CODES = (454, 530, 534, 535, 538)  # RFC 4954: about our login, never about this mail
TOO_LARGE = 552


class SmtpSender:
    """Sends over one connection, opened by the first mail and opened again when the server has closed it.

    `sender` is the bare address mail comes from, `timeout` is seconds for each step; `context` is for own certificates.
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
        self._connection: smtplib.SMTP | None = None
        self._mails = 0

    def send(self, delivery: Delivery) -> str:
        """The server's words of acceptance. Raises DeliveryError: permanent for a 5xx, Unreachable for the server."""
        raw = build(delivery, self._sender, self._storeroom)
        connection = self._ready()
        try:
            return self._hand_over(connection, delivery, raw)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise DeliveryError(f"the connection to the mail server broke: {_said(error)}") from None

    def check(self) -> None:
        """Connect, secure and log in, and send nothing. Raises Unreachable in the words that `send` would use."""
        self._ready()

    def close(self) -> None:
        """Say goodbye to the server, if there is one."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                connection.quit()
            connection.close()

    def _ready(self) -> smtplib.SMTP:
        if self._mails >= PER_CONNECTION:
            self.close()
        if self._connection is None or not _alive(self._connection):
            self._drop()
            self._connection = self._connect()
            self._mails = 0
        self._mails += 1
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        try:
            connection = self._greet()
        except (OSError, smtplib.SMTPException) as error:
            raise self._unreachable(error) from None
        try:
            self._secure(connection)
        except (OSError, smtplib.SMTPException) as error:
            connection.close()
            raise self._unreachable(error) from None
        return connection

    def _greet(self) -> smtplib.SMTP:
        host, port, name = self._smtp.host, self._smtp.port, domain_of(self._sender)
        if self._smtp.tls == "implicit":
            return smtplib.SMTP_SSL(host, port, name, timeout=self._timeout, context=self._tls())
        return smtplib.SMTP(host, port, name, timeout=self._timeout)

    def _secure(self, connection: smtplib.SMTP) -> None:
        if self._smtp.tls == "starttls":
            code, answer = connection.starttls(context=self._tls())
            if code != 220:
                raise smtplib.SMTPResponseException(code, answer)
        if self._smtp.user:
            connection.login(self._smtp.user, self._smtp.password)
        connection.ehlo_or_helo_if_needed()

    def _tls(self) -> ssl.SSLContext:
        self._context = self._context or ssl.create_default_context()
        return self._context

    def _hand_over(self, connection: smtplib.SMTP, delivery: Delivery, raw: bytes) -> str:
        address = recipient(delivery)
        options = _options(connection, address, len(raw))
        self._mail_from(connection, delivery.message.kind, options)
        _expect(connection.rcpt(address), sending_to=address)
        try:
            answer = connection.data(raw)
        except smtplib.SMTPDataError as error:
            answer = (error.smtp_code, _bytes(error.smtp_error))
        return _expect(answer, sending_to=address)

    def _mail_from(self, connection: smtplib.SMTP, kind: str, options: list[str]) -> None:
        """A visitor's copy has no envelope sender, so that nothing ever answers it; some servers insist on one."""
        if kind == "copy" and connection.mail("", options)[0] < 400:
            return
        code, answer = connection.mail(self._sender, options)
        if code >= 500 and code != TOO_LARGE:
            raise Unreachable(f"the mail server does not take mail from {self._sender}: {_words(code, answer)}")
        _expect((code, answer), sending_to=self._sender)

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _unreachable(self, error: Exception) -> Unreachable:
        place = f"{self._smtp.host}:{self._smtp.port}"
        return Unreachable(f"{_trouble(error).format(place=place)} ({_said(error)})")


def _alive(connection: smtplib.SMTP) -> bool:
    """RSET: forget the last mail, and learn whether the server is still there."""
    try:
        return connection.rset()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False


def _options(connection: smtplib.SMTP, address: str, size: int) -> list[str]:
    options = [f"SIZE={size}"] if connection.has_extn("size") else []
    if address.isascii():
        return options
    if not connection.has_extn("smtputf8"):
        raise DeliveryError(
            f"{address} has letters before the @ that this mail server can't send to (no SMTPUTF8)", permanent=True
        )
    return [*options, "SMTPUTF8", "BODY=8BITMIME"]


def _expect(answer: tuple[int, bytes], *, sending_to: str) -> str:
    """The server's words when it agreed. Raises DeliveryError with them when not."""
    code, said = answer
    words = _words(code, said)
    if 200 <= code < 300:
        return words
    if code in LOGIN_CODES:
        raise Unreachable(f"the mail server wants another login: {words}")
    if code == 421:
        raise Unreachable(f"the mail server is closing: {words}")
    raise DeliveryError(f"{sending_to}: {words}", permanent=code >= 500)


def _trouble(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "the mail server at {place} refused the login; check user and password in FORMKIT_SMTP"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "the mail server at {place} lacks what FORMKIT_SMTP asks for"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "the certificate of the mail server at {place} can't be trusted; check the host in FORMKIT_SMTP"
    if isinstance(error, ssl.SSLError):
        return "no TLS with the mail server at {place}; check port and tls= in FORMKIT_SMTP"
    return "the mail server at {place} can't be reached"


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _words(error.smtp_code, _bytes(error.smtp_error))
    return one_line(str(error) or type(error).__name__, limit=300)


def _words(code: int, said: bytes) -> str:
    return one_line(f"{code} {said.decode('utf-8', 'replace')}", limit=300)


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()
