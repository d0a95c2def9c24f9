"""What the Studio saves can be taken back, brought again and looked up; whatever others do to the file meanwhile."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest

from formkit.edit import BEGUN, FOUND, OUTSIDE, Clash, SpecFile
from formkit.errors import FormkitError
from tests.edit.shelf import NINE, ROSE, names, opened, outside, save, spec_file, whats


def undo(file: SpecFile) -> str:
    return file.undo(NINE + timedelta(hours=1)).text


def redo(file: SpecFile) -> str:
    return file.redo(NINE + timedelta(hours=1)).text


@pytest.mark.parametrize("text", [ROSE, "\ufeffsite: 1\r\nforms: 2\rx: 3\n", "", "no end of line", "ş: Işıl\n"])
def test_a_file_is_read_with_every_byte(tmp_path: Path, text: str) -> None:
    found = spec_file(tmp_path, text).read()
    assert found.text == text
    assert found.version == hashlib.sha256(text.encode()).hexdigest()[:16]


def test_what_is_saved_stands_in_the_file(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    saved = save(file, "\ufeffnew: 1\r\n", "Title of About")
    assert file.path.read_bytes() == b"\xef\xbb\xbfnew: 1\r\n"
    assert (saved.version, saved.merged) == (file.read().version, False)
    assert whats(file) == ["Title of About", FOUND]
    assert names(file.path.parent) == ["rose.yaml"]


def test_a_version_knows_its_number_and_its_time(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    save(file, "a: 1\n", minutes=3)
    newest, first = file.versions()
    assert (first.number, first.at, first.here) == (1, NINE, False)
    assert (newest.number, newest.at, newest.here) == (2, NINE + timedelta(minutes=3), True)
    assert newest.version == file.read().version
    assert (file.text_of(1), file.text_of(2)) == (ROSE, "a: 1\n")


def test_saving_what_stands_there_is_no_version(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    save(file, ROSE)
    assert whats(file) == [FOUND]


def test_what_is_said_of_a_file_is_a_version_that_undo_takes_back(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    save(file, "a: 1\n")
    changed = file.path.stat().st_mtime_ns
    file.note("fits", what="It still fits", now=NINE + timedelta(minutes=2))
    assert [(one.what, one.note) for one in opened(tmp_path).lineage()] == [
        ("It still fits", "fits"), ("a: 1", ""), (FOUND, "")
    ]  # fmt: skip
    assert (file.read().text, file.path.stat().st_mtime_ns) == ("a: 1\n", changed)
    assert undo(file) == "a: 1\n"
    assert [one.note for one in file.lineage()] == ["", ""]
    assert (redo(file), [one.note for one in file.lineage()]) == ("a: 1\n", ["fits", "", ""])
    assert [one.what for one in file.versions()] == ["It still fits", "a: 1", FOUND]


def test_what_was_taken_back_led_to_nothing(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    save(file, "a: 1\n")
    undo(file)
    save(file, "b: 1\n", minutes=2)
    assert [one.what for one in file.lineage()] == ["b: 1", FOUND]
    assert len(file.versions()) == 3


def test_a_file_that_begins_anew_goes_back_to_its_beginning_alone(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    save(file, "a")
    undo(file)
    outside(file.path, "b", minutes=9)
    file.begin(NINE + timedelta(hours=1))
    assert (file.can_undo, file.can_redo) == (False, False)
    assert whats(file) == [BEGUN, "a", FOUND]
    save(file, "c", minutes=90)
    assert undo(file) == "b"
    assert not file.can_undo
    assert file.text_of(2) == "a"


def test_a_file_that_begins_as_a_deleted_one_was_is_a_version_of_its_own(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    save(file, "a")
    file.begin(NINE + timedelta(hours=1))
    assert whats(file) == [BEGUN, "a", FOUND]
    assert not file.can_undo


def test_undo_and_redo_go_through_every_version(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    for text in ("a", "b", "c"):
        save(file, text)
    assert [undo(file), undo(file), undo(file)] == ["b", "a", ROSE]
    assert [redo(file), redo(file), redo(file)] == ["a", "b", "c"]
    assert file.path.read_text("utf-8") == "c"


def test_undo_and_redo_end_in_words(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    assert (file.can_undo, file.can_redo) == (False, False)
    with pytest.raises(FormkitError, match=r"^There is nothing to undo\.$"):
        undo(file)
    with pytest.raises(FormkitError, match=r"^There is nothing to redo\.$"):
        redo(file)


def test_undo_goes_on_after_a_restart(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    save(file, "a")
    save(file, "b")
    undo(file)
    again = opened(tmp_path)
    assert (again.can_undo, again.can_redo) == (True, True)
    assert (redo(again), undo(again), undo(again)) == ("b", "a", ROSE)


def test_saving_after_an_undo_ends_redo_but_keeps_the_version_in_the_list(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    save(file, "a")
    save(file, "b")
    undo(file)
    save(file, "c")
    assert not file.can_redo
    assert whats(file) == ["c", "b", "a", FOUND]
    assert [undo(file), undo(file)] == ["a", ROSE]


def test_a_restored_version_is_a_new_one(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    save(file, "a")
    save(file, "b")
    assert file.restore(1, NINE + timedelta(hours=1), what="back to the first").text == ROSE
    assert whats(file) == ["back to the first", "b", "a", FOUND]
    assert undo(file) == "b"


def test_a_version_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FormkitError, match=r"^Version 7 is not kept any more\.$"):
        spec_file(tmp_path).restore(7, NINE)


def test_a_run_of_typing_is_one_version(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    for second, text in enumerate(("T", "Ti", "Tit")):
        save(file, text, "Title", minutes=1 + second / 60, run="r1")
    assert whats(file) == ["Title", FOUND]
    assert (file.versions()[0].at, file.text_of(2)) == (NINE + timedelta(minutes=1, seconds=2), "Tit")
    assert undo(file) == ROSE


@pytest.mark.parametrize(("minutes", "run"), [(1, "other"), (1, ""), (2.01, "r1"), (0.5, "r1")])
def test_another_run_or_a_later_minute_is_another_version(tmp_path: Path, minutes: float, run: str) -> None:
    file = spec_file(tmp_path)
    save(file, "a", run="r1")
    save(file, "b", run=run, minutes=minutes)
    assert whats(file) == ["b", "a", FOUND]


def test_typing_after_an_undo_is_a_version_of_its_own(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    for text in ("a", "ab"):
        save(file, text, run="r1")
    undo(file)
    redo(file)
    save(file, "abc", run="r1")
    assert whats(file) == ["abc", "ab", FOUND]


def test_what_was_typed_and_taken_away_again_is_no_version(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    save(file, "a")
    for text in ("ab", "a"):
        save(file, text, run="r1")
    assert whats(file) == ["a", FOUND]
    assert undo(file) == ROSE


def test_a_change_by_another_program_is_a_version_that_undo_takes_back_first(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    save(file, "a")
    outside(file.path, "theirs", minutes=5)
    assert file.can_undo
    assert (undo(file), undo(file), redo(file), redo(file)) == ("a", ROSE, "a", "theirs")
    assert [(one.what, one.at) for one in file.versions()][:1] == [(OUTSIDE, NINE + timedelta(minutes=5))]


def test_a_file_that_another_program_writes_in_gulps_is_one_version(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    file.read()
    for second, text in enumerate(("", "hal", "half of it and the rest")):
        outside(file.path, text, minutes=5 + second / 60)
        file.read()
    assert whats(file) == [OUTSIDE, FOUND]
    assert undo(file) == ROSE


def test_old_copies_that_are_put_in_its_place_are_versions_each(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    save(file, "a", minutes=5)
    for text in ("copy of monday", "copy of sunday"):
        outside(file.path, text, minutes=-9)
        file.read()
    assert whats(file) == [OUTSIDE, OUTSIDE, "a", FOUND]
    assert undo(file) == "copy of monday"


def test_what_others_changed_elsewhere_is_merged(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    seen = file.read()
    outside(file.path, ROSE.replace("hello@", "roses@"), minutes=2)
    saved = save(file, ROSE.replace("Garden", "Yard"), "Name", base=seen.version, minutes=3)
    assert saved.merged
    assert saved.text == file.read().text == ROSE.replace("hello@", "roses@").replace("Garden", "Yard")
    assert whats(file) == ["Name", OUTSIDE, FOUND]
    assert undo(file) == ROSE.replace("hello@", "roses@")


def test_what_is_meant_for_one_version_alone_is_merged_with_no_other(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    seen = file.read().version
    theirs = ROSE.replace("hello@", "roses@")
    outside(file.path, theirs, minutes=2)
    mine = ROSE.replace("Garden", "Yard")
    with pytest.raises(Clash):
        file.save(mine, base=seen, what="", now=NINE, over=seen)
    assert file.read().text == theirs
    assert file.save(mine, base=seen, what="", now=NINE, over=file.read().version).merged


def test_what_others_changed_there_too_is_asked_about_and_nothing_is_written(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    seen = file.read()
    theirs = ROSE.replace("Rose Garden", "Roses")
    outside(file.path, theirs, minutes=2)
    with pytest.raises(Clash) as clash:
        save(file, ROSE.replace("Garden", "Yard"), base=seen.version, minutes=3)
    assert (clash.value.mine, clash.value.theirs, clash.value.base) == (ROSE.replace("Garden", "Yard"), theirs, ROSE)
    assert [place.line for place in clash.value.places] == [2]
    assert file.read().text == theirs


def test_a_base_that_nobody_knows_is_asked_about(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    with pytest.raises(Clash) as clash:
        save(file, "mine", base="0123456789abcdef")
    assert (clash.value.base, clash.value.places) == ("", ())
    assert save(file, ROSE, base="0123456789abcdef").text == ROSE


def test_a_word_in_the_middle_of_a_run_can_be_merged_with(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    middle = save(file, ROSE.replace("Garden", "Y"), run="r1").version
    save(file, ROSE.replace("Garden", "Yard"), run="r1")
    mine = ROSE.replace("Garden", "Y").replace("# ours", "# mine")
    assert save(file, mine, base=middle).text == ROSE.replace("Garden", "Yard").replace("# ours", "# mine")
