"""`formkit backup`."""

from pathlib import Path

from formkit.store import Store, open_store
from tests.cli.conftest import Formkit
from tests.store.facts import delivery, submission


def test_a_backup_says_what_it_holds(formkit: Formkit, kept: Store, workspace: Path) -> None:
    kept.save(submission(), [delivery()], repeat_after=None)
    said = formkit("backup", "copy.db")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"{workspace / 'copy.db'}: 1 message, 1 mail, ")
    with open_store(f"sqlite:///{workspace / 'copy.db'}") as copy:
        assert copy.submission("s1") == kept.submission("s1")


def test_a_backup_without_a_name_lies_beside_the_data(formkit: Formkit, workspace: Path) -> None:
    assert formkit("backup").code == 0
    assert len(list((workspace / "data").glob("backup-*.db"))) == 1


def test_a_backup_overwrites_nothing(formkit: Formkit, workspace: Path) -> None:
    (workspace / "copy.db").write_text("mine", "utf-8")
    said = formkit("backup", "copy.db")
    assert said.code == 1
    assert "is already there" in said.err
    assert (workspace / "copy.db").read_text("utf-8") == "mine"
