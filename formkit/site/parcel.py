"""What leaves build/, or stands in it beside the sites: each site as one zip or a copy, and the lines for web servers.

A site's id has no dot in it, so none of these names can be a site's.
"""

import os
from io import BytesIO
from pathlib import Path

from formkit.errors import FormkitError
from formkit.site.hosts import KEPT, SERVERS
from formkit.site.output import Report, write_site

_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say: the same site is the same zip
_READABLE = 0o100644 << 16
OURS = (".htaccess",)


def pack_site(build: Path, site_id: str) -> Path:
    """`build`/<site>.zip with all that is in the site's folder, the pages at its top. Raises FormkitError."""
    try:
        parcel = packed(build / site_id)
    except OSError as error:
        raise unreadable(error) from error
    return _written(build / f"{site_id}.zip", parcel)


def copy_site(build: Path, site_id: str, folder: Path) -> Report:
    """Make `folder`/<site>/ hold what was built, and no file of an earlier copy; all else there stays.

    What was copied is noted in `folder`/.formkit/. Raises FormkitError, also where a strange file is in the way.
    """
    home = build / site_id
    try:
        files = {path: (home / path).read_bytes() for path in site_paths(home)}
    except OSError as error:
        raise unreadable(error) from error
    return write_site(folder, site_id, files)


def unreadable(error: OSError) -> FormkitError:
    """What to say where a file that was built can't be read."""
    words = f"{error.filename} can't be read: {error.strerror}"
    return FormkitError(words, "let your user read it", rule="folder-unreadable", file=error.filename)


def write_server_files(build: Path) -> None:
    """The lines for nginx and Caddy; they are the same for every site. Raises FormkitError."""
    for name, text in SERVERS.items():
        _written(build / name, text.encode())


def packed(folder: Path) -> bytes:
    """A zip of the folder: the same bytes for the same files. Hidden files that aren't ours stay out."""
    from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

    out = BytesIO()
    with ZipFile(out, "w") as parcel:
        for path in site_paths(folder):
            entry = ZipInfo(path, _BEGINNING)
            entry.external_attr, entry.create_system = _READABLE, 3  # Unix, wherever it was made
            entry.compress_type = ZIP_STORED if _small_already(path) else ZIP_DEFLATED
            parcel.writestr(entry, (folder / path).read_bytes(), compresslevel=9)
    return out.getvalue()


def site_paths(folder: Path) -> list[str]:
    """Every file that belongs online, as POSIX paths below the folder, in order; links lead nowhere."""
    found = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    below = (path.relative_to(folder).as_posix() for path in found)
    return sorted(path for path in below if path in OURS or not any(part.startswith(".") for part in path.split("/")))


def _small_already(path: str) -> bool:
    return path.rpartition(".")[2].lower() in KEPT and not path.endswith(".svg")


def _written(target: Path, data: bytes) -> Path:
    """The file, written beside and moved over; left alone when it holds just that."""
    beside = ""
    try:
        if target.is_file() and target.read_bytes() == data:
            return target
        from tempfile import mkstemp

        target.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = mkstemp(dir=target.parent, prefix=".")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(beside).chmod(0o644)
        os.replace(beside, target)
    except OSError as error:
        if beside:
            Path(beside).unlink(missing_ok=True)
        raise FormkitError(
            f"{target} can't be written: {error.strerror}", "make room, or make build/ writable"
        ) from error
    return target
