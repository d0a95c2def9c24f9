"""The imprint, and the privacy page: put together from what the forms of the spec really do."""

import re
from html import unescape
from pathlib import Path

import pytest

from formkit import forms
from formkit.site import form_page, site_files
from formkit.site.embed import embed_html
from formkit.spec import Site, check_file, read_site

HOSTILE = "</script><img src=x onerror=alert(1)>"
SPEC = """
site: {name: Rose Garden, languages: [en, tr]}
business: {email: hello@rosegarden.example, phone: +1 217 555 0100, address: {street: 1 Main St, city: Springfield}}
legal: LEGAL
forms:
  contact:
    title: Write to us
    deliver_to: orders@mail.example
    fields:
      name: {type: text, label: Your name, required: true}
      email: {type: email}
      stars: {type: rating, label: Our flowers}
      news: {type: checkbox, label: Send me news}
"""


def built(tmp_path: Path, *lines: str, legal: str = "{privacy: true}") -> dict[str, str]:
    site = made(tmp_path, *lines, legal=legal)
    return {path: unescape(data.decode()) for path, data in site_files(site, workspace=tmp_path).items()}


def made(tmp_path: Path, *lines: str, legal: str = "{privacy: true}") -> Site:
    text = SPEC.replace("LEGAL", legal) + "".join(f"{line}\n" for line in lines)
    (tmp_path / "rose.yaml").write_text(text, "utf-8")
    return read_site(tmp_path / "rose.yaml", tmp_path)


def test_it_names_every_field_as_the_visitor_reads_it(tmp_path: Path) -> None:
    page = built(tmp_path)["privacy.html"]
    assert "The form “Write to us”" in page
    assert "<li>Your name</li><li>Email (optional)</li><li>Our flowers (optional)</li><li>Send me news</li>" in page


def test_it_says_where_mail_goes_but_not_to_whom(tmp_path: Path) -> None:
    page = built(tmp_path)["privacy.html"]
    assert "to a mailbox at mail.example" in page
    assert "The mail stays in that mailbox until we erase it there, too." in page
    assert "orders@" not in page


@pytest.mark.parametrize(
    ("line", "hosts"),
    [
        ("{mail: orders@mail.example, when: {name: [Rose]}}", "mail.example, rosegarden.example"),
        ("[{mail: orders@mail.example, when: {name: [Rose]}}, {mail: a@B.example}]", "mail.example, b.example"),
        ("orders@mail.example\n    accepts: formspree\n    allow_cc: [x@copy.example]", "mail.example, copy.example"),
        ("orders@mail.example\n    allow_cc: [x@copy.example]", "mail.example"),
    ],
)
def test_it_names_every_host_that_mail_may_go_to(tmp_path: Path, line: str, hosts: str) -> None:
    (tmp_path / "rose.yaml").write_text(SPEC.replace("LEGAL", "[privacy]").replace("orders@mail.example", line))
    files = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)
    assert f"to a mailbox at {hosts}." in unescape(files["privacy.html"].decode())


def test_a_form_without_destinations_goes_to_the_mailbox_of_the_business(tmp_path: Path) -> None:
    (tmp_path / "rose.yaml").write_text(re.sub(".*deliver_to.*\n", "", SPEC.replace("LEGAL", "[privacy]")))
    files = site_files(read_site(tmp_path / "rose.yaml", tmp_path), workspace=tmp_path)
    assert "to a mailbox at rosegarden.example." in unescape(files["privacy.html"].decode())


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("    accepts: formspree", "After sending you may be taken to a page of a.example, b.example."),
        (
            "    accepts: formspree\n    next: https://b.example/x",
            "you may be taken to a page of b.example, a.example.",
        ),
        ("    next: https://a.example/thanks", "After sending you are taken to a page of a.example."),
    ],
)
def test_it_names_every_host_that_visitors_may_be_taken_to(tmp_path: Path, after: str, said: str) -> None:
    assert said in built(tmp_path, after, "    allow_next: [a.example, 'https://b.example/x']")["privacy.html"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("    retention: 1", "Days until it is erased from our server: 1."),
        ("      plan: {type: file}", "Files are stored and sent the same way"),
        ("      ok: {type: consent}", "What you agree to is kept in the words that you read"),
        ("    autoreply: Thanks", "You get a mail that says that your message has arrived"),
        ("    next: https://thanks.example/x", "you are taken to a page of thanks.example"),
        ("    spam: {proof_of_work: true}", "Your browser solves a small calculation"),
        ("    spam: {question: {ask: Which flower?, answer: rose}}", "<li>Which flower?</li>"),
    ],
)
def test_it_says_what_a_form_does_and_nothing_else(tmp_path: Path, line: str, said: str) -> None:
    assert said in built(tmp_path, line)["privacy.html"]
    assert said not in built(tmp_path)["privacy.html"]


def test_it_speaks_the_language_of_the_page(tmp_path: Path) -> None:
    page = built(tmp_path)["tr/privacy.html"]
    assert "<h1>Gizlilik</h1>" in page
    assert "Bu sayfalar çerez kullanmaz" in page


