"""SMTP connections whose patience ends: each step has its seconds, all of it together has too, however slowly it drips.

smtplib alone waits again for each byte that comes, and keeps whatever an answer holds.
"""

import io
import smtplib
import socket
import ssl
from select import POLLIN, poll
from time import monotonic
from typing import Any

from formkit.channels.mail.names import addresses_of

CHUNK = 16_384  # bytes
LONGEST_ANSWER = 65_536  # bytes, all lines of it


class PatientSMTP(smtplib.SMTP):
    """`timeout` is seconds for each step; being greeted may take twice as long, and `hurry` says what the rest may."""

    def __init__(self, host: str, port: int, name: str, *, timeout: float, **tls: ssl.SSLContext) -> None:
        self.hurry(2 * timeout)
        self._heard = bytearray()
        super().__init__(host, port, name, timeout=timeout, **tls)  # type: ignore[arg-type]  # of SMTP_SSL

    def hurry(self, seconds: float) -> None:
        """Everything from now on, together, may take so long."""
        self._limit, self._ends = seconds, monotonic() + seconds

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """A connection to the first address of the host that takes one (smtplib's own seam; TLS is put on above it)."""
        addresses = addresses_of(host, port, seconds=min(timeout, self._left()))
        for address in addresses[:-1]:
            try:
                return self._connected(address, port, timeout)
            except ssl.SSLError:
                raise
            except OSError:
                """The next one may be well."""
        return self._connected(addresses[-1], port, timeout)

    def _connected(self, address: str, port: int, timeout: float) -> socket.socket:
        made: socket.socket = super()._get_socket(address, port, min(timeout, self._left()))  # type: ignore[misc]
        return made

    def send(self, s: Any) -> None:
        """Send bytes, or a command. Raises OSError."""
        left = memoryview(s.encode(self.command_encoding) if isinstance(s, str) else s)
        while left:
            sent = self._patient().send(left[:CHUNK])
            left = left[sent:]

    def getreply(self) -> tuple[int, bytes]:
        """Code and words of an answer, -1 and all of it when it is none. Raises OSError, or SMTPException."""
        if self.file is None:
            self.file = io.BufferedReader(_Answers(self))
        self._heard.clear()
        code, said = super().getreply()
        return code, said if code >= 0 else bytes(self._heard) or said

    def is_quiet(self) -> bool:
        """Whether the server has said nothing since its last answer: no goodbye, and no end of the connection."""
        if self.sock is None:
            return False
        looked = poll()
        looked.register(self.sock, POLLIN)
        return not looked.poll(0)

    def receive(self, buffer: Any) -> int:
        """Read what comes. Raises OSError when the patience ends, or the answer does not."""
        count = self._patient().recv_into(buffer)
        self._heard += buffer[:count]
        if len(self._heard) > LONGEST_ANSWER:
            raise OSError("its answer does not end")
        return count

    def _patient(self) -> socket.socket:
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("the connection is closed")
        patience = min(self.timeout, self._left())
        if self.sock.gettimeout() != patience:
            self.sock.settimeout(patience)
        return self.sock

    def _left(self) -> float:
        left = self._ends - monotonic()
        if left <= 0:
            raise TimeoutError(f"not done after {self._limit:.0f} seconds")
        return left


class PatientTLS(PatientSMTP, smtplib.SMTP_SSL):
    """The same with TLS from the first byte."""


class _Answers(io.RawIOBase):
    """What the server says, as a file."""

    def __init__(self, connection: PatientSMTP) -> None:
        self._connection = connection

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._connection.receive(buffer)
