"""docs/themes.md is enough to write a theme: what it shows is built, and it names all there is."""

import dataclasses
import re
from pathlib import Path

import pytest
from jinja2 import meta

from formkit.palette import light_palette
from formkit.site import build_site
from formkit.site.images import Image
from formkit.site.view import BusinessView, FormView, ItemView, Page, Part, ReceiptView
from formkit.spec import read_site
from formkit.themes import about_theme, find_theme

ROOT = Path(__file__).parent.parent
DOC = (ROOT / "docs" / "themes.md").read_text("utf-8")
PLAIN = ROOT / "site_templates" / "plain"
SHOWN = re.findall(r"^`(site_templates/[^`]+)`:\n\n```\w+\n(.*?)^```$", DOC, re.MULTILINE | re.DOTALL)
NAMED = set(re.findall(r"[\w-]+", " ".join(re.findall(r"`([^`\n]+)`", DOC))))
SPEC = """
site: {name: Rose Garden, url: https://rosegarden.example, theme: square}
business: {email: hello@rosegarden.example, phone: +1 217 555 0100}
sections: [hero, {faq: {items: [{name: Do you deliver?, text: In town.}]}}, {services: {items: [{name: Bouquets}]}}]
forms: {contact: {}}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace with the theme that the page shows, and a site that wears it."""
    for path, text in [*SHOWN, ("form_specs/rose.yaml", SPEC)]:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    return tmp_path


def test_the_theme_that_the_page_shows_is_built(workspace: Path) -> None:
    build_site(read_site(workspace / "form_specs" / "rose.yaml", workspace), workspace / "build", workspace=workspace)
    page = (workspace / "build" / "rose" / "index.html").read_text("utf-8")
    assert '<p class="ribbon"><a href="tel:+12175550100">' in page
    assert "<h3>Do you deliver?</h3>" in page
    assert ".card{border:0;border-inline-start:.5rem solid var(--accent)}" in page
    assert "edge-thin" not in page
    assert '<p class="ribbon">' in (workspace / "build" / "rose" / "404.html").read_text("utf-8")


def test_a_site_chooses_from_the_options_of_that_theme(workspace: Path) -> None:
    spec = workspace / "form_specs" / "rose.yaml"
    spec.write_text(SPEC.replace("theme: square", "theme: {name: square, edge: thin, ribbon: none}"), "utf-8")
    build_site(read_site(spec, workspace), workspace / "build", workspace=workspace)
    page = (workspace / "build" / "rose" / "index.html").read_text("utf-8")
    assert '<html lang="en" dir="ltr" class="edge-thin ribbon-none">' in page
    assert ".edge-thin .card{border-inline-start-width:1px}" in page
    assert '<p class="ribbon">' not in page


def test_it_says_of_itself_what_the_page_says(workspace: Path) -> None:
    assert about_theme("square", workspace).title == "Square"
    assert find_theme("square", workspace).scheme == "both"
    assert set(find_theme("square", workspace).options) == {"hero", "edge", "ribbon"}


@pytest.mark.parametrize(
    "view", [BusinessView, Page, Part, ItemView, Image, ReceiptView], ids=lambda view: view.__name__
)
def test_the_page_names_all_that_templates_know(view: type) -> None:
    assert {field.name for field in dataclasses.fields(view)} - NAMED == set()


def test_the_page_names_all_that_templates_of_plain_use() -> None:
    environment = find_theme("plain", ROOT).environment
    texts = [path.read_text("utf-8") for path in PLAIN.rglob("*.html")]
    used = set().union(*(meta.find_undeclared_variables(environment.parse(text)) for text in texts))
    assert used - NAMED - {"trouble", "forms"} == set()  # of one page each, the second an import


def test_the_page_names_every_colour_block_and_template() -> None:
    texts = [path.read_text("utf-8") for path in PLAIN.rglob("*.html")]
    blocks = {block for text in texts for block in re.findall(r"\{% block (\w+)", text)}
    templates = {path.stem for path in PLAIN.glob("*.html")}
    assert {f"--{name}" for name in light_palette("#a3324f")} - NAMED == set()
    assert (blocks | templates) - NAMED == set()
    assert {"title", "intro", "fields"} <= {field.name for field in dataclasses.fields(FormView)}


@pytest.mark.parametrize("theme", sorted(folder.name for folder in PLAIN.parent.iterdir() if folder.is_dir()))
def test_a_theme_of_ours_says_what_it_is_and_shows_itself_in_the_readme(theme: str) -> None:
    about = about_theme(theme, ROOT)
    picture = about.folder / about.preview
    assert about.description in (readme := (ROOT / "README.md").read_text("utf-8"))
    assert f"(site_templates/{theme}/preview.webp)" in readme
    assert picture.stat().st_size < 66_000
