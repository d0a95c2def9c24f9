"""granian's server, which goes on however often its workers are killed."""

import sys
from time import monotonic
from typing import Any

from granian.server import Server

PAUSES_S = (0, 0, 1, 2, 5)  # before the first, second, ... start after an end; the last one repeats
HEALTHY_S = 30  # without an end: then the next one is a first one again


class LastingServer(Server):  # type: ignore[valid-type, misc]  # granian chooses it by the build of Python
    """granian's own gives up when a worker ends twice within 5.5 s. That is right for one that can't even begin.

    Once `answered` is set, workers are started again, after pauses that grow.
    """

    answered = False
    _ends = 0
    _ended_at = float("-inf")

    def _respawn_workers(self, workers: Any, *arguments: Any, **options: Any) -> None:
        if not options.get("delay"):  # granian waits only where it replaces workers that are well
            self._pause()
        if self.interrupt_signal:  # it was told to stop meanwhile: a newborn would not hear of it
            return
        super()._respawn_workers(workers, *arguments, **options)
        if self.answered:
            self.respawned_wrks.clear()

    def _pause(self) -> None:
        self._ends = self._ends + 1 if monotonic() - self._ended_at < HEALTHY_S else 0
        self._ended_at = monotonic()
        pause = PAUSES_S[min(self._ends, len(PAUSES_S) - 1)]
        print(f"A worker ended; it is started again in {pause} s.", file=sys.stderr, flush=True)
        self.main_loop_interrupt.wait(pause)
