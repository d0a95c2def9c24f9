"""How many submissions a second `formkit serve` takes: `python bench/endpoint.py [ROUNDS]`.

Sixteen kept-alive connections post five fields that are checked and, with formkit, on disk before the answer.
Beside it in the same run, on the same server with the same settings: a Flask view that only reads the form, and the
app that tutorials teach (Flask-WTF, insert, smtplib inside the request). The mail server is a process of its own,
once fast and once with 300 ms of latency.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from time import sleep

from measure import cpu_s, free_port, memory_mb, python, running, table, workspace

RIVALS = Path(__file__).parent / "rivals"
CONNECTIONS = 16
WORKERS, THREADS = 1, 512  # as `formkit serve` has them
LATENCY_MS = 300
POSTS = 2000  # of one measurement; the tutorial's app with a slow mail server gets fewer
WARM_UP = 100  # posts of rivals/load.py before its clock starts
PATH = "/f/site0/contact"
Started = AbstractContextManager[tuple[int, int]]
Found = dict[str, float]
IDLE_S = 3


def post_office(delay_ms: int, stack: ExitStack) -> int:
    port = free_port()
    stack.enter_context(running(python(str(RIVALS / "post_office.py"), str(port), str(delay_ms)), port=port))
    return port


@contextmanager
def formkit(smtp: int, *options: str, **more: str) -> Iterator[tuple[int, int]]:
    """`formkit serve` on a new workspace, with `options` and `more` settings: its port and its process."""
    with workspace() as folder:
        port = free_port()
        settings = {
            "FORMKIT_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz",
            "FORMKIT_SMTP": f"smtp://127.0.0.1:{smtp}?tls=none",
            "FORMKIT_MAIL_FROM": "forms@rose.example",
            "FORMKIT_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "FORMKIT_RATE_LIMIT": "0",
            "FORMKIT_MAIL_LIMIT": "0",
            **more,
        }
        serve = python("-m", "formkit", "serve", "--workspace", str(folder), "--port", str(port), *options)
        with running(serve, port=port, environ=settings) as pid:
            yield port, pid


@contextmanager
def rival(module: str, smtp: int = 0) -> Iterator[tuple[int, int]]:
    """A rival on granian with formkit's settings: its port and its process."""
    with workspace() as folder:
        port = free_port()
        environ = {"RIVAL_DATABASE": str(folder / "contact.db"), "RIVAL_SMTP_PORT": str(smtp)}
        serve = python(str(RIVALS / "serve.py"), module, str(port), str(WORKERS), str(THREADS))
        with running(serve, port=port, environ=environ) as pid:
            yield port, pid


def posted(port: int, posts: int, pid: int, *, connections: int = CONNECTIONS) -> Found:
    """One measurement: posts a second, milliseconds, and what a post cost all processes of the server."""
    before = cpu_s(pid)
    command = python(str(RIVALS / "load.py"), str(port), PATH, str(posts), str(connections))
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    cost = (cpu_s(pid) - before) * 1000 / (posts + WARM_UP)
    return {**json.loads(done.stdout), "cost": cost}


def contenders(fast: int, slow: int) -> dict[str, tuple[Callable[[], Started], int]]:
    """How each is started, and how many posts measure it."""
    late = f"mail {LATENCY_MS} ms late"
    return {
        "bare Flask form post": (partial(rival, "bare"), POSTS),
        "formkit serve": (partial(formkit, fast), POSTS),
        f"formkit serve, {late}": (partial(formkit, slow), POSTS),
        "tutorial's app": (partial(rival, "tutorial", fast), POSTS // 4),
        f"tutorial's app, {late}": (partial(rival, "tutorial", slow), POSTS // 4),
    }


def measure(rounds: int) -> tuple[dict[str, list[Found]], list[float]]:
    """Every contender once a round, so that a busy machine treats them alike; also formkit's memory when idle."""
    found: dict[str, list[Found]] = {}
    memory: list[float] = []
    with ExitStack() as stack:
        ways = contenders(post_office(0, stack), post_office(LATENCY_MS, stack))
        for _ in range(rounds):
            for name, (start, posts) in ways.items():
                with start() as (port, pid):
                    if start.func is formkit:
                        sleep(IDLE_S)
                        memory.append(memory_mb(pid))
                    found.setdefault(name, []).append(posted(port, posts, pid))
    return found, memory


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    found, memory = measure(rounds)
    middle = {name: {key: median(one[key] for one in several) for key in several[0]} for name, several in found.items()}
    bare = middle["bare Flask form post"]["rate"]
    head = (
        "16 connections, 5 fields",
        "posts/s",
        "of bare",
        "p50 ms",
        "p99 ms",
        "CPU ms a post",
        "posts/s of each round",
    )
    rows = [
        (name, f"{one['rate']:,.0f}", f"{one['rate'] / bare:.2f}", f"{one['p50']:.1f}", f"{one['p99']:.1f}",
         f"{one['cost']:.2f}", " ".join(f"{each['rate']:.0f}" for each in found[name]))
        for name, one in middle.items()
    ]  # fmt: skip
    print(
        f"median of {rounds} rounds; granian with {WORKERS} worker of {THREADS} threads; load from a process beside\n"
    )
    table(head, rows)
    say_ratios(middle)
    print(f"formkit serve idle, all its processes: {median(memory):.0f} MB (aim: under 150)")


def say_ratios(middle: dict[str, Found]) -> None:
    bare, ours, ours_late, theirs, theirs_late = middle.values()
    print(f"formkit is {ours['rate'] / bare['rate']:.2f} of the bare post (aim: 0.3 or more)")
    print(f"formkit is {ours['rate'] / theirs['rate']:.1f} x the tutorial's app (aim: 6 or more)")
    print(
        f"by CPU, which other work on the machine changes less: {bare['cost'] / ours['cost']:.2f} of the bare post, "
        f"{theirs['cost'] / ours['cost']:.1f} x the tutorial's app"
    )
    print(f"late mail changes formkit's p99 by {ours_late['p99'] / ours['p99'] - 1:+.0%} (aim: less than 10 %)")
    print(f"late mail leaves the tutorial's app {theirs_late['rate'] / theirs['rate']:.0%} of its rate")


if __name__ == "__main__":
    main()
