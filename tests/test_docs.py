"""The docs are true: their tables are fresh, their commands run, their specs are good, what they point to is there."""

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import click
import pytest

from docs.tables import with_tables
from formkit.cli.commands import formkit
from formkit.settings import NAMES
from formkit.spec import check_file
from formkit.spec.checks.sections import OF_ITEMS

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "formkit"
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
README = PAGES[0].read_text("utf-8")
DOCS = "\n".join(page.read_text("utf-8") for page in PAGES)
PICTURES_MAX = 500_000
USUAL = {
    "site": "{name: Rose Garden}",
    "business": "{email: hello@rosegarden.example, hours: {mon-fri: 09:00-18:00}, timezone: America/Chicago}",
    "forms": "{contact: {}}",
}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^()\s]+)\)|(?:src|href)=\"([^\"]+)\"")


def not_in(text: str, words: Iterable[str]) -> list[str]:
    """The words that don't stand in the text as whole words."""
    return [word for word in words if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)]


def in_code(text: str) -> str:
    """What stands in `code` and in fenced blocks: a field type named `date` is not just any date."""
    return "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL))


def blocks(language: str) -> list[str]:
    return [body for kind, body in FENCE.findall(DOCS) if kind == language]


def after(marker: str) -> str:
    """The fenced block that follows `<!-- marker -->` in the README."""
    return str(FENCE.search(README.partition(f"<!-- {marker} -->")[2])[2])  # type: ignore[index]  # or the test fails


def paths_of(group: click.Group, path: str) -> list[str]:
    """Every command as it is typed: `formkit deliveries retry`."""
    below = ((command, f"{path} {name}") for name, command in group.commands.items())
    every = [paths_of(command, here) if isinstance(command, click.Group) else [here] for command, here in below]
    return [one for some in every for one in some]


def links(page: Path) -> list[str]:
    prose = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    found = [one or other for one, other in LINK.findall(prose)]
    return [link for link in found if "://" not in link]


