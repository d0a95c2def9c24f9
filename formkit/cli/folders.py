"""A folder in the file manager of this machine."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which
from threading import Thread

from formkit.settings import has_screen

_PROGRAMS = {"darwin": "open", "win32": "explorer"}


def folder_opener() -> Callable[[Path], None] | None:
    """What shows a folder to whoever sits here, and raises OSError; None without a screen or such a program."""
    program = which(_PROGRAMS.get(sys.platform, "xdg-open"))
    return (lambda folder: _open(program, folder)) if program and (sys.platform in _PROGRAMS or has_screen()) else None


def _open(program: str, folder: Path) -> None:
    process = subprocess.Popen(  # noqa: S603 - the system's own, without a shell; the path is whole
        [program, str(folder.absolute())],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    Thread(target=process.wait, daemon=True).start()  # it may stay open for hours
