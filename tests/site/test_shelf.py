import os
from pathlib import Path

from formkit.site.shelf import UNUSED_DAYS, Shelf


def test_what_is_put_there_is_found_by_what_it_was_made_of(tmp_path: Path) -> None:
    Shelf(tmp_path / "new").put(b"bytes", "picture", 480)
    assert Shelf(tmp_path / "new").get("picture", 480) == b"bytes"
    assert Shelf(tmp_path / "new").get("picture", 960) is None


def test_what_no_build_used_for_long_is_dropped(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(b"old", "old")
    for entry in tmp_path.iterdir():
        os.utime(entry, (0, entry.stat().st_mtime - (UNUSED_DAYS + 1) * 86_400))
    shelf.put(b"new", "new")
    shelf.tidy()
    assert (shelf.get("old"), shelf.get("new")) == (None, b"new")


def test_what_a_build_used_is_kept(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put(b"old", "old")
    for entry in tmp_path.iterdir():
        os.utime(entry, (0, 0))
    shelf.get("old")
    shelf.put(b"new", "new")
    shelf.tidy()
    assert shelf.get("old") == b"old"


def test_a_folder_that_cannot_be_written_to_hinders_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    shelf = Shelf(tmp_path / "file")
    shelf.put(b"bytes", "picture")
    shelf.tidy()
    assert shelf.get("picture") is None