def anchors(page: Path) -> set[str]:
    """The headings of a page, as web pages of repositories name them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def whole_spec(body: str) -> str:
    """A part of a spec as the docs show it -> a whole one."""
    return "".join(f"{key}: {value}\n" for key, value in USUAL.items() if not re.search(f"^{key}:", body, re.M)) + body


def test_the_readme_s_tables_are_fresh() -> None:
    assert with_tables(README) == README, "run .venv/bin/python docs/tables.py"


def test_every_command_is_documented() -> None:
    assert not_in(README, paths_of(formkit, "formkit")) == []


def test_no_command_is_documented_that_does_not_exist() -> None:
    said = set(re.findall(r"(?:^|`|&& |bin/)formkit ([a-z]+)\b", in_code(DOCS), re.MULTILINE))
    assert said - set(formkit.commands) == set()


def test_every_option_in_the_docs_exists() -> None:
    every = list(formkit.commands.values())
    every += [one for group in every if isinstance(group, click.Group) for one in group.commands.values()]
    known = {option for command in every for parameter in command.params for option in parameter.opts}
    lines = re.findall(r"formkit [^`\n|&]*", in_code(DOCS))
    said = {option for line in lines for option in re.findall(r"(?<=\s)--?[a-z][a-z-]*", line)}
    assert said - known == {"--help"}


def test_every_setting_is_documented() -> None:
    assert not_in(README, NAMES) == []


def test_no_setting_is_documented_that_does_not_exist() -> None:
    said = {name.removesuffix("_FILE") for name in re.findall(r"FORMKIT_[A-Z_]+", DOCS)}
    assert said - set(NAMES) == set()


def test_every_verb_of_the_makefile_is_in_the_readme() -> None:
    verbs = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {"dev", "test", "check", "bench"} <= set(verbs)
    assert not_in(README, (f"make {verb}" for verb in verbs if verb != "help")) == []


def test_every_field_type_is_documented() -> None:
    from formkit.fields import FIELD_TYPES

    assert not_in(in_code(README), FIELD_TYPES) == []


def test_every_preset_is_documented() -> None:
    from formkit.spec.presets import PRESETS

    assert not_in(in_code(README), PRESETS) == []


def test_every_kind_of_section_is_documented() -> None:
    from formkit.spec.models import SECTION_KINDS

    table = README.partition("### Sections")[2].partition("\n### ")[0]
    assert not_in(in_code(table), SECTION_KINDS) == []


def test_every_key_of_a_spec_is_documented() -> None:
    from formkit.spec.models import Address, Business, Destination, Form, Head, Item, Legal, LegalPage, Section, SubPage
    from formkit.spec.parts import keys_of

    keys = {
        key
        for model in (Head, Business, Address, Section, Item, Form, Destination, SubPage, Legal, LegalPage)
        for key in keys_of(model)
    }
    assert not_in(in_code(README), sorted(keys)) == []


def test_every_option_of_a_field_is_documented() -> None:
    from formkit.fields import FIELD_TYPES

    options = {name for kind in FIELD_TYPES.values() for name in kind.options.model_fields}
    assert not_in(in_code(README), sorted(options)) == []


def test_every_channel_is_documented() -> None:
    from formkit.channels import CHANNELS

    assert not_in(in_code(README), CHANNELS) == []


@pytest.mark.parametrize("number", range(len(blocks("yaml"))))
def test_a_spec_in_the_docs_has_no_mistakes(number: int, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "form_specs" / "images", tmp_path / "form_specs" / "images")
    spec = tmp_path / "form_specs" / "shown.yaml"
    spec.write_text(whole_spec(blocks("yaml")[number]), "utf-8")
    assert [str(problem) for problem in check_file(spec, tmp_path)[1]] == []


def test_the_readme_s_first_site_can_be_made_as_it_says(tmp_path: Path) -> None:
    called = f'formkit() {{ "{sys.executable}" -m formkit "$@"; }}\n'
    commands = ["bash", "-e", "-c", called + after("run by the tests")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(commands, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert (tmp_path / "my-shop" / "form_specs" / "rose-garden.yaml").is_file()
    assert "Rose Garden" in (tmp_path / "my-shop" / "build" / "rose-garden" / "index.html").read_text("utf-8")


def test_a_site_is_zipped_as_the_docs_say(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "form_specs", tmp_path / "form_specs")
    said = FENCE.search((ROOT / "docs" / "publishing.md").read_text("utf-8").partition("run by the tests -->")[2])
    assert said is not None
    _, *arguments = said[2].split()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "formkit", *arguments, "rose-garden"]
    assert subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False).returncode == 0
    built = {path.name for path in (tmp_path / "build").iterdir()}
    assert built - {".formkit"} == {"rose-garden", "rose-garden.zip", "formkit.nginx.conf", "formkit.caddy"}


def test_the_mistakes_in_the_readme_are_said_so(tmp_path: Path) -> None:
    spec = tmp_path / "form_specs" / "rose-garden.yaml"
    spec.parent.mkdir()
    spec.write_text(
        "site:\n"
        "  name: Rose Garden\n"
        "  accent: #a3324f\n"
        "business:\n"
        "  email: hello@rosegarden.example\n"
        "  hours: {mon-fri: 09:00-18:00, son: closed}\n"
        "  timezone: America/Chicago\n"
        "forms:\n"
        "  contact:\n"
        "    fields:\n"
        "      email: {type: emial}\n",
        "utf-8",
    )
    problems = [str(problem) for problem in check_file(spec, tmp_path)[1]]
    assert after("mistakes") == "\n".join([*problems, "1 spec, 3 mistakes.", ""])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    broken = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = page.parent / path if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_of_docs_is_linked_from_the_readme() -> None:
    pages = [str(page.relative_to(ROOT)) for page in PAGES[1:]]
    assert [page for page in pages if page not in links(PAGES[0])] == []


def test_every_picture_of_docs_is_shown_and_described() -> None:
    shown = re.findall(r"!\[([^\]]{20,})\]\((docs/images/[^)]+)\)", README)
    shown += [(alt, src) for src, alt in re.findall(r"<img src=\"([^\"]+)\"[^>]* alt=\"([^\"]{20,})\"", README)]
    there = {f"docs/images/{path.name}" for path in (ROOT / "docs" / "images").iterdir()}
    assert {src for _, src in shown} == there


def test_the_pictures_are_small() -> None:
    assert sum(path.stat().st_size for path in (ROOT / "docs" / "images").iterdir()) < PICTURES_MAX


def test_ci_runs_the_command_of_the_readme() -> None:
    assert "make test" in README
    assert (ROOT / ".ci" / "run").read_text("utf-8").rstrip().endswith("\nexec make test")


def test_the_changelog_has_a_place_for_what_comes() -> None:
    assert "\n## Unreleased\n" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_a_word_inside_another_does_not_count() -> None:
    assert not_in("make testing, `formkit-dev`", ["make test", "dev"]) == ["make test", "dev"]


@pytest.mark.parametrize("kind", OF_ITEMS)
def test_the_table_of_sections_names_what_each_shows_of_its_items(kind: str) -> None:
    (row,) = [line for line in README.splitlines() if line.startswith("| ") and f"`{kind}`" in line.split("|")[1]]
    assert not_in(in_code(row), OF_ITEMS[kind]) == []


@pytest.mark.parametrize("package", sorted(PACKAGE.rglob("__init__.py")), ids=lambda path: path.parent.name)
def test_the_map_of_a_folder_names_only_what_is_there(package: Path) -> None:
    text = ast.get_docstring(ast.parse(package.read_text("utf-8"))) or ""
    named = re.findall(r"`(\w+(?:\.py|/))`", text)
    assert [name for name in named if not (package.parent / name).exists()] == []


@pytest.mark.parametrize("folder", ["web/studio", "web/studio/kinds", "edit"])
def test_the_map_of_a_folder_names_all_its_rooms(folder: str) -> None:
    text = (PACKAGE / folder / "__init__.py").read_text("utf-8").split('"""')[1]
    rooms = [path.name for path in (PACKAGE / folder).glob("*.py") if path.name != "__init__.py"]
    assert [name for name in rooms if f"`{name}`" not in text] == []


def test_what_the_readme_says_of_new_site_is_so() -> None:
    page = (PACKAGE / "web" / "templates" / "studio" / "new.html").read_text("utf-8")
    assert len(re.findall("<fieldset data-step=", page)) == 8
    assert re.findall(r'data-step="(\w+)" data-needed', page) == ["name", "language", "email"]
    assert "eight short questions" in README
    assert "Every question but your name, your languages and your email can be skipped." in README
