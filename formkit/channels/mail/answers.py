"""What a mail server answered, and what follows from it (RFC 5321 4.2, RFC 4954)."""

import smtplib
import ssl

from formkit.channels.channel import ContentRefused, Unreachable
from formkit.channels.mail.headers import one_line
from formkit.errors import DeliveryError

Answer = tuple[int, bytes]

LOGIN_CODES = (454, 530, 534, 535, 538)  # about our login, never about this mail
CLOSING = 421
TOO_LARGE = 552
GO_AHEAD = 354


def sender_taken(answer: Answer, sender: str) -> None:
    """Raises Unreachable when the server takes nothing from us now, ContentRefused for a mail that is too large."""
    code, said = answer
    if 200 <= code < 300:
        return
    _refuse_all(code, said)
    if code == TOO_LARGE:
        raise ContentRefused(words(code, said))
    raise Unreachable(f"the mail server does not take mail from {sender}: {words(code, said)}")


def recipient_taken(answer: Answer, address: str) -> None:
    """Raises DeliveryError in the server's words, permanent for 5xx."""
    code, said = answer
    if 200 <= code < 300:
        return
    _refuse_all(code, said)
    raise DeliveryError(f"{address}: {words(code, said)}", permanent=code >= 500)


def content_wanted(answer: Answer, address: str) -> None:
    """Raises DeliveryError in the server's words for all but 354: what agrees without it has taken nothing."""
    code, said = answer
    if code == GO_AHEAD:
        return
    if 400 <= code < 600:
        recipient_taken(answer, address)
    _refuse_all(code, said)


def content_taken(answer: Answer, address: str) -> str:
    """The server's words of acceptance. Raises DeliveryError in its words, ContentRefused for 5xx."""
    code, said = answer
    if 200 <= code < 300:
        return words(code, said)
    _refuse_all(code, said)
    refused = f"{address}: {words(code, said)}"
    raise ContentRefused(refused) if code >= 500 else DeliveryError(refused)


def _refuse_all(code: int, said: bytes) -> None:
    """Raise for what is about the server, or about us: no other mail would fare better."""
    if code in LOGIN_CODES:
        raise Unreachable(f"the mail server wants another login: {words(code, said)}")
    if code == CLOSING:
        raise Unreachable(f"the mail server is closing: {words(code, said)}")
    if not 400 <= code < 600:  # after a good answer in the wrong place, too
        raise Unreachable(f"the mail server answers what no mail server should: {words(code, said)}")


def trouble(error: Exception, place: str) -> Unreachable:
    """Why there is no connection to the mail server at `place`, and what to look at."""
    return Unreachable(f"{_named(error).format(place=place)} ({said_by(error)})")


def _named(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return "the mail server at {place} refused the login; check user and password in FORMKIT_SMTP"
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return "the mail server at {place} lacks what FORMKIT_SMTP asks for"
    if isinstance(error, ssl.SSLCertVerificationError):
        return "the certificate of the mail server at {place} can't be trusted; check the host in FORMKIT_SMTP"
    if isinstance(error, ssl.SSLError):
        return "no TLS with the mail server at {place}; check port and tls= in FORMKIT_SMTP"
    return "the mail server at {place} can't be reached"


def said_by(error: Exception) -> str:
    """The server's words in an error, or the system's."""
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return words(error.smtp_code, said if isinstance(said, bytes) else said.encode())
    return one_line(str(error) or type(error).__name__, limit=300)


def words(code: int, said: bytes) -> str:
    """An answer on one line; what had no code of three digits (-1) stands without one."""
    text = said.decode("utf-8", "replace")
    return one_line(text if code < 0 else f"{code} {text}", limit=300)
