"""A line when a cell is done; at the end the faults, and tables of what was found in which cell."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tests.sitecheck.judge import Verdict


def show_line(verdict: Verdict, number: int, of: int) -> None:
    found = Counter(fault.check for fault in verdict.faults)
    words = ", ".join(f"{check} {count}" for check, count in found.items())
    print(f"{number} of {of}  {verdict.cell}: {words or 'ok'}", flush=True)


def show_table(verdicts: Sequence[Verdict]) -> None:
    console = Console()
    for fault in (fault for one in verdicts for fault in one.faults):
        kind = "WARN" if fault.warns else "FAIL"
        console.print(f"{kind} {fault.cell} {fault.check}: {fault.words}", markup=False, soft_wrap=True)
    console.print(_counts(verdicts))
    console.print(_figures(verdicts))


def _counts(verdicts: Sequence[Verdict]) -> Table:
    table = Table("Site", "Passed", "Failed", "Warned", "By which check", title="What was found")
    for one in verdicts:
        failed = Counter(fault.check for fault in one.faults if not fault.warns)
        warned = Counter(fault.check for fault in one.faults if fault.warns)
        table.add_row(one.cell, str(one.passed), str(failed.total()), str(warned.total()), " ".join([*failed, *warned]))
    return table


def _figures(verdicts: Sequence[Verdict]) -> Table:
    table = Table("Site", "Weight of the first page", "Lighthouse", title="Figures")
    for one in verdicts:
        table.add_row(one.cell, one.figures.get("weight", "").partition(";")[0], one.figures.get("lighthouse", ""))
    return table
