"""A line when a cell is done; at the end the faults, and tables of what was found in which cell."""

import re
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tests.sitecheck.judge import Verdict

CONSOLE = Console(soft_wrap=True, highlight=False)


def show_cell(verdict: Verdict, number: int, of: int) -> None:
    """That it is done, and what was found."""
    CONSOLE.print(f"{number} of {of}  {verdict.cell}: {verdict.passed} passed", markup=False)
    for fault in verdict.faults:
        CONSOLE.print(f"  {'WARN' if fault.warns else 'FAIL'} {fault.check}: {fault.words}", markup=False)


def show_tables(verdicts: Sequence[Verdict]) -> None:
    CONSOLE.print(_counts(verdicts), soft_wrap=False)
    CONSOLE.print(_figures(verdicts), soft_wrap=False)


def _counts(verdicts: Sequence[Verdict]) -> Table:
    table = Table("Site", "Passed", "Failed", "Warned", "By which check", title="What was found")
    for one in verdicts:
        failed = Counter(fault.check for fault in one.faults if not fault.warns)
        warned = Counter(fault.check for fault in one.faults if fault.warns)
        table.add_row(one.cell, str(one.passed), str(failed.total()), str(warned.total()), " ".join([*failed, *warned]))
    return table


def _figures(verdicts: Sequence[Verdict]) -> Table:
    table = Table("Site", "First page: HTML, style and script", "Lighthouse", title="Figures")
    for one in verdicts:
        weight = re.search(r"gzip \d+, brotli \d+", one.figures.get("weight", ""))
        table.add_row(one.cell, weight[0] if weight else "", one.figures.get("lighthouse", ""))
    return table
