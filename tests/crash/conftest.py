"""What the tests of this folder share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.processes import Process, Production


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """Where a mail server keeps what it took."""
    return tmp_path / "mails.jsonl"


@pytest.fixture
def mailbox(record: Path) -> Callable[..., Process]:
    """`mailbox(production, "--stop-at", "rcpt")` is a mail server of ours; see mailbox.py."""
    return lambda here, *options: Production.mail_server(here, str(record), *options, module="tests.crash.mailbox")
