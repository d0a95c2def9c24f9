"""`formkit deliveries`: the outbox, and sending again what failed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formkit.cli.show import counted, show_json, show_table
from formkit.cli.submissions import SCREEN, of_site_and_form
from formkit.cli.workspace import in_workspace, open_workspace_store
from formkit.errors import FormkitError
from formkit.model import DeliveryState

if TYPE_CHECKING:
    from formkit.model import Delivery

STATES = [state.value for state in DeliveryState]


class ListByDefault(click.Group):
    """`formkit deliveries` alone, or with options only, is `formkit deliveries list`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)


@click.group(cls=ListByDefault)
def deliveries() -> None:
    """List the outbox, or send again what failed."""


@deliveries.command("list")
@of_site_and_form
@click.option("--state", type=click.Choice(STATES), help="Only those in this state.")
@click.option("--format", "shape", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help=f"The newest N; a table shows {SCREEN} at most.")
@in_workspace
def list_them(
    workspace: Path,
    *,
    site: str | None,
    form: str | None,
    state: str | None,
    shape: str,
    as_json: bool,
    limit: int | None,
) -> None:
    """List deliveries, the newest first, with the last words of the other side."""
    shape = "json" if as_json else shape
    wanted = limit or (SCREEN if shape == "table" else None)
    with open_workspace_store(workspace) as store:
        found = store.deliveries(site=site, form=form, state=DeliveryState(state) if state else None, limit=wanted)
    if shape == "json":
        show_json([_record(one) for one in found])
    elif shape == "jsonl":
        for one in found:
            show_json(_record(one))
    else:
        _table(found)


@deliveries.command()
@click.argument("delivery_id", metavar="ID", required=False)
@click.option("--all-failed", is_flag=True, help="Every delivery that failed for good.")
@in_workspace
def retry(workspace: Path, delivery_id: str | None, all_failed: bool) -> None:
    """Send again at once: the delivery ID, or all that failed."""
    if (delivery_id is None) is not all_failed:
        raise click.UsageError("Name the ID of one delivery, or say --all-failed.")
    with open_workspace_store(workspace) as store:
        count = store.requeue(delivery_id, now=datetime.now(UTC))
    if delivery_id and not count:
        raise FormkitError(
            f"There is no delivery {delivery_id} that waits or has failed.", "See their ids with: formkit deliveries"
        )
    click.echo(f"{counted(count, 'delivery', 'deliveries')} will be sent again by formkit serve or formkit deliver.")


def _table(found: list["Delivery"]) -> None:
    if not found:
        click.echo("No deliveries.")
        return
    columns = ("id", "created", "state", "tries", "to", "next try", "last words")
    show_table(
        columns,
        [
            (
                one.id,
                _local(one.created_at),
                one.state.value,
                one.tries,
                one.target,
                _local(one.next_try_at),
                one.last_words,
            )
            for one in found
        ],
    )


def _local(moment: datetime | None) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}" if moment else ""


def _record(delivery: "Delivery") -> dict[str, object]:
    return {
        "id": delivery.id,
        "submission": delivery.submission_id,
        "reference": delivery.message.reference,
        "channel": delivery.channel,
        "target": delivery.target,
        "kind": delivery.message.kind,
        "state": delivery.state.value,
        "tries": delivery.tries,
        "created_at": _iso(delivery.created_at),
        "next_try_at": _iso(delivery.next_try_at),
        "sent_at": _iso(delivery.sent_at),
        "last_words": delivery.last_words,
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
