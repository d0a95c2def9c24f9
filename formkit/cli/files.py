"""`formkit submissions files`: the files of a submission, as they came."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from formkit.cli.workspace import in_workspace, open_workspace_store
from formkit.errors import FormkitError, counted, quoted

if TYPE_CHECKING:
    from formkit.model import Upload
    from formkit.store import Store


@click.command()
@click.argument("reference")
@click.option("--to", type=click.Path(file_okay=False, path_type=Path), help="A folder; left out: one named REFERENCE.")
@in_workspace
def files(workspace: Path, reference: str, to: Path | None) -> None:
    """Write the files that came with a message into a folder, as they were sent."""
    with open_workspace_store(workspace) as store:
        found = store.submission(reference)
        if found is None:
            raise FormkitError(f"There is no message {quoted(reference)}.", "See them with: formkit submissions")
        sent = [file for answer in found.answers for file in answer.files]
        if not sent:
            raise FormkitError(f"No files came with {found.reference}.", "")
        folder = to or Path(found.reference)
        written = [_written(store, file, folder) for file in sent]
    for path in written:
        click.echo(path)
    click.echo(f"{counted(len(written), 'file')} of {found.reference}. Be careful with what strangers send.", err=True)


def _written(store: "Store", file: "Upload", folder: Path) -> Path:
    """Where it stands now; nothing that stood there is overwritten."""
    content = store.upload_content(file.id)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in _places(folder / file.name):
            try:
                with path.open("xb") as out:
                    out.write(content)
            except FileExistsError:
                continue
            return path
    except OSError as error:
        raise FormkitError(f"{folder} can't be written: {error.strerror}", "Name another folder with --to.") from None
    raise FormkitError(f"{folder} is full of files named {file.name}.", "Name another folder with --to.")


def _places(path: Path) -> Iterator[Path]:
    """The path, then the same with a number."""
    yield path
    for number in range(2, 1000):
        yield path.with_name(f"{path.stem} ({number}){path.suffix}")
