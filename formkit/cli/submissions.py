"""`formkit submissions` and `formkit export`: what visitors sent."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from formkit.cli.show import show_table
from formkit.cli.workspace import in_workspace, open_workspace_store

if TYPE_CHECKING:
    from formkit.model import Submission

SCREEN = 50  # lines of a table when nobody said how many
SUMMARY = 60  # letters of the answers in a line of the table


def of_site_and_form(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--site` and `--form` to a command."""
    command = click.option("--form", help="Only of this form.")(command)
    return click.option("--site", help="Only of this site.")(command)


@click.command()
@of_site_and_form
@click.option("--format", "shape", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=f"The newest N; a table shows {SCREEN} at most.")
@in_workspace
def submissions(
    workspace: Path, *, site: str | None, form: str | None, shape: str, as_json: bool, limit: int | None
) -> None:
    """List what visitors sent, the newest first."""
    wanted = SHAPES["json" if as_json else shape]
    with open_workspace_store(workspace) as store:
        wanted(store.submissions(site=site, form=form, limit=limit or (SCREEN if wanted is _table else None)))


@click.command()
@of_site_and_form
@click.option("--format", "shape", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; left out: the screen.")
@in_workspace
def export(workspace: Path, *, site: str | None, form: str | None, shape: str, output: Path | None) -> None:
    """Write all submissions, the oldest first, for a spreadsheet (CSV) or a program (JSON lines).

    Times are UTC. In CSV, a cell that a spreadsheet would take for a formula gets a ' before it: '+1 555 010 0100.
    """
    from formkit.export import csv_lines, json_line

    with open_workspace_store(workspace) as store, _opened(output) as file:
        read = partial(store.submissions, site=site, form=form, oldest_first=True)
        lines = csv_lines(read, _form_fields(workspace, site, form)) if shape == "csv" else map(json_line, read())
        file.writelines(line.encode() for line in lines)
    if output:
        click.echo(f"{output} is written.", err=True)


def _table(found: Iterable["Submission"]) -> None:
    rows = [
        (
            f"{one.received_at.astimezone():%Y-%m-%d %H:%M}",
            one.reference,
            f"{one.site}.{one.form}",
            one.verdict.value,
            _summary(one),
        )
        for one in found
    ]
    if rows:
        show_table(("received", "reference", "form", "verdict", "answers"), rows)
    else:
        click.echo("No submissions yet.")


def _json(found: Iterable["Submission"]) -> None:
    from formkit.export import record, to_json

    before = "["
    for one in found:
        click.echo(before + to_json(record(one)), nl=False)
        before = ",\n "
    click.echo("[]" if before == "[" else "]")


def _jsonl(found: Iterable["Submission"]) -> None:
    from formkit.export import json_line

    for one in found:
        click.echo(json_line(one), nl=False)


SHAPES: dict[str, Callable[[Iterable["Submission"]], None]] = {"table": _table, "json": _json, "jsonl": _jsonl}


def _summary(submission: "Submission") -> str:
    text = " · ".join(answer.text for answer in submission.answers if answer.text)
    return text if len(text) <= SUMMARY else text[: SUMMARY - 1] + "…"


def _form_fields(workspace: Path, site: str | None, form: str | None) -> Iterator[str]:
    """The fields of the forms meant, in the order of the specs that can be read."""
    from formkit.spec import check_file, find_specs

    for path in find_specs(workspace / "form_specs"):
        found = check_file(path, workspace)[0] if site in (None, path.stem) else None
        for one in found.forms.values() if found else ():
            if form in (None, one.id):
                yield from one.fields


@contextmanager
def _opened(output: Path | None) -> Iterator[BinaryIO]:
    """The file, written beside and moved over when it is whole; or standard output."""
    if output is None:
        yield sys.stdout.buffer
        return
    beside = output.with_name(f"{output.name}.part")
    try:
        with beside.open("wb") as file:
            yield file
        os.replace(beside, output)
    finally:
        beside.unlink(missing_ok=True)
