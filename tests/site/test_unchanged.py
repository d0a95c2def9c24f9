"""A site of which nothing has changed is left alone; whatever it was made of makes it built again."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from formkit.cli.build import build_sites
from formkit.site import look_around, unchanged

ENDPOINT = "https://forms.rose.example"
SPEC = "site: {{name: {name}, theme: {theme}, logo: images/{name}.svg}}\nbusiness: {{email: hello@rose.example}}\n"
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 {height}"/>'


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two built sites, each with its own picture and theme."""
    write(tmp_path / ".env", f"FORMKIT_PUBLIC_URL={ENDPOINT}\n")
    for name, theme in (("lily", "plain"), ("rose", "mine")):
        write(tmp_path / f"form_specs/{name}.yaml", SPEC.format(name=name, theme=theme))
        write(tmp_path / f"form_specs/images/{name}.svg", DRAWN.format(height=10))
    write(tmp_path / "site_templates/mine/style.css", "a {color: red}")
    build(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def specs(workspace: Path) -> list[Path]:
    return sorted((workspace / "form_specs").glob("*.yaml"))


def build(workspace: Path) -> None:
    assert all(built.report for built in build_sites(workspace, specs(workspace)))


def to_build(workspace: Path, endpoint: str = ENDPOINT) -> set[str]:
    around = look_around(workspace, endpoint)
    return {spec.stem for spec in specs(workspace) if not unchanged(spec, workspace, around)}


def test_nothing_is_built_again_when_nothing_has_changed(workspace: Path) -> None:
    assert to_build(workspace) == set()


Change = Callable[[Path], object]
CHANGES: dict[str, tuple[Change, set[str]]] = {
    "a spec": (lambda w: write(w / "form_specs/rose.yaml", SPEC.format(name="rose", theme="plain")), {"rose"}),
    "a picture": (lambda w: write(w / "form_specs/images/lily.svg", DRAWN.format(height=200)), {"lily"}),
    "the time of a picture": (lambda w: os.utime(w / "form_specs/images/lily.svg", (0, 0)), {"lily"}),
    "a file of a theme": (lambda w: write(w / "site_templates/mine/style.css", "a {color: blue}"), {"rose"}),
    "a new file of a theme": (lambda w: write(w / "site_templates/mine/page.html", "new"), {"rose"}),
    "the theme below all others": (lambda w: write(w / "site_templates/plain/style.css", ""), {"lily", "rose"}),
    "a written file": (lambda w: write(w / "build/lily/index.html", "by hand"), {"lily"}),
    "a lost file": (lambda w: (w / "build/rose/thanks.html").unlink(), {"rose"}),
    "a lost manifest": (lambda w: (w / "build/.formkit/rose.json").unlink(), {"rose"}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_only_what_a_change_touches_is_built_again(workspace: Path, what: str) -> None:
    change, touched = CHANGES[what]
    change(workspace)
    assert to_build(workspace) == touched
    assert [built.site for built in build_sites(workspace, specs(workspace))] == ["lily", "rose"]


def test_another_endpoint_builds_every_site_again(workspace: Path) -> None:
    assert to_build(workspace, "https://elsewhere.example") == {"lily", "rose"}


def test_a_site_that_is_left_alone_still_tells_its_notices(workspace: Path) -> None:
    spec = SPEC.format(name="lily", theme="plain").replace("{email", "{hours: by appointment, email")
    write(workspace / "form_specs/lily.yaml", spec)
    first, again = (next(iter(build_sites(workspace, specs(workspace)))) for _ in range(2))
    assert first.problems
    assert again.problems == first.problems
    assert again.report
    assert again.report.written == ()


def test_a_spec_that_was_mended_wrongly_is_told_each_time(workspace: Path) -> None:
    write(workspace / "form_specs/lily.yaml", "site: {nam: Lily}\n")
    for _ in range(2):
        assert next(iter(build_sites(workspace, specs(workspace)))).report is None
