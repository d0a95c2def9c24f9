"""`formkit deliveries`: the outbox, and sending again what failed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formkit.cli.chosen import ListByDefault, of_site_and_form, refuse_unknown
from formkit.cli.clocks import Clocks
from formkit.cli.show import SCREEN, show_json, show_table
from formkit.cli.workspace import in_workspace, open_workspace_store
from formkit.errors import FormkitError, counted, quoted
from formkit.model import DeliveryState

if TYPE_CHECKING:
    from formkit.model import Delivery
    from formkit.store.deliveries import Origin

Listed = tuple["Delivery", "Origin"]
SEE_IDS = "See their ids with: formkit deliveries"
STATES = [state.value for state in DeliveryState]


@click.group(cls=ListByDefault)
def deliveries() -> None:
    """List the outbox, show every try, send again what failed."""


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
        refuse_unknown(workspace, store, site=site, form=form)
        some = store.deliveries(site=site, form=form, state=DeliveryState(state) if state else None, limit=wanted)
        found = list(zip(some, store.origins(some), strict=True))
    if shape == "json":
        show_json([_record(*one) for one in found])
    elif shape == "jsonl":
        for one in found:
            show_json(_record(*one))
    else:
        _table(found, Clocks(workspace))


@deliveries.command()
@click.argument("delivery_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@in_workspace
def show(workspace: Path, delivery_id: str, as_json: bool) -> None:
    """Show every try of the delivery ID, with the mail server's words."""
    with open_workspace_store(workspace) as store:
        found = store.delivery(delivery_id)
        if found is None:
            raise FormkitError(f"There is no delivery {quoted(delivery_id)}.", SEE_IDS)
        (origin,), tries = store.origins([found]), store.attempts(delivery_id)
    if as_json:
        words = [{"at": _iso(one.at), "outcome": one.outcome, "words": one.words} for one in tries]
        show_json({**_record(found, origin), "attempts": words})
        return
    clocks = Clocks(workspace)
    _table([(found, origin)], clocks)
    click.echo()
    rows = [(clocks.at(one.at, origin.site), one.outcome, one.words) for one in tries]
    show_table(("tried", "outcome", "words"), rows)


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
        raise FormkitError(f"There is no delivery {quoted(delivery_id)} that waits or has failed.", SEE_IDS)
    click.echo(f"{counted(count, 'delivery', 'deliveries')} will be sent again by formkit serve or formkit deliver.")


def _table(found: list[Listed], clocks: Clocks) -> None:
    if not found:
        click.echo("No deliveries.")
        return
    columns = ("id", "created", "state", "tries", "reference", "form", "to", "next try", "last words")
    show_table(columns, [_row(one, origin, clocks) for one, origin in found])


def _row(delivery: "Delivery", origin: "Origin", clocks: Clocks) -> tuple[object, ...]:
    return (
        delivery.id,
        clocks.at(delivery.created_at, origin.site),
        delivery.state.value,
        delivery.tries,
        origin.reference,
        f"{origin.site}.{origin.form}",
        delivery.target,
        clocks.at(delivery.next_try_at, origin.site),
        delivery.last_words,
    )


def _record(delivery: "Delivery", origin: "Origin") -> dict[str, object]:
    return {
        "id": delivery.id,
        "submission": delivery.submission_id,
        "reference": origin.reference,
        "site": origin.site,
        "form": origin.form,
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
