"""`formkit submissions` and `formkit export`: what visitors sent."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from formkit.cli.catching_up import catch_up
from formkit.cli.chosen import ListByDefault, of_site_and_form, refuse_unknown
from formkit.cli.clocks import Clocks
from formkit.cli.files import files
from formkit.cli.message import show
from formkit.cli.show import SCREEN, show_table
from formkit.cli.workspace import in_workspace, open_workspace_store
from formkit.errors import FormkitError, counted, quoted
from formkit.model import Verdict

if TYPE_CHECKING:
    from formkit.model import Submission
    from formkit.spec import Form, Site

VERDICTS = [verdict.value for verdict in Verdict]
SEARCHED = 1_000  # that a program gets when it does not say how many
COLUMNS = ("received", "reference", "form", "verdict", "answers")
SUMMARY = 60  # letters of the answers in a line of the table


@click.group(cls=ListByDefault)
def submissions() -> None:
    """List what visitors sent, let through what was held back."""


@submissions.command("list")
@of_site_and_form
@click.option("--verdict", type=click.Choice(VERDICTS), help="Only those that count as this.")
@click.option("--search", "words", metavar="WORDS", help="Only those that hold every one of these words.")
@click.option("--quarantined", is_flag=True, help="Only suspected spam, which is stored but not mailed.")
@click.option(
    "--format",
    "shape",
    type=click.Choice(["table", "json", "jsonl"]),
    default="table",
    show_default=True,
    help="For people, or for programs.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=f"The newest N; a table shows {SCREEN} at most.")
@in_workspace
def list_them(
    workspace: Path,
    *,
    site: str | None,
    form: str | None,
    verdict: str | None,
    words: str | None,
    quarantined: bool,
    shape: str,
    as_json: bool,
    limit: int | None,
) -> None:
    """List what visitors sent, the newest first."""
    judged = Verdict.QUARANTINED if quarantined else Verdict(verdict) if verdict else None
    wanted = SHAPES.get("json" if as_json else shape)
    most = limit or (None if wanted else SCREEN)
    if wanted is None:
        chosen = site or form or judged or words is not None
        nothing = "There is no such message." if chosen else "No submissions yet."
        wanted = partial(_table, clocks=Clocks(workspace), nothing=nothing)
    with open_workspace_store(workspace) as store:
        refuse_unknown(workspace, store, site=site, form=form)
        if words is None:
            wanted(store.submissions(site=site, form=form, verdict=judged, limit=most))
        else:
            catch_up(store.index, "Reading for the search", store.unindexed())
            wanted(store.search(words, site=site, form=form, verdict=judged, limit=most or SEARCHED))


@submissions.command()
@click.argument("reference")
@in_workspace
def release(workspace: Path, reference: str) -> None:
    """Mail what was held back as suspected spam after all."""
    from formkit.intake import release as let_through
    from formkit.settings import read_settings

    mail_from = read_settings(workspace)[0].mail_from
    with open_workspace_store(workspace) as store:
        found = store.submission(reference)
        if found is None:
            raise FormkitError(f"There is no message {quoted(reference)}.", "See them with: formkit submissions")
        site, form = _origin(workspace, found)
        count = let_through(site, form, found, store, datetime.now(UTC), mail_from=mail_from)
    if not count:
        raise FormkitError(f"{found.reference} was not held back.", "See its mails with: formkit deliveries")
    mails = counted(count, "mail")
    click.echo(f"{found.reference} is let through: {mails} will be sent by formkit serve or formkit deliver.")


def _origin(workspace: Path, submission: "Submission") -> tuple["Site", "Form"]:
    """The site and form that it was sent to, as they are now."""
    from formkit.spec import find_specs, read_site

    path = next((path for path in find_specs(workspace / "form_specs") if path.stem == submission.site), None)
    site = read_site(path, workspace) if path else None
    if site is None or submission.form not in site.forms:
        gone = f"{submission.site}.{submission.form}"
        raise FormkitError(f"The form {gone} is gone: nothing says where its mail goes.", "Put it back into the spec.")
    return site, site.forms[submission.form]


@click.command()
@of_site_and_form
@click.option(
    "--format",
    "shape",
    type=click.Choice(["csv", "jsonl"]),
    default="csv",
    show_default=True,
    help="For spreadsheets, or for programs.",
)
@click.option(
    "--subject", metavar="EMAIL", help="All that is known of a person, with files and mails; -o may be a zip."
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; left out: the screen.")
@in_workspace
def export(
    workspace: Path, *, site: str | None, form: str | None, shape: str, subject: str | None, output: Path | None
) -> None:
    """Write all submissions for a spreadsheet or a program.

    The oldest come first; times are UTC. CSV is for spreadsheets, JSON lines (jsonl) for programs. In CSV, a field that
    nobody filled has no column, and a cell that a spreadsheet would take for a formula gets a ' before it.

    With --subject it is everything that a person sent, for those who ask what is known of them: as JSON, or in a zip
    together with the files.
    """
    if subject is not None:
        _export_subject(workspace, subject, output)
        return
    from formkit.export import csv_lines, json_line

    forms: set[tuple[str, str]] = set()
    with open_workspace_store(workspace) as store:
        refuse_unknown(workspace, store, site=site, form=form)
        read = partial(_noted, partial(store.submissions, site=site, form=form, oldest_first=True), forms)
        lines = csv_lines(read, _form_fields(workspace, site, form)) if shape == "csv" else map(json_line, read())
        with _opened(output) as file:
            file.writelines(line.encode() for line in lines)
    if output:
        click.echo(f"{output} is written.", err=True)
    if shape == "csv" and len(forms) > 1:
        click.echo(f"It holds {len(forms)} forms: --site and --form give each its own, tidier columns.", err=True)


def _export_subject(workspace: Path, subject: str, output: Path | None) -> None:
    from formkit.cli.subject import export_subject

    if output and not output.parent.is_dir():
        raise FormkitError(f"There is no folder {output.parent}.", "Make it, or name a file in another one.")
    with open_workspace_store(workspace) as store:
        export_subject(store, subject, output)


def _noted(read: Callable[[], Iterable["Submission"]], forms: set[tuple[str, str]]) -> Iterator["Submission"]:
    """What is read; its sites and forms are added to `forms`."""
    for one in read():
        forms.add((one.site, one.form))
        yield one


def _table(found: Iterable["Submission"], *, clocks: Clocks, nothing: str) -> None:
    """A line for each; why some were held back, where some were."""
    listed = list(found)
    rows = [_row(one, clocks) for one in listed]
    if not rows:
        click.echo(nothing)
    elif any(one.verdict is Verdict.QUARANTINED for one in listed):
        show_table((*COLUMNS, "held back because"), [(*row, _why(one)) for row, one in zip(rows, listed, strict=True)])
    else:
        show_table(COLUMNS, rows)


def _row(one: "Submission", clocks: Clocks) -> tuple[str, ...]:
    received = clocks.at(one.received_at, one.site)
    return received, one.reference, f"{one.site}.{one.form}", one.verdict.value, _summary(one)


def _why(one: "Submission") -> str:
    return "; ".join(one.reasons) if one.verdict is Verdict.QUARANTINED else ""


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


SHAPES: dict[str, Callable[[Iterable["Submission"]], None]] = {"json": _json, "jsonl": _jsonl}  # for programs


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
    if not output.parent.is_dir():
        raise FormkitError(f"There is no folder {output.parent}.", "Make it, or name a file in another one.")
    beside = output.with_name(f"{output.name}.part")
    try:
        with beside.open("wb") as file:
            yield file
        os.replace(beside, output)
    finally:
        beside.unlink(missing_ok=True)


submissions.add_command(show)
submissions.add_command(files)
