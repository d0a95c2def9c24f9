"""What a slow disk costs: `python bench/slow_disk.py [ROUNDS]`. It needs gcc, and Linux.

Each sync takes 2 ms more: a library that is loaded before the others makes fsync and fdatasync wait. `formkit serve`,
the same with a commit for each request, and an app like contactus.php, on the disk as it is and on the slow one.
Over a single connection nobody shares a commit: there each answer must take the 2 ms and more.
"""

import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from statistics import median

from endpoint import CONNECTIONS, RIVALS, THREADS, WORKERS, posted
from measure import free_port, python, running, table, workspace

SLOWER_MS = 2
POSTS = 1500
ALONE = 200  # posts over one connection
PRELOADED = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>
#define SLOW(name) int name(int file) { \
    static int (*real)(int); \
    if (!real) real = (int (*)(int)) dlsym(RTLD_NEXT, #name); \
    usleep(WAIT_US); \
    return real(file); }
SLOW(fsync)
SLOW(fdatasync)
"""
SETTINGS = {
    "FORMKIT_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz",
    "FORMKIT_SMTP": "smtp://127.0.0.1:9?tls=none",
    "FORMKIT_MAIL_FROM": "forms@rose.example",
    "FORMKIT_RATE_LIMIT": "0",
}
UNSHARED = "from formkit.store import together; together.MOST = 1; from formkit.cli import main; main()"
Started = AbstractContextManager[tuple[int, int]]
Found = dict[str, float]


def slow_disk(folder: Path) -> dict[str, str]:
    """The setting that makes each sync of a process slower."""
    library = folder / "slow.so"
    (folder / "slow.c").write_text(PRELOADED)
    wait = f"-DWAIT_US={SLOWER_MS * 1000}"
    subprocess.run(["gcc", "-shared", "-fPIC", wait, "-o", library, folder / "slow.c", "-ldl"], check=True)
    return {"LD_PRELOAD": str(library)}


@contextmanager
def formkit(disk: dict[str, str], *, program: Sequence[str] = ("-m", "formkit")) -> Iterator[tuple[int, int]]:
    """`formkit serve` on a new workspace: its port and its process."""
    with workspace() as folder:
        port = free_port()
        serve = python(*program, "serve", "--no-deliver", "--workspace", str(folder), "--port", str(port))
        environ = SETTINGS | disk | {"FORMKIT_PUBLIC_URL": f"http://127.0.0.1:{port}"}
        with running(serve, port=port, environ=environ) as pid:
            yield port, pid


@contextmanager
def rival(module: str, disk: dict[str, str]) -> Iterator[tuple[int, int]]:
    """A rival on granian with formkit's settings: its port and its process."""
    with workspace() as folder:
        port = free_port()
        serve = python(str(RIVALS / "serve.py"), module, str(port), str(WORKERS), str(THREADS))
        with running(serve, port=port, environ=disk | {"RIVAL_DATABASE": str(folder / "contact.db")}) as pid:
            yield port, pid


WAYS: dict[str, tuple[Callable[[dict[str, str]], Started], int]] = {
    "formkit serve": (formkit, POSTS),
    "one commit a request": (partial(formkit, program=("-c", UNSHARED)), POSTS),
    "like contactus.php": (partial(rival, "contactus"), POSTS // 5),
}


def measure(rounds: int, disks: dict[str, dict[str, str]]) -> dict[tuple[str, str], list[Found]]:
    """Every way on every disk once a round, so that a busy machine treats them alike."""
    found: dict[tuple[str, str], list[Found]] = {}
    for _ in range(rounds):
        for name, (start, posts) in WAYS.items():
            for disk, environ in disks.items():
                with start(environ) as (port, pid):
                    one = posted(port, posts, pid)
                    alone = posted(port, ALONE, pid, connections=1)
                found.setdefault((name, disk), []).append(one | {"alone": alone["p50"]})
    return found


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        found = measure(rounds, {"as it is": {}, f"{SLOWER_MS} ms slower": slow_disk(Path(folder))})
    middle = {way: {key: median(one[key] for one in several) for key in several[0]} for way, several in found.items()}
    head = ("", "disk", "posts/s", "p50 ms", "p99 ms", "alone, p50 ms", "posts/s of each round")
    rows = [
        (name, disk, f"{one['rate']:,.0f}", f"{one['p50']:.1f}", f"{one['p99']:.1f}", f"{one['alone']:.1f}",
         " ".join(f"{each['rate']:.0f}" for each in found[name, disk]))
        for (name, disk), one in middle.items()
    ]  # fmt: skip
    print(f"{CONNECTIONS} connections, median of {rounds} rounds\n")
    table(head, rows)
    for name in WAYS:
        fast, slow = (one["rate"] for (way, _), one in middle.items() if way == name)
        aim = " (aim: half or more)" if name == "formkit serve" else ""
        print(f"{name}: {slow / fast:.2f} of its rate is left on the slow disk{aim}")


if __name__ == "__main__":
    main()
