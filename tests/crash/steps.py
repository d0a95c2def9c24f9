"""One step after the other goes wrong, the n-th of its kind, until nothing is left to go wrong.

A step is a call to the kernel: `pwrite64` and `fdatasync` write the database of SQLite, `sendto` and `recvfrom` talk to
PostgreSQL or to the mail server, `writev` is the answer to the visitor. strace makes it fail, or kills there.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from itertools import count
from pathlib import Path
from random import Random
from signal import SIGKILL
from threading import Event
from time import monotonic

from formkit.model import DeliveryState
from formkit.store import Store, open_store
from tests.crash.house import delivering, workers
from tests.crash.proof import Proof, drain, prove, read_record
from tests.crash.strace import traced, was_hit
from tests.crash.visitors import Letter, post, written
from tests.processes import Process, Production

FEW = ("--threads", "8")
PATIENCE_S = 60
LOOK_EVERY_S = 0.05


@dataclass
class Steps:
    """Letters that were written while something went wrong, each one sent again until it was answered."""

    here: Production
    record: Path
    letters: list[Letter] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    hits: int = 0
    running: Process | None = None

    def fail(self, call: str, error: str, *, every: int = 1, cut_off: bool = False) -> None:
        """The 1st, 2nd, ... `call` of a post fails with `error`; told in words, or with `cut_off` not at all, or by
        400: then it may be the visitor's own connection that broke in the middle of the form."""
        for number in count(1, every):
            with traced(workers(self._serve()), self.log, *_only(call, f"error={error}", number)):
                letter, status = self._write()
            if status not in (303, 503, *([0, 400] if cut_off else [])):
                self.wrong.append(f"{error} at {call} {number} was answered with {status}")
            if self._tell(letter) != 303:
                self.wrong.append(f"after {error} at {call} {number} nothing could be stored")
            if not self._was_hit():
                return

    def kill_each(self, call: str, *, every: int = 1) -> None:
        """The 1st, 2nd, ... `call` of a post is the last."""
        for number in count(1, every):
            if not self.kill(call, number):
                return

    def kill(self, call: str, number: int = 1) -> bool:
        """The `number`-th `call` of a post is the last that the worker does, then all of serve dies; False: no hit."""
        serve = self._serve()
        with traced(workers(serve), self.log, *_only(call, "signal=SIGKILL", number)):
            self._write()
        serve.end(SIGKILL)
        return self._was_hit()

    def fail_mail(self, call: str, numbers: Iterable[int]) -> None:
        """The n-th `call` of a mail finds its connection gone, for each of `numbers` until there are not so many."""
        with open_store(self.here.database_url) as store:
            for number in numbers:
                with traced(delivering(self._serve()), self.log, *_only(call, "error=ECONNRESET", number)):
                    letter, _ = self._write()
                    self._wait_for_try(store, letter)
                drain(store)
                if not self._was_hit():
                    return

    def prove(self) -> Proof:
        """Once more in peace: what nobody answered is sent again, and everything is mailed."""
        serve = self._serve()
        unheard = [letter for letter in self.letters if not letter.references]
        self.wrong += [f"number {letter.number} can't be stored" for letter in unheard if self._tell(letter) != 303]
        with open_store(self.here.database_url) as store:
            drain(store)
            serve.end()
            proof = prove(self.letters, store, read_record(self.record))
        proof.lost += self.wrong
        return proof

    @property
    def log(self) -> Path:
        return self.record.with_name("strace.log")

    def _serve(self) -> Process:
        """The one that runs; a new one, the first time with a mail server, when it is dead."""
        if self.running is None:
            self.here.mail_server(str(self.record), module="tests.crash.mailbox")
        if self.running is None or self.running.ended:
            self.running = self.here.serve(*FEW)
        return self.running

    def _write(self) -> tuple[Letter, int]:
        """One more letter, and the status it was answered with; 0 when nobody answered."""
        number = len(self.letters) + 1
        self.letters.append(written(number, Random(number)))
        return self.letters[-1], self._tell(self.letters[-1])

    def _tell(self, letter: Letter) -> int:
        with suppress(OSError, HTTPException):
            status, reference = post(self.here.port, letter)
            if status == 303:
                letter.references.append(reference)
            return status
        return 0

    def _was_hit(self) -> bool:
        hit = was_hit(self.log)
        self.hits += hit
        return hit

    def _wait_for_try(self, store: Store, letter: Letter) -> None:
        """Until a call of the letter's mail has failed, or none has and it is sent."""
        until = monotonic() + PATIENCE_S
        while monotonic() < until and not was_hit(self.log) and not _is_sent(store, letter):
            Event().wait(LOOK_EVERY_S)


def _is_sent(store: Store, letter: Letter) -> bool:
    found = store.submission(letter.references[0])
    assert found
    return any(one.state is DeliveryState.SENT for one in store.deliveries(submission_id=found.id))


def _only(call: str, what: str, number: int) -> tuple[str, ...]:
    return ("-e", f"trace={call}", "-e", f"inject={call}:{what}:when={number}")
