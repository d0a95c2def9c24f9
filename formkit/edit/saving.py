"""A file on disk: read whole, replaced whole, changed by one at a time; what fails is told in words."""

import errno
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock

from formkit.errors import FormkitError
from formkit.source import MAX_BYTES

PATIENCE_S = 10.0
_TURN_S = 0.005
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_BUSY = {errno.EAGAIN, errno.EACCES}
_locks: dict[Path, Lock] = {}


class Trouble(FormkitError):
    """What a disk, or another program, does to a file: it may pass, and nothing was changed.

    `name` and `values` are for who says it in another language.
    """

    def __init__(self, name: str, message: str, hint: str, **values: str | int) -> None:
        super().__init__(message, hint, rule="", **values)
        self.name = name


class Gone(Trouble):
    """There is no such file, or no such folder."""


def version_of(data: bytes) -> str:
    """The name of these bytes: 16 hexadecimal digits of their SHA-256."""
    return sha256(data).hexdigest()[:16]


def changed_at(known: os.stat_result) -> datetime:
    """When a file says that it was changed; within 1970 and 2096, whatever it says."""
    return datetime.fromtimestamp(min(max(known.st_mtime, 0), 4e9), UTC)


def read_bytes(path: Path) -> bytes:
    """The whole file. Raises FormkitError when it can't be read, or is larger than a spec can be."""
    with in_words(path, "read"), path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _large(path)
    return data


def _large(path: Path) -> Trouble:
    most = MAX_BYTES // 1000
    hint = "A spec is a page of text: take out what does not belong into it. Pictures stand beside it."
    return Trouble("large", f"{called(path)} is larger than {most} kB.", hint, file=called(path), most=most)


def decoded(data: bytes, path: Path) -> str:
    """The text, its byte order mark and line ends kept. Raises FormkitError when it is not UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", data[: error.start])) + 1
        hint = "Open the file in your editor and save it in the encoding UTF-8, or undo the change that brought it."
        message = f"{called(path)} is not written in UTF-8: look at line {line}."
        raise Trouble("encoding", message, hint, file=called(path), line=line) from None


def encoded(text: str, path: Path) -> bytes:
    """The bytes of a text. Raises FormkitError when they can't stand in a spec."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as error:
        line = len(re.findall(r"\r\n|\r|\n", text[: error.start])) + 1
        hint = "Delete it and type the letter anew."
        message = f"Half a letter stands in line {line}; it can't be saved."
        raise FormkitError(message, hint, rule="letter-unreadable") from None
    if len(data) > MAX_BYTES:
        large = _large(path)
        raise FormkitError(large.message, large.hint, rule="file-too-large")  # it was typed: no trouble that passes
    return data


@contextmanager
def beside(path: Path, data: bytes) -> Iterator[Callable[[], None]]:
    """The bytes on the disk, in the folder of `path`; what is yielded moves them over. Raises OSError.

    A link stays a link: its target is replaced. Mode and, where allowed, owner of the file are kept.
    """
    target = Path(os.path.realpath(path))
    new = target.with_name(f".{target.name}.{os.urandom(4).hex()}~")  # editors' watchers pass over a ~ at the end
    try:
        _write(new, data, like=target)
        yield lambda: _move(new, target)
    finally:
        with suppress(OSError):
            new.unlink(missing_ok=True)


def write_new(path: Path, data: bytes) -> None:
    """A file that is ours alone, written through to the disk. Raises OSError, and leaves nothing then."""
    with suppress(FileNotFoundError):
        path.unlink()
    try:
        _write(path, data)
    except OSError:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise


def clear_up(path: Path) -> None:
    """Take away what a crash left beside the file; for who holds its lock."""
    target = Path(os.path.realpath(path))
    left = re.compile(re.escape(f".{target.name}.") + "[0-9a-f]{8}~")
    with suppress(OSError):
        for name in os.listdir(target.parent):
            if left.fullmatch(name):
                target.with_name(name).unlink(missing_ok=True)


