import re
from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from formkit import forms
from formkit.model import Answer, Submission
from formkit.site import form_page, message_page, receipt_page, site_files
from formkit.site.business import business_view
from formkit.spec import Site, read_site

HOSTILE = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"
SPEC = f"""
site:
  name: {{en: Rose Garden, tr: Gül Bahçesi}}
  url: https://rosegarden.example
  languages: [en, tr]
business:
  email: hello@rosegarden.example
  phone: +1 555 010 0100
  hours: {{mon-fri: 09:00-18:00}}
sections:
  - about: {{title: {HOSTILE!r}, text: {HOSTILE!r}}}
  - faq: {{items: [{{name: {HOSTILE!r}, text: "**Yes**"}}]}}
  - form: contact
forms:
  contact:
    next: https://elsewhere.example/thanks
    fields:
      name: {{type: text, required: true}}
      data: {{type: text, label: {HOSTILE!r}}}
      topic: {{type: radio, choices: [A, B], required: true}}
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "rose.yaml").write_text(SPEC.replace('\\"', '"').replace("\\'", "''"))
    return read_site(tmp_path / "rose.yaml", tmp_path)


@pytest.fixture
def files(site: Site, tmp_path: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in site_files(site, workspace=tmp_path).items()}


def test_a_site_has_a_page_per_language_and_what_a_host_needs(files: dict[str, str]) -> None:
    pages = {"index.html", "thanks.html", "tr/index.html", "tr/thanks.html", "404.html"}
    assert set(files) == pages | {
        "qr.svg",
        "tr/qr.svg",
        "favicon.svg",
        "contact.vcf",
        "sitemap.xml",
        "robots.txt",
        "_headers",
        ".htaccess",
    }


def test_nothing_of_a_spec_becomes_markup(files: dict[str, str]) -> None:
    page = files["index.html"]
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "{{7*7}}" in page


@pytest.mark.parametrize("path", ["index.html", "tr/index.html"])
def test_the_policy_allows_exactly_the_scripts_and_the_style_of_the_page(files: dict[str, str], path: str) -> None:
    page = files[path]
    policy = unescape(re.findall(r'Content-Security-Policy" content="([^"]*)"', page)[0])
    inside = re.findall(r"<(?:style|script)[^>]*>(.*?)</(?:style|script)>", page, re.DOTALL)
    hashes = {f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in inside}
    assert hashes == set(re.findall(r"'sha256-[^']*'", policy))
    assert "form-action 'self' https://elsewhere.example;" in policy


ASKED = """
site: {name: Rose Garden, ENDPOINT}
business: {email: hello@rosegarden.example}
forms:
  contact: {preset: contact, next: "https://thanks.example/", allow_next: [partner.example], spam: {PROOF}}
