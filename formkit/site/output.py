"""The files of a build -> a folder on disk: written beside and moved over, only what changed, nothing that isn't ours.

What formkit wrote into `build/<site>/` stands in `build/.formkit/<site>.json` (path -> SHA-256; two of them while
files are being moved), so that a later build can take its own files away again, and leaves everybody else's alone.
Beside it stands what the site was made of (`unchanged.py`), and a mark of each file that was written.
"""

import errno
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from re import fullmatch
from typing import Any

from formkit.errors import FormkitError, Problem
from formkit.themes import mark

PRIVATE = ".formkit"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}

Files = Mapping[str, bytes]
Hashes = dict[str, str]
Made = Mapping[str, object]


@dataclass(frozen=True)
class _Manifest:
    """What stands in the file of one site; `made` is "" while files are being moved."""

    files: Hashes
    made: Made = field(default_factory=dict)


@dataclass(frozen=True)
class Report:
    """What a build did to a site's folder, as paths relative to it; notices are sentences for the owner.

    Changed by hand were `edited`, now written anew, and `kept`, which are no part of the site any more.
    """

    site: str
    written: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Built:
    """What became of one spec: its Report, or the Problems or the trouble that stand in its way."""

    site: str
    problems: tuple[Problem, ...] = ()
    report: Report | None = None
    trouble: FormkitError | None = None


def write_site(
    build: Path, site_id: str, files: Files, *, notices: Iterable[str] = (), made: Made | None = None
) -> Report:
    """Make `build/<site_id>/` hold these files (relative POSIX path -> content), and none that an earlier build left.

    `made` is noted as what they were made of, for `read_made`. Raises FormkitError; a published site stays whole then,
    as no file is moved before all of them are on the disk.
    """
    folder = build / site_id
    try:
        _refuse_paths(build, site_id, files)
        hashes = {path: sha256(data).hexdigest() for path, data in files.items()}
        if not folder.exists() and _publish(build, site_id, files, _Manifest(hashes, made or {})):
            return Report(site_id, tuple(files), notices=tuple(notices))
        return _write(build, site_id, files, hashes=hashes, made=made or {}, notices=tuple(notices))
    except OSError as error:
        raise _in_words(error, folder) from error


def leftover_sites(build: Path, site_ids: Iterable[str]) -> list[str]:
    """The sites that formkit once wrote to `build` and whose spec is gone; their folders are told, never deleted."""
    known, private = set(site_ids), build / PRIVATE
    found = sorted(os.listdir(private)) if private.is_dir() else []
    names = (name.removesuffix(".json") for name in found if name.endswith(".json"))
    return [name for name in names if name not in known and (build / name).is_dir()]


def read_made(build: Path, site_id: str) -> dict[str, Any] | None:
    """What the last build was given as `made`, when its files are still what it wrote; else None."""
    manifest = _manifest(build, site_id)
    hashes, marks, made = manifest.get("files"), manifest.get("marks"), manifest.get("made")
    if not isinstance(hashes, dict) or not isinstance(marks, dict) or not isinstance(made, dict):
        return None
    folder = f"{build}/{site_id}"
    same = all(
        mark(f"{folder}/{path}") == marks.get(path) or not _edited(Path(folder, path), str(known), gone=True)
        for path, known in hashes.items()
    )
    return {**made, "files": tuple(hashes)} if same else None


def _publish(build: Path, site_id: str, files: Files, manifest: "_Manifest") -> bool:
    """Write a site that isn't there yet as a whole folder and move it over; False when one has come meanwhile."""
    staging = _beside(build, site_id)
    try:
        for folder in {path.rpartition("/")[0] for path in files}:
            os.makedirs(f"{staging}/{folder}", exist_ok=True)
        for path, data in files.items():
            with open(f"{staging}/{path}", "xb", buffering=0) as file:
                while data:
                    data = data[file.write(data) :]
        _write_manifest(build, site_id, manifest, at=staging)
        os.rename(staging, build / site_id)
    except OSError as error:
        from shutil import rmtree

        rmtree(staging, ignore_errors=True)
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST, errno.ENOTDIR):
            raise
        return False
    return True


def _write(build: Path, site_id: str, files: Files, *, hashes: Hashes, made: Made, notices: tuple[str, ...]) -> Report:
    folder = build / site_id
    changed = {path: data for path, data in files.items() if not _holds(folder / path, data)}
    ours = _read_manifest(build, site_id)  # after looking at the files: another build may be running
    _refuse_foreign(folder, changed, ours)
    edited = [path for path in changed if path in ours and _edited(folder / path, ours[path])]
    if changed:
        promised = {path: f"{ours.get(path, '')} {known}" for path, known in hashes.items()}  # either may stand there
        _replace(build, site_id, changed, ours | promised)
    removed, kept = _remove(folder, {path: known for path, known in ours.items() if path not in files})
    if hashes != ours or changed or made:
        _write_manifest(build, site_id, _Manifest(hashes, made), at=folder)
    said = (*notices, *(_edited_notice(path) for path in edited), *(_kept_notice(path) for path in kept))
    unchanged = tuple(path for path in files if path not in changed)
    return Report(site_id, tuple(changed), unchanged, removed, said, tuple(edited), tuple(kept))


def _replace(build: Path, site_id: str, changed: Files, promised: Hashes) -> None:
    """Put all files on the disk beside the site, then move them over one by one, the pages last.

    The manifest is written in between, so that files of a build which dies half-way are known as ours.
    """
    from tempfile import TemporaryDirectory

    folder, private = build / site_id, build / PRIVATE
    private.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=private, prefix=f"{site_id}-") as staging:
        staged = [(Path(staging) / str(number), folder / path) for number, path in enumerate(changed)]
        for (beside, target), data in zip(staged, changed.values(), strict=True):
            beside.write_bytes(data)
            target.parent.mkdir(parents=True, exist_ok=True)
        _write_manifest(build, site_id, _Manifest(promised))
        for beside, target in sorted(staged, key=lambda one: _turn(one[1].relative_to(folder))):
            os.replace(beside, target)


