"""What every channel is: a name, a check of its targets, and a sender."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from formkit.errors import DeliveryError
from formkit.model import Delivery
from formkit.settings import Settings

Load = Callable[[str], bytes]
"""The content of a file by its id; empty when it is gone."""


class Unreachable(DeliveryError):
    """The way out itself is closed (server down, login refused, no TLS): nothing else would get through now."""


class ContentRefused(DeliveryError):
    """The other side will not take what was written, for good; something shorter, without a visitor's words, may do."""

    def __init__(self, message: str) -> None:
        super().__init__(message, permanent=True)


class Sender(Protocol):
    """Sends deliveries one after the other, over one connection where it can."""

    def send(self, delivery: Delivery) -> str:
        """The other side's own words of acceptance, on one line. Raises DeliveryError."""

    def close(self) -> None:
        """Let go of the connection; the next `send` opens another."""


def no_files(file_id: str) -> bytes:
    """For deliveries that have none."""
    return b""


@dataclass(frozen=True)
class Channel:
    """A way out. `check(target)` says what is wrong with a target of a spec, or None.

    `open(settings, load)` makes a sender, which loads the files of a delivery when it sends them.
    """

    name: str
    check: Callable[[str], str | None]
    open: Callable[[Settings, Load], Sender]