"""


@pytest.mark.parametrize(
    ("endpoint", "asks"),
    [("theme: plain", "'self'"), ("endpoint: https://forms.example", "'self' https://forms.example")],
)
def test_the_page_may_ask_its_own_site_and_the_endpoint_and_nobody_else(
    tmp_path: Path, endpoint: str, asks: str
) -> None:
    (tmp_path / "rose.yaml").write_text(ASKED.replace("ENDPOINT", endpoint).replace("{PROOF}", "{}"), "utf-8")
    page = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)["index.html"].decode()
    assert f"; connect-src {asks}; " in unescape(page)
    assert "https://partner.example" in page.partition("connect-src")[2]


def test_a_site_that_is_named_as_the_style_s_placeholder_keeps_its_style(tmp_path: Path) -> None:
    (tmp_path / "rose.yaml").write_text("site: {name: /*style*/}\nsections: [text: /*style*/]\n", "utf-8")
    page = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)["index.html"].decode()
    assert "<title>/*style*/</title>" in page
    assert ">/*style*/</" in page.partition("<main")[2]
    assert "<style>:root{--" in page


@pytest.mark.parametrize("proof", ["yes", "no"])
def test_what_proves_work_is_on_pages_that_need_it(tmp_path: Path, proof: str) -> None:
    text = ASKED.replace("ENDPOINT", "theme: plain").replace("PROOF", f"proof_of_work: {proof}")
    (tmp_path / "rose.yaml").write_text(text, "utf-8")
    page = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)["index.html"].decode()
    assert {"PBKDF2" in page, " data-proof>" in page} == {proof == "yes"}


def test_every_version_lists_itself_and_the_others(files: dict[str, str]) -> None:
    for path in ("index.html", "tr/index.html"):
        found = dict(re.findall(r'hreflang="([\w-]+)" href="(https[^"]*)"', files[path]))
        root = "https://rosegarden.example/"
        assert found == {"en": root, "tr": f"{root}tr/", "x-default": root}


def test_a_refused_form_comes_back_with_every_value_and_a_summary(site: Site) -> None:
    form = site.forms["contact"]
    bound = forms.compile(form, "tr")(MultiDict([("data", HOSTILE)]))
    bound.validate()
    page = form_page(site, form, bound, "tr", action="/f/rose/contact", key="k1")
    assert "<title>Hata:" in page
    assert '<a href="#contact-name">' in page
    assert '<a href="#contact-topic-0">' in page
    assert HOSTILE in unescape(page)
    assert '<input type="hidden" name="_key" value="k1">' in page


def test_a_receipt_shows_reference_answers_and_where_the_mail_is(site: Site) -> None:
    at = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
    answers = (Answer("name", "text", "Name", HOSTILE),)
    submission = Submission("1", "K7QM-4XWD", "t", "rose", "contact", at, "en", {}, answers)
    page = receipt_page(site, None, submission, answers, mail="sent", language="en")
    assert "K7QM-4XWD" in page
    assert "22 November 2026, 02:00 UTC" in page
    assert "Taken by our mail server" in page
    assert "<script" not in page


@pytest.mark.parametrize(
    ("key", "name"), [("linkedin", "LinkedIn"), ("instagram", "Instagram"), ("my-blog", "My-blog")]
)
def test_a_link_is_written_as_its_owner_writes_it(key: str, name: str) -> None:
    business = {"links": {key: "https://rosegarden.example/there"}}
    made = Site.model_validate({"id": "rose", "site": {"name": "Rose Garden"}, "business": business})
    assert [link.text for link in business_view(made, "en").links] == [name]


def test_a_message_needs_no_site() -> None:
    page = message_page(None, "tr", title="Burada bir form yok", text="<b>")
    assert "Burada bir form yok</h1>" in page
    assert "&lt;b&gt;" in page


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("[form: contact]", ["hero", "form-contact"]),
        ("[contact, hours, hero]", ["contact", "hours", "hero"]),
        ("[banner: Closed today, about: Us]", ["banner", "hero", "about"]),
        ("[]", ["hero"]),
    ],
)
def test_written_sections_stand_as_they_are_below_one_heading(tmp_path: Path, written: str, shown: list[str]) -> None:
    (tmp_path / "rose.yaml").write_text(f"{SPEC.split('sections:')[0]}sections: {written}\nforms: {{contact: {{}}}}\n")
    page = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)["index.html"].decode()
    assert re.findall(r'<section[^>]* id="([^"]*)"', page) == shown
    assert page.count("<h1") == 1


def test_a_page_without_an_address_still_says_what_it_is_when_shared(tmp_path: Path) -> None:
    (tmp_path / "rose.yaml").write_text("site: {name: Rose Garden, tagline: Flowers}\nbusiness: {email: a@b.example}\n")
    page = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)["index.html"].decode()
    assert '<meta property="og:title" content="Rose Garden – Flowers">' in page
    assert '<meta property="og:description" content="Flowers. Rose Garden' in page
    assert "og:url" not in page


def test_a_page_without_a_form_has_to_do_with_its_own_site_alone(tmp_path: Path) -> None:
    spec = "site: {name: Rose, endpoint: 'https://forms.example'}\nlegal: [privacy]\nforms: {contact: {}}\n"
    (tmp_path / "rose.yaml").write_text(f"{spec}business: {{email: a@b.example}}\n")
    files = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)
    first, privacy = (unescape(files[name].decode()) for name in ("index.html", "privacy.html"))
    assert "connect-src 'self' https://forms.example; form-action 'self' https://forms.example" in first
    assert "connect-src 'self'; form-action 'self';" in privacy


@pytest.mark.parametrize(
    ("business", "buttons"),
    [
        ("{email: a@b.example, messengers: {telegram: rose}}", [("https://t.me/rose", "Telegram", "Write")]),
        ("{email: a@b.example}", [("mailto:a@b.example", "Write to us", "Write")]),
        (
            "{email: a@b.example, phone: +1 217 555 0100}",
            [
                ("mailto:a@b.example", "Write to us", "Write"),
                ("tel:+12175550100", "<bdi>+1 217 555 0100</bdi>", "Call"),
            ],
        ),
        ("{address: 1 Main St}", []),
    ],
)
def test_without_a_form_the_first_button_leads_to_a_messenger_or_a_mail(
    tmp_path: Path, business: str, buttons: list[tuple[str, str, str]]
) -> None:
    (tmp_path / "rose.yaml").write_text(f"site: {{name: Rose Garden}}\nbusiness: {business}\n")
    page = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)["index.html"].decode()
    hero, bar = page.partition('id="hero"')[2].partition("</section>")[0], page.partition('class="bar"')[2]
    shown = r'<a class="button[^"]*" href="([^"]*)">(.*?)</a>'
    assert re.findall(shown, hero) == [(href, text) for href, text, _ in buttons]
    assert sorted(re.findall(shown, bar)) == sorted((href, text) for href, _, text in buttons)


def test_arabic_lists_have_the_arabic_comma(tmp_path: Path) -> None:
    (tmp_path / "rose.yaml").write_text(
        "site: {name: وردة, language: ar}\nbusiness: {address: {city: دبي}}\n"
        "sections: [testimonials: [{text: ممتاز, name: ليلى, role: عروس}]]\n",
        "utf-8",
    )
    page = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)["index.html"].decode()
    assert '<meta name="description" content="وردة، دبي' in page
    assert "<bdi>ليلى</bdi>، عروس" in page
