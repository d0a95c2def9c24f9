"""`formkit` and its commands, in the order in which a newcomer meets them; each is loaded when it is asked for."""

from collections import UserDict
from importlib import import_module
from typing import Any

import click

from formkit import __version__

# Where each command is: a file of this folder, and its name there where that is another one.
_PLACES = {
    "new": "new", "import": "imports:import_form", "check": "specs", "build": "build", "embed": "embed", "dev": "dev",
    "studio": "studio", "doctor": "doctor", "serve": "serve", "deliver": "serve", "submissions": "submissions",
    "deliveries": "deliveries", "export": "submissions", "erase": "erase", "backup": "backup", "restore": "restore",
    "verify": "verify", "themes": "themes", "theme": "themes", "schema": "specs",
}  # fmt: skip


class Commands(UserDict[str, Any]):
    """The commands by name, in the order of `_PLACES`."""

    def __getitem__(self, name: str) -> click.Command:
        module, _, own = _PLACES[name].partition(":")
        found = getattr(import_module(f"formkit.cli.{module}"), own or name)
        assert isinstance(found, click.Command)  # noqa: S101 - a slip in _PLACES
        return found


class InThisOrder(click.Group):
    """Lists its commands as they were added, not by the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=InThisOrder,
    commands=Commands(_PLACES),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="formkit %(version)s")
def formkit() -> None:
    """One YAML file becomes a business-card site with forms whose messages arrive.

    Start with: formkit new my-shop, then formkit dev.
    """
