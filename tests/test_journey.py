"""The main job with nothing replaced: a spec, `formkit serve`, a visitor, and a mail server of its own process."""

import json
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import pytest

from formkit.model import DeliveryState
from formkit.store import Store, open_store

SPEC = """\
site: {name: Rose Garden}
business: {email: hello@rosegarden.example, phone: +1 555 010 0100}
forms: {contact: {}}
"""


class Process:
    """A process whose lines are waited for, never slept for."""

    def __init__(self, *command: str, cwd: Path, env: dict[str, str] | None = None) -> None:
        self.lines: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, *command], cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )

    def wait_for(self, enough: Callable[[list[str]], bool], *, seconds: float = 60) -> None:
        """Read lines until `enough(lines)`; the process is ended when it takes too long."""
        assert self._process.stdout
        reader = Thread(target=self._read, args=(enough,), daemon=True)
        reader.start()
        reader.join(seconds)
        if reader.is_alive():
            self._process.kill()
            raise AssertionError("\n".join(self.lines))

    def _read(self, enough: Callable[[list[str]], bool]) -> None:
        while not enough(self.lines) and self._process.stdout and (line := self._process.stdout.readline()):
            self.lines.append(line.rstrip("\n"))

    def stop(self) -> None:
        self._process.terminate()
        try:
            self._process.wait(45)
        except subprocess.TimeoutExpired:
            self._process.kill()
        if self._process.stdout:
            self._process.stdout.close()


@contextmanager
def running(process: Process, enough: Callable[[list[str]], bool]) -> Iterator[Process]:
    try:
        process.wait_for(enough)
        yield process
    finally:
        process.stop()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "form_specs").mkdir()
    (tmp_path / "form_specs" / "rose.yaml").write_text(SPEC, "utf-8")
    return tmp_path


@pytest.fixture
def smtp_port() -> int:
    return free_port()


def mail_server(port: int) -> Process:
    return Process("-m", "tests.mailserver", str(port), cwd=Path(__file__).parent.parent)


@pytest.fixture
def server(workspace: Path, smtp_port: int) -> Iterator[int]:
    """The port of a `formkit serve` of the workspace, with its delivery worker."""
    import os

    port = free_port()
    settings = {
        "FORMKIT_SECRET_KEY": "W3yqZk0pTn8vLx5sRd2hBf7jMc4gQa9e",
        "FORMKIT_MAIL_FROM": "forms@rosegarden.example",
        "FORMKIT_SMTP": f"smtp://127.0.0.1:{smtp_port}?tls=none",
        "FORMKIT_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "FORMKIT_RATE_LIMIT": "0",
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    process = Process("-m", "formkit", "serve", "--port", str(port), cwd=workspace, env={**os.environ, **settings})
    with running(process, lambda lines: any("Serving" in line for line in lines)):
        answered(port)
        yield port


def answered(port: int) -> None:
    """Wait until the port answers: a connection attempt is the event."""
    for _ in range(600):
        try:
            ask(port, "GET", "/healthz")
            return
        except ConnectionRefusedError:
            _pause(0.1)
    raise AssertionError("formkit serve does not answer")


def _pause(seconds: float) -> None:
    import select

    select.select([], [], [], seconds)


def ask(port: int, method: str, path: str, body: str = "") -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request(method, path, body, {"Content-Type": "application/x-www-form-urlencoded"} if body else {})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers.get("Location", "")


def send(port: int, number: int) -> tuple[int, str]:
    said = {"name": "Ada", "email": "ada@example.com", "message": f"This is message number {number}."}
    return ask(port, "POST", "/f/rose/contact", urlencode(said))


def numbers(lines: list[str]) -> list[int]:
    texts = [json.loads(line)["text"] for line in lines if line.startswith("{")]
    return sorted(int(found[1]) for text in texts if (found := re.search(r"number (\d+)\.", text)))


@pytest.fixture
def store(workspace: Path) -> Iterator[Store]:
    with open_store(f"sqlite:///{workspace / 'data' / 'formkit.db'}") as store:
        yield store


def test_each_submission_is_one_mail_even_when_the_mail_server_is_away_for_a_while(
    server: int, smtp_port: int, store: Store
) -> None:
    with ExitStack() as stack:
        first = stack.enter_context(running(mail_server(smtp_port), lambda lines: "ready" in lines))
        assert all(send(server, number)[0] == 303 for number in range(5))
        first.wait_for(lambda lines: len(numbers(lines)) == 5)
        first.stop()
        assert all(send(server, number)[0] == 303 for number in range(5, 10))
        second = stack.enter_context(running(mail_server(smtp_port), lambda lines: "ready" in lines))
        second.wait_for(lambda lines: len(numbers(lines)) == 5)
    assert numbers(first.lines + second.lines) == list(range(10))
    assert len(list(store.submissions())) == 10
    assert {one.state for one in store.deliveries()} <= {DeliveryState.SENT, DeliveryState.SENDING}
