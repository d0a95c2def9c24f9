"""The versions of one file on disk: `<version>.yaml` each, and `versions.json` that says in which order they came.

A list that is to become true is `next.json` until the file itself was replaced: a crash in between leaves either both
or neither. What is damaged is passed over; when the list itself is, the versions that are left make a new one.
"""

import json
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from formkit.edit.saving import changed_at, sync_folder, version_of, write_new
from formkit.edit.steps import Passing, Step, Steps, bounded, without

LIST = "versions.json"
NEXT = "next.json"
LOCK = "lock"
FOUND_AGAIN = "found again"  # what a version did is not known where the list of them was damaged
_ENDING = ".yaml"
_VERSION = re.compile("[0-9a-f]{16}")  # it becomes the name of a file


class History:
    """The folder of one file's versions; every method that writes is for who holds its lock, and raises OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._read_last: tuple[tuple[int, int, int], Steps] | None = None

    def make(self) -> None:
        """The folder, for its owner alone; it keeps itself out of git."""
        if self.folder.is_dir():
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileExistsError), (self.folder / ".gitignore").open("x", encoding="utf-8") as file:
            file.write("*\n")

    def load(self) -> Steps:
        """The versions whose bytes are there; none when nothing is, or nothing can be read."""
        return self._whole(self._list() or Steps())

    def damaged(self, version: str) -> bool:
        """Whether there are versions but this one, and no list of them that can be read."""
        return self._list() is None and bool(self._there() - {version} or (self.folder / LIST).exists())

    def ends_with(self, version: str) -> bool:
        """Whether the version in force is this one, and nothing was left half done."""
        current = (self._list() or Steps()).current
        return current is not None and current.version == version and not (self.folder / NEXT).exists()

    def keep(self, data: bytes) -> None:
        """These bytes are in the folder; mends what is damaged."""
        if self.bytes_of(version_of(data)) is None:
            write_new(self._path(version_of(data)), data)

    def mended(self, version: str) -> Steps:
        """A list anew of what is left but this version, the newest last; none of them is in force."""
        steps, names = Steps(), {name: os.stat(self._path(name)) for name in self._there() - {version}}
        for number, (name, known) in enumerate(sorted(names.items(), key=lambda one: one[1].st_mtime_ns), 1):
            at = changed_at(known)
            step = Step(number, at, FOUND_AGAIN, name, known.st_size, at)
            steps = replace(steps, all=(*steps.all, step), past=(*steps.past, number), last=number)
        return bounded(steps)

    def settle(self, version: str) -> None:
        """After a crash: the next list counts when the file, which has this version, was replaced in time."""
        next_steps = _read(self.folder / NEXT)
        if next_steps and next_steps.current and next_steps.current.version == version:
            os.replace(self.folder / NEXT, self.folder / LIST)
        else:
            (self.folder / NEXT).unlink(missing_ok=True)

    @contextmanager
    def turning(self, steps: Steps, data: bytes) -> Iterator[None]:
        """The list becomes this one when the block, which gives the file its last version `data`, ends well."""
        version = version_of(data)
        new = not self._path(version).exists()
        try:
            self.keep(data)
            write_new(self.folder / NEXT, _spelled(steps))
            yield
        except BaseException:
            self._drop(NEXT, *([f"{version}{_ENDING}"] if new else []))
            raise
        with suppress(OSError):  # the file was replaced: `settle` ends it another time
            os.replace(self.folder / NEXT, self.folder / LIST)
            sync_folder(self.folder)
        self._tidy(steps)

    def bytes_of(self, version: str) -> bytes | None:
        """The bytes of a version; None when they are gone or damaged, or it is none."""
        if not _VERSION.fullmatch(version):
            return None
        try:
            data = self._path(version).read_bytes()
        except OSError:
            return None
        return data if version_of(data) == version else None

    def _list(self) -> Steps | None:
        """The list on disk, read again only when it is another file; None when there is none, or it is damaged."""
        try:
            known = os.stat(self.folder / LIST)
        except OSError:
            return None
        mark = (known.st_ino, known.st_mtime_ns, known.st_size)
        if self._read_last and self._read_last[0] == mark:
            return self._read_last[1]
        steps = _read(self.folder / LIST)
        self._read_last = (mark, steps) if steps else None
        return steps

    def _path(self, version: str) -> Path:
        return self.folder / f"{version}{_ENDING}"

    def _whole(self, steps: Steps) -> Steps:
        """Without versions whose bytes are gone."""
        there = self._there()
        for step in steps.all:
            if step.version not in there and step.number != steps.place:
                steps = without(steps, step.number)
        return steps

    def _there(self) -> frozenset[str]:
        try:
            names = os.listdir(self.folder)
        except OSError:
            return frozenset()
        known = (name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING))
        return frozenset(name for name in known if _VERSION.fullmatch(name))

    def _tidy(self, steps: Steps) -> None:
        self._drop(*(f"{name}{_ENDING}" for name in self._there() - steps.sizes.keys()))

    def _drop(self, *names: str) -> None:
        for name in names:
            with suppress(OSError):
                (self.folder / name).unlink(missing_ok=True)


def _spelled(steps: Steps) -> bytes:
    return json.dumps(vars(steps), default=_plain, ensure_ascii=False).encode("utf-8", "replace")


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else vars(value)


def _read(path: Path) -> Steps | None:
    """The list in a file; None when there is none, or it is damaged."""
    try:
        return _steps(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError, RecursionError):
        return None


def _steps(data: dict[str, Any]) -> Steps:
    """Raises ValueError, TypeError or KeyError when it isn't what `_spelled` wrote."""
    every = tuple(_step(one) for one in data["all"])
    known = {one.number for one in every}
    place, past, future = int(data["place"]), tuple(map(int, data["past"])), tuple(map(int, data["future"]))
    if not {place, *past, *future} <= known or len({*past, *future, place}) != len(past) + len(future) + 1:
        raise ValueError("a number without its version")
    passing = tuple(Passing(_hash(one["version"]), int(one["size"])) for one in data["passing"])
    return Steps(every, place, past, future, str(data["run"]), max(int(data["last"]), *known), passing)


def _step(data: dict[str, Any]) -> Step:
    at, began = (datetime.fromisoformat(data[name]).astimezone(UTC) for name in ("at", "began"))
    number, what, size, note = int(data["number"]), str(data["what"]), int(data["size"]), str(data.get("note", ""))
    return Step(number, at, what, _hash(data["version"]), size, began, note)


def _hash(value: object) -> str:
    """A version's name, which becomes the name of a file."""
    text = str(value)
    if not _VERSION.fullmatch(text):
        raise ValueError("not a version")
    return text
