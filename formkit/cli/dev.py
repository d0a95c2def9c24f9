"""`formkit dev`: the workbench."""

import signal
from contextlib import suppress
from pathlib import Path

import click

from formkit.cli.addresses import refuse_busy
from formkit.cli.workspace import all_specs, in_workspace


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets in your phone, and all of your network."
)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@in_workspace
def dev(workspace: Path, host: str, port: int) -> None:
    """Show all sites, take their forms, and catch the mail. Every saved change shows at once.

    Needs no settings at all; with FORMKIT_SMTP set, mail really goes out.
    """
    all_specs(workspace)
    refuse_busy(host, port)
    from formkit.cli.workbench import run

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both end it in order
    with suppress(KeyboardInterrupt):
        run(workspace, host, port)
    click.echo("\nStopped.")