@contextmanager
def alone(lock: Path, *, patience: float) -> Iterator[None]:
    """No other thread and no other process is in here; waited for as many seconds. Raises FormkitError, OSError."""
    until = time.monotonic() + patience
    thread_lock = _locks.setdefault(lock, Lock())
    if not thread_lock.acquire(timeout=patience):
        raise _held()
    try:
        with _locked(lock, until):
            yield
    finally:
        thread_lock.release()


@contextmanager
def in_words(path: Path, verb: str) -> Iterator[None]:
    """An OSError about `path` becomes a FormkitError; `verb` is what was tried: read or save."""
    try:
        yield
    except OSError as error:
        raise _words(error, path, verb) from error


def called(path: Path) -> str:
    """A file as its owner knows it: form_specs/rose.yaml."""
    return f"{path.parent.name}/{path.name}"


def _write(path: Path, data: bytes, *, like: Path | None = None) -> None:
    known = like.stat() if like and like.exists() else None
    mode = 0o666 if like and not known else 0o600  # a new file of the owner's gets what the umask leaves
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        if known:
            with suppress(OSError):
                os.fchown(file.fileno(), known.st_uid, known.st_gid)
            os.fchmod(file.fileno(), known.st_mode & 0o7777)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _move(new: Path, target: Path) -> None:
    if target.exists() and not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise PermissionError(errno.EACCES, "it is read-only")
    os.replace(new, target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """A name that was given in it stays after a power cut; where a folder can't be synced, nothing happens."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _locked(path: Path, until: float) -> Iterator[None]:
    import fcntl

    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if error.errno not in _BUSY:
                    break  # a network disk without locks: one process is all that can be promised
            if time.monotonic() > until:
                raise _held()
            time.sleep(_TURN_S)
        yield
    finally:
        os.close(handle)


def _held() -> Trouble:
    return Trouble("held", "Another formkit studio holds this file.", "Close the other one, then try again.")


def unkept(error: OSError, path: Path, folder: Path) -> Trouble:
    """What to say when the versions of `path` can't be kept in `folder`."""
    if error.errno in _FULL:
        return _no_room(path)
    return Trouble(
        "unkept",
        f"The earlier versions of {called(path)} can't be kept in {folder}: {_why(error)}.",
        "Nothing was changed. Make that folder writable, or move it away: then a new one is made.",
        file=called(path), folder=str(folder), why=_why(error),
    )  # fmt: skip


def gone(path: Path) -> Gone:
    """What to say when the file, or its folder, is not there."""
    if not path.parent.is_dir():
        message = f"The folder {path.parent} is not there any more."
        return Gone("no_folder", message, "Put it back where it was.", folder=str(path.parent))
    hint = "It was deleted, moved or renamed. Put it back, or take a version from the history: that writes it anew."
    return Gone("gone", f"{called(path)} is not there any more.", hint, file=called(path))


def _words(error: OSError, path: Path, verb: str) -> Trouble:
    done, change = ("read", "read") if verb == "read" else ("saved", "change")
    values = {"file": called(path), "folder": str(path.parent), "why": _why(error)}
    if error.errno in _FULL:
        return _no_room(path)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return gone(path)
    if isinstance(error, IsADirectoryError):
        return Trouble("folder", f"{called(path)} is a folder, not a file.", "Move the folder away.", **values)
    forbidden = f"Give yourself the right to {change} the file and its folder {path.parent}."
    other = "Look at what stands there now, and whether the disk is well; then try again."
    kind, hint = ("forbidden", forbidden) if error.errno in _FORBIDDEN else ("other", other)
    return Trouble(f"{kind}_{verb}", f"{called(path)} can't be {done}: {_why(error)}.", hint, **values)


def _no_room(path: Path) -> Trouble:
    return Trouble(
        "full",
        f"{called(path)} can't be saved: there is no room on the disk.",
        "Nothing was changed. Make room on the disk, then save again.",
        file=called(path),
    )


def _why(error: OSError) -> str:
    return error.strerror or str(error)
