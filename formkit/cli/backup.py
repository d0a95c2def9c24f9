"""`formkit backup`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from formkit.cli.workspace import in_workspace, open_workspace_store
from formkit.errors import counted


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), required=False)
@in_workspace
def backup(workspace: Path, file: Path | None) -> None:
    """Copy everything that visitors sent into FILE. The server may run meanwhile.

    FILE left out is data/backup-<time>.db of the workspace. A file that is there is never overwritten.
    """
    target = (file or workspace / "data" / f"backup-{datetime.now(UTC):%Y%m%d-%H%M%S}.db").absolute()
    with open_workspace_store(workspace) as store:
        store.backup(target)
    click.echo(f"{target}: {_contents(target)}, {_size(target)}. Keep it on another machine.")


def _contents(copy: Path) -> str:
    """What the copy itself holds, not what it should hold."""
    from formkit.store import open_store

    with open_store(f"sqlite:///{copy}") as store:
        submissions = sum(1 for _ in store.submissions())
        deliveries = sum(store.counts().by_state.values())
    return f"{counted(submissions, 'message')}, {counted(deliveries, 'mail')}"


def _size(path: Path) -> str:
    size = path.stat().st_size
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size / 1000:.0f} kB"
