"""What a command prints: tables for people, JSON for programs."""

import sys
from collections.abc import Iterable, Sequence

import click

SCREEN = 50  # lines of a table when nobody said how many
Row = Sequence[object]


def show_json(value: object) -> None:
    """One JSON value on one line: what `--json` prints."""
    from formkit.export import to_json

    click.echo(to_json(value))


def show_table(columns: Sequence[str], rows: Iterable[Row]) -> None:
    """A table: drawn on a terminal, plain columns for everything else."""
    cells = [[printable(str(cell)) for cell in row] for row in rows]
    if sys.stdout.isatty():
        _draw(columns, cells)
    else:
        _plain(columns, cells)


def printable(text: str) -> str:
    """The text without anything that could move a terminal's cursor or turn its letters round."""
    return "".join(letter if letter.isprintable() else " " if letter.isspace() else "" for letter in text)


def _draw(columns: Sequence[str], cells: list[list[str]]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*columns, box=SIMPLE_HEAD, pad_edge=False)
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def _plain(columns: Sequence[str], cells: list[list[str]]) -> None:
    lines = [list(columns), *cells]
    widths = [max(len(line[at]) for line in lines) for at in range(len(columns))]
    for line in lines:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
