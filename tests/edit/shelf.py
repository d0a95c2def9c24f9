"""A spec on disk with a history, and the hours of a day to save it at."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from formkit.edit import Saved, SpecFile

NINE = datetime(2026, 6, 1, 9, tzinfo=UTC)
ROSE = "# ours\nsite: {name: Rose Garden}\nbusiness:\n  email: hello@rosegarden.example\nforms: {contact: {}}\n"


def spec_file(folder: Path, text: str | bytes = ROSE) -> SpecFile:
    """A spec that was written at nine."""
    path = folder / "form_specs" / "rose.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    outside(path, text, minutes=0)
    return opened(folder)


def opened(folder: Path) -> SpecFile:
    """As a process does that starts."""
    return SpecFile(folder / "form_specs" / "rose.yaml", folder / ".formkit" / "history" / "rose")


def outside(path: Path, text: str | bytes, *, minutes: float) -> None:
    """Another program writes the file, so many minutes after nine."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    moment = (NINE + timedelta(minutes=minutes)).timestamp()
    os.utime(path, (moment, moment))


def save(file: SpecFile, text: str, what: str = "", *, minutes: float = 1, run: str = "", base: str = "") -> Saved:
    """Save what was made from the version of the file as it is now, or from `base`."""
    now = NINE + timedelta(minutes=minutes)
    return file.save(text, base=base or file.read().version, what=what or text, now=now, run=run)


def whats(file: SpecFile) -> list[str]:
    return [version.what for version in file.versions()]


def names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))
