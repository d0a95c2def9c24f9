"""Everything that one installation runs, as processes of their own: how each is killed, and how it comes back."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.crash.postgres import Postgres
from tests.ports import free_port
from tests.processes import SPEC, Process, Production

STARTS = 20
"""How often something is started again that does not come up, as systemd does with Restart=always."""


def settled(workspace: Path, stack: ExitStack, **settings: str) -> Production:
    """A new workspace with one site, and every setting of production."""
    (workspace / "form_specs").mkdir(parents=True)
    (workspace / "form_specs" / "rose.yaml").write_text(SPEC, "utf-8")
    return Production(workspace, stack, settings=settings)


PATIENCE_S = 300
"""For a start: a machine that is busy with other things is no fault."""


@dataclass
class House:
    """With SQLite `formkit serve` and the worker it keeps; with PostgreSQL two of serve, three of deliver.

    `restarts` counts what the house had to start again, by its name; `odd` is what ended though nobody killed it.
    """

    production: Production
    chance: Random
    postgres: Postgres | None = None
    faults: bool = True
    serves: list[Process] = field(default_factory=list)
    delivers: list[Process] = field(default_factory=list)
    mailboxes: list[Process] = field(default_factory=list)
    restarts: Counter[str] = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.record = self.production.workspace / "mails.jsonl"
        self.ports = [self.production.port, *([free_port()] if self.postgres else [])]

    def open(self) -> None:
        """Start everything."""
        self._new_mailbox()
        self.serves = [self._served(port) for port in self.ports]
        self.delivers = [self.production.start("deliver") for _ in range(3 if self.postgres else 0)]

    @property
    def kinds(self) -> dict[str, Callable[[], None]]:
        """What can be killed: each kills, and sees to it that it comes back."""
        alone = {
            "worker of serve": self._kill_worker,
            "serve": self._kill_serve,
            "deliver": self._kill_deliver,
            "mail server": self._kill_mailbox,
            "all at once": self._kill_all,
        }
        together = {"a connection of PostgreSQL": self._kill_backend, "PostgreSQL": self._kill_postgres}
        return alone | (together if self.postgres else {})

    def stop_in_order(self) -> None:
        """SIGTERM for one serve, which must end well; then it is started again."""
        which = self._any(self.serves)
        code = self.serves[which].end(signal.SIGTERM)
        if code != 0:
            self.odd.append(f"serve ended with {code} after SIGTERM: {self.serves[which].said[-2000:]}")
        self._restart_serve(which)

    def look_after(self) -> None:
        """Start again whatever has ended by itself."""
        for which, process in enumerate(self.serves):
            if process.ended:
                self._note_end("serve", process)
                self._restart_serve(which)
        for which, process in enumerate(self.delivers):
            if process.ended:
                self._note_end("deliver", process)
                self._restart_deliver(which)

    def calm(self) -> None:
        """From now on the mail server makes no trouble, and the database lets everybody in."""
        if self.postgres:
            self.postgres.await_recovery()
        self.mailboxes[-1].send(signal.SIGUSR2)

    def close(self) -> None:
        """End everything in order."""
        for process in (*self.serves, *self.delivers, self.mailboxes[-1]):
            process.end()

    def _kill_worker(self) -> None:
        _kill(workers(self.serves[self._any(self.serves)])[:1])

    def _kill_serve(self) -> None:
        which = self._any(self.serves)
        self.serves[which].end(signal.SIGKILL)  # and waits until nothing of it stays
        self._restart_serve(which)

    def _kill_deliver(self) -> None:
        if not self.delivers:
            _kill(delivering(self.serves[0]))  # serve starts it again
            return
        which = self._any(self.delivers)
        self.delivers[which].end(signal.SIGKILL)
        self._restart_deliver(which)

    def _kill_mailbox(self) -> None:
        self.mailboxes[-1].end(signal.SIGKILL)
        self._new_mailbox()
        self.restarts["mail server"] += 1

    def _kill_all(self) -> None:
        families = [pid for process in self.serves for pid in (process.pid, *process.children())]
        _kill([*families, *(process.pid for process in self.delivers), self.mailboxes[-1].pid])
        for process in (*self.serves, *self.delivers, self.mailboxes[-1]):
            process.wait()
        self._new_mailbox()
        for which in range(len(self.serves)):
            self._restart_serve(which)
        for which in range(len(self.delivers)):
            self._restart_deliver(which)

    def _kill_backend(self) -> None:
        assert self.postgres
        self.postgres.kill_connection(self.chance.randrange(100))

    def _kill_postgres(self) -> None:
        assert self.postgres
        self.postgres.kill()
        self.postgres.start()
        self.restarts["PostgreSQL"] += 1

    def _restart_serve(self, which: int) -> None:
        self.restarts["serve"] += 1
        self.serves[which] = self._served(self.ports[which])

    def _restart_deliver(self, which: int) -> None:
        self.restarts["deliver"] += 1
        self.delivers[which] = self.production.start("deliver")

    def _served(self, port: int) -> Process:
        """A serve that answers."""
        options = ("--port", str(port), *(["--no-deliver"] if self.postgres else []))
        for _ in range(STARTS):
            process = self.production.start("serve", *options)
            if process.came_to(lambda lines: any("Serving" in line for line in lines), seconds=PATIENCE_S):
                return process
            self._note_end("serve", process)
        raise AssertionError(f"formkit serve does not start again: {process.said}")

    def _new_mailbox(self) -> None:
        trouble = ["--faults", str(self.chance.randrange(10**6))] if self.faults else []
        mailbox = self.production.mail_server(str(self.record), *trouble, module="tests.crash.mailbox")
        self.mailboxes.append(mailbox)

    def _note_end(self, name: str, process: Process) -> None:
        code = process.wait()
        self.odd.append(f"{name} ended by itself with {code}: {' '.join(process.said[-300:].split())}")

    def _any(self, among: Sequence[Process]) -> int:
        return self.chance.randrange(len(among))


def delivering(process: Process) -> list[int]:
    """The process ids of the delivery workers that a `formkit serve` keeps."""
    return [pid for pid in process.children() if b"deliver" in _command(pid)]


def workers(process: Process) -> list[int]:
    """The process ids of those of a `formkit serve` that answer."""
    return [pid for pid in process.children() if b"deliver" not in _command(pid)]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def _kill(pids: Sequence[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
