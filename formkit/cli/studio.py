"""`formkit studio`: the workbench, with the Studio open in the browser."""

import signal
import webbrowser
from contextlib import suppress
from pathlib import Path

import click

from formkit.cli.addresses import TRIES, free_port, refuse_busy
from formkit.cli.workspace import in_workspace

HOST, PORT = "127.0.0.1", 8000


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help=f"The first free one from {PORT} unless you say so.")
@click.option("--no-browser", is_flag=True, help="Only show the address.")
@in_workspace
def studio(workspace: Path, port: int | None, no_browser: bool) -> None:
    """Make and change sites by clicking.

    Opens the Studio in your browser. Its address has a key and opens once; only this machine can reach it.
    """
    if port is None:
        port = free_port(HOST, range(PORT, PORT + TRIES))
    refuse_busy(HOST, port)
    from formkit.cli.workbench import run

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both end it in order
    with suppress(KeyboardInterrupt):
        run(workspace, HOST, port, ready=(lambda address: None) if no_browser else _open)
    click.echo("\nStopped.")


def _open(address: str) -> None:
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(address)