@pytest.mark.parametrize(("checked", "drafts"), [("false", True), ("true", False)])
def test_it_is_a_draft_until_somebody_has_checked_it(tmp_path: Path, checked: str, drafts: bool) -> None:
    page = built(tmp_path, legal=f"{{privacy: {{checked: {checked}}}}}")["privacy.html"]
    said = [one.message for one in check_file(tmp_path / "rose.yaml", tmp_path)[1]]
    assert ("Draft: this page" in page) is drafts
    assert ("the privacy page is a draft, and says so" in said) is drafts


def test_words_of_the_owner_stand_with_ours_or_in_their_place(tmp_path: Path) -> None:
    added = built(tmp_path, legal="{privacy: {text: Our host is **Example Ltd**}}")["privacy.html"]
    alone = built(tmp_path, legal="{privacy: {instead: Ask **us**}}")["privacy.html"]
    assert "<strong>Example Ltd</strong>" in added
    assert "Your rights" in added
    assert "<strong>us</strong>" in alone
    assert "Your rights" not in alone


@pytest.mark.parametrize("legal", ["[imprint]", "imprint", "{imprint: yes}", "{imprint: {}}"])
def test_an_imprint_says_who_it_is(tmp_path: Path, legal: str) -> None:
    page = built(tmp_path, legal=legal)["imprint.html"]
    assert "<strong>Rose Garden</strong><br><bdi>1 Main St</bdi><br><bdi>Springfield</bdi><br>" in page
    assert 'href="tel:+12175550100"' in page


@pytest.mark.parametrize("legal", ["{imprint: 'Owner: Leyla'}", "{imprint: {en: 'Owner: Leyla', tr: 'Sahibi: Leyla'}}"])
def test_an_imprint_takes_words_alone(tmp_path: Path, legal: str) -> None:
    assert "Owner: Leyla" in built(tmp_path, legal=legal)["imprint.html"]


def test_every_page_leads_to_the_legal_ones(tmp_path: Path) -> None:
    files = built(tmp_path, legal="[imprint, privacy]")
    for path in (path for path in files if path.endswith(".html")):
        foot = files[path].partition("<footer>")[2]
        assert len(re.findall(r'href="[^"]*(?:imprint|privacy)\.html"', foot)) == 2, path


def test_a_form_of_its_own_leads_to_them_too(tmp_path: Path) -> None:
    site = made(tmp_path)
    bound = forms.compile(site.forms["contact"], "tr")()
    page = form_page(site, site.forms["contact"], bound, "tr", action="/f/rose/contact")
    assert '<a href="/rose/tr/privacy.html">Gizlilik</a>' in page


def test_a_site_that_asks_for_none_has_none(tmp_path: Path) -> None:
    files = built(tmp_path, legal="{}")
    assert not {"privacy.html", "imprint.html"} & set(files)
    assert "privacy.html" not in files["index.html"]


def test_nothing_of_a_spec_becomes_markup_there(tmp_path: Path) -> None:
    site = made(tmp_path, f"      odd: {{label: {HOSTILE!r}}}", legal=f"{{privacy: {HOSTILE!r}, imprint: {HOSTILE!r}}}")
    files = site_files(site, workspace=tmp_path)
    assert not any(b"<img src=x" in files[path] for path in ("privacy.html", "imprint.html", "tr/privacy.html"))


@pytest.mark.parametrize(
    "line", ["    confirm: true", "    steps: [{title: You, fields: [name, email, stars, news]}]", ""]
)
def test_it_says_what_comes_to_the_server_before_it_is_sent(tmp_path: Path, line: str) -> None:
    page = built(tmp_path, line)["privacy.html"]
    assert ("Between the pages of a form, what you typed passes through our server" in page) is bool(line)
    assert ("We don’t see it before you send it." in page) is (not line)


def test_a_form_leads_to_it(tmp_path: Path) -> None:
    files = built(tmp_path)
    assert '<a href="privacy.html">How we use what you send</a>' in files["index.html"]
    assert '<a href="privacy.html">Gönderdiklerinizi nasıl kullanıyoruz</a>' in files["tr/index.html"]
    assert "How we use" not in built(tmp_path, legal="{imprint: Rose Ltd}")["index.html"]


def test_a_form_elsewhere_leads_to_it_where_its_address_is_known(tmp_path: Path) -> None:
    site = made(tmp_path)
    there = site.model_copy(update={"head": site.head.model_copy(update={"url": "https://rose.example"})})
    form = site.forms["contact"]
    bound = forms.compile(form, "tr")()
    assert 'href="/rose/tr/privacy.html"' in form_page(site, form, bound, "tr", action="/f/rose/contact")
    pasted = [embed_html(one, form, "tr", action="https://f.example", workspace=tmp_path) for one in (site, there)]
    assert "privacy" not in pasted[0]
    assert 'href="https://rose.example/tr/privacy.html"' in pasted[1]
