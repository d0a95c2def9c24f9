"""What took long to make, kept in a folder of `build/.formkit/` by what it was made of, shared by all sites.

An entry is its SHA-256 and then its bytes, so that a damaged one is made anew. A folder that can't be written to
hinders nobody: then nothing is kept.
"""

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

UNUSED_DAYS = 60
_DAY = 86_400  # seconds
_MARK = 32  # bytes of a SHA-256


@dataclass
class Shelf:
    """Bytes by key, below `folder`; without one nothing is kept. `grew` says that something was put there."""

    folder: Path | None = None
    grew: bool = False

    def get(self, *made_of: object) -> bytes | None:
        """What was made of this, or None. An entry that is used counts as new for `tidy`."""
        path = self._place(made_of)
        try:
            entry = path.read_bytes() if path else b""
        except OSError:
            return None
        mark, data = entry[:_MARK], entry[_MARK:]
        if path is None or not data or sha256(data).digest() != mark:
            return None
        with suppress(OSError):
            os.utime(path)
        return data

    def put(self, data: bytes, *made_of: object) -> None:
        """Keep it, written beside and moved over: other builds may be running."""
        path = self._place(made_of)
        if path is None:
            return
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as beside:
                beside.write(sha256(data).digest() + data)
            os.replace(beside.name, path)
            self.grew = True

    def tidy(self) -> None:
        """Once it has grown, drop what no build used in the last UNUSED_DAYS before its newest entry."""
        if self.folder is None or not self.grew:
            return
        with suppress(OSError):
            ages = {path: path.stat().st_mtime for path in self.folder.iterdir() if path.is_file()}
            newest = max(ages.values(), default=0)
            for path in (path for path, age in ages.items() if age < newest - UNUSED_DAYS * _DAY):
                path.unlink(missing_ok=True)

    def _place(self, made_of: tuple[object, ...]) -> Path | None:
        name = sha256("\0".join(map(str, made_of)).encode()).hexdigest()
        return self.folder / name if self.folder else None
