"""Damage to what is kept of earlier versions never stops the Studio; what is left of it can still be restored."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from formkit.edit import FOUND_AGAIN, SpecFile
from formkit.edit.history import LIST, NEXT
from tests.edit.shelf import NINE, ROSE, opened, save, spec_file, whats


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The history of a file with three versions: as it was found, a, b."""
    file = spec_file(tmp_path)
    save(file, "a", minutes=1)
    save(file, "b", minutes=2)
    return tmp_path / ".formkit" / "history" / "rose"


def file_of(kept: Path) -> SpecFile:
    return opened(kept.parent.parent.parent)


def changed(**values: object) -> Callable[[Path], object]:
    return lambda path: path.write_text(json.dumps(json.loads(path.read_bytes()) | values))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "half of it": lambda path: path.write_bytes(path.read_bytes()[:100]),
    "another shape": lambda path: path.write_text("[1]"),
    "nested deep": lambda path: path.write_text("[" * 100_000),
    "numbers of nothing": changed(past=[1, 77]),
    "itself before itself": changed(past=[1, 3]),
    "a path for a version": changed(passing=[{"version": "../../../etc/pass", "size": 1}]),
    "no time": changed(all=[{"number": 3}]),
    "no bytes of text": lambda path: path.write_bytes(b"\xff\xfe"),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_list_is_made_anew_and_says_so(kept: Path, damage: Callable[[Path], object]) -> None:
    damage(kept / LIST)
    file = file_of(kept)
    assert sorted(file.text_of(one.number) for one in file.versions()) == sorted([ROSE, "a", "b"])
    assert file.versions()[0].here
    assert whats(file)[1:] == [FOUND_AGAIN, FOUND_AGAIN]
    assert (file.read().text, file.undo(NINE).text, save(file, "c").text) == ("b", "a", "c")


def test_a_damaged_list_is_made_anew_by_whoever_saves_first(kept: Path) -> None:
    version = file_of(kept).read().version
    (kept / LIST).write_text("{")
    save(file_of(kept), "c", base=version)
    assert whats(file_of(kept))[2:] == [FOUND_AGAIN, FOUND_AGAIN]


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_text("else")])
def test_undo_passes_over_a_version_that_is_damaged(kept: Path, damage: Callable[[Path], object]) -> None:
    file = file_of(kept)
    damage(kept / f"{file.versions()[1].version}.yaml")
    assert file.undo(NINE).text == ROSE
    assert file.redo(NINE).text == "b"


def test_the_version_in_force_is_written_anew_when_it_is_damaged(kept: Path) -> None:
    file = file_of(kept)
    (kept / f"{file.read().version}.yaml").write_text("else")
    save(file, "c")
    assert file.undo(NINE).text == "b"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"place": 1}'])
def test_a_next_list_that_is_damaged_is_forgotten(kept: Path, text: str) -> None:
    (kept / NEXT).write_text(text)
    file_of(kept).read()
    assert not (kept / NEXT).exists()
    assert whats(file_of(kept)) == ["b", "a", "as it was found"]


def test_a_history_that_is_taken_away_begins_anew(kept: Path) -> None:
    file = file_of(kept)
    kept.rename(kept.with_name("away"))
    assert whats(file) == ["as it was found"]
    assert save(file, "c").text == "c"


def test_a_history_that_a_crash_left_before_its_first_list_is_no_damage(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    kept = tmp_path / ".formkit" / "history" / "rose"
    kept.mkdir(parents=True)
    (kept / f"{file.read().version}.yaml").write_text(ROSE)
    (kept / LIST).unlink()
    assert whats(file) == ["as it was found"]
