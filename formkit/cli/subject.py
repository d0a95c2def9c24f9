"""`formkit export --subject EMAIL`: everything about a person who asks what is known of them."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

import click

from formkit.cli.erase import files_of, wanted
from formkit.cli.message import told
from formkit.errors import FormkitError, counted

if TYPE_CHECKING:
    from formkit.model import Submission, Upload
    from formkit.store import Store


def export_subject(store: "Store", address: str, output: Path | None) -> None:
    """Write it as JSON, or as a zip of JSON, CSV and files. Raises FormkitError when there is nothing of them."""
    if "@" not in address:
        raise FormkitError("--subject is not a mail address.", "for example --subject ada@example.com")
    found = wanted(store, address)
    text = json.dumps(_known(store, address, found), ensure_ascii=False, indent=2) + "\n"
    files = [(one, file) for one in found for file in files_of(one)]
    if output is None:
        click.echo(text.encode("utf-8", "replace"), nl=False)
    elif output.suffix.lower() == ".zip":
        _write_zip(output, store, found, files, text)
    else:
        output.write_text(text, "utf-8", errors="replace")
    if files and (output is None or output.suffix.lower() != ".zip"):
        left_out = f"{counted(len(files), 'file')} {'is' if len(files) == 1 else 'are'} left out"
        click.echo(f"{left_out}: name a zip to get everything, such as -o {address.partition('@')[0]}.zip", err=True)
    if output:
        click.echo(f"{output} is written: {counted(len(found), 'message')}.", err=True)


def _known(store: "Store", address: str, found: "list[Submission]") -> dict[str, object]:
    messages = [told(one, store.deliveries(submission_id=one.id)) for one in found]
    return {"subject": address, "made_at": datetime.now(UTC).isoformat(timespec="seconds"), "messages": messages}


def _write_zip(
    output: Path, store: "Store", found: "list[Submission]", files: "list[tuple[Submission, Upload]]", text: str
) -> None:
    """Written beside, and moved over when it is whole."""
    from formkit.export import csv_lines

    beside = output.with_name(f"{output.name}.part")
    try:
        with ZipFile(beside, "w", ZIP_DEFLATED) as packed:
            packed.writestr("messages.json", text.encode("utf-8", "replace"))
            packed.writestr("messages.csv", "".join(csv_lines(lambda: found)).encode("utf-8", "replace"))
            for number, (one, file) in enumerate(files, 1):
                packed.writestr(f"files/{one.reference}/{number}-{_plain(file.name)}", store.upload_content(file.id))
        os.replace(beside, output)
    finally:
        beside.unlink(missing_ok=True)


def _plain(name: str) -> str:
    """A file's name that leads nowhere: letters, digits, points and lines; the rest is replaced."""
    kept = "".join(letter if letter.isalnum() or letter in " ._-" else "_" for letter in name)
    return kept.strip(" .")[-100:] or "file"
