"""Links in texts: where they lead when they are no whole address."""

from pathlib import Path

import pytest

from tests.spec.workspace import said

SPEC = """\
site: {name: Rose, languages: [en, tr]}
business: {email: a@b.example}
pages: {prices: {title: Prices, sections: [text: Cheap]}}
legal: {imprint: {checked: yes}}
sections:
  - about: "LINK"
"""
NOWHERE = "which is nothing of this site"


@pytest.mark.parametrize(
    "link",
    ["prices.html", "./prices.html#faq", "index.html?topic=Order", "imprint.html", "tr/", "tr/prices.html", "#about",
     "https://a.example/x", "mailto:a@b.example", "tel:+15550100", "contact.vcf", "/", "//a.example"],
)  # fmt: skip
def test_a_link_that_leads_somewhere_is_fine(link: str, tmp_path: Path) -> None:
    assert said(SPEC.replace("LINK", f"[x]({link}) and `[y](z)`"), tmp_path) == []


@pytest.mark.parametrize(
    "link", ["images/x.svg", "www.rosegarden.example", "price.html", "privacy.html", "../x", "%00"]
)
def test_a_link_that_leads_nowhere_is_told(link: str, tmp_path: Path) -> None:
    assert said(SPEC.replace("LINK", f"[x]({link})"), tmp_path) == [
        f"6:12: notice: 'text' has a link to '{link}', {NOWHERE}\n    write a page such as index.html, "
        "or a whole address: https://...; a file of your own belongs into build/shop"
    ]


def test_a_file_of_the_owner_s_beside_the_pages_is_found(tmp_path: Path) -> None:
    (tmp_path / "build" / "shop").mkdir(parents=True)
    (tmp_path / "build" / "shop" / "our menu.pdf").touch()
    assert said(SPEC.replace("LINK", "[x](our%20menu.pdf)"), tmp_path) == []


def test_a_page_of_another_language_is_beside_those_of_its_own(tmp_path: Path) -> None:
    spec = SPEC.replace('"LINK"', "{en: '[x](prices.html)', tr: '[x](prices.html), [y](tr/prices.html)'}")
    (notice,) = said(spec, tmp_path)
    assert "'tr/prices.html', which is nothing" in notice


@pytest.mark.parametrize(("link", "told"), [("/", True), ("/other/", True), ("/rose/prices.html", False)])
def test_a_link_out_of_the_folder_of_a_site_is_told(link: str, told: bool, tmp_path: Path) -> None:
    spec = SPEC.replace("name: Rose", "name: Rose, url: https://rose.github.example/rose").replace(
        "LINK", f"[x]({link})"
    )
    outside = f"6:12: notice: 'text' has a link to '{link}', outside the site: that lives in /rose/"
    assert [one.split("\n")[0] for one in said(spec, tmp_path)] == [outside] * told
