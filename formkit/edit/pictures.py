"""A picture that an owner gives a site: beside its spec, under a name of its own, in place of no other file."""

from itertools import count
from pathlib import Path

from formkit.edit.making import make_bytes
from formkit.edit.saving import in_words
from formkit.errors import FormkitError
from formkit.pictures import Picture
from formkit.slug import slug

FOLDER = "images"
_ENDINGS = {"JPEG": "jpg", "HEIF": "heic"}


def keep_picture(found: Picture, name: str, *, specs: Path, site: str) -> str:
    """Its path below `specs`; the one that is there already, when it holds just that. Raises FormkitError."""
    folder = specs / FOLDER / site
    if not folder.resolve().is_relative_to(specs.resolve()):
        raise FormkitError(
            f"{folder} leads to another folder.",
            "Delete that link: pictures lie beside the spec.",
            rule="picture-folder-elsewhere",
            folder=folder,
        )
    stem = slug(name.rpartition(".")[0] or name) or "picture"
    ending = _ENDINGS.get(found.kind, found.kind.lower())
    for number in count(1):
        path = folder / (f"{stem}.{ending}" if number == 1 else f"{stem}-{number}.{ending}")
        if make_bytes(path, found.data) or _holds(path, found.data):
            break
    return path.relative_to(specs).as_posix()


def _holds(path: Path, data: bytes) -> bool:
    with in_words(path, "read"):
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
