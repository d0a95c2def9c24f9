"""A guide in another language says what the English one says: the same parts, code, commands, figures and links."""

import re
from collections import Counter
from pathlib import Path

import pytest

from formkit.web.studio.guides import guides
from formkit.web.studio.said import tongues
from tests.test_docs import FENCE, ROOT, links

DOCS = ROOT / "docs"
TRANSLATED = sorted(DOCS.glob("*/*.md"))
NOTE = re.compile(r"<!--.*?-->\n?", re.DOTALL)
CODE = re.compile(r"`[^`\n]+`")

every = pytest.mark.parametrize("page", TRANSLATED, ids=lambda page: f"{page.parent.name}/{page.stem}")


def english(page: Path) -> Path:
    return DOCS / page.name


def text(page: Path) -> str:
    return NOTE.sub("", page.read_text("utf-8"))


def prose(page: Path) -> str:
    """What is read, without code and without where links lead."""
    return re.sub(r"\]\([^)]*\)", "]", CODE.sub("", FENCE.sub("```", text(page))))


def parts(page: Path) -> list[str]:
    """The kind of each line that begins something: `##`, `-`, a row of a table by its cells, code, or a paragraph."""
    kinds = re.compile(r"(#+|-) |(```)|(\|)")
    lines = [line for line in FENCE.sub("```", text(page)).splitlines() if line and not line.startswith("  ")]
    found = [(line, kinds.match(line)) for line in lines]
    return [("|" * line.count("|") if kind[3] else kind[0].strip()) if kind else "" for line, kind in found]


def leads_to(page: Path) -> list[str]:
    """Where the links go; a guide in the language of the page counts as the English one."""
    found = [(page.parent / link.partition("#")[0]).resolve() for link in links(page)]
    return sorted(str(DOCS / one.name if one in TRANSLATED else one) for one in found)


def test_there_are_guides_in_the_languages_of_the_studio() -> None:
    assert {page.parent.name for page in TRANSLATED} == {*tongues()} - {"en"}
    assert [page for page in TRANSLATED if not english(page).is_file()] == []
    assert all(
        {guides(code)[name].parent.name for name in ("publishing", "going-live")} == {code} for code in ("tr", "ru")
    )


@every
def test_it_has_the_same_parts_and_tables(page: Path) -> None:
    assert parts(page) == parts(english(page))


@every
def test_its_code_is_that_of_the_english_one(page: Path) -> None:
    assert FENCE.findall(text(page)) == FENCE.findall(text(english(page)))


@every
def test_it_names_the_same_commands_files_and_keys(page: Path) -> None:
    said, meant = ({*CODE.findall(FENCE.sub("", text(one)))} for one in (page, english(page)))
    assert said ^ meant == set()


@every
def test_its_figures_are_those_of_the_english_one(page: Path) -> None:
    said, meant = (Counter(re.findall(r"\d+", prose(one))) for one in (page, english(page)))
    assert said == meant


@every
def test_its_links_lead_to_the_same_in_its_own_language(page: Path) -> None:
    assert leads_to(page) == leads_to(english(page))
    into_english = [link for link in links(page) if (page.parent / Path(link).name.partition("#")[0]).is_file()]
    assert [link for link in into_english if link.startswith("../")] == []
