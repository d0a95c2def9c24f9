"""Which workspace a command works in, and which of its specs."""

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from formkit.cli.ending import Run
from formkit.errors import FormkitError

if TYPE_CHECKING:
    from formkit.store import Store

MAKE_ONE = "Make your first site with: formkit new ."


def in_workspace(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--workspace` to a command, which gets an absolute `workspace: Path`."""
    return _taking(
        _chosen, "The folder that holds form_specs/. Left out: this folder, or the nearest above it that does."
    )(command)


def anywhere(command: Callable[..., Any]) -> Callable[..., Any]:
    """As `in_workspace`, but where there is none, `workspace` is the folder one stands in."""
    return _taking(
        _chosen_or_here,
        "The folder that holds form_specs/, if there is one. Left out: this folder, or the nearest that does.",
    )(command)


def nearest(start: Path) -> Path:
    """The folder itself, or the nearest above it, that holds `form_specs/`. Raises FormkitError."""
    for folder in (start, *start.parents):
        if (folder / "form_specs").is_dir():
            return folder
    raise FormkitError(
        f"There is no form_specs folder in {start}, nor above it.", f"{MAKE_ONE} - or name the folder with --workspace."
    )


def open_workspace_store(workspace: Path) -> "Store":
    """The store that the workspace's settings name. Raises FormkitError in words."""
    from formkit.settings import load_settings
    from formkit.store import open_store

    return open_store(load_settings(workspace).database_url)


def all_specs(workspace: Path) -> list[Path]:
    """Every spec of the workspace. Raises FormkitError when there is none."""
    from formkit.workspace import find_specs

    found = find_specs(workspace / "form_specs")
    if not found:
        raise FormkitError(f"There is no spec in {workspace / 'form_specs'}.", MAKE_ONE)
    return found


def named_specs(workspace: Path, names: Sequence[str]) -> list[Path]:
    """The specs that are meant by sites' names or by files' paths; all of them for no name. Raises FormkitError."""
    return [_named(workspace, name) for name in names] if names else all_specs(workspace)


def _taking(
    choose: Callable[[click.Context, click.Parameter, Path | None], Path], told: str
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option("--workspace", type=folder, callback=choose, help=told)


def _chosen(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
    try:
        workspace = value.absolute() if value else nearest(Path.cwd())
    except FileNotFoundError:
        raise FormkitError("The folder that you are in is gone.", "Go to another one: cd") from None
    if isinstance(context.obj, Run):
        context.obj.workspace = workspace
    return workspace


def _chosen_or_here(context: click.Context, parameter: click.Parameter, value: Path | None) -> Path:
    try:
        return _chosen(context, parameter, value)
    except FormkitError:
        return Path.cwd()


def _named(workspace: Path, name: str) -> Path:
    if Path(name).is_file():
        return Path(name).absolute()
    specs = {path.stem: path for path in reversed(all_specs(workspace))}  # of rose.yaml and rose.yml the first
    if name in specs:
        return specs[name]
    close = get_close_matches(name, specs, n=1)
    hint = f"Did you mean {close[0]}?" if close else f"The sites here: {', '.join(sorted(specs))}."
    raise FormkitError(f"There is no site {name} in {workspace / 'form_specs'}, nor a file of this name.", hint)
