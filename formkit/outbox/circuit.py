"""A circuit: a way out that proved closed is left alone for a while, then one try finds out whether it opened."""

import random
from collections.abc import Callable
from threading import Lock
from time import monotonic

PAUSES = (5.0, 15.0, 30.0, 60.0, 120.0, 300.0)
"""Seconds to leave a way alone after the first, second, ... try that met it closed; the last one repeats."""


class Circuit:
    """Of one channel, shared by the threads of a worker. `tick` counts seconds, and no wrong clock turns it back."""

    def __init__(self, tick: Callable[[], float] = monotonic, chance: Callable[[], float] = random.random) -> None:
        self._tick = tick
        self._chance = chance
        self._closed = 0  # tries in a row that met a closed way
        self._until = 0.0
        self._probing = False
        self._lock = Lock()

    @property
    def lets_through(self) -> bool:
        """Whether a try may begin now: after a pause only one, and the others wait for what it finds."""
        return not self._closed or (not self._probing and self._tick() >= self._until)

    def begin(self) -> bool:
        """Begin a try, if one may begin now; whoever does says how it `ended`."""
        with self._lock:
            allowed = self.lets_through
            self._probing = self._probing or (allowed and self._closed > 0)
            return allowed

    def ended(self, *, reached: bool | None) -> None:
        """How a try ended; None when it says nothing about the way. What was under way with another counts as one."""
        with self._lock:
            if reached:
                self._closed = 0
            elif reached is False and (self._probing or not self._closed):
                self._closed += 1
                pause = PAUSES[min(self._closed, len(PAUSES)) - 1]
                self._until = self._tick() + pause * (0.8 + 0.4 * self._chance())
            self._probing = False
