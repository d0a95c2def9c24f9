"""A folder in the file manager of this machine."""

import os
import select
from pathlib import Path

import pytest

from formkit.cli.folders import folder_opener

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place where programs are looked for, on a machine with a screen."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("DISPLAY", ":0")
    return folder


def test_the_system_s_own_program_gets_the_whole_path_and_no_shell_reads_it(bin_folder: Path, tmp_path: Path) -> None:
    pipe, site = tmp_path / "pipe", tmp_path / "my site; $(touch evil)"
    os.mkfifo(pipe)
    program = bin_folder / "xdg-open"
    program.write_text(f"#!/bin/sh\nprintf %s \"$1\" > '{pipe}'\n", "utf-8")
    program.chmod(0o755)
    heard = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    opener = folder_opener()
    assert opener
    opener(site)
    assert select.select([heard], [], [], 20)[0]
    assert os.read(heard, 500).decode() == str(site)
    os.close(heard)


def test_without_a_screen_or_a_program_there_is_none(bin_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert folder_opener() is None
    (bin_folder / "xdg-open").write_text("", "utf-8")
    (bin_folder / "xdg-open").chmod(0o755)
    assert folder_opener()
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert folder_opener() is None
