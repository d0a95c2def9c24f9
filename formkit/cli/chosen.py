"""Which site and form a list is of: the names that can be meant, and the word for one that can't."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from formkit.errors import FormkitError, quoted

if TYPE_CHECKING:
    from formkit.store import Store


class ListByDefault(click.Group):
    """`formkit deliveries` alone, or with options only, is `formkit deliveries list`; its help shows those options."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or (args[0].startswith("-") and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        click.Command.format_options(self.commands["list"], ctx, formatter)
        self.format_commands(ctx, formatter)


def of_site_and_form(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--site` and `--form` to a command."""
    command = click.option("--form", metavar="FORM", help="Only from this form.")(command)
    return click.option("--site", metavar="SITE", help="Only from this site.")(command)


def refuse_unknown(workspace: Path, store: "Store", *, site: str | None, form: str | None) -> None:
    """Raises FormkitError for a site or a form that has no spec and never got a message."""
    if (site is None and form is None) or next(store.submissions(site=site, form=form, limit=1), None):
        return
    known = {*store.forms(), *_described(workspace)}
    if site is not None:
        _refuse("site", site, {one for one, _ in known})
    here = {name for one, name in known if site in (None, one)}
    if form is not None and "" not in here:
        _refuse("form", form, here)


def _described(workspace: Path) -> Iterable[tuple[str, str]]:
    """The site and form of all specs; the form "" for a spec with mistakes, of which nobody knows the forms."""
    from formkit.spec import check_file, find_specs

    for path in find_specs(workspace / "form_specs"):
        found = check_file(path, workspace)[0]
        yield from ((path.stem, form) for form in (found.forms if found else ("",)))


def _refuse(what: str, name: str, known: set[str]) -> None:
    if name in known:
        return
    close = get_close_matches(name, known, n=1)
    hint = f"Did you mean {close[0]}?" if close else f"The {what}s here: {', '.join(sorted(known)) or 'none'}."
    raise FormkitError(f"There is no {what} {quoted(name)}.", hint)
