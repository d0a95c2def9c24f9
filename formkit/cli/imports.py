"""`formkit import`: an existing HTML form becomes a spec."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import click

from formkit.cli.show import printable
from formkit.cli.workspace import in_workspace
from formkit.errors import FormkitError, counted
from formkit.slug import slug
from formkit.workspace import find_specs

MOST_BYTES = 1_000_000
_WAYS = (
    "Choose another --name. To have only the form, in {name}: then move what stands below forms: of the new file "
    "into it, call it otherwise than a form that is there, and delete the new file."
)


@click.command("import")
@click.argument("page", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", default="", help="What the site is called. Left out: the title of the page.")
@click.option("--email", default="", help="Where messages go. Left out: what the page says.")
@in_workspace
def import_form(workspace: Path, page: Path, name: str, email: str) -> None:
    """Make a spec of the forms in an HTML file.

    PAGE is that file. What will behave differently is told; nothing that is there already is overwritten.
    """
    from formkit.imported import import_page, page_text, read_page

    with page.open("rb") as file:
        found = read_page(page_text(file.read(MOST_BYTES)))
    if not found.forms:
        raise FormkitError(
            f"There is no form in {page}.", "Name the file that holds <form ...>, not the one it is sent to."
        )
    made = import_page(found, name=name, email=email)
    if not made.forms:
        raise FormkitError(f"There is no form to write by in {page}.", " ".join(made.notes))
    if not made.email:
        raise FormkitError(
            f"{page} doesn't say where its messages go.", "Add your address: --email you@your-shop.example"
        )
    _refuse_mistakes(made.spec, page)
    first = f"# Made of {printable(page.name)} by formkit import. Change any line, save, and look: formkit dev\n"
    others = find_specs(workspace / "form_specs")
    _refuse_twice(others, first, page)
    spec = workspace / "form_specs" / f"{slug(made.name) or slug(page.stem) or 'site'}.yaml"
    try:
        with spec.open("x", encoding="utf-8") as file:
            file.write(first + made.spec)
    except FileExistsError:
        raise FormkitError(f"{spec} is already there.", _WAYS.format(name=spec.name)) from None
    click.echo(f"{spec} is written, with {counted(made.forms, 'form')}. What will be different:")
    for note in dict.fromkeys(made.notes):
        click.echo(f"  - {printable(note)}")
    _say_what_next(spec, others)


def _refuse_twice(specs: Sequence[Path], first: str, page: Path) -> None:
    """Raises FormkitError when one of the specs begins with the line that a spec of this page begins with."""
    for spec in specs:
        with spec.open("rb") as file:
            begins = file.readline(1000)
        if begins == first.encode():
            hint = "Edit that file; or delete it, and import the page anew."
            raise FormkitError(f"{page} was imported before: {spec} is made of it.", hint)


def _say_what_next(spec: Path, others: Sequence[Path]) -> None:
    if others:
        names = " and ".join(other.name for other in others) if len(others) < 3 else f"{len(others)} others"
        click.echo(f"It is a site of its own, beside {names}. To have its form in another site instead,")
        click.echo(f"move what stands below forms: into the spec of that site, and delete {spec.name}.")
    click.echo("Look at it with: formkit dev")


def _refuse_mistakes(text: str, page: Path) -> None:
    from formkit.spec import check_file

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "imported.yaml"
        path.write_text(text, "utf-8")
        wrong = [problem for problem in check_file(path, Path(folder))[1] if problem.severity == "error"]
    if wrong:
        raise FormkitError(
            f"{page} can't be taken over: {wrong[0].message}.", wrong[0].hint or "Give --name or --email."
        )
