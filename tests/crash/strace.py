"""strace, attached to a process: what it asks of the kernel is written down, and fails where a test wants it to.

`when=N` counts per thread from the moment of attaching, so the N-th write of one request is told exactly.
"""

import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

FORBIDDEN = "Operation not permitted"
ENDS_S = 10
HITS = ("(INJECTED)", "killed by SIGKILL")


@contextmanager
def traced(pids: Sequence[int], log: Path, *options: str) -> Iterator[None]:
    """Every thread of these processes is watched meanwhile; the calls that `options` name are written to `log`."""
    attach = [word for pid in pids for word in ("-p", str(pid))]
    process = subprocess.Popen(["strace", "-f", "-y", "-o", log, *options, *attach], stderr=subprocess.PIPE, text=True)
    try:
        _wait_for(process, len(pids))
        yield
    finally:
        _let_go(process, pids)


def _let_go(process: "subprocess.Popen[str]", pids: Sequence[int]) -> None:
    """When all that it watched is dead, strace ends by itself, and can hang when it is told to just then."""
    if any(_lives(pid) for pid in pids):
        process.send_signal(signal.SIGINT)
    try:
        process.communicate(timeout=ENDS_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def was_hit(log: Path) -> bool:
    """Whether something was made to fail, or was killed."""
    return any(hit in log.read_text("utf-8", "replace") for hit in HITS)


def _wait_for(process: "subprocess.Popen[str]", attached: int) -> None:
    assert process.stderr
    for line in process.stderr:
        if FORBIDDEN in line:
            pytest.skip(f"this machine forbids ptrace: {line.strip()}")
        attached -= "attached" in line
        if not attached:
            return
    pytest.fail("strace ended")
