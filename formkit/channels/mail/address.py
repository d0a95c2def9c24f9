"""Mail addresses: one bare `local@domain` (RFC 5322 3.4.1), never a list, a group or a quoted local part."""

import re
from email.utils import parseaddr
from functools import lru_cache

from formkit.errors import FormkitError

# who must never get an automatic answer: it would be lost, or answered by another machine (RFC 3834 section 2)
ROBOTS = re.compile(
    r"(mailer-daemon|postmaster|hostmaster|abuse|no-?reply|do-?not-?reply|bounces?|owner-.*|.*-(request|owner|bounces?))",
    re.I,
)


def wrong_with(address: str) -> str | None:
    """What is wrong with a mail address, in one sentence, or None."""
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        return str(error)
    return "An address can't hold an encoded word (=?)." if "=?" in address else None


@lru_cache(maxsize=512)
def sendable(address: str) -> str | None:
    """The address as mail servers take it: an international domain in ASCII (RFC 5891); None when it is no address.

    Only an address whose local part is not ASCII keeps other letters; it needs SMTPUTF8 (RFC 6531).
    """
    from email_validator import validate_email

    bare = address.strip()
    if wrong_with(bare):
        return None
    found = validate_email(bare, check_deliverability=False, test_environment=True)
    return found.ascii_email or found.normalized


def domain_of(address: str) -> str:
    return address.rpartition("@")[2]


def is_robot(address: str) -> bool:
    """Whether an automatic answer to this address would only meet another machine."""
    return ROBOTS.fullmatch(address.rpartition("@")[0].partition("+")[0]) is not None


def parse_sender(mail_from: str) -> str:
    """The bare ASCII address of `FORMKIT_MAIL_FROM`, with or without a name around it. Raises FormkitError."""
    hint = "set FORMKIT_MAIL_FROM to an address of your own domain, for example forms@rosegarden.example"
    if not mail_from.strip():
        raise FormkitError("FORMKIT_MAIL_FROM is not set: mail needs a sender", hint)
    address = sendable(parseaddr(mail_from)[1])
    if address is None or not address.isascii():
        raise FormkitError(f"FORMKIT_MAIL_FROM is {mail_from!r}, not a mail address that servers take", hint)
    return address
