"""What runs under `formkit dev`, all in one process: the web, the delivery worker and the watch on the files."""

import sys
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from shutil import which
from time import perf_counter
from typing import Any

import click
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from formkit.cli.addresses import shown
from formkit.cli.build import build_sites, show_built, show_leftovers
from formkit.cli.crash import report
from formkit.cli.ending import in_words
from formkit.cli.folders import folder_opener
from formkit.cli.keeper import worker_name
from formkit.cli.serve import now
from formkit.errors import FormkitError, counted
from formkit.log import line, sentence
from formkit.outbox import run as run_outbox
from formkit.settings import Settings, load_settings, with_dev_defaults
from formkit.site.output import Built
from formkit.spec import find_specs
from formkit.store import Store, open_store
from formkit.web import create_app
from formkit.web.dev import Reloader
from formkit.web.sites import Sites
from formkit.web.studio import Door

WATCHED = ("form_specs", "site_templates", "images")
STEP_MS = 20  # so long nothing more is saved, then it is built
SETTLED_MS = 200  # after which a watch without news is said to have begun
CALM_MS = 200  # an editor that saves in steps makes one change
GOODBYE_S = 5  # for the mail that is being sent


class QuietHandler(WSGIRequestHandler):
    """Tells what goes wrong, not every request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""


class Workbench:
    """The sites of one workspace as they are now, and everyone who must hear of a change."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.sites = Sites(settings)
        self.reloader = Reloader()
        self.stop = threading.Event()
        self.wake = threading.Event()
        self.watching = threading.Event()
        self._leftovers: list[str] = []
        self._notices: dict[str, set[str]] = {}
        self._one_at_a_time = threading.Lock()

    def build(self, specs: Sequence[Path], saved: Collection[Path] = ()) -> None:
        """Build these specs, say what is wrong with them, and tell the open pages. A bad spec never ends it.

        `saved` are the files that it is built for.
        """
        workspace, begun = self.settings.workspace, perf_counter()
        with self._one_at_a_time:
            try:
                built = [self._news(one) for one in build_sites(workspace, specs, online=False)]
                show_built(workspace, built, done=_saved(saved, perf_counter() - begun) if saved else "")
                self._leftovers = show_leftovers(self.settings.workspace, told=self._leftovers)
                self.sites.load(specs)
            except Exception as error:
                click.echo(_told(error, self.settings.workspace))
        self.reloader.changed()

    def watch(self) -> None:
        """Build again what a saved file changes, until stopped; `watching` is set as soon as no change is missed."""
        from watchfiles import watch

        there = [place for name in WATCHED if (place := self.settings.workspace / name).is_dir()]
        times: dict[str, Any] = {"step": STEP_MS, "debounce": CALM_MS, "rust_timeout": SETTLED_MS}
        try:
            for changes in watch(*there, **times, stop_event=self.stop, yield_on_timeout=True, raise_interrupt=False):
                self.watching.set()
                if changes:
                    self.reloader.saved()
                    self.reloader.wait_for_a_pause(self.stop)
                    paths = {Path(path) for _, path in changes}
                    self.build(self._touched(paths), paths)
        except OSError as error:
            click.echo(f"Saved files are not noticed, start again to see them: {error}")
        self.watching.set()

    def deliver(self, store: Store) -> None:
        """Send what visitors send, at once, until stopped."""
        run_outbox(store, self.settings, worker=worker_name(), clock=now, stop=self.stop, wake=self.wake)

    def close(self) -> None:
        """Tell everyone that it is over."""
        self.stop.set()
        self.wake.set()
        self.reloader.close()

    def _news(self, built: Built) -> Built:
        """What was built, without the notices that its last build has told already."""
        report, known = built.report, self._notices.get(built.site, set())
        told = {one.message for one in built.problems if one.severity == "notice"}
        self._notices[built.site] = told | {*(report.notices if report else ())}
        problems = tuple(one for one in built.problems if one.severity == "error" or one.message not in known)
        notices = tuple(line for line in (report.notices if report else ()) if line not in known)
        return replace(built, problems=problems, report=replace(report, notices=notices) if report else None)

    def _touched(self, paths: set[Path]) -> list[Path]:
        """The specs to build again: those that were saved, or all when a picture or a template was."""
        specs = find_specs(self.settings.specs)
        if all(path.parent == self.settings.specs and path.suffix in (".yaml", ".yml") for path in paths):
            return [spec for spec in specs if spec in paths]
        return specs


