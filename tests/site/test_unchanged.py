"""A site of which nothing has changed is left alone; whatever it was made of makes it built again."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from formkit.cli.build import build_sites
from formkit.site.unchanged import Around, look_around, unchanged
from formkit.themes import theme_names
from formkit.words import languages

ENDPOINT = "https://forms.rose.example"
SPEC = (
    "site: {{name: {name}, theme: {theme}, logo: images/{name}.svg, languages: [{languages}]{more}}}\n"
    "business: {{email: hello@rose.example}}\n"
    "forms: {{contact: {{}}}}\n"
)
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 {height}"/>'


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Two built sites, each with its own picture, theme and languages; one names its own endpoint."""
    write(tmp_path / ".env", f"FORMKIT_PUBLIC_URL={ENDPOINT}\n")
    for name in ("lily", "rose"):
        write(tmp_path / f"form_specs/{name}.yaml", spec_of(name))
        write(tmp_path / f"form_specs/images/{name}.svg", DRAWN.format(height=10))
    write(tmp_path / "site_templates/mine/style.css", "a {color: red}")
    build(tmp_path)
    return tmp_path


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def spec_of(name: str, theme: str = "") -> str:
    if name == "lily":
        return SPEC.format(name=name, theme=theme or "plain", languages="en", more="")
    own = ", endpoint: https://own.example"
    return SPEC.format(name=name, theme=theme or "mine", languages="en, tr", more=own)


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
    "a spec": (lambda w: write(w / "form_specs/rose.yaml", spec_of("rose", "plain")), {"rose"}),
    "a picture": (lambda w: write(w / "form_specs/images/lily.svg", DRAWN.format(height=200)), {"lily"}),
    "the time of a picture": (lambda w: os.utime(w / "form_specs/images/lily.svg", (0, 0)), set()),
    "the time of a spec": (lambda w: os.utime(w / "form_specs/lily.yaml", (0, 0)), set()),
    "the time of a theme": (lambda w: os.utime(w / "site_templates/mine/style.css", (0, 0)), set()),
    "the time of a written file": (lambda w: os.utime(w / "build/lily/index.html", (0, 0)), set()),
    "the size of nothing": (lambda w: write(w / "form_specs/images/lily.svg", DRAWN.format(height=20)), {"lily"}),
    "a lost picture": (lambda w: (w / "form_specs/images/lily.svg").unlink(), {"lily"}),
    "a file of a theme": (lambda w: write(w / "site_templates/mine/style.css", "a {color: blue}"), {"rose"}),
    "an option": (lambda w: write(w / "form_specs/lily.yaml", spec_of("lily", "{hero: light}")), {"lily"}),
    "the options of a theme": (lambda w: write(w / "site_templates/mine/theme.toml", "[options]\nhero=[]"), {"rose"}),
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


AROUND: dict[str, tuple[Callable[[Around], Around], set[str]]] = {
    "the endpoint of the settings": (lambda a: replace(a, endpoint="https://elsewhere.example"), {"lily"}),
    "formkit itself": (lambda a: replace(a, formkit="0.0.0"), {"lily", "rose"}),
    "a language": (lambda a: replace(a, languages={**a.languages, "tr": "new"}), {"rose"}),
    "the language that helps others out": (lambda a: replace(a, languages={"tr": a.languages["tr"]}), {"lily", "rose"}),
    "who hears of going online": (lambda a: replace(a, online=False), {"lily", "rose"}),
}


@pytest.mark.parametrize("what", AROUND)
def test_what_changes_around_touches_those_that_depend_on_it(workspace: Path, what: str) -> None:
    change, touched = AROUND[what]
    around = change(look_around(workspace, ENDPOINT))
    assert {spec.stem for spec in specs(workspace) if not unchanged(spec, workspace, around)} == touched


def test_every_language_and_theme_is_looked_at(workspace: Path) -> None:
    around = look_around(workspace, ENDPOINT)
    assert tuple(sorted(around.languages)) == languages()
    assert tuple(sorted(around.themes)) == theme_names(workspace)


def test_a_build_writes_only_what_differs(workspace: Path) -> None:
    write(workspace / ".env", "FORMKIT_PUBLIC_URL=https://elsewhere.example\n")
    built = {one.site: one.report for one in build_sites(workspace, specs(workspace))}
    assert {name: report and report.written for name, report in built.items()} == {"lily": ("index.html",), "rose": ()}


def test_a_site_that_is_left_alone_still_tells_its_notices(workspace: Path) -> None:
    spec = spec_of("lily").replace("{email", "{hours: by appointment, email")
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
