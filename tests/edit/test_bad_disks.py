"""What a disk refuses is told in words; the file stays whole, and nothing is left beside it."""

import fcntl
import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from formkit.edit import SpecFile
from formkit.edit.saving import alone
from formkit.errors import FormkitError
from tests.edit.shelf import NINE, ROSE, names, opened, outside, save, spec_file, whats

NO_ROOM = "form_specs/rose.yaml can't be saved: there is no room on the disk."


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True).returncode:
        pytest.skip("only root may mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def shut(path: Path, mode: int) -> Iterator[None]:
    before = path.stat().st_mode
    path.chmod(mode)
    yield
    path.chmod(before)


def refusal(file: SpecFile, text: str = "new: 1\n") -> str:
    """What is said to who saves; the old file stays, alone."""
    before, version = file.path.read_bytes(), file.read().version
    with pytest.raises(FormkitError) as refused:
        save(file, text, base=version)
    assert refused.value.hint
    assert (file.path.read_bytes(), names(file.path.parent)) == (before, ["rose.yaml"])
    return refused.value.message


def unreadable(file: SpecFile) -> str:
    with pytest.raises(FormkitError) as refused:
        file.read()
    assert refused.value.hint
    return refused.value.message


def test_a_file_that_is_gone_is_told_and_can_be_restored(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    save(file, "a")
    file.path.unlink()
    assert unreadable(file) == "form_specs/rose.yaml is not there any more."
    with pytest.raises(FormkitError, match=r"^form_specs/rose\.yaml is not there any more\.$"):
        file.undo(NINE)
    assert file.restore(1, NINE).text == file.path.read_text("utf-8") == ROSE
    assert file.undo(NINE).text == "a"


def test_a_deleted_file_that_is_restored_as_it_was_is_no_new_version(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    save(file, "a")
    file.path.unlink()
    assert file.restore(2, NINE).text == "a"
    assert (whats(file), file.undo(NINE).text) == (["a", "as it was found"], ROSE)


def test_a_folder_that_is_gone_is_told_and_not_made_anew(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    file.read()
    shutil.rmtree(tmp_path / "form_specs")
    assert unreadable(file) == f"The folder {tmp_path}/form_specs is not there any more."
    with pytest.raises(FormkitError, match=r"/form_specs is not there any more\.$"):
        file.restore(1, NINE)
    assert not (tmp_path / "form_specs").exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a: 1\nb: \xff\n", "form_specs/rose.yaml is not written in UTF-8: look at line 2."),
        ("a: 1\n".encode("utf-16"), "form_specs/rose.yaml is not written in UTF-8: look at line 1."),
        (b"#" * 1_000_001, "form_specs/rose.yaml is larger than 1000 kB."),
    ],
    ids=["one byte", "UTF-16", "too large"],
)
def test_what_can_not_be_read_is_told_and_not_saved_over(tmp_path: Path, data: bytes, message: str) -> None:
    file = spec_file(tmp_path)
    seen = file.read()
    outside(file.path, data, minutes=1)
    assert unreadable(file) == message
    with pytest.raises(FormkitError, match=message):
        save(file, "a", base=seen.version)
    assert file.path.read_bytes() == data


def test_what_another_program_made_unreadable_can_be_taken_back(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    file.read()
    outside(file.path, ROSE.encode("utf-16"), minutes=1)
    assert file.can_undo
    assert file.undo(NINE).text == ROSE


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    file.path.unlink()
    file.path.mkdir()
    assert unreadable(file) == "form_specs/rose.yaml is a folder, not a file."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: \ud800\n", "Half a letter stands in line 1; it can't be saved."),
        ("#" * 1_000_001, "form_specs/rose.yaml is larger than 1000 kB."),
    ],
)
def test_what_can_not_stand_in_a_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    assert refusal(spec_file(tmp_path), text) == message


def test_a_file_that_may_not_be_read_is_told(own_folder: Path) -> None:
    file = spec_file(own_folder)
    with shut(file.path, 0):
        assert unreadable(file) == "form_specs/rose.yaml can't be read: Permission denied."


@pytest.mark.parametrize(
    ("place", "mode", "message"),
    [
        ("form_specs/rose.yaml", 0o400, "form_specs/rose.yaml can't be saved: it is read-only."),
        ("form_specs", 0o500, "form_specs/rose.yaml can't be saved: Permission denied."),
        (".formkit/history/rose", 0o500, "The earlier versions of form_specs/rose.yaml can't be kept in "),
    ],
)
def test_what_is_read_only_is_told_and_can_still_be_read(own_folder: Path, place: str, mode: int, message: str) -> None:
    file = spec_file(own_folder)
    file.read()
    with shut(own_folder / place, mode):
        assert refusal(file).startswith(message)
        assert (opened(own_folder).read().text, whats(file)) == (ROSE, ["as it was found"])
    assert save(file, "new").text == "new"


def test_a_workspace_where_no_history_can_be_made_can_be_read(own_folder: Path) -> None:
    file = spec_file(own_folder)
    with shut(own_folder, 0o500):
        assert refusal(file).endswith("/.formkit/history/rose: Permission denied.")
        assert (file.read().text, file.versions(), file.can_undo) == (ROSE, [], False)


def test_a_full_disk_is_told_and_saving_goes_on_when_there_is_room(small_disk: Path) -> None:
    file = spec_file(small_disk)
    save(file, "a")
    with (small_disk / "ballast").open("wb") as ballast:
        ballast.write(b"x" * 980_000)
    assert refusal(file, ROSE * 2000) == NO_ROOM
    assert file.undo(NINE).text == ROSE
    (small_disk / "ballast").unlink()
    assert save(file, ROSE * 2000).text == ROSE * 2000


def test_wherever_the_room_ends_the_file_is_whole(tmp_path: Path) -> None:
    """A quota on one file after the other: the version, the list, the file beside."""
    file, limits = spec_file(tmp_path), resource.getrlimit(resource.RLIMIT_FSIZE)
    version = file.read().version
    for size in (0, 10, 100, 300, 390):
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
        try:
            with pytest.raises(FormkitError) as refused:
                save(file, "y" * 400, base=version)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert refused.value.message == NO_ROOM
        assert (file.read().text, names(file.path.parent), whats(file)) == (ROSE, ["rose.yaml"], ["as it was found"])
        assert len(names(tmp_path / ".formkit" / "history" / "rose")) == 4


def test_a_disk_that_became_read_only_is_told(small_disk: Path) -> None:
    file = spec_file(small_disk)
    file.read()
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert refusal(file).endswith(": Read-only file system.")


def test_another_studio_that_holds_the_file_is_told(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    lock = tmp_path / ".formkit" / "history" / "rose" / "lock"
    version = file.read().version
    hasty = SpecFile(file.path, lock.parent, patience=0.02)
    with alone(lock, patience=1), pytest.raises(FormkitError, match=r"^Another formkit studio holds this file\.$"):
        save(hasty, "a", base=version)
    with lock.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert refusal(hasty) == "Another formkit studio holds this file."
    assert save(hasty, "a").text == "a"


@pytest.mark.parametrize("year", [-1e10, 1e11])
def test_a_file_that_says_it_is_of_another_age_is_read(tmp_path: Path, year: float) -> None:
    file = spec_file(tmp_path)
    os.utime(file.path, (year, year))
    assert file.read().text == ROSE
    assert len(file.versions()) == 1


def test_the_mode_of_the_file_is_kept(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    file.path.chmod(0o640)
    save(file, "a")
    assert file.path.stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    (tmp_path / "elsewhere").mkdir()
    real = file.path.rename(tmp_path / "elsewhere" / "real.yaml")
    file.path.symlink_to(real)
    save(file, "a")
    assert (file.path.is_symlink(), real.read_text("utf-8")) == (True, "a")
    assert names(real.parent) == ["real.yaml"]


def test_what_a_crash_left_is_cleared_up_and_nothing_else(tmp_path: Path) -> None:
    file = spec_file(tmp_path)
    for name in (".rose.yaml.0badcafe~", "rose.yaml~", ".tulip.yaml.0badcafe~"):
        (file.path.parent / name).touch()
    save(file, "a")
    assert names(file.path.parent) == [".tulip.yaml.0badcafe~", "rose.yaml", "rose.yaml~"]


def test_the_history_is_for_its_owner_and_stays_out_of_git(tmp_path: Path) -> None:
    spec_file(tmp_path).read()
    folder = tmp_path / ".formkit" / "history" / "rose"
    assert (folder / ".gitignore").read_text("utf-8") == "*\n"
    assert folder.stat().st_mode & 0o077 == 0