def run(workspace: Path, host: str, port: int, ready: Callable[[str], None] = lambda studio: None) -> None:
    """Build, then serve, deliver and watch until KeyboardInterrupt. Raises FormkitError.

    `ready` is told the address of the Studio with its key, as soon as it answers.
    """
    address = shown(host, port)
    settings = with_dev_defaults(load_settings(workspace), address)
    bench = Workbench(replace(settings, public_url=address))  # .env may name the one of production
    with open_store(bench.settings.database_url) as store:
        mailbox = "" if settings.smtp else f"{address}/_dev/mail"
        told = partial(sentence, mailbox=mailbox) if sys.stderr.isatty() else line
        door = Door(workspace, partial(_tell, address), shows=folder_opener())
        app = create_app(
            bench.settings, sites=bench.sites, store=store, wake=bench.wake.set, reloader=bench.reloader, told=told,
            door=door,
        )  # fmt: skip
        server = make_server(host, port, app, threaded=True, request_handler=QuietHandler)
        with _beside(bench.watch, lambda: bench.deliver(store), close=bench.close):
            bench.watching.wait()
            bench.build(find_specs(bench.settings.specs))
            studio = f"{address}{door.path}"
            _greet(bench, address, studio)
            ready(studio)  # a connection waits until the server takes it
            _serve(server)


def _serve(server: BaseWSGIServer) -> None:
    try:
        server.serve_forever()
    finally:
        server.server_close()


@contextmanager
def _beside(*works: Callable[[], None], close: Callable[[], None]) -> Iterator[None]:
    """Run each in a thread of its own; at the end, close and wait for them."""
    threads = [threading.Thread(target=work, daemon=True) for work in works]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        close()
        for thread in threads:
            thread.join(GOODBYE_S)


def _saved(paths: Collection[Path], seconds: float) -> str:
    """`rose.yaml is saved and built in 45 ms.`"""
    first, *more = sorted(path.name for path in paths)
    names = f"{first} and {counted(len(more), 'other file')}" if more else first
    return f"{names} {'are' if more else 'is'} saved, and built in {seconds * 1000:.0f} ms."


def _told(error: Exception, workspace: Path) -> str:
    return in_words(error) if isinstance(error, FormkitError) else report(error, workspace)


def _tell(address: str, path: str) -> None:
    click.echo(f"A new address of the Studio: {address}{path}")


def _greet(bench: Workbench, address: str, studio: str) -> None:
    for words in _greeting(bench, address, studio):
        click.echo(words)


def _greeting(bench: Workbench, address: str, studio: str) -> Iterable[str]:
    if not find_specs(bench.settings.specs):
        yield f"You have no site yet: make the first one in the Studio. It will be kept in {bench.settings.workspace}."
    yield ""
    yield f"  {studio}   the Studio: make and change sites by clicking; opens once"
    yield f"  {address}/   the workbench: all sites and their forms"
    for site_id in sorted(bench.sites.by_id):
        yield f"  {address}/{site_id}/"
    smtp = bench.settings.smtp
    yield f"  {address}/_dev/mail   " + (
        f"mail really goes out, by {smtp.host}" if smtp else "the mailbox: mail is caught here"
    )
    activate = Path(sys.prefix) / "bin" / "activate"
    if which("formkit") is None and activate.is_file():
        yield f"\n  . {activate}   in another terminal makes the command formkit known there"
    yield "\nSave a file and the pages reload. Ctrl-C stops."
