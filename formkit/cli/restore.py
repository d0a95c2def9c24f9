"""`formkit restore`: a backup in the place of the database."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formkit.cli.ending import MISTAKE, leave
from formkit.cli.verify import proved, show_proof
from formkit.cli.workspace import in_workspace
from formkit.errors import FormkitError, counted

if TYPE_CHECKING:
    from formkit.settings import Settings
    from formkit.store import Store


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Don't ask.")
@in_workspace
def restore(workspace: Path, file: Path, yes: bool) -> None:
    """Put the backup FILE in the place of the database. Stop the server first.

    The backup is checked before anything is touched. The database as it was is kept beside the new one, so that this
    can be undone by another restore. Then formkit verify looks at everything.
    """
    from formkit.settings import load_settings
    from formkit.store.restore import copied, database_file, place, refuse_in_use, remove

    settings = load_settings(workspace)
    target = database_file(settings.database_url)
    refuse_in_use(target)
    part = copied(file, target)
    try:
        click.echo(f"{file} holds {_held(part)}.")
        if target.exists() and not (yes or _asked(target)):
            click.echo("Nothing was changed.")
            return
        kept = target.with_name(f"{target.stem}-before-restore-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}{target.suffix}")
        refuse_in_use(target)
        place(part, target, kept=kept)
    finally:
        remove(part)
    click.echo(f"Restored to {target}." + (f" What was there is kept in {kept}." if kept.exists() else ""))
    _prove(settings)


def _held(path: Path) -> str:
    """What a database holds; one of an older formkit is brought to the newest schema by this."""
    from formkit.store import open_store

    with open_store(f"sqlite:///{path}") as store:
        return _contents(store)


def _contents(store: "Store") -> str:
    messages, mails = store.figures().stored, sum(store.counts().by_state.values())
    newest = next(store.submissions(limit=1), None)
    until = f", the newest of {newest.received_at.astimezone():%Y-%m-%d %H:%M}" if newest else ""
    return f"{counted(messages, 'message')} and {counted(mails, 'mail')}{until}"


def _asked(target: Path) -> bool:
    """Whether a person says that the backup shall take the place of what is here now."""
    try:
        click.echo(f"The database here holds {_held(target)}.")
    except FormkitError as error:
        click.echo(f"The database here can't be read: {error.message}")
    if not sys.stdin.isatty():
        raise FormkitError("Nothing was changed: there is nobody to ask.", "Say --yes to restore without a question.")
    return click.confirm("Put the backup in its place?")


def _prove(settings: "Settings") -> None:
    from formkit.store import open_store

    if not settings.secret_key:
        click.echo("FORMKIT_SECRET_KEY is not set: run formkit verify with the settings of formkit serve.")
        return
    with open_store(settings.database_url) as store:
        proof = proved(store, settings)
    show_proof(proof)
    if not proof.sound:
        leave(MISTAKE)
