"""What a large database has to do before its first answer is seen on a terminal, and nowhere else."""

import os
import pty
import subprocess
import sys

import pytest

from formkit.store import Store
from tests.store.facts import submission

WORK = """
from formkit.cli.catching_up import catch_up
left = [200] * 10
catch_up(lambda: left.pop() if left else 0, "Sealing", {behind})
print(len(left))
"""


@pytest.mark.parametrize(("behind", "shown"), [(2_000, True), (200, False)])
def test_a_bar_is_shown_on_a_terminal_when_much_is_to_be_done(behind: int, shown: bool) -> None:
    terminal, end = pty.openpty()
    command = [sys.executable, "-c", WORK.format(behind=behind)]
    done = subprocess.run(command, stderr=end, stdout=subprocess.PIPE, check=True, env={**os.environ, "TERM": "xterm"})
    os.write(end, b".")
    said = os.read(terminal, 65_536).decode()
    os.close(terminal)
    os.close(end)
    assert (done.stdout, "Sealing" in said) == (b"0\n", shown)


def test_nothing_is_shown_to_a_program() -> None:
    done = subprocess.run([sys.executable, "-c", WORK.format(behind=2_000)], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"0\n", b"")


def test_how_much_is_to_be_done_is_known_beforehand(kept: Store) -> None:
    for number in range(3):
        kept.save(submission(str(number)), [], repeat_after=None)
    assert (kept.unsealed(), kept.unindexed()) == (3, 3)
    kept.seal("k" * 40)
    kept.index()
    assert (kept.unsealed(), kept.unindexed()) == (0, 0)
