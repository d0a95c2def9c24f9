import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from docs.minify import PLAIN, minified
from formkit.errors import FormkitError
from formkit.themes import find_theme, is_theme, minify_script, minify_style, rendered, script_mark, theme_names
from tests.chromium import node_module


def theme(workspace: Path, name: str, **files: str) -> None:
    folder = workspace / "site_templates" / name
    folder.mkdir(parents=True)
    for path, text in files.items():
        (folder / path.replace("_", ".")).write_text(text)


def test_a_folder_is_a_theme(tmp_path: Path) -> None:
    theme(tmp_path, "petal")
    assert {"petal", "plain"} <= set(theme_names(tmp_path))


@pytest.mark.parametrize("name", ["", ".", "..", "../site_templates/plain", "plain/sections", "\0", "a" * 5000, "no"])
def test_what_is_no_theme_is_none(tmp_path: Path, name: str) -> None:
    assert is_theme("plain", tmp_path)
    assert not is_theme(name, tmp_path)


def test_a_theme_adds_its_style_to_that_of_plain(tmp_path: Path) -> None:
    theme(tmp_path, "petal", style_css="h1 { color: red; }")
    found = find_theme("petal", tmp_path)
    assert found.style.endswith("h1{color:red}")
    assert found.script == find_theme("plain", tmp_path).script


def test_a_theme_may_extend_a_page_of_plain(tmp_path: Path) -> None:
    theme(tmp_path, "petal", **{"404_html": '{% extends "plain/404.html" %}'})
    assert find_theme("petal", tmp_path).environment.get_template("404.html")


