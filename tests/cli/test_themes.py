"""`formkit themes` and `formkit theme copy`."""

import json
from pathlib import Path

import pytest

from formkit.themes import about_theme, find_theme
from tests.cli.conftest import Formkit

OURS = ("petal", "plain", "studio")


def test_the_themes_are_listed_with_what_they_are(formkit: Formkit) -> None:
    said = formkit("themes")
    assert said.code == 0
    assert all(f"\n{name}" in said.out for name in OURS)
    assert "Petal" in said.out
    assert "under an awning of your colour" in said.out


def test_outside_of_a_workspace_the_themes_of_formkit_are_listed(
    formkit: Formkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = formkit("themes")
    assert (said.code, said.err) == (0, "")
    assert all(f"\n{name}" in said.out for name in OURS)


def test_the_options_of_each_theme_are_listed(formkit: Formkit) -> None:
    lines = [line.split(maxsplit=2) for line in formkit("themes").out.splitlines()]
    assert ["petal", "letters", "serif, sans"] in lines
    assert ["plain", "corners", "soft, round, square"] in lines


def test_a_theme_of_the_workspace_is_listed_by_its_folder(formkit: Formkit, workspace: Path) -> None:
    folder = workspace / "site_templates" / "mine"
    folder.mkdir(parents=True)
    (folder / "theme.toml").write_text('title = "My own"', "utf-8")
    line = next(line for line in formkit("themes").out.splitlines() if line.startswith("mine"))
    assert line.split()[-1] == "site_templates/mine"


def test_programs_read_the_themes_as_json(formkit: Formkit) -> None:
    found = {one["name"]: one for one in json.loads(formkit("themes", "--json").out)["themes"]}
    assert set(OURS) <= set(found)
    assert found["petal"] | {"folder": "", "description": "", "preview": ""} == {
        "name": "petal", "title": "Petal", "description": "", "folder": "", "extends": "plain", "preview": "",
        "options": found["petal"]["options"],
    }  # fmt: skip
    assert found["petal"]["options"]["letters"] == ["serif", "sans"]
    assert (Path(found["petal"]["folder"]) / "style.css").is_file()


def test_a_copy_is_a_theme_to_change(formkit: Formkit, workspace: Path) -> None:
    said = formkit("theme", "copy", "petal", "my-petal")
    folder = workspace / "site_templates" / "my-petal"
    assert said.code == 0
    assert said.out == (
        f"The theme petal is copied to {folder}. What next:\n"
        "  write theme: my-petal below site: in your spec\n"
        f"  change {folder / 'style.css'}, and look at it with: formkit dev\n"
    )
    mine, theirs = (find_theme(name, workspace) for name in ("my-petal", "petal"))
    assert (mine.style, mine.options) == (theirs.style, theirs.options)
    assert sorted(path.name for path in folder.parent.iterdir()) == ["my-petal"]


def test_the_copy_is_what_the_next_build_shows(formkit: Formkit, workspace: Path) -> None:
    spec = workspace / "form_specs" / "rose.yaml"
    spec.write_text(spec.read_text("utf-8").replace("name: Rose Garden", "name: Rose Garden, theme: studio"), "utf-8")
    formkit("build")
    formkit("theme", "copy", "studio")
    with (workspace / "site_templates" / "studio" / "style.css").open("a", encoding="utf-8") as file:
        file.write("h1 { rotate: 7deg; }")
    assert formkit("build").code == 0
    assert "h1{rotate:7deg}" in (workspace / "build" / "rose" / "index.html").read_text("utf-8")


def test_a_copy_under_another_name_has_that_for_its_title(formkit: Formkit, workspace: Path) -> None:
    formkit("theme", "copy", "petal", "mine")
    assert [about_theme(name, workspace).title for name in ("mine", "petal")] == ["mine", "Petal"]


def test_a_copy_of_plain_is_an_empty_theme_over_it(formkit: Formkit, workspace: Path) -> None:
    assert formkit("theme", "copy", "plain", "mine").code == 0
    assert find_theme("mine", workspace).style == find_theme("plain", workspace).style


def test_nothing_is_overwritten(formkit: Formkit, workspace: Path) -> None:
    formkit("theme", "copy", "petal")
    style = workspace / "site_templates" / "petal" / "style.css"
    style.write_text("mine", "utf-8")
    said = formkit("theme", "copy", "petal")
    assert said.code == 1
    assert f"{style.parent} is already there." in said.err
    assert "formkit theme copy petal my-petal" in said.err
    assert style.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("nope",), "there is no theme 'nope'"),
        (("petal", "../petal"), "A theme can't be called ../petal."),
        (("petal", "My Petal"), "A theme can't be called My Petal."),
        (("petal", "plain"), "plain is what every theme stands on."),
        (("plain",), "plain is what every theme stands on."),
    ],
)
def test_what_can_not_be_copied_is_told(
    formkit: Formkit, workspace: Path, words: tuple[str, ...], sentence: str
) -> None:
    said = formkit("theme", "copy", *words)
    assert said.code == 1
    assert sentence in said.err
    assert not (workspace / "site_templates").exists()
