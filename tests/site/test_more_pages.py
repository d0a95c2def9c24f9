"""Sites of more pages than one: what each has of its own, and how they lead to each other."""

import json
import re
from pathlib import Path

import pytest
from PIL import Image

from formkit.errors import SpecError
from formkit.site import site_files
from formkit.spec import check_file, read_site

SPEC = """
site: {name: Rose Garden, url: https://rosegarden.example, languages: [en, tr]}
business: {email: hello@rosegarden.example, phone: +1 217 555 0100}
sections: [about: Three sisters, form: contact]
pages:
  prices:
    title: {en: Prices, tr: Fiyatlar}
    description: What bouquets, wreaths and weddings cost in our shop.
    sections:
      - prices: [{name: Bouquet, price: "$35"}]
      - faq: [{name: Do you deliver?, text: "Yes, in town."}]
  visit:
    title: Visit us
    sections: [hero: Come in, hours, form: callback]
legal: [imprint, privacy]
forms: {contact: {}, callback: {}}
"""
ROOT = "https://rosegarden.example/"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "rose.yaml").write_text(SPEC, "utf-8")
    site = read_site(tmp_path / "rose.yaml", tmp_path)
    return {path: data.decode() for path, data in site_files(site, workspace=tmp_path).items()}


def problems(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "rose.yaml").write_text(text, "utf-8")
    found = check_file(tmp_path / "rose.yaml", tmp_path)[1]
    return [f"{one.line}:{one.column}: {one.message}" for one in found]


def test_every_page_is_there_in_every_language(files: dict[str, str]) -> None:
    for name in ("index", "prices", "visit", "imprint", "privacy"):
        assert {f"{name}.html", f"tr/{name}.html"} <= set(files)


@pytest.mark.parametrize(("path", "heading"), [("prices", "Prices"), ("tr/prices", "Fiyatlar"), ("visit", "Visit us")])
def test_a_page_has_one_heading_its_own(files: dict[str, str], path: str, heading: str) -> None:
    assert re.findall(r"<h1[^>]*>([^<]*)</h1>", files[f"{path}.html"]) == [heading]


def test_a_section_called_like_its_page_is_not_titled_twice(files: dict[str, str]) -> None:
    assert '<h2 class="unseen">Prices</h2>' in files["prices.html"]
    assert "<h2>Questions and answers</h2>" in files["prices.html"]


def test_a_page_says_what_it_is(files: dict[str, str]) -> None:
    page = files["tr/prices.html"]
    assert "<title>Fiyatlar – Rose Garden</title>" in page
    assert '<meta name="description" content="What bouquets, wreaths and weddings cost' in page
    assert f'<link rel="canonical" href="{ROOT}tr/prices.html">' in page


def test_every_version_of_a_page_lists_itself_and_the_others(files: dict[str, str]) -> None:
    for path in ("prices.html", "tr/prices.html"):
        found = dict(re.findall(r'hreflang="([\w-]+)" href="(https[^"]*)"', files[path]))
        first = f"{ROOT}prices.html"
        assert found == {"en": first, "tr": f"{ROOT}tr/prices.html", "x-default": first}


def test_the_language_switch_stays_on_the_page(files: dict[str, str]) -> None:
    assert '<a href="tr/prices.html" lang="tr"' in files["prices.html"]
    assert '<a href="../prices.html" lang="en"' in files["tr/prices.html"]


def test_the_navigation_leads_to_every_page_and_says_where_one_is(files: dict[str, str]) -> None:
    nav = files["prices.html"].partition('<nav class="links pages" aria-label="Pages">')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]*)"', nav) == ["index.html", "prices.html", "visit.html", "index.html#form-contact"]
    assert '<a href="prices.html" aria-current="page">Prices</a>' in nav


