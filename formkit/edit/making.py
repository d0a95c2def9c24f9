"""A file that was not there before."""

import os
from pathlib import Path

from formkit.edit.saving import encoded, in_words, sync_folder


def make_file(path: Path, text: str) -> bool:
    """A new file, there whole or not at all; False where one of that name stands. Raises FormkitError."""
    return make_bytes(path, encoded(text, path))


def make_bytes(path: Path, data: bytes) -> bool:
    """The same of bytes, and the folders above it. Raises FormkitError."""
    draft = path.with_name(f".{path.name}.{os.urandom(4).hex()}~")
    with in_words(path, "save"):
        try:
            _write(draft, data)
            return _named(draft, path)
        finally:
            draft.unlink(missing_ok=True)


def _write(draft: Path, data: bytes) -> None:
    draft.parent.mkdir(parents=True, exist_ok=True)
    with draft.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _named(draft: Path, path: Path) -> bool:
    """Gives the draft its name, which nobody else can take in between."""
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    except OSError:  # a disk that knows no links
        if path.exists():
            return False
        os.replace(draft, path)
    sync_folder(path.parent)
    return True
