"""`sitecheck.mjs` run over one site, and what of its words is a fault: every warning that has no reason here."""

import json
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.sitecheck.cells import Cell

SCRIPT = Path(__file__).with_name("sitecheck.mjs")
OF_A_FORM = (
    "overflow,textspacing,keyboard,nojs,emptysubmit,failedsubmit,doublesubmit,form,console,motion,landmarks,real"
)
LIGHTHOUSE = 3  # runs, of which the best counts: noise only ever slows one
FINE: Mapping[str, Mapping[str, str]] = {  # by check: what it warns about, and why that is as it should be
    "jsonld": {
        "geo missing": "a spec has no coordinates; search engines find the place by its address",
        "address.streetAddress missing": "an owner who works at home may keep the street to herself",
    },
}
MORE = {  # what we ask beyond a pass
    "lighthouse": re.compile(r"performance 100, accessibility 100, best practices 100, seo 100;.* CLS 0(;|$)"),
    "print": re.compile(r"A4: 1 page\b"),
}


@dataclass(frozen=True)
class Fault:
    """What one check says against one cell. One that only `warns` fails nothing."""

    cell: str
    check: str
    words: str
    warns: bool = False


@dataclass
class Verdict:
    """On one cell: its faults, and the figures that are worth a table."""

    cell: str
    faults: list[Fault] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)
    passed: int = 0

    def add(self, check: str, words: Sequence[str], *, warns: bool = False) -> None:
        self.faults += [Fault(self.cell, check, one, warns) for one in words]
        self.passed += not words


def ask_sitecheck(cell: Cell, verdict: Verdict, place: Path, *, base: str, lighthouse: bool) -> None:
    """Every check that looks at a whole site, and those of a form on its further pages; vnu and axe have been asked
    about each page already. What is posted for real arrives at the server at `base`.
    """
    asked = _Asked(cell, verdict, place)
    skipped = "vnu,axe" if lighthouse else "vnu,axe,lighthouse"
    posting = ("--endpoint", base, "--real") if cell.elsewhere else ()
    for check in asked(str(cell.folder), "--skip", skipped, "--lh-runs", str(LIGHTHOUSE), *posting):
        verdict.figures[check["id"]] = check["detail"]
        verdict.add(check["id"], against(check, scheme=cell.scheme), warns=_excused(cell, check))
    for page in _further(cell):
        asked.held(asked(str(cell.folder), "--only", OF_A_FORM, "--page", page, *posting), page)
    for page in () if cell.elsewhere else ("index.html", *_further(cell)):
        asked.held(asked(f"{base}/{cell.name}/{page}", "--only", "real", "--real"), page)


@dataclass(frozen=True)
class _Asked:
    """Runs the script over a site of the cell, and puts what it says into the verdict."""

    cell: Cell
    verdict: Verdict
    place: Path

    def held(self, checks: Sequence[Mapping[str, Any]], page: str) -> None:
        """Hold what was found against the page."""
        for check in checks:
            found = against(check, scheme=self.cell.scheme)
            self.verdict.add(check["id"], [f"{page}: {words}" for words in found])

    def __call__(self, target: str, *options: str) -> Sequence[Mapping[str, Any]]:
        summary = self.place / f"{self.cell.name}.json"
        summary.unlink(missing_ok=True)
        command = ["node", str(SCRIPT), target, "--json", str(summary), *options]
        ran = subprocess.run(command, capture_output=True, text=True)
        if summary.exists():
            checks: Sequence[Mapping[str, Any]] = json.loads(summary.read_text("utf-8"))["checks"]
            return checks
        self.verdict.add("sitecheck", [ran.stderr.strip() or ran.stdout.strip()])
        return ()


def _further(cell: Cell) -> list[str]:
    """The pages with forms beside the first one."""
    pages = (path for path in sorted(cell.folder.glob("*.html")) if path.name != "index.html")
    return [path.name for path in pages if "<form" in path.read_text("utf-8")]


def _excused(cell: Cell, check: Mapping[str, Any]) -> bool:
    """Weight: of an example, gzip may take more than 14,000 bytes where brotli does not (tests/test_examples.py sets a
    limit for it); the rich site has every section and every pattern of a form, which no owner's page has.
    """
    return bool(check["id"] == "weight" and (check["status"] == "WARN" or not cell.example))


def against(check: Mapping[str, Any], *, scheme: str) -> list[str]:
    """What is to be held against a site, of one check's words. `scheme` is that of its theme."""
    name, words = check["id"], check["detail"]
    if name == "dark" and scheme != "both":
        return []  # a theme may be made for one of the two alone
    wanted = MORE.get(name)
    if check["status"] in ("FAIL", "ERROR") or (wanted and not wanted.search(words)):
        return [words]
    said = (check.get("data") or {}).get("warn") or [words]
    return [one for one in said if one not in FINE.get(name, {})] if check["status"] == "WARN" else []
