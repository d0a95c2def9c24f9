"""What the measurements share: medians, tables, workspaces of made-up sites, and processes that end with the block."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, perf_counter, sleep

PATIENCE_S = 30  # for a server to answer, or to end
FORM_FIELDS = """
      name: {type: text, label: Your name, required: true, max: 100}
      email: {type: email, required: true}
      phone: {type: tel}
      topic: {type: select, choices: [Question, Order, Complaint, Praise]}
      message: {type: textarea, required: true, max: 5000}"""


def spec(number: int = 0) -> str:
    """A spec of one page in one language, with a form of five fields; each number is another business."""
    return f"""
site: {{name: Rose Garden {number}, tagline: Fresh flowers tied by hand, url: "https://rose{number}.example"}}
business:
  type: Florist
  email: hello@rose{number}.example
  phone: +1 555 010 0100
  address: {{street: {number} Main St, city: Springfield, region: IL, postcode: "62701", country: US}}
  hours: {{mon-fri: 09:00-18:00, sat: 10:00-16:00, sun: closed}}
  timezone: America/Chicago
sections:
  - hero
  - about: {{title: About us, text: "Three sisters, one shop, **since 1987**. This is shop {number}."}}
  - services: {{items: [{{name: Bouquet, text: By appointment, price: from $120}}, {{name: Wreath, price: $60}}]}}
  - hours
  - form: contact
forms:
  contact:
    title: Write to us
    fields:{FORM_FIELDS}
"""


@contextmanager
def workspace(sites: int = 1) -> Iterator[Path]:
    """A folder with that many specs, called site0, site1, ...; it is gone after the block."""
    with tempfile.TemporaryDirectory(prefix="formkit-bench-") as name:
        folder = Path(name)
        (folder / "form_specs").mkdir()
        for number in range(sites):
            (folder / "form_specs" / f"site{number}.yaml").write_text(spec(number), encoding="utf-8")
        yield folder


@contextmanager
def running(command: Sequence[str], *, port: int = 0, environ: Mapping[str, str] | None = None) -> Iterator[int]:
    """A process, as soon as it listens at `port`; yields its id. It and its children are ended with the block.

    Its log, a line for each post, goes to a file that is gone afterwards.
    """
    with tempfile.TemporaryFile() as log:
        settings = {**os.environ, **(environ or {})}
        process = subprocess.Popen(command, env=settings, start_new_session=True, stdout=log, stderr=log)
    try:
        if port:
            _wait_for(port, process)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wall_s(command: Sequence[str]) -> float:
    """Seconds from start to end of a process that must succeed."""
    start = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def memory_mb(pid: int) -> float:
    """What a process and its descendants take of the memory: shared pages are shared out (PSS)."""
    return sum(_pss_kb(one) for one in _family(pid)) / 1024


def cpu_s(pid: int) -> float:
    """What a process and its descendants have used of the processors: a busy machine hardly changes it."""
    return sum(_ticks(one) for one in _family(pid)) / os.sysconf("SC_CLK_TCK")


def python(*arguments: str) -> list[str]:
    return [sys.executable, *arguments]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns: the first to the left, numbers to the right."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    for row in (head, ["-" * width for width in widths], *rows):
        first, *rest = (cell.ljust(width) if not at else cell.rjust(width) for at, (cell, width) in _cells(row, widths))
        print("  ".join((first, *rest)), flush=True)
    print()


def _cells(row: Sequence[str], widths: Sequence[int]) -> Iterator[tuple[int, tuple[str, int]]]:
    return iter(enumerate(zip(row, widths, strict=True)))


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    give_up = monotonic() + PATIENCE_S
    while monotonic() < give_up and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            sleep(0.05)
    raise SystemExit(f"{process.args!r} does not listen at port {port}")


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from _family(int(child))


def _ticks(pid: int) -> int:
    """User and system time of one process (proc(5), stat, fields 14 and 15)."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(after_name[11]) + int(after_name[12])


def _pss_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
