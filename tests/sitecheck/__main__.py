"""`python -m tests.sitecheck`: the whole matrix, or the part of it that is named; it ends with 1 when a check fails."""

import argparse
import io
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack, redirect_stderr
from dataclasses import asdict, dataclass
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.chromium import FLAGS
from tests.sitecheck.cells import Cell, Wanted, served
from tests.sitecheck.disk import disk_faults
from tests.sitecheck.judge import Verdict, ask_sitecheck
from tests.sitecheck.looks import site_faults
from tests.sitecheck.nu import nu_faults
from tests.sitecheck.policy import policy_faults
from tests.sitecheck.table import show_cell, show_tables

CORES = 2


def ask_nu(cells: Sequence[Cell], verdicts: dict[str, Verdict], place: Path) -> None:
    """Every page of every cell, and its pictures, in one run."""
    of_file: dict[Path, tuple[str, str]] = {}
    for cell in cells:
        for number, shown in enumerate(cell.pages):
            file = place / cell.name / f"{number}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(shown.html, "utf-8")
            of_file[file] = (cell.name, shown.name)
        of_file |= {file: (cell.name, file.name) for file in cell.folder.rglob("*.svg")}
    found: dict[str, list[str]] = {cell.name: [] for cell in cells}
    for file, words in nu_faults(list(of_file)):
        cell_name, page = of_file[file]
        found[cell_name].append(f"{page}: {words}")
    for name, words_of_cell in found.items():
        verdicts[name].add("vnu", words_of_cell)


def ask_axe(base: str, cell: Cell, verdict: Verdict) -> None:
    """Every kind of page in every look."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for name, found in site_faults(browser, base, cell.pages):
            verdict.add("axe", [f"{name}: {one}" for one in found])
        browser.close()


@dataclass(frozen=True)
class Judge:
    """Asks every check about one cell at a time."""

    base: str
    place: Path
    lighthouse: bool

    def __call__(self, cell: Cell, verdict: Verdict) -> None:
        verdict.add("policy", policy_faults(cell.pages))
        verdict.add("disk", disk_faults(cell.folder))
        ask_axe(self.base, cell, verdict)
        ask_sitecheck(cell, verdict, self.place, base=self.base, lighthouse=self.lighthouse and cell.measured)


def run(wanted: Wanted, place: Path, *, lighthouse: bool) -> list[Verdict]:
    """A verdict on each cell."""
    with served(wanted, place / "workspace") as (live, cells):
        verdicts = {cell.name: Verdict(cell.name) for cell in cells}
        print(f"{len(cells)} sites with {sum(len(cell.pages) for cell in cells)} pages: markup", flush=True)
        ask_nu(cells, verdicts, place / "pages")
        judge = Judge(live.url, place, lighthouse)
        with ThreadPoolExecutor(CORES) as pool, ExitStack() as at_the_end:
            at_the_end.callback(pool.shutdown, cancel_futures=True)  # Ctrl-C: no further cell is begun
            tasks = {pool.submit(judge, cell, verdicts[cell.name]): cell.name for cell in cells}
            for number, task in enumerate(as_completed(tasks), 1):
                task.result()
                show_cell(verdicts[tasks[task]], number, len(cells))
    return list(verdicts.values())


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.sitecheck", description=__doc__)
    parser.add_argument("--themes", type=named, default=[], help="names with commas between: the rich site in these")
    parser.add_argument("--languages", type=named, default=[], help="codes: the rich site in these")
    parser.add_argument("--sites", type=named, default=[], help="these alone, such as night-ar,rose-garden")
    parser.add_argument("--no-lighthouse", action="store_true", help="leave out what takes longest")
    parser.add_argument("--json", type=Path, help="write every verdict there")
    return parser.parse_args()


def named(words: str) -> list[str]:
    return [word for word in words.split(",") if word]


def main() -> int:
    said, begun = read_arguments(), time.monotonic()
    for name in [name for name in os.environ if name.startswith("FORMKIT_")]:
        del os.environ[name]
    wanted = Wanted(said.themes, said.languages, said.sites)
    with tempfile.TemporaryDirectory(prefix="formkit-sitecheck-") as folder, redirect_stderr(io.StringIO()):
        verdicts = run(wanted, Path(folder), lighthouse=not said.no_lighthouse)
    if said.json:
        said.json.write_text(json.dumps([asdict(one) for one in verdicts], indent=1), "utf-8")
    show_tables(verdicts)
    print(f"{(time.monotonic() - begun) / 60:.0f} minutes")
    return 1 if any(not fault.warns for one in verdicts for fault in one.faults) else 0


if __name__ == "__main__":
    sys.exit(main())
