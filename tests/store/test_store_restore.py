"""Putting a database into the place of another, on disks that can and that can't make hard links."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from formkit.store.restore import place


@pytest.fixture
def without_links(tmp_path: Path) -> Iterator[Path]:
    """A real disk that takes two files, and no further name for either; vfat asks for tools that few machines have."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "nr_inodes=3", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("only root may mount a disk without hard links")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture(params=["with links", "without links"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A disk with a database and its backup."""
    folder = tmp_path if request.param == "with links" else Path(request.getfixturevalue("without_links"))
    (folder / "formkit.db").write_text("old")
    (folder / "backup").write_text("new")
    return folder


def names(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def test_the_disk_without_links_has_none(without_links: Path) -> None:
    for name in "ab":
        (without_links / name).touch()
    with pytest.raises(OSError, match="No space left"):
        os.link(without_links / "a", without_links / "c")


def test_the_copy_takes_the_place_and_the_old_one_is_kept(disk: Path) -> None:
    place(disk / "backup", disk / "formkit.db", kept=disk / "kept.db")
    assert names(disk) == {"formkit.db": "new", "kept.db": "old"}


def test_without_a_copy_the_old_one_stays(disk: Path) -> None:
    with pytest.raises(FileNotFoundError):
        place(disk / "missing", disk / "formkit.db", kept=disk / "kept.db")
    assert names(disk)["formkit.db"] == "old"


def test_what_is_kept_from_an_earlier_time_is_not_replaced(disk: Path) -> None:
    (disk / "backup").rename(disk / "kept.db")
    with pytest.raises(FileExistsError):
        place(disk / "missing", disk / "formkit.db", kept=disk / "kept.db")
    assert names(disk) == {"formkit.db": "old", "kept.db": "new"}
