"""The wheel works: built from a clean copy, installed into an empty environment, used in an empty folder."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}


def run(*command: str | Path, cwd: Path) -> str:
    """What the command says, both outputs together; AssertionError with its words when it fails."""
    done = subprocess.run(
        command, cwd=cwd, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=-1, stderr=subprocess.STDOUT, text=True
    )
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}"
    return done.stdout


def files_of_the_project() -> list[str]:
    """Everything git keeps or would keep."""
    listing = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    return sorted(name for name in listing.split("\0") if (ROOT / name).is_file())


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("wheel")
    for name in files_of_the_project():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy / name)
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, cwd=copy)
    [built] = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def formkit(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `formkit` of an environment that holds the wheel, what it needs, and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder)
    pip = (sys.executable, "-m", "pip", "--python", folder / "bin" / "python")
    run(*pip, "install", "--quiet", "--no-compile", "-c", ROOT / "constraints.txt", wheel, cwd=folder)
    return folder / "bin" / "formkit"


def names_in(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_everything_of_the_package_travels_in_the_wheel(wheel: Path) -> None:
    names = files_of_the_project()
    inside = {name for name in names if name.startswith("formkit/")}
    inside |= {f"formkit/{name}" for name in names if name.startswith(("site_templates/", "form_specs/"))}
    inside |= {f"formkit/{name}" for name in names if name.startswith("docs/") and name.endswith(".md")}
    assert sorted(inside - names_in(wheel)) == []


@pytest.mark.parametrize(
    "pattern",
    [
        "formkit/site_templates/plain/*.html",
        "formkit/site_templates/plain/*.css",
        "formkit/form_specs/*.yaml",
        "formkit/languages/en.toml",
        "formkit/store/migrations/versions/*.py",
        "formkit/web/templates/*/*.html",
        "formkit/web/static/*",
        "formkit-*.dist-info/licenses/LICENSE",
    ],
)
def test_the_wheel_has_what_a_site_needs(wheel: Path, pattern: str) -> None:
    assert [name for name in names_in(wheel) if Path(name).match(pattern)]


def test_nothing_else_travels_in_the_wheel(wheel: Path) -> None:
    tops = {name.split("/")[0].split("-")[0] for name in names_in(wheel)}
    assert tops == {"formkit"}


def test_the_commands_work_from_the_wheel_in_an_empty_folder(formkit: Path, tmp_path: Path) -> None:
    run(formkit, "new", "shop", "--yes", "--name", "Rose Garden", "--email", "hello@rosegarden.example", cwd=tmp_path)
    run(formkit, "check", cwd=tmp_path / "shop")
    run(formkit, "build", cwd=tmp_path / "shop")
    [page] = (tmp_path / "shop" / "build").glob("*/index.html")
    assert "Rose Garden" in page.read_text("utf-8")
