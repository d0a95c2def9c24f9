"""Processes that save: `python -m tests.edit.savers kill|both FOLDER NUMBER` (a seed, or how many savings)."""

import os
import random
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path

from formkit.edit import FOUND
from tests.edit.shelf import NINE, opened

KILLS = 40


def text(number: int) -> str:
    """A page of text that says in each line which one it is."""
    return f"- {number}\n" * 3000


def kill(folder: Path, seed: int) -> None:
    """Kill whoever saves, at any moment, again and again; say what is found wrong then."""
    chance, done = random.Random(seed), 1
    for _ in range(KILLS):
        promised, out = os.pipe()
        killer, child = os.getpid(), os.fork()
        if child == 0:
            save_on(folder, done, out, killer)
        os.close(out)
        time.sleep(chance.uniform(0, 0.03))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with os.fdopen(promised) as lines:
            said = [int(line) for line in lines.read().split()]
        done = found_whole(folder, max([done, *said]))
    print("done", done)


def save_on(folder: Path, number: int, out: int, killer: int) -> None:
    """One text after the other, each promised to `out` once it is saved, until it is killed or nobody is left to."""
    file = opened(folder)
    while os.getppid() == killer:
        number += 1
        now = NINE + timedelta(minutes=2 * number)
        file.save(text(number), base=file.read().version, what=str(number), now=now)
        os.write(out, b"%d\n" % number)
    os._exit(1)


def found_whole(folder: Path, promised: int) -> int:
    """The number of the text that stands there: what was promised last, or the one that was on its way."""
    file = opened(folder)
    found = file.read().text
    number = int(found.partition("\n")[0][2:] or -1)
    latest = file.versions()[:3]
    whats, expected = [one.what for one in latest], [*(str(n) for n in range(number, 0, -1)), FOUND][:3]
    if found != text(number) or number not in (promised, promised + 1) or whats != expected:
        print("wrong", promised, number, whats, len(found))
    if file.text_of(latest[0].number) != found:
        print("wrong version of", number)
    left = {*os.listdir(file.path.parent), *os.listdir(folder / ".formkit" / "history" / "rose")}
    if {name for name in left if name == "next.json" or name.endswith("~")}:
        print("left", left)
    return number


def both(folder: Path, count: int) -> None:
    """Two processes change a line of their own each, at once."""
    children = []
    for name in ("ours", "theirs"):
        child = os.fork()
        if child == 0:
            count_up(folder, name, count)
        children.append(child)
    for child in children:
        print("ended", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def count_up(folder: Path, name: str, count: int) -> None:
    file = opened(folder)
    for number in range(1, count + 1):
        seen = file.read()
        lines = [f"{name}: {number}\n" if line.startswith(name) else line for line in seen.text.splitlines(True)]
        now = NINE + timedelta(minutes=2 * number)
        file.save("".join(lines), base=seen.version, what=f"{name} {number}", now=now)
    os._exit(0)


if __name__ == "__main__":
    {"kill": kill, "both": both}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