@pytest.mark.parametrize(
    ("sections", "last"),
    [
        ("[about: Us, contact, form: contact]", "#form-contact"),
        ("[about: Us, contact]", "#contact"),
        ("[about: Us]", "visit.html"),
    ],
)
def test_the_way_to_write_comes_last(tmp_path: Path, sections: str, last: str) -> None:
    (tmp_path / "rose.yaml").write_text(SPEC.replace("[about: Three sisters, form: contact]", sections), "utf-8")
    page = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)["index.html"].decode()
    nav = page.partition('<nav class="links pages"')[2].partition("</nav>")[0]
    assert re.findall(r'href="([^"]*)"', nav)[-1] == last


def test_the_page_that_is_not_there_leads_home_from_anywhere(files: dict[str, str]) -> None:
    assert '<a href="/prices.html">Prices</a>' in files["404.html"]
    assert '<a href="/privacy.html">Privacy</a>' in files["404.html"]


def test_the_sitemap_holds_every_page(files: dict[str, str]) -> None:
    found = re.findall("<loc>([^<]*)</loc>", files["sitemap.xml"])
    names = ("", "prices.html", "visit.html", "imprint.html", "privacy.html")
    assert found == [f"{ROOT}{folder}{name}" for name in names for folder in ("", "tr/")]


def test_search_engines_read_the_business_once_and_questions_where_they_stand(files: dict[str, str]) -> None:
    def data(path: str) -> dict[str, object]:
        return dict(json.loads((re.findall(r'ld\+json">(.*?)</script>', files[path]) or ["{}"])[0]))

    assert data("index.html")["@type"] == "LocalBusiness"
    assert data("prices.html")["@type"] == "FAQPage"
    assert data("visit.html") == {}


def test_a_page_without_a_form_leads_to_one(files: dict[str, str]) -> None:
    assert '<a class="button" href="index.html#form-contact">' in files["prices.html"]
    assert '<a class="button" href="#form-callback">' in files["visit.html"]


def test_every_link_between_pages_leads_somewhere(files: dict[str, str]) -> None:
    for path, page in files.items():
        folder = path.rpartition("/")[0]
        for href in re.findall(r'<a[^>]* href="([^":#]+)(?:#[^"]*)?"', page):
            target = (Path("/") / folder / href).resolve().relative_to("/").as_posix().removeprefix(".")
            assert target in files or path == "404.html", (path, href)


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ("pages: [prices]", "3:8: 'pages' must have a key for each page, not a list or text"),
        ("pages: {index: {title: A, sections: [text: B]}}", "3:9: the page's word in its address can't be 'index'"),
        ("pages: {tr: {title: A, sections: [text: B]}}", "3:9: the page's word in its address can't be 'tr'"),
        ("pages: {../x: {title: A, sections: [text: B]}}", "3:9: the page's word in its address can't be '../x'"),
        ("pages: {privacy: {title: A, sections: [text: B]}}", "3:9: the page's word in its address can't be 'privacy'"),
        ("pages: {prices: {title: A}}", "3:9: the page 'prices' has no sections"),
        ("pages: {prices: {sections: [text: B]}}", "3:9: the page 'prices' has no 'title'"),
        ("pages: {prices: {title: A, sections: [form: order]}}", "3:45: there is no form 'order'"),
        ("pages: {prices: {title: A, sections: [{text: {image: no.png}}]}}", "3:54: the picture 'no.png' is not there"),
        ("pages: {prices: Cheap}", "3:17: the page 'prices' must have keys below it"),
        ("legal: {impressum: yes}", "3:9: unknown key 'impressum'"),
        ("legal: {privacy: {texts: A}}", "3:19: unknown key 'texts'"),
    ],
)
def test_a_mistake_in_a_page_is_told_with_its_place(tmp_path: Path, pages: str, said: str) -> None:
    text = f"site: {{name: Rose Garden}}\nbusiness: {{email: a@rosegarden.example}}\n{pages}\n"
    assert any(one.startswith(said) for one in problems(tmp_path, text)), problems(tmp_path, text)


def test_a_page_that_lacks_a_language_is_told(tmp_path: Path) -> None:
    text = SPEC.replace("title: Visit us", "title: {en: Visit us}")
    assert "13:12: 'title' says nothing in tr" in problems(tmp_path, text)


