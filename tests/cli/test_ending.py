"""Exit codes and words, whatever happens."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from formkit.cli.ending import run
from formkit.errors import FormkitError
from tests.cli.conftest import SETTINGS, Formkit, Said


@click.group()
def trouble() -> None:
    """Commands that end badly."""


@trouble.command()
@click.pass_obj
def crash(this: object) -> None:
    raise RuntimeError("the key is W3yqZk0pTn8vLx5sRd2hBf7jMc4gQa9e")


@trouble.command()
def spill() -> None:
    raise RuntimeError(" ".join(f"{name}={value}" for name, value in os.environ.items() if name.startswith("FORMKIT_")))


@trouble.command()
def mistake() -> None:
    raise FormkitError("The vase is empty.", "Put flowers into it.")


@trouble.command()
def interrupt() -> None:
    raise KeyboardInterrupt


@trouble.command()
def missing() -> None:
    Path("nowhere/at/all.txt").read_text("utf-8")


@pytest.fixture
def end(workspace: Path, capfd: pytest.CaptureFixture[str]) -> Formkit:
    return lambda *arguments: Said(run(trouble, arguments), *capfd.readouterr())


def test_a_mistake_is_told_in_words(end: Formkit) -> None:
    assert end("mistake") == Said(1, "", "The vase is empty.\n    Put flowers into it.\n")


def test_a_file_that_is_missing_is_told_in_words(end: Formkit) -> None:
    assert end("missing") == Said(1, "", "nowhere/at/all.txt: No such file or directory.\n")


def test_a_folder_that_is_gone_is_told_in_words(formkit: Formkit, workspace: Path) -> None:
    shutil.rmtree(workspace)
    assert formkit("check") == Said(1, "", "The folder that you are in is gone.\n    Go to another one: cd\n")


def test_wrong_usage_is_told_by_click(formkit: Formkit) -> None:
    said = formkit("check", "--colour", "red")
    assert (said.code, "No such option" in said.err) == (2, True)


def test_ctrl_c_is_quiet(end: Formkit) -> None:
    assert end("interrupt") == Said(130, "", "\n")


def test_our_crash_is_one_sentence_and_a_file(end: Formkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    said = end("crash")
    (path,) = tmp_path.glob("formkit-crash-*.txt")
    assert said.code == 3
    assert said.err.startswith("Sorry: this is a mistake in formkit, not yours.\n")
    assert str(path) in said.err
    assert "Traceback" not in said.err
    assert "Traceback" in path.read_text("utf-8")


def test_a_crash_report_holds_no_secret(
    end: Formkit, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (workspace / ".env").write_text(SETTINGS, "utf-8")
    end("crash")
    (path,) = tmp_path.glob("formkit-crash-*.txt")
    assert "RuntimeError: the key is *****" in path.read_text("utf-8")


def test_nor_any_password_however_it_is_written(end: Formkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("FORMKIT_SMTP", "smtp://me:hush%2Fa@mail.example")
    monkeypatch.setenv("FORMKIT_ALERT_SMTP", "smtps://me:hush%23b@mail.example")
    monkeypatch.setenv("FORMKIT_DATABASE_URL", "postgresql://me:hush%40c@127.0.0.1/none")
    end("spill")
    (path,) = tmp_path.glob("formkit-crash-*.txt")
    assert "smtp://me:*****@mail.example" in path.read_text("utf-8")
    assert "hush" not in path.read_text("utf-8")


def test_nobody_reads_any_more() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(
        [sys.executable, "-m", "formkit", "--help"], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (ended.returncode, ended.stderr) == (141, b"")


def test_help_loads_nothing_heavy() -> None:
    heavy = "flask sqlalchemy pydantic wtforms rich werkzeug jinja2 granian yaml babel PIL multiprocessing"
    script = (
        "import sys; from formkit.cli.commands import formkit; from formkit.cli.ending import run; "
        f"run(formkit, ['--help']); sys.exit(' '.join(sorted(set(sys.modules) & set({heavy.split()}))) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert ended.stderr == ""
    assert "deliveries" in ended.stdout


@pytest.mark.parametrize("command", ["build", "check"])
def test_work_on_specs_loads_neither_server_nor_store_nor_pictures(command: str, workspace: Path) -> None:
    heavy = "flask werkzeug granian sqlalchemy alembic rich PIL smtplib"
    script = (
        "import sys; from formkit.cli.commands import formkit; from formkit.cli.ending import run; "
        f"run(formkit, ['{command}', '--workspace', '{workspace}']); "
        f"sys.exit(' '.join(sorted(set(sys.modules) & set({heavy.split()}))) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert ended.stderr == ""


def test_outside_of_a_workspace_it_says_where_to_begin(
    formkit: Formkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = formkit("check")
    assert said.code == 1
    assert said.err.startswith(f"There is no form_specs folder in {tmp_path}, nor above it.\n")


def test_a_folder_inside_of_the_workspace_will_do(
    formkit: Formkit, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace / "form_specs")
    assert formkit("check").out == "1 spec, no mistakes.\n"
