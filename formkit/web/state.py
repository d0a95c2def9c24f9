"""What the views of one app share: settings, sites, store, and the way to wake the outbox."""

import secrets
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import cast

from flask import current_app, has_request_context, request

from formkit.log import Flood, line
from formkit.settings import Settings
from formkit.spec import Site
from formkit.store import Store
from formkit.web.room import Room
from formkit.web.sites import Sites


class Counted:
    """A number that many threads count up."""

    def __init__(self) -> None:
        self.number = 0
        self._lock = Lock()

    def one_more(self) -> None:
        with self._lock:
            self.number += 1


class Lately:
    """Whether something went well in the last second: strangers may ask as often as they like, the disk may not."""

    def __init__(self) -> None:
        self._well: datetime | None = None

    def went_well(self, now: datetime) -> bool:
        return self._well is not None and abs(now - self._well) < timedelta(seconds=1)

    def well(self, now: datetime) -> None:
        self._well = now


@dataclass(frozen=True)
class State:
    """`now` is the clock, `wake` tells a worker in this process that there is something to send.

    `dev` is the workbench: it serves every site, to whichever host it is called by. `answered` counts the posts that
    this process said "thank you" for. `room` is for files being sent. `written` is the last try of the store.
    `told` words an event for the log.
    """

    settings: Settings
    sites: Sites
    store: Store
    wake: Callable[[], None] = lambda: None
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    dev: bool = False
    room: Room = field(default_factory=Room)
    flood: Flood = field(default_factory=Flood)
    answered: Counted = field(default_factory=Counted)
    written: Lately = field(default_factory=Lately)
    told: Callable[..., str] = line

    def endpoint_of(self, site: Site | None) -> str:
        """The address of the endpoint as the site's visitors reach it; "" when it is the one they came by."""
        return "" if self.dev else self.settings.public_url or (site.head.endpoint if site else "")

    def log(self, event: str, **facts: str | int) -> None:
        """One line with the id of the request; never the contents of an answer."""
        if has_request_context():
            facts["request"] = request_id()
        with suppress(OSError, ValueError):  # where the log can't be written, visitors are answered all the same
            sys.stderr.write(f"{self.told(self.now(), event, **facts)}\n")  # in one piece: many threads write here
            sys.stderr.flush()

    def log_some(self, event: str, **facts: str | int) -> None:
        """As `log`, for what strangers can cause as often as they like: so many lines a minute, the rest is counted."""
        left_out = self.flood.left_out(event, self.now())
        if left_out is not None:
            self.log(event, **facts, **({"left_out": left_out} if left_out else {}))


def request_id() -> str:
    """What names this request in the log, and on the page of a crash."""
    return str(request.environ.setdefault("formkit.request_id", secrets.token_hex(6)))


def state() -> State:
    """The state of the app that handles this request."""
    return cast(State, current_app.extensions["formkit"])