def test_a_page_is_never_written_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "rose.yaml").write_text(SPEC.replace("  prices:\n", "  ../prices:\n", 1), "utf-8")
    with pytest.raises(SpecError):
        read_site(tmp_path / "rose.yaml", tmp_path)


def test_the_pictures_of_a_page_are_shown_and_stand_on_the_card(tmp_path: Path) -> None:
    (tmp_path / "form_specs").mkdir()
    Image.new("RGB", (2000, 1500), "teal").save(tmp_path / "form_specs" / "shop.jpg")
    (tmp_path / "form_specs" / "rose.yaml").write_text(
        "site: {name: Rose, url: https://rose.example}\nbusiness: {email: hello@rose.example}\n"
        "pages: {shop: {title: Shop, sections: [{gallery: [{image: shop.jpg, alt: Our shop}]}]}}\n"
    )
    made = site_files(read_site(tmp_path / "form_specs" / "rose.yaml", tmp_path), workspace=tmp_path)
    large = re.search(r'<li><a href="(images/shop-\w+-1600\.\w+)"', made["shop.html"].decode())
    assert large
    assert large[1] in made
    assert all(b'content="https://rose.example/card.jpg"' in made[page] for page in ("index.html", "shop.html"))


def test_a_picture_of_a_page_needs_its_words(tmp_path: Path) -> None:
    (tmp_path / "form_specs").mkdir()
    Image.new("RGB", (20, 10)).save(tmp_path / "form_specs" / "shop.png")
    pages = "pages: {shop: {title: Shop, sections: [{about: {text: We, image: shop.png}}]}}\n"
    (tmp_path / "form_specs" / "rose.yaml").write_text("site: {name: Rose}\n" + pages)
    _, found = check_file(tmp_path / "form_specs" / "rose.yaml", tmp_path)
    assert [(one.line, one.message) for one in found] == [(2, "the picture 'shop.png' has no 'alt'")]


def test_of_many_sections_the_form_is_always_listed(tmp_path: Path) -> None:
    kinds = ("services", "prices", "faq", "steps")
    more = "".join(f"\n  - {kind}: [{{name: A, text: B}}]" for kind in kinds)
    sections = f"\n  - about: Us{more}\n  - form: contact"
    (tmp_path / "rose.yaml").write_text(
        f"site: {{name: Rose}}\nbusiness: {{email: a@rose.example}}\nsections:{sections}\nforms: {{contact: {{}}}}\n"
    )
    page = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)["index.html"].decode()
    nav = page.partition('<nav class="links"')[2].partition("</nav>")[0]
    listed = re.findall(r'href="([^"]*)"', nav)
    assert listed == ["#about", "#services", "#prices", "#faq", "#form-contact"]


def test_who_is_lost_and_who_is_thanked_find_every_language(files: dict[str, str]) -> None:
    switch = r'<nav class="tongues"[^>]*>\s*<a href="([^"]*)" lang="en".*?<a href="([^"]*)" lang="tr"'
    found = {path: re.findall(switch, files[path]) for path in ("404.html", "thanks.html", "tr/thanks.html")}
    assert found == {
        "404.html": [("/", "/tr/")],
        "thanks.html": [("thanks.html", "tr/thanks.html")],
        "tr/thanks.html": [("../thanks.html", "../tr/thanks.html")],
    }


def test_pages_that_say_one_thing_have_the_logo_and_the_icons(tmp_path: Path) -> None:
    (tmp_path / "form_specs").mkdir()
    Image.new("RGB", (400, 400), "pink").save(tmp_path / "form_specs" / "logo.png")
    spec = tmp_path / "form_specs" / "rose.yaml"
    spec.write_text(SPEC.replace("site: {", "site: {logo: logo.png, "), "utf-8")
    files = site_files(read_site(spec, tmp_path), workspace=tmp_path)
    for path, root in (("404.html", "/"), ("thanks.html", ""), ("tr/thanks.html", "../")):
        page = files[path].decode()
        assert f'<link rel="apple-touch-icon" href="{root}apple-touch-icon' in page
        assert re.search(rf'class="brand" href="[^"]*"><img src="{re.escape(root)}images/logo-', page)
