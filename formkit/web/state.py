"""What the views of one app share: settings, sites, store, and the way to wake the outbox."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import cast

from flask import current_app

from formkit.settings import Settings
from formkit.spec import Site
from formkit.store import Store
from formkit.web.room import Room
from formkit.web.sites import Sites


@dataclass(frozen=True)
class State:
    """`now` is the clock, `wake` tells a worker in this process that there is something to send.

    `dev` is the workbench: it serves every site, to whichever host it is called by. `room` is for files being sent.
    """

    settings: Settings
    sites: Sites
    store: Store
    wake: Callable[[], None] = lambda: None
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    dev: bool = False
    room: Room = field(default_factory=Room)

    def endpoint_of(self, site: Site | None) -> str:
        """The address of the endpoint as the site's visitors reach it; "" when it is the one they came by."""
        return "" if self.dev else self.settings.public_url or (site.head.endpoint if site else "")

    def log(self, event: str, **facts: str) -> None:
        """One JSON line on standard error; never the contents of an answer."""
        line = {"at": self.now().isoformat(timespec="milliseconds"), "event": event, **facts}
        print(json.dumps(line), file=sys.stderr, flush=True)


def state() -> State:
    """The state of the app that handles this request."""
    return cast(State, current_app.extensions["formkit"])
