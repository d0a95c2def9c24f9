"""A form as plain HTML to paste, and the tag that loads it."""

from pathlib import Path

import pytest

from formkit.site.embed import embed_html, embed_script, embed_tag
from formkit.spec import Site, read_site

SPEC = """
site: {name: Rose Garden, languages: [en, ar]}
business: {email: hello@rosegarden.example}
forms:
  contact:
    fields:
      email: {type: email, placeholder: Your data-plan mail, required: true}
      plan: {type: select, choices: [SIM data-only, 'A "data-x" plan, 2 > 1']}
      size: {type: number, min: 2, max: 9}
      wares: {type: order, currency: EUR, items: [{name: Rose, price: 2}, {name: Iris, price: 3}]}
      by: {type: radio, choices: [Mail, Phone]}
      about: {type: note, text: "Only *data-only* plans"}
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "rose.yaml").write_text(SPEC, "utf-8")
    return read_site(tmp_path / "rose.yaml", tmp_path)


def pasted(site: Site, language: str = "en") -> str:
    action = "https://forms.example/f/rose/contact"
    return embed_html(site, site.forms["contact"], language, action=action, workspace=Path())


@pytest.mark.parametrize(
    "words",
    [
        'value="SIM data-only"',
        ">SIM data-only</option>",
        'value="A &#34;data-x&#34; plan, 2 &gt; 1"',
        'placeholder="Your data-plan mail"',
        "<em>data-only</em>",
    ],
)
def test_words_of_the_owner_s_stay_as_they_are(site: Site, words: str) -> None:
    assert words in pasted(site)


def test_nothing_is_left_that_only_a_script_reads(site: Site) -> None:
    assert not any(f" data-{name}" in pasted(site) for name in ("field", "msg", "min", "max", "label", "number"))


def test_each_thing_has_its_line_without_a_style_sheet(site: Site) -> None:
    lines = [line for line in pasted(site).splitlines() if line.startswith("<div><label>")]
    assert all(line.endswith("</label></div>") for line in lines)
    assert [line.count("<input ") for line in lines] == [1, 1, 1, 1]
    script = embed_script(site, site.forms["contact"], "en", action="https://forms.example/f", workspace=Path())
    assert "<div><label>" not in script


def test_it_says_its_language_and_direction(site: Site) -> None:
    assert '<form method="post" action="https://forms.example/f/rose/contact"' in pasted(site)
    assert ' lang="ar" dir="rtl">' in pasted(site, "ar").splitlines()[0]


def test_a_page_does_not_wait_for_the_script(site: Site) -> None:
    tag = embed_tag(site, site.forms["contact"], "en", endpoint="https://forms.example")
    assert tag.startswith('<script src="https://forms.example/embed/rose/contact.js" async></script>')
