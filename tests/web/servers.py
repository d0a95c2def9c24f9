"""`formkit serve` as a process of its own, on a port of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from tests.ports import free_port

ROOT = Path(__file__).parent.parent.parent
SETTINGS = {
    "FORMKIT_SECRET_KEY": "h7Qm3vXz0TgNcW2yLrB8sKpD5fJaE6uI1oV9bGtH",
    "FORMKIT_SMTP": "smtp://127.0.0.1:2525?tls=none",
    "FORMKIT_MAIL_FROM": "forms@rosegarden.example",
    "FORMKIT_PUBLIC_URL": "https://forms.rosegarden.example",
    "FORMKIT_RATE_LIMIT": "0",
    "FORMKIT_MAIL_LIMIT": "0",
    "PYTHONPATH": str(ROOT),
}


def formkit(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "formkit", *arguments]


@contextmanager
def served(workspace: Path, **settings: str) -> Iterator[str]:
    """The base address of a running `formkit serve`; it is ended in order."""
    port = free_port()
    command = formkit("serve", "--no-deliver", "--port", str(port), "--workspace", str(workspace))
    process = subprocess.Popen(command, env={**os.environ, **SETTINGS, **settings}, stdout=subprocess.PIPE)
    try:
        yield answering(process, f"http://127.0.0.1:{port}")
    finally:
        process.terminate()
        process.communicate(timeout=180)


def answering(process: "subprocess.Popen[bytes]", base: str) -> str:
    """The address, once the server there answers; fails when it ends or takes three minutes."""
    until = time.monotonic() + 180
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(f"{base}/healthz", timeout=30):
                return base
        except OSError:
            time.sleep(0.1)  # a server has no other way to say that it listens
    raise AssertionError(f"formkit serve did not start: {process.poll()}")
