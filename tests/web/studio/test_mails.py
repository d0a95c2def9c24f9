"""The tab "mail": what the owner will get, of answers made up."""

from html import unescape

import pytest

from formkit.settings import Settings
from tests.web.studio.conftest import Visit


def read(studio: Visit, path: str) -> str:
    return unescape(studio.get(f"s/rose/{path}").text)


def test_the_owner_sees_the_mail_before_anybody_has_written(studio: Visit) -> None:
    page = read(studio, "mail")
    assert "Emma Wilson via Rose Garden" in page
    assert "Question from Emma Wilson" in page
    assert "emma.wilson@example.com" in page
    assert 'src="/_studio/s/rose/mail/contact/0?"' in page
    assert "The answers are made up. Choose others above." in page


def test_answers_that_can_not_be_chosen_are_not_offered(studio: Visit, settings: Settings) -> None:
    spec = "site: {name: Rose}\nbusiness: {email: hello@rose.example}\nforms: {contact: {}}\n"
    (settings.specs / "rose.yaml").write_text(spec, "utf-8")
    page = read(studio, "mail")
    assert "The answers are made up.</p>" in page


def test_its_html_runs_nothing_and_is_the_one_that_is_sent(studio: Visit) -> None:
    answer = studio.get("s/rose/mail/contact/0")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "Hello, this is an example of a message." in answer.text
    assert studio.get("s/rose/mail/contact/9").status_code == 404


def test_an_answer_decides_who_gets_it_and_what_is_asked(studio: Visit) -> None:
    page = read(studio, "mail/contact?if-topic=Order")
    assert '<dt>To</dt><dd dir="auto">orders@rosegarden.example, hello@rosegarden.example</dd>' in page
    assert "<strong>orders@rosegarden.example</strong> gets it when “Topic” is Order" in page
    assert "1024" not in page
    assert "1024" in studio.get("s/rose/mail/contact/0?if-topic=Complaint").text


def test_what_is_not_offered_can_not_be_chosen(studio: Visit) -> None:
    assert "<script>" not in studio.get("s/rose/mail/contact?if-topic=<script>&language=<script>").text


def test_the_visitor_s_mail_is_in_the_visitor_s_language(studio: Visit, settings: Settings) -> None:
    spec = settings.specs / "rose.yaml"
    said = spec.read_text("utf-8").replace(
        '    subject: "{topic}', '    autoreply: {en: Thanks, tr: Teşekkürler}\n    subject: "{topic}'
    )
    spec.write_text(said, "utf-8")
    assert "Visitors get no mail" not in read(studio, "mail")
    assert "Teşekkürler" in studio.get("s/rose/mail/contact/1?language=tr").text


@pytest.mark.parametrize(
    ("spec", "words"),
    [("site: {name: Rose}\n", "This site has no form yet."), ("site: [\n", "There is nothing to show yet")],
)
def test_a_site_without_a_form_says_so(studio: Visit, settings: Settings, spec: str, words: str) -> None:
    (settings.specs / "rose.yaml").write_text(spec, "utf-8")
    assert words in read(studio, "mail")
