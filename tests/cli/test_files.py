"""`formkit submissions files`, and the files in lists for programs."""

import json
from pathlib import Path

import pytest

from formkit.model import Answer, Upload
from formkit.store import Store
from tests.cli.conftest import Formkit
from tests.store.facts import submission


@pytest.fixture
def sent(kept: Store) -> Store:
    """A submission with two files of one name, and one without any."""
    files = tuple(
        Upload(f"u{number}", "photo", "rose.png", "image/png", 3, "sha", f"No{number}".encode()) for number in (1, 2)
    )
    answers = (Answer("photo", "file", "Pictures", "rose.png (1 kB)\nrose.png (1 kB)", "", files),)
    kept.save(submission("1", answers=answers), [], repeat_after=None, uploads=files)
    kept.save(submission("2"), [], repeat_after=None)
    return kept


def test_files_are_written_into_a_folder_of_their_own(formkit: Formkit, workspace: Path, sent: Store) -> None:
    said = formkit("submissions", "files", "rg-1")
    assert said.out == "RG-1/rose.png\nRG-1/rose (2).png\n"
    assert said.err == "2 files of RG-1. Be careful with what strangers send.\n"
    assert (workspace / "RG-1" / "rose.png").read_bytes() == b"No1"
    assert (workspace / "RG-1" / "rose (2).png").read_bytes() == b"No2"


def test_nothing_is_overwritten(formkit: Formkit, workspace: Path, sent: Store) -> None:
    (workspace / "out").mkdir()
    (workspace / "out" / "rose.png").write_bytes(b"mine")
    assert formkit("submissions", "files", "RG-1", "--to", "out").code == 0
    assert sorted(path.name for path in (workspace / "out").iterdir()) == ["rose (2).png", "rose (3).png", "rose.png"]
    assert (workspace / "out" / "rose.png").read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("reference", "said"), [("RG-9", "There is no message 'RG-9'."), ("RG-2", "No files came with RG-2.")]
)
def test_where_there_are_none_it_says_so(formkit: Formkit, sent: Store, reference: str, said: str) -> None:
    ended = formkit("submissions", "files", reference)
    assert (ended.code, said in ended.err) == (1, True)


def test_a_folder_that_can_t_be_written_is_told(formkit: Formkit, workspace: Path, sent: Store) -> None:
    (workspace / "RG-1").write_text("a file")
    assert formkit("submissions", "files", "RG-1", "--to", "RG-1/below").code == 1


def test_programs_see_the_files(formkit: Formkit, sent: Store) -> None:
    lines = formkit("export", "--format", "jsonl").out.splitlines()
    first, second = (json.loads(line)["files"] for line in lines)
    assert first[0] == {"id": "u1", "field": "photo", "name": "rose.png", "type": "image/png", "size": 3}
    assert len(first) == 2
    assert second == []


def test_a_list_says_what_came(formkit: Formkit, sent: Store) -> None:
    assert "rose.png (1 kB)" in formkit("submissions").out
