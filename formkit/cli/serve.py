"""`formkit serve` and `formkit deliver`: production."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formkit.cli.addresses import refuse_busy, shown
from formkit.cli.build import build_sites, show_built, show_leftovers
from formkit.cli.crowd import apart
from formkit.cli.keeper import worker_name
from formkit.cli.workspace import all_specs, in_workspace
from formkit.health import BEFORE_DELIVERING, BEFORE_SERVING, Check, Finding, look, proxies, refuse_if_unsafe, said

if TYPE_CHECKING:
    from formkit.settings import Settings
    from formkit.store import Store


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that answer.")
@click.option("--threads", type=click.IntRange(8, 2048), default=512, show_default=True, help="Threads of each.")
@click.option("--no-build", is_flag=True, help="Serve build/ as it is.")
@click.option("--no-deliver", is_flag=True, help="Leave the mail to formkit deliver.")
@in_workspace
def serve(
    workspace: Path, *, host: str, port: int, workers: int, threads: int, no_build: bool, no_deliver: bool
) -> None:
    """Serve the sites, and take what visitors send. A second process delivers it.

    It refuses to start with unsafe settings, and says which. Put a web server with a certificate in front of it.
    """
    from formkit.cli.server import Listening, listen

    refuse_busy(host, port)
    findings = apart(_prepared, workspace, host, not no_build)  # what is loaded for this would stay in memory for years
    refuse_if_unsafe(findings, "formkit serve")
    for finding in findings:
        if finding.state == "notice":
            click.echo(f"notice: {said(finding)}", err=True)
    ready = partial(click.echo, f"Serving {workspace} at {shown(host, port)}. Ctrl-C stops.")
    listen(workspace, Listening(host, port, workers=workers, threads=threads), deliver=not no_deliver, ready=ready)


@click.command()
@click.option("--kept-as", metavar="NAME", hidden=True, help="Kept by formkit serve, after another one of this name.")
@in_workspace
def deliver(workspace: Path, kept_as: str | None) -> None:
    """Send what waits in the outbox, until stopped. Many may run, on many machines, with PostgreSQL."""
    from formkit.outbox import run
    from formkit.settings import load_settings
    from formkit.store import open_store

    stop = _set_by_signals()
    if kept_as:
        threading.Thread(target=_set_at_end_of_input, args=(stop,), daemon=True).start()
    _log_in_json()
    refuse_if_unsafe(look(workspace, BEFORE_DELIVERING), "formkit deliver")
    settings = load_settings(workspace)
    with open_store(settings.database_url) as store, _upkeep(store, settings, stop):
        run(store, settings, worker=kept_as or worker_name(), clock=now, stop=stop)


@contextmanager
def _upkeep(store: "Store", settings: "Settings", stop: threading.Event) -> Iterator[None]:
    """Do the jobs of upkeep in a thread of their own meanwhile."""
    from formkit import upkeep

    thread = threading.Thread(target=upkeep.run, args=(store, settings), kwargs={"clock": now, "stop": stop})
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def now() -> datetime:
    """The clock, in UTC, for the layers below."""
    return datetime.now(UTC)


def _prepared(workspace: Path, host: str, build: bool) -> list[Finding]:
    """Look at everything, and build the sites when nothing is broken."""
    findings = look(workspace, [*BEFORE_SERVING, Check("FORMKIT_TRUSTED_PROXIES", partial(proxies, host))])
    if build and all(finding.state != "broken" for finding in findings):
        show_built(workspace, list(build_sites(workspace, all_specs(workspace))))
        show_leftovers(workspace)
    return findings


def _log_in_json() -> None:
    import logging

    from formkit.log import JsonLines

    to_stderr = logging.StreamHandler()
    to_stderr.setFormatter(JsonLines())
    logging.basicConfig(handlers=[to_stderr])


def _set_by_signals() -> threading.Event:
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    return stop


def _set_at_end_of_input(stop: threading.Event) -> None:
    """formkit serve holds the other end: it closes when that process dies, whatever killed it."""
    while os.read(0, 1024):
        """Nothing is said there."""
    stop.set()
