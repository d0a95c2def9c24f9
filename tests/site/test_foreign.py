"""Words that stand in for a missing translation say which language they are in."""

import re
from pathlib import Path

import pytest

from formkit.site import site_files
from formkit.spec import read_site

SPEC = """
site: {name: Rose & Co, tagline: {en: Bread & more}, languages: [en, ar, tr]}
business: {email: a@b.example}
sections:
  - about: {title: {en: Who we are}, text: {en: "Three sisters\\n\\n- and a dog"}}
  - services: [{name: {en: Wreaths, tr: Çelenkler}, text: {en: In autumn}}, {name: Rose}]
  - team: [{name: Leyla, role: {en: Florist}}]
  - testimonials: [{text: {en: Lovely}, name: Ali, role: {en: Guest}}]
  - faq: [{name: {en: "Open?"}, text: {en: "Yes", tr: "Evet", ar: "نعم"}}]
  - form: contact
forms: {contact: {title: {en: Say hello}, fields: {name: {}}}}
"""


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "rose.yaml").write_text(SPEC, "utf-8")
    files = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)
    return {path: data.decode().partition("</head>")[2] for path, data in files.items() if path.endswith("index.html")}


def marked(page: str) -> set[str]:
    text = re.sub("<noscript>.*?</noscript>", "", page.partition("<main")[2])
    return set(re.findall(r'lang="en" dir="ltr"[^<>]*>\s*(?:<li>)?([^<\n]+)', text))


def test_what_is_not_said_in_the_language_of_the_page_says_its_own(pages: dict[str, str]) -> None:
    both = {"Bread &amp; more", "Who we are", "Three sisters", "and a dog", "In autumn", "Florist", "Lovely", "Guest"}
    assert marked(pages["ar/index.html"]) == both | {"Wreaths", "Open?", "Say hello"}
    assert marked(pages["tr/index.html"]) == both | {"Open?", "Say hello"}


def test_what_is_said_for_every_language_stays_as_it_is(pages: dict[str, str]) -> None:
    assert marked(pages["index.html"]) == set()
    assert '<a class="brand" href="index.html">Rose &amp; Co</a>' in pages["ar/index.html"]
    assert "<h3>Rose</h3>" in pages["ar/index.html"]


def test_no_mark_is_seen_as_text(pages: dict[str, str]) -> None:
    assert not any("lang=&#34;" in page or "&lt;p lang" in page for page in pages.values())


def test_words_that_run_the_other_way_stay_at_the_side_of_the_page(pages: dict[str, str]) -> None:
    page = pages["ar/index.html"]
    assert '<p><span lang="en" dir="ltr">Three sisters</span></p>\n<ul lang="en" dir="ltr">' in page
    assert '<h2><span lang="en" dir="ltr">Who we are</span></h2>' in page


def test_a_site_of_one_language_says_it_too(tmp_path: Path) -> None:
    one = SPEC.replace("languages: [en, ar, tr]", "languages: [ar]")
    (tmp_path / "rose.yaml").write_text(one, "utf-8")
    files = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)
    assert "Wreaths" in marked(files["index.html"].decode())
