"""A workspace with one site, and a way to call formkit in it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from formkit.cli.commands import formkit as commands
from formkit.cli.ending import run
from formkit.store import Store, open_store

SPEC = """\
site: {name: Rose Garden, url: https://rosegarden.example, endpoint: https://forms.rosegarden.example}
business: {email: hello@rosegarden.example}
forms:
  contact:
    fields:
      name: {type: text, label: Your name, required: true}
      email: {type: email, required: true}
      message: {type: textarea, required: true}
"""
SETTINGS = """\
FORMKIT_SECRET_KEY=W3yqZk0pTn8vLx5sRd2hBf7jMc4gQa9e
FORMKIT_MAIL_FROM=forms@rosegarden.example
"""


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str = ""


Formkit = Callable[..., Said]


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a florist, who stands in it."""
    folder = tmp_path / "flowers"
    (folder / "form_specs").mkdir(parents=True)
    (folder / "form_specs" / "rose.yaml").write_text(SPEC, "utf-8")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def formkit(workspace: Path, capfd: pytest.CaptureFixture[str]) -> Formkit:
    """`formkit("check", "rose")` runs it in this process."""

    def call(*arguments: str) -> Said:
        capfd.readouterr()
        code = run(commands, arguments)
        return Said(code, *capfd.readouterr())

    return call


@pytest.fixture
def start(workspace: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """`start("serve")` starts a real process, which the end of the test ends."""
    running: list[subprocess.Popen[str]] = []

    def begin(*arguments: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "formkit", *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        running.append(subprocess.Popen(command, cwd=workspace, **pipes))  # type: ignore[call-overload] - plain pipes
        return running[-1]

    yield begin
    for process in running:
        process.terminate()
        process.communicate(timeout=30)


@pytest.fixture
def kept(workspace: Path) -> Iterator[Store]:
    """The workspace's store."""
    with open_store(f"sqlite:///{workspace / 'data' / 'formkit.db'}") as store:
        yield store
