"""Keep one process running."""

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from time import monotonic
from uuid import uuid4

PAUSES_S = (1, 2, 5, 10, 30)  # before the first, second, ... start after an end; the last one repeats
HEALTHY_S = 60  # a process that ran this long begins with the first pause again
GOODBYE_S = 40  # for the mail that is being sent
LAST_IN_LINE = 10  # niceness: a visitor who waits for an answer goes first when the processors are busy


class Kept:
    """A process that is started again whenever it ends, until `stop`, which ends it in order (SIGTERM).

    Its standard input ends when this process does, however that dies; Ctrl-C in the terminal does not reach it.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._stop = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, daemon=True)

    def start(self) -> None:
        """Start it in this thread: a fork elsewhere must not meet a half-started process."""
        self._process = self._started()
        self._thread.start()

    def stop(self) -> None:
        """Tell it to end, and wait until it has."""
        self._stop.set()
        if self._process:
            self._process.terminate()
            self._thread.join(GOODBYE_S)
            self._process.kill()
            if self._process.stdin:
                self._process.stdin.close()

    def _keep(self) -> None:
        ends = 0
        while self._process:
            began = monotonic()
            code = self._process.wait()
            ends = 0 if monotonic() - began > HEALTHY_S else ends
            pause = PAUSES_S[min(ends, len(PAUSES_S) - 1)]
            if self._stop.is_set():
                return
            print(f"The delivery worker ended ({code}); it is started again in {pause} s.", file=sys.stderr, flush=True)
            if self._stop.wait(pause):
                return
            ends += 1
            self._process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process and self._process.stdin:
            self._process.stdin.close()
        process = subprocess.Popen(  # noqa: S603 - our own program
            self._command, stdin=subprocess.PIPE, start_new_session=True
        )
        with suppress(ProcessLookupError):
            os.setpriority(os.PRIO_PROCESS, process.pid, LAST_IN_LINE)
        if self._stop.is_set():
            process.terminate()
        return process


def worker_name() -> str:
    """A name that no other delivery worker has, on this or another machine."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{uuid4().hex[:8]}"
