"""`formkit` and its commands, in the order in which a newcomer meets them."""

import click

from formkit import __version__
from formkit.cli.backup import backup
from formkit.cli.build import build
from formkit.cli.deliveries import deliveries
from formkit.cli.dev import dev
from formkit.cli.doctor import doctor
from formkit.cli.embed import embed
from formkit.cli.erase import erase
from formkit.cli.files import files
from formkit.cli.imports import import_form
from formkit.cli.message import show
from formkit.cli.new import new
from formkit.cli.restore import restore
from formkit.cli.serve import deliver, serve
from formkit.cli.specs import check, schema
from formkit.cli.submissions import export, submissions
from formkit.cli.themes import theme, themes
from formkit.cli.verify import verify

submissions.add_command(show)
submissions.add_command(files)
COMMANDS = (
    new, import_form, check, build, embed, dev, doctor, serve, deliver, submissions, deliveries, export, erase,
    backup, restore, verify, themes, theme, schema,
)  # fmt: skip


class InThisOrder(click.Group):
    """Lists its commands as they were added, not by the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=InThisOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="formkit %(version)s")
def formkit() -> None:
    """One YAML file becomes a business-card site with forms whose messages arrive.

    Start with: formkit new my-shop, then formkit dev.
    """


for command in COMMANDS:
    formkit.add_command(command)
