"""formkit and a mail server as processes of their own; what they say is waited for, never slept for."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Condition, Thread
from urllib.parse import urlencode

import pytest

from tests.ports import free_port

ROOT = Path(__file__).parent.parent
SAYS_S = ENDS_S = 180
"""A busy machine is no mistake."""
SPEC = """\
site: {name: Rose Garden}
business: {email: hello@rosegarden.example, phone: +1 555 010 0100}
forms: {contact: {}}
"""


class Process:
    """A Python process. `lines` is what it, and every process that it started, has said so far."""

    def __init__(self, *command: str, cwd: Path, stdin: int | None = None, **settings: str) -> None:
        self.lines: list[str] = []
        self._news = Condition()
        self._popen = subprocess.Popen(
            [sys.executable, *command],
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(ROOT), **settings},
            stdin=stdin,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def said(self) -> str:
        return "\n".join(self.lines)

    @property
    def ended(self) -> bool:
        return self._popen.poll() is not None

    def wait_for(self, enough: Callable[[list[str]], bool], *, seconds: float = SAYS_S) -> None:
        """Wait until `enough(lines)`; fails when it ends, or takes too long, without it."""
        assert self.came_to(enough, seconds=seconds), self.said

    def came_to(self, enough: Callable[[list[str]], bool], *, seconds: float = SAYS_S) -> bool:
        """Wait until `enough(lines)`; False when it ends, or takes too long, without it."""
        with self._news:
            self._news.wait_for(lambda: enough(self.lines) or not self._reader.is_alive(), seconds)
            return enough(self.lines)

    def wait_for_words(self, words: str) -> None:
        self.wait_for(lambda lines: any(words in line for line in lines))

    def children(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    def send(self, number: signal.Signals) -> None:
        self._popen.send_signal(number)

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Tell it to end, and wait until it has; its exit code."""
        self.send(number)
        return self.wait()

    def wait(self) -> int:
        """Wait until it, and every process that it started, has ended; its exit code."""
        self._reader.join(ENDS_S)
        assert not self._reader.is_alive(), self.said
        return self._popen.wait()

    def clear_away(self) -> None:
        """At the end of a test: nothing of it stays, however the test went."""
        if self._popen.poll() is None:
            self._popen.terminate()
        try:
            self._popen.wait(45)
        except subprocess.TimeoutExpired:
            self._popen.kill()
            self._popen.wait()
        self._reader.join(ENDS_S)
        assert not self._reader.is_alive(), f"it left processes behind:\n{self.said}"
        if self._popen.stdout:
            self._popen.stdout.close()

    def _read(self) -> None:
        assert self._popen.stdout
        for line in self._popen.stdout:
            with self._news:
                self.lines.append(line.rstrip("\n"))
                self._news.notify_all()
        Thread(target=self._tell_the_end).start()

    def _tell_the_end(self) -> None:
        self._reader.join()
        with self._news:
            self._news.notify_all()


def ask(port: int, method: str, path: str, body: str = "") -> tuple[int, str, str]:
    """Status, the reference of what was stored, and the page."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"} if body else {})
        answer = connection.getresponse()
        page = answer.read().decode()
    return answer.status, answer.headers.get("X-Reference", ""), page


def send(port: int, number: int) -> tuple[int, str, str]:
    """A visitor's message number so-and-so."""
    said = {"name": "Ada", "email": "ada@example.com", "message": f"This is message number {number}."}
    return ask(port, "POST", "/f/rose/contact", urlencode(said))


@dataclass
class Production:
    """A workspace with every setting of production, and the processes that run in it."""

    workspace: Path
    stack: ExitStack
    port: int = field(default_factory=free_port)
    smtp_port: int = field(default_factory=free_port)
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.settings = {
            "FORMKIT_SECRET_KEY": "W3yqZk0pTn8vLx5sRd2hBf7jMc4gQa9e",
            "FORMKIT_MAIL_FROM": "forms@rosegarden.example",
            "FORMKIT_SMTP": f"smtp://127.0.0.1:{self.smtp_port}?tls=none",
            "FORMKIT_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "FORMKIT_RATE_LIMIT": "0",
            "FORMKIT_MAIL_LIMIT": "0",
        } | self.settings

    @property
    def database_url(self) -> str:
        return self.settings.get("FORMKIT_DATABASE_URL") or f"sqlite:///{self.workspace / 'data' / 'formkit.db'}"

    def start(self, *command: str, stdin: int | None = None) -> Process:
        """`start("deliver")` runs formkit in the workspace."""
        return self._begun(Process("-m", "formkit", *command, cwd=self.workspace, stdin=stdin, **self.settings))

    def serve(self, *options: str) -> Process:
        """`formkit serve`, once it answers."""
        process = self.start("serve", "--port", str(self.port), *options)
        process.wait_for_words("Serving")
        return process

    def mail_server(self, *options: str, module: str = "tests.mailserver") -> Process:
        """A mail server at the port that the settings name."""
        process = self._begun(Process("-m", module, str(self.smtp_port), *options, cwd=ROOT))
        process.wait_for(lambda lines: "ready" in lines)
        return process

    def _begun(self, process: Process) -> Process:
        self.stack.callback(process.clear_away)
        return process


def mails(lines: list[str]) -> list[dict[str, str]]:
    """What a mail server has printed: `id` (of the message), `to` and `text` of each mail."""
    return [json.loads(line) for line in lines if line.startswith("{")]


def numbers(lines: list[str]) -> list[int]:
    """Which visitor's messages a mail server has taken."""
    return sorted(int(found[1]) for mail in mails(lines) if (found := re.search(r"number (\d+)\.", mail["text"])))


@pytest.fixture
def start_production(tmp_path: Path) -> Iterator[Callable[..., Production]]:
    """`start_production(FORMKIT_DATABASE_URL=...)` makes a workspace with one site."""
    with ExitStack() as stack:

        def make(**settings: str) -> Production:
            workspace = tmp_path / "rose"
            (workspace / "form_specs").mkdir(parents=True, exist_ok=True)
            (workspace / "form_specs" / "rose.yaml").write_text(SPEC, "utf-8")
            return Production(workspace, stack, settings=settings)

        yield make


@pytest.fixture
def production(start_production: Callable[..., Production]) -> Production:
    """A workspace that is ready to serve, with SQLite."""
    return start_production()