def test_a_theme_that_extends_itself_is_refused(tmp_path: Path) -> None:
    theme(tmp_path, "petal", theme_toml='extends = "leaf"')
    theme(tmp_path, "leaf", theme_toml='extends = "petal"')
    with pytest.raises(FormkitError, match="the theme 'petal' extends itself"):
        find_theme("petal", tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>\n{{ nmae }}", "petal/404.html:2: 'nmae' is undefined"),
        ("<p>\n{% if name %}", "petal/404.html:2: Unexpected end of template"),
        ("{% include 'nix.html' %}", "petal/404.html:1: there is no template nix.html"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    theme(tmp_path, "petal", **{"404_html": text})
    with pytest.raises(FormkitError, match=re.escape(said)):
        rendered(find_theme("petal", tmp_path), "404.html", {"name": "Rose Garden"})


def test_a_theme_may_be_dark_for_everybody(tmp_path: Path) -> None:
    theme(tmp_path, "bar", theme_toml='scheme = "dark"')
    theme(tmp_path, "pub", theme_toml='extends = "bar"')
    assert [find_theme(name, tmp_path).scheme for name in ("pub", "plain")] == ["dark", "both"]


def test_an_unknown_scheme_is_named(tmp_path: Path) -> None:
    theme(tmp_path, "bar", theme_toml='scheme = "black"')
    with pytest.raises(FormkitError, match=r"bar.theme\.toml: there is no scheme 'black'"):
        find_theme("bar", tmp_path)


def test_a_theme_takes_over_the_options_below_it(tmp_path: Path) -> None:
    theme(tmp_path, "bar", theme_toml='[options]\nlight = ["low", "bright"]\nsize = ["large", "small"]')
    theme(tmp_path, "pub", theme_toml='extends = "bar"\n[options]\nlight = ["bright", "low"]\nsize = []\ncorners = []')
    assert find_theme("pub", tmp_path).options == {
        "letters": ("serif", "sans"), "hero": ("field", "light"), "light": ("bright", "low"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("options = 1", "the options must be a table"),
        ('[options]\nlight = "low"', "the option 'light' must be a list of words"),
        ('[options]\nlight = ["low"]', "the option 'light' must be a list of words"),
        ('[options]\nlight = ["low", "low"]', "the option 'light' must be a list of words"),
        ("[options]\nlight = [1, 2]", "the option 'light' must be a list of words"),
        ('[options]\nlight = ["low", "a b"]', "the option 'light' must be a list of words"),
        ('[options]\nname = ["low", "high"]', "an option can't be called 'name'"),
        ('[options]\n"a-b" = ["low", "high"]', "an option can't be called 'a-b'"),
    ],
)
def test_options_that_can_not_be_are_told(tmp_path: Path, text: str, said: str) -> None:
    theme(tmp_path, "bar", theme_toml=text)
    with pytest.raises(FormkitError, match=rf"bar.theme\.toml: {said}"):
        find_theme("bar", tmp_path)


def test_an_unknown_theme_is_named(tmp_path: Path) -> None:
    with pytest.raises(FormkitError, match="there is no theme 'nope'"):
        find_theme("nope", tmp_path)


def test_style_loses_comments_and_blanks_only() -> None:
    assert minify_style("/* x */ a > b , c { margin : 0 calc(1px + 2px) !important ; }") == (
        "a>b,c{margin :0 calc(1px + 2px)!important}"
    )


def test_a_script_loses_comment_lines_and_indents() -> None:
    assert minify_script("  // why\n  let a = 'b//c';\n\n") == "let a = 'b//c';"


@pytest.mark.parametrize("script", sorted(PLAIN.glob("*.js")), ids=lambda path: path.name)
def test_a_script_of_plain_has_a_small_twin_that_was_made_of_it(script: Path) -> None:
    node_module("terser/bin/terser")
    twin = (PLAIN / "minified" / script.name).read_text("utf-8")
    assert twin == minified(script), "run make scripts"


def test_a_twin_goes_into_pages_until_its_script_is_changed(tmp_path: Path) -> None:
    mine = tmp_path / "site_templates" / "mine"
    (mine / "minified").mkdir(parents=True)
    (mine / "form.js").write_text("let why = 1;\n", "utf-8")
    (mine / "minified" / "form.js").write_text(f"{script_mark('let why = 1;' + chr(10))}\nlet w=1\n", "utf-8")
    assert find_theme("mine", tmp_path).script == "let w=1"
    (mine / "form.js").write_text("let why = 2;\n", "utf-8")
    assert find_theme("mine", tmp_path).script == "let why = 2;"


SHOW = """
from pathlib import Path
from formkit.themes import find_theme
print(find_theme("petal", Path()).environment.get_template("404.html").render())
"""


def shown(workspace: Path, kept: Path) -> str:
    """404.html of petal as a new process has it, that keeps what it compiles in a folder."""
    environ = {**os.environ, "PYTHONPATH": str(PLAIN.parents[1]), "TMPDIR": str(kept)}
    done = subprocess.run([sys.executable, "-c", SHOW], cwd=workspace, env=environ, text=True, capture_output=True)
    return done.stdout


def test_what_is_compiled_is_kept_for_the_next_process(tmp_path: Path) -> None:
    theme(tmp_path, "petal", **{"404_html": "lost"})
    assert [shown(tmp_path, tmp_path) for _ in range(2)] == ["lost\n", "lost\n"]
    assert len(list(tmp_path.glob("_jinja2-cache-*/formkit_*"))) == 1


def test_a_template_that_has_changed_is_compiled_anew(tmp_path: Path) -> None:
    theme(tmp_path, "petal", **{"404_html": "lost"})
    shown(tmp_path, tmp_path)
    (tmp_path / "site_templates/petal/404.html").write_text("gone")
    assert shown(tmp_path, tmp_path) == "gone\n"


def test_no_place_to_keep_what_is_compiled_hinders_nothing(tmp_path: Path) -> None:
    theme(tmp_path, "petal", **{"404_html": "lost"})
    (tmp_path / f"_jinja2-cache-{os.getuid()}").write_text("no folder")
    assert shown(tmp_path, tmp_path) == "lost\n"