def _turn(path: Path) -> int:
    """Whatever pages name comes before them, and the first page last."""
    return 0 if path.suffix != ".html" else 1 if path != Path("index.html") else 2


def _remove(folder: Path, stale: Hashes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Delete what an earlier build wrote, and folders that are empty then. (deleted, kept as edited by hand)"""
    removed, kept = [], []
    for path, known in sorted(stale.items()):
        target = folder / path
        if not _inside(folder, target) or not target.is_file():
            continue
        if _edited(target, known):
            kept.append(path)
            continue
        target.unlink(missing_ok=True)
        removed.append(path)
        _remove_empty(folder, target.parent)
    return tuple(removed), tuple(kept)


def _remove_empty(folder: Path, parent: Path) -> None:
    with suppress(OSError):  # not empty: something is still in use there
        while parent != folder:
            parent.rmdir()
            parent = parent.parent


def _refuse_paths(build: Path, site_id: str, files: Files) -> None:
    folder = build / site_id
    from formkit.schema import ID

    if not fullmatch(ID, site_id):
        raise FormkitError(f"'{site_id}' can't be the name of a site", "use a-z, 0-9, _ and -, and begin with a letter")
    for place in (folder, build / PRIVATE):
        if place.is_symlink():
            hint = "delete the link, and build again"
            raise FormkitError(f"{place} is a link to another folder", hint, rule="folder-is-link", place=place)
    there = folder.exists()
    for path in files:
        if not _plain(path) or (there and not _inside(folder, folder / path)):
            hint = "give it a name inside of the site's folder"
            words = f"'{path}' is outside of {folder}"
            raise FormkitError(words, hint, rule="folder-leads-out", path=path, folder=folder)


def _plain(path: str) -> bool:
    """A relative POSIX path without steps upwards and characters that only make trouble."""
    return path.isprintable() and "\\" not in path and not {"", ".", ".."} & set(path.split("/"))


def _inside(folder: Path, target: Path) -> bool:
    return not target.is_symlink() and target.parent.resolve().is_relative_to(folder.resolve())


def _refuse_foreign(folder: Path, changed: Files, ours: Hashes) -> None:
    found = [path for path in changed if (folder / path).exists() and (path not in ours or (folder / path).is_dir())]
    if found:
        names = ", ".join(found[:5]) + (", ..." if len(found) > 5 else "")
        hint = f"move them away or delete them, and build again: {folder} is where the built site goes"
        words = f"{folder} holds files that formkit did not write: {names}"
        raise FormkitError(words, hint, rule="folder-strange-files", folder=folder, names=names)


def _holds(target: Path, data: bytes) -> bool:
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def _edited(target: Path, known: str, *, gone: bool = False) -> bool:
    """Whether the file is not what formkit wrote; `gone` is the answer where there is none."""
    return sha256(target.read_bytes()).hexdigest() not in known if target.is_file() else gone


def _edited_notice(path: str) -> str:
    return f"{path} was changed by hand, and is written anew: change the spec or the theme, they make this file"


def _kept_notice(path: str) -> str:
    return f"{path} is not part of the site any more, but was changed by hand: delete it if you don't need it"


def _read_manifest(build: Path, site_id: str) -> Hashes:
    """Path -> SHA-256 of what formkit wrote; {} when there is none, or none that can be read."""
    files = _manifest(build, site_id).get("files")
    return {path: str(known) for path, known in files.items() if _plain(path)} if isinstance(files, dict) else {}


def _manifest(build: Path, site_id: str) -> dict[str, Any]:
    try:
        with open(f"{build}/{PRIVATE}/{site_id}.json", "rb") as file:
            data = json.load(file)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _write_manifest(build: Path, site_id: str, manifest: _Manifest, *, at: Path | None = None) -> None:
    """`at` is where the files stand now, when they are all written."""
    private = build / PRIVATE
    private.mkdir(parents=True, exist_ok=True)
    said: dict[str, object] = {"files": manifest.files}
    if at:
        said |= {"marks": {path: mark(f"{at}/{path}") for path in manifest.files}, "made": manifest.made}
    beside = _beside(build, site_id)
    try:
        beside.write_text(json.dumps(said), encoding="utf-8")
        os.replace(beside, private / f"{site_id}.json")
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def _beside(build: Path, site_id: str) -> Path:
    """A place of its own for what is moved over when it is whole."""
    return build / PRIVATE / f"{site_id}-{os.urandom(4).hex()}"


def _in_words(error: OSError, folder: Path) -> FormkitError:
    if error.errno in _FULL:
        words, hint = f"there is no room on the disk for {folder}", "make room, and build again"
        return FormkitError(words, hint, rule="folder-full", folder=folder)
    if error.errno in _FORBIDDEN:
        words, hint = f"{folder} can't be written to: {error.strerror}", "make it writable, and build again"
        return FormkitError(words, hint, rule="folder-forbidden", folder=folder)
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        place = next(one for one in (folder, *folder.parents) if one.exists())
        words, hint = (
            f"{place} is a file, and a site needs a folder there",
            "move it away or delete it, and build again",
        )
        return FormkitError(words, hint, rule="folder-is-file", place=place)
    why = error.strerror or str(error)
    hint = "look at what stands there now, and build again"
    return FormkitError(f"can't write {folder}: {why}", hint, rule="folder-fails", folder=folder, why=why)
