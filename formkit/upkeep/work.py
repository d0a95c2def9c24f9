"""What every job gets."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from formkit.settings import Settings
from formkit.store import Store


@dataclass(frozen=True)
class Work:
    """The store, the settings, the moment, and whether to break off: `stops()` is True when the process shall end."""

    store: Store
    settings: Settings
    at: datetime
    stops: Callable[[], bool]


@dataclass(frozen=True)
class Job:
    """Something that one of the workers does every so often."""

    name: str
    every: timedelta
    do: Callable[[Work], None]
