"""`formkit studio`: the workbench, with the Studio open in the browser."""

import signal
import threading
import webbrowser
from contextlib import suppress
from pathlib import Path

import click

from formkit.cli.addresses import TRIES, free_port, refuse_busy
from formkit.cli.workspace import anywhere
from formkit.errors import FormkitError

HOST, PORT = "127.0.0.1", 8000


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help=f"The first free one from {PORT} unless you say so.")
@click.option("--no-browser", is_flag=True, help="Only show the address.")
@anywhere
def studio(workspace: Path, port: int | None, no_browser: bool) -> None:
    """Make and change sites by clicking.

    Opens the Studio in your browser. Its address has a key and opens once; only this machine can reach it.
    """
    _begin(workspace)
    if port is None:
        port = free_port(HOST, range(PORT, PORT + TRIES))
    refuse_busy(HOST, port)
    from formkit.cli.workbench import run

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # both end it in order
    with suppress(KeyboardInterrupt):
        run(workspace, HOST, port, ready=(lambda address: None) if no_browser else _open)
    click.echo("\nStopped.")


def _begin(workspace: Path) -> None:
    """An empty folder becomes a workspace; in one that holds other things nothing is put."""
    specs = workspace / "form_specs"
    if specs.is_dir():
        return
    try:
        if any(workspace.iterdir()):
            hint = "Make an empty folder for your sites and start there: mkdir my-sites; cd my-sites; formkit studio"
            raise FormkitError(f"There is no form_specs folder in {workspace}, nor above it.", hint)
        specs.mkdir()
    except OSError as error:
        raise FormkitError(
            f"Nothing can be written in {workspace}: {error.strerror}.", "Start in another one"
        ) from None


def _open(address: str) -> None:
    """In a thread: some browsers keep who opens them waiting until they are closed."""
    threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
