"""What we hand out and believe when it comes back: a text with its HMAC-SHA256 (RFC 2104), bound to one purpose.

A token is two parts of base64url (RFC 4648, 5) with a point between them; anybody can read it, nobody can alter it.
"""

import binascii
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from hashlib import sha256

LONGEST = 4_000  # characters of a token


def sign(secret: str, purpose: str, text: str, *, until: datetime | None = None) -> str:
    """A token that holds `text` and is good for this purpose only; after `until` for nothing (None: ever).

    Raises ValueError without a secret: a key that everybody knows signs nothing.
    """
    if not secret:
        raise ValueError("there is no secret key to sign with")
    body = f"{int(until.timestamp()) if until else ''}:{text}".encode()
    return f"{_base64(body)}.{_base64(_mac(secret, purpose, body))}"


def verified(secret: str, purpose: str, token: str, *, now: datetime | None = None) -> str | None:
    """The text that was signed; None for a token that is altered, for another purpose, or too old at `now`.

    A token that ends some day is good only where `now` says that the day has not come.
    """
    body_part, _, mac_part = token.partition(".")
    body, mac = _bytes(body_part), _bytes(mac_part)
    if not secret or len(token) > LONGEST or not body or not hmac.compare_digest(_mac(secret, purpose, body), mac):
        return None
    until, _, text = body.decode().partition(":")
    ended = until and (now is None or now.timestamp() > int(until))
    return None if ended else text


def key_of(secret: str, purpose: str) -> bytes:
    """A key of its own for one purpose, for libraries that sign by themselves."""
    return hmac.digest(secret.encode(), b"key\0" + purpose.encode(), sha256)


def _mac(secret: str, purpose: str, body: bytes) -> bytes:
    return hmac.digest(secret.encode(), purpose.encode() + b"\0" + body, sha256)


def _base64(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _bytes(text: str) -> bytes:
    """The bytes that exactly this base64url stands for; b"" for anything else, so that no token has a twin."""
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (UnicodeEncodeError, binascii.Error):
        return b""
    return raw if _base64(raw) == text else b""
