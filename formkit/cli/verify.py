"""`formkit verify`: the proof that nothing was lost."""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formkit.cli.catching_up import catch_up
from formkit.cli.crowd import with_progress
from formkit.cli.ending import MISTAKE, leave
from formkit.cli.show import show_json, show_table
from formkit.cli.workspace import in_workspace
from formkit.errors import FormkitError, quoted

if TYPE_CHECKING:
    from formkit.settings import Settings
    from formkit.store import Store
    from formkit.store.seals import Head, Sealed
    from formkit.upkeep import Proof

SHOWN = 10  # references of a kind of trouble that a person wants to read
FATES = {"delivered": "delivered", "waiting": "waiting", "failed": "failed", "held": "held back"}
WHAT_NOW = """\
What to do now: leave the database as it is, and look for these messages in an older backup. A message without a mail
can still be read: formkit submissions show REFERENCE. A change of FORMKIT_SECRET_KEY, too, keeps the
seals made before from fitting."""
ANSWERED = ("stored", "repeated")  # events of the log: "thank you" was said


@click.command()
@click.option(
    "--log",
    "logs",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What formkit serve wrote to its log: each answer in it must be stored. May be given several times.",
)
@click.option("--since", metavar="SEAL", help="A seal that you wrote down earlier: it must still be there.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@in_workspace
def verify(workspace: Path, *, logs: tuple[Path, ...], since: str | None, as_json: bool) -> None:
    """Prove that what was answered is stored, unaltered and mailed.

    Every message gets a seal, which depends on the one before it and on FORMKIT_SECRET_KEY: a message that was taken
    out or altered does not fit. Write the newest seal down, which is printed at the end, on paper or on another
    machine: with --since it shows later that the newest messages are still there, too.
    """
    from formkit.settings import load_settings
    from formkit.store import open_store

    settings = load_settings(workspace)
    with open_store(settings.database_url) as store:
        proof = proved(store, settings, logs=logs, since=_head(since) if since else None)
    show_json(_record(proof)) if as_json else show_proof(proof)
    if not proof.sound:
        leave(MISTAKE)


def proved(store: "Store", settings: "Settings", *, logs: Iterable[Path] = (), since: "Head | None" = None) -> "Proof":
    """Verify with a progress bar. Raises FormkitError without a secret key."""
    from formkit.upkeep import verify as look

    if not settings.secret_key:
        hint = "Run the command with the settings of formkit serve."
        raise FormkitError("FORMKIT_SECRET_KEY is not set: without it the seals can't be checked.", hint)

    def progress(seals: "Iterable[Sealed]") -> "Iterator[Sealed]":
        head = store.head()
        return with_progress(seals, "Verifying", head.number if head else 0)

    catch_up(partial(store.seal, settings.secret_key), "Sealing", store.unsealed())
    answered = dict(pair for log in logs for pair in _answered(log)) if logs else None
    return look(store, settings.secret_key, answered=answered, since=since, progress=progress)


def show_proof(proof: "Proof") -> None:
    """The sum, what is wrong and what to do about it, and the newest seal, for a person."""
    fates = proof.fates
    answered = [("answered, by the log", proof.answered)] if proof.answered is not None else []
    became = [(f"  {said}", getattr(fates, name)) for name, said in FATES.items()]
    rows = [*answered, ("stored", fates.stored), *became, ("erased on purpose", proof.erased)]
    show_table(("messages", "count"), [*rows, ("sealed", proof.sealed)])
    click.echo()
    for name, found in proof.troubles.items():
        if found.count:
            _show_trouble(name, found.count, found.references)
    if proof.sound:
        click.echo("Nothing is lost, and nothing was altered.")
    else:
        click.echo(f"\n{WHAT_NOW}")
    if proof.head:
        click.echo(f"The newest seal, to be written down elsewhere: {proof.head.number}:{proof.head.link}")


def _show_trouble(name: str, count: int, references: list[str]) -> None:
    from formkit.upkeep import TROUBLES

    more = f" and {count - SHOWN} more (--json names them)" if count > SHOWN else ""
    click.echo(f"{TROUBLES[name].capitalize()} ({count}): {', '.join(references[:SHOWN])}{more}")


def _head(text: str) -> "Head":
    from formkit.store.seals import Head

    number, _, link = text.strip().partition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 16 and link):
        raise click.UsageError("--since is a seal as formkit verify prints it: a number, a colon and many letters.")
    return Head(int(number), link)


def _answered(log: Path) -> Iterator[tuple[str, str]]:
    """The id and reference of every submission that the log says was stored; other lines are left alone."""
    with log.open("rb") as lines:
        for line in lines:
            if b'"reference"' not in line:
                continue
            try:
                told = json.loads(line)
            except ValueError:
                continue  # cut off where the power went
            if isinstance(told, dict) and told.get("event") in ANSWERED and told.get("id"):
                yield str(told["id"]), str(told.get("reference") or quoted(told["id"]))


def _record(proof: "Proof") -> dict[str, object]:
    fates, head = proof.fates, proof.head
    return {
        "sound": proof.sound,
        "answered": proof.answered,
        "stored": fates.stored,
        "delivered": fates.delivered,
        "waiting": fates.waiting,
        "failed": fates.failed,
        "held": fates.held,
        "erased": proof.erased,
        "sealed": proof.sealed,
        "head": f"{head.number}:{head.link}" if head else None,
        "troubles": {
            name: {"count": found.count, "references": found.references}
            for name, found in proof.troubles.items()
            if found.count
        },
    }
