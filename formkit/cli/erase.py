"""`formkit erase`: what a person sent goes for good."""

import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formkit.cli.catching_up import catch_up
from formkit.cli.clocks import Clocks
from formkit.cli.show import SCREEN, show_table
from formkit.cli.workspace import in_workspace
from formkit.errors import FormkitError, counted, quoted

if TYPE_CHECKING:
    from formkit.model import Delivery, Submission, Upload
    from formkit.settings import Settings
    from formkit.store import Store

COPIES = "Mails that were sent, and backups, still hold them."


@click.command()
@click.argument("who", metavar="REFERENCE|EMAIL")
@click.option("--yes", is_flag=True, help="Don't ask.")
@in_workspace
def erase(workspace: Path, who: str, yes: bool) -> None:
    """Erase a message, or all messages of a person, for good.

    The message is named by its reference, the person by mail address: every message goes that was sent from it or has
    it for an answer. Its files go with it, mails of it that wait, and what the search knows of it. This can't be
    undone. formkit verify remembers that and when a message was erased, and nothing of what it said.
    """
    from formkit.settings import load_settings
    from formkit.store import open_store

    settings = load_settings(workspace)
    with open_store(settings.database_url) as store:
        found = wanted(store, who)
        mails = [one for submission in found for one in store.deliveries(submission_id=submission.id)]
        _show(found, mails, Clocks(workspace))
        if not (yes or _asked(len(found))):
            click.echo("Nothing was erased.")
            return
        _erase(store, settings, found, mails)


def wanted(store: "Store", who: str) -> "list[Submission]":
    """The messages meant by a reference or a mail address. Raises FormkitError when there is none."""
    if "@" in who:
        found = list(store.of_person(who))
        if not found:
            raise FormkitError(f"There is no message of {quoted(who)}.", "See all with: formkit submissions")
        return found
    one = store.submission(who)
    if one is None:
        erased = store.erased_at(who)
        if erased:
            raise FormkitError(f"{who.strip().upper()} was erased on {erased:%Y-%m-%d}.")
        raise FormkitError(f"There is no message {quoted(who)}.", "See them with: formkit submissions")
    return [one]


def files_of(submission: "Submission") -> "list[Upload]":
    """The files that came with it, without their content."""
    return [file for answer in submission.answers for file in answer.files]


def _show(found: "list[Submission]", mails: "list[Delivery]", clocks: Clocks) -> None:
    waiting = {one.submission_id for one in mails if one.next_try_at is not None}
    rows = [
        (
            one.reference,
            clocks.at(one.received_at, one.site),
            f"{one.site}.{one.form}",
            "waits to be mailed" if one.id in waiting else "",
            counted(files, "file") if (files := len(files_of(one))) else "",
        )
        for one in found[:SCREEN]
    ]
    show_table(("reference", "received", "form", "", "files"), rows)
    if len(found) > SCREEN:
        click.echo(f"... and {len(found) - SCREEN} more.")
    click.echo()


def _asked(count: int) -> bool:
    if not sys.stdin.isatty():
        raise FormkitError("Nothing was erased: there is nobody to ask.", "Say --yes to erase without a question.")
    return click.confirm(f"Erase {counted(count, 'message')} for good?")


def _erase(store: "Store", settings: "Settings", found: "list[Submission]", mails: "list[Delivery]") -> None:
    from formkit.channels.mail.caught import forget_mails, mail_folder

    if settings.secret_key:
        catch_up(partial(store.seal, settings.secret_key), "Sealing", store.unsealed())
    gone = store.erase([one.id for one in found], key=settings.secret_key, at=datetime.now(UTC))
    forget_mails(mail_folder(settings), [one.id for one in mails])
    clean = store.tidy()
    went = [counted(gone.submissions, "message"), counted(gone.deliveries, "mail")]
    click.echo(f"Erased: {', '.join([*went, *([counted(gone.files, 'file')] if gone.files else [])])}. {COPIES}")
    if not clean:
        click.echo(
            "Traces of their text are left in the database's files, as a program is reading: they go within a day."
        )
