"""Pictures that can't be shown: a Problem with its place, the other sites are built, what was published stays."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from formkit.cli.build import build_sites

SPEC = "site: {{name: {name}}}\nbusiness: {{email: a@shop.example}}\nsections:\n  - hero: {{image: {image}, alt: It}}\n"
LIMITED = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (900_000_000, 900_000_000));"
    "from formkit.cli import main; sys.argv = ['formkit', 'build', '--json']; main()"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two sites that are built; the picture of the first is then replaced by the tests."""
    (tmp_path / "form_specs").mkdir()
    for name in ("lily", "rose"):
        (tmp_path / f"form_specs/{name}.yaml").write_text(SPEC.format(name=name, image=f"{name}.jpg"), "utf-8")
        Image.new("RGB", (60, 40), "#a3324f").save(tmp_path / f"form_specs/{name}.jpg")
    assert all(built.report for built in build_sites(tmp_path, specs(tmp_path)))
    return tmp_path


def specs(workspace: Path) -> list[Path]:
    return sorted((workspace / "form_specs").glob("*.yaml"))


def published(workspace: Path) -> dict[str, bytes]:
    files = (path for path in (workspace / "build/lily").rglob("*") if path.is_file())
    return {str(path): path.read_bytes() for path in files}


def broken(path: Path) -> None:
    Image.effect_noise((400, 400), 90).convert("RGB").save(path)
    path.write_bytes(path.read_bytes()[:9000])


def huge(path: Path) -> None:
    Image.new("1", (20_000, 10_000)).save(path, "PNG")


def bomb(path: Path) -> None:
    """65,535 pixels each way, in 300 bytes."""
    Image.new("1", (1, 1)).save(path, "GIF")
    path.write_bytes(path.read_bytes()[:6] + b"\xff\xff\xff\xff" + path.read_bytes()[10:])


def elsewhere(path: Path) -> None:
    secret = path.parent.parent / "secret.jpg"
    path.rename(secret)
    path.symlink_to(secret)


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "broken": (broken, "the picture lily.jpg is broken: it can't be read to its end"),
    "200 megapixels": (huge, "the picture lily.jpg has too many pixels"),
    "a bomb": (bomb, "the picture lily.jpg has too many pixels"),
    "no picture": (lambda path: path.write_text("hello"), "lily.jpg is not a picture that browsers show"),
    "missing": (lambda path: path.unlink(), "the picture 'lily.jpg' is not there"),
    "in capitals": (lambda path: path.rename(path.with_name("Lily.JPG")), "the picture 'lily.jpg' is not there"),
    "a link out": (elsewhere, "a picture must lie beside the spec: 'lily.jpg'"),
    "a folder": (lambda path: (path.unlink(), path.mkdir()), "the picture 'lily.jpg' is not there"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_picture_is_told_where_it_is_named(workspace: Path, what: str) -> None:
    make, sentence = BAD[what]
    before = published(workspace)
    make(workspace / "form_specs/lily.jpg")
    (workspace / "form_specs/rose.yaml").write_text(SPEC.format(name="Rose II", image="rose.jpg"), "utf-8")
    lily, rose = build_sites(workspace, specs(workspace), online=False)
    (problem,) = lily.problems
    assert (problem.file, problem.line, problem.column) == ("form_specs/lily.yaml", 4, 19)
    assert problem.message == sentence
    assert problem.hint
    assert (lily.report, lily.trouble) == (None, None)
    assert rose.report
    assert "index.html" in rose.report.written
    assert published(workspace) == before


@pytest.mark.parametrize("make", [huge, bomb, broken])
def test_no_picture_takes_much_memory(workspace: Path, make: Callable[[Path], None]) -> None:
    make(workspace / "form_specs/lily.jpg")
    ended = subprocess.run([sys.executable, "-c", LIMITED], cwd=workspace, capture_output=True, text=True, timeout=300)
    lily, _ = json.loads(ended.stdout)["sites"]
    assert ended.returncode == 1, ended.stderr
    assert [one["severity"] for one in lily["problems"] if "lily.jpg" in one["message"]] == ["error"]


def test_a_large_picture_is_made_small_in_little_memory(workspace: Path) -> None:
    Image.new("L", (4100, 4100), 200).save(workspace / "form_specs/lily.jpg", "PNG")
    ended = subprocess.run([sys.executable, "-c", LIMITED], cwd=workspace, capture_output=True, text=True, timeout=300)
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_a_picture_of_nearly_the_same_name_is_named(workspace: Path) -> None:
    (workspace / "form_specs/lily.jpg").rename(workspace / "form_specs/Lily.JPG")
    for number in range(20):
        (workspace / f"form_specs/{number}.png").touch()
    lily, _ = build_sites(workspace, specs(workspace), online=False)
    assert lily.problems[0].hint == "did you mean 'Lily.JPG'? Hosts tell capital letters apart"


def test_two_files_that_make_one_site_are_told_and_the_first_stays(workspace: Path) -> None:
    (workspace / "form_specs/lily.yml").write_text("site: {name: Other}\nbusiness: {email: a@b.example}\n", "utf-8")
    before = published(workspace)
    first, second = build_sites(workspace, [workspace / f"form_specs/lily.{end}" for end in ("yaml", "yml")])
    assert first.report
    told = [(one.file, one.message) for one in second.problems if one.severity == "error"]
    assert told == [("form_specs/lily.yml", "there is a site 'lily' already: lily.yaml")]
    assert published(workspace) == before


def test_a_folder_that_cannot_be_written_is_told_and_the_others_are_built(workspace: Path) -> None:
    for spec in specs(workspace):
        spec.write_text(spec.read_text("utf-8").replace("alt: It", "alt: She"), "utf-8")
    (workspace / "build/lily").rename(workspace / "build/away")
    (workspace / "build/lily").touch()
    lily, rose = build_sites(workspace, specs(workspace))
    assert lily.trouble
    assert lily.trouble.message == f"{workspace}/build/lily is a file, and a site needs a folder there"
    assert lily.trouble.hint == "move it away or delete it, and build again"
    assert rose.report
