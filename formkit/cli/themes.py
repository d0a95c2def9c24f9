"""`formkit themes`: the looks there are; `formkit theme copy`: one of them as the start of an own one."""

import re
from dataclasses import asdict
from pathlib import Path

import click

from formkit.cli.show import show_json, show_table
from formkit.cli.workspace import anywhere, in_workspace
from formkit.errors import FormkitError
from formkit.themes import about_theme, copy_theme, theme_names

NAME = re.compile(r"[a-z][a-z0-9_-]*")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@anywhere
def themes(workspace: Path, as_json: bool) -> None:
    """List the themes: how a site can look. Those of your workspace are among them where you stand in one."""
    found = [about_theme(name, workspace) for name in theme_names(workspace)]
    if as_json:
        show_json({"themes": [{**asdict(one), "folder": str(one.folder)} for one in found]})
        return
    rows = [(one.name, one.title, one.description, _shown(one.folder, workspace)) for one in found]
    show_table(("theme", "title", "what it is", "folder"), rows)
    choices = [(one.name, name, ", ".join(words)) for one in found for name, words in one.options.items()]
    if choices:
        click.echo()
        show_table(("theme", "option", "choices, the usual first"), choices)
    click.echo("\nWrite theme: NAME below site: in your spec; with an option: theme: {name: NAME, letters: sans}")
    click.echo("To change one: formkit theme copy NAME")


@click.group()
def theme() -> None:
    """Make a theme of your own."""


@theme.command("copy")
@click.argument("name")
@click.argument("new", required=False)
@in_workspace
def copy(workspace: Path, name: str, new: str | None) -> None:
    """Copy the theme NAME into site_templates/, as NEW or under its own name, to change it there.

    Nothing that is there already is overwritten.
    """
    wanted = new or name
    if not NAME.fullmatch(wanted):
        raise FormkitError(f"A theme can't be called {wanted}.", "Small letters, digits, - and _, such as my-petal")
    folder = copy_theme(name, wanted, workspace)
    click.echo(f"The theme {name} is copied to {folder}. What next:")
    click.echo(f"  write theme: {wanted} below site: in your spec")
    click.echo(f"  change {folder / 'style.css'}, and look at it with: formkit dev")


def _shown(folder: Path, workspace: Path) -> str:
    return str(folder.relative_to(workspace)) if folder.is_relative_to(workspace) else str(folder)
