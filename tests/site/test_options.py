"""What a site chose of its theme's options: on every page of it, and nothing of it on the pages of others."""

import re
from pathlib import Path

import pytest

from formkit.site import form_page, message_page, site_files
from formkit.spec import Site, read_site
from formkit.themes import find_theme, theme_names

SPEC = """
site: {name: Rose Garden, url: https://rosegarden.example, languages: [en, tr], theme: THEME}
business: {email: hello@rosegarden.example, address: 1 Main St}
pages: {about: {title: About us, sections: [{text: Three sisters}]}}
legal: [imprint, privacy]
forms: {contact: {}}
"""


def site_in(theme: str, workspace: Path) -> Site:
    (workspace / "rose.yaml").write_text(SPEC.replace("THEME", theme), "utf-8")
    return read_site(workspace / "rose.yaml", workspace)


def pages(site: Site, workspace: Path) -> dict[str, str]:
    files = site_files(site, workspace=workspace)
    return {path: data.decode() for path, data in files.items() if path.endswith(".html")}


def test_every_page_of_a_site_wears_what_it_chose(tmp_path: Path) -> None:
    site = site_in("{corners: square, letters: serif, hero: light}", tmp_path)
    found = pages(site, tmp_path)
    assert {"404.html", "about.html", "privacy.html", "tr/index.html", "tr/thanks.html"} <= set(found)
    found["hosted"] = form_page(site, site.forms["contact"], None, "en", action="/f/rose/contact")
    found["message"] = message_page(site, "en", title="Oh", text="No")
    for page in found.values():
        assert re.search('<html lang="(en|tr)" dir="ltr" class="(corners-square hero-light)">', page)
        assert ".corners-square *" in page
        assert "corners-round" not in page
        assert "letters-" not in page


@pytest.mark.parametrize("name", theme_names(Path()))
def test_a_site_that_chose_nothing_carries_nothing_of_it(name: str, tmp_path: Path) -> None:
    options = find_theme(name, tmp_path).options
    unused = [f"{option}-{choice}" for option, choices in options.items() for choice in choices]
    option, choices = next(iter(options.items()))
    plain = pages(site_in(name, tmp_path), tmp_path)
    assert plain == pages(site_in(f"{{name: {name}, {option}: {choices[0]}}}", tmp_path), tmp_path)
    assert not [word for word in unused for page in plain.values() if word in page]


@pytest.mark.parametrize("name", theme_names(Path()))
def test_the_style_of_a_theme_answers_to_each_of_its_choices(name: str) -> None:
    theme = find_theme(name, Path())
    offered = {f"{option}-{choice}" for option, choices in theme.options.items() for choice in choices[1:]}
    assert {word for word in offered if f".{word}" not in theme.style} == set()


def test_an_answer_never_fails_for_a_choice_that_is_gone(tmp_path: Path) -> None:
    site = site_in("{corners: square}", tmp_path)
    look = site.head.theme.model_copy(update={"options": {"corners": "gone", "lost": "too", "hero": "light"}})
    site = site.model_copy(update={"head": site.head.model_copy(update={"theme": look})})
    assert ' class="hero-light">' in message_page(site, "en", title="Oh", text="No")
