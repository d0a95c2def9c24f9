"""What is wrong with a site, in the words of who looks at controls, and in the reader's language."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from formkit.errors import FormkitError, Problem, SpecError
from formkit.settings import Settings
from formkit.source import parse_source
from formkit.spec import check_file, check_source
from formkit.web.studio.problems import refusal, told
from formkit.web.studio.said import table
from tests.web.studio.conftest import LAPTOP, Visit, at_rose
from tests.web.studio.making import maker_of

FILES = sorted((Path(__file__).parents[2] / "data" / "specs" / "files").glob("*.yaml"))
BROKEN = """\
site: {name: Rose, theme: plian, accent: reddish, url: my site}
business: {phone: call me, email: nobody, hours: {mon: 9 to 5}}
sections:
  - about: {text: Three sisters, image: images/none.jpg}
  - services: {items: [{text: No name}]}
  - gallery: []
  - form: order
forms:
  contact:
    preset: contact
    fields:
      topic: {type: select}
      order_no: {type: text, label: Order number, show_if: {topik: Order}, required: maybe}
      message: {type: textarea, max: many}
"""


def problems_of(spec: str, workspace: Path) -> list[Problem]:
    return check_source(parse_source(spec.encode(), "rose.yaml"), workspace / "form_specs" / "rose.yaml", workspace)[1]


def said(spec: str, workspace: Path, reader: str = "en") -> list[str]:
    """Each Problem as it is shown: the way to it, what is wrong, what to do now."""
    found = told(problems_of(spec, workspace), table(reader), maker_of(spec, workspace, reader=reader))
    return [" | ".join((one["where"], one["message"], one["hint"])) for one in found]


def test_what_is_wrong_is_said_to_who_never_opened_the_file(tmp_path: Path) -> None:
    assert said(BROKEN, tmp_path) == [
        "The site › Look | There is no look “plian”. | Choose one of those offered. Did you mean “plain”?",
        "The site › Your colour | “reddish” is not a colour. | Choose one, or write # and six digits, such as #a3324f.",
        "The site › Address of the site | “my site” is not a web address. "
        "| Write it whole, such as https://rosegarden.example.",
        "Your business › Phone number | This is not a phone number. | Write it like +1 555 010 0100.",
        "Your business › Mail address | This is not a mail address. | Write it like hello@rosegarden.example.",
        "Your business › Opening hours | “9 to 5” can't be read as opening hours. "
        "| An example is 09:00-18:00. Write it like this: 09:00-17:00",
        "About us › Picture | The picture images/none.jpg is not there. | Choose it again, or take it out.",
        "About us › Picture | Say in a few words what the picture shows; people who can't see it hear these words. | ",
        "Services › A service | This one has no name yet. | Write it.",
        "Form › Which form | There is no form “order”. | Choose another one, or delete this part of the page.",
        "Form: Write to us › Topic | “What can be chosen” is missing. | Write it.",
        "Form: Write to us › Order number › When to ask it | This form has no question “topik”. "
        "| Choose another one, or take it out. Did you mean “topic”?",
        "Form: Write to us › Order number › Must be answered "
        "| This is either yes or no: in the file “true” or “false”. | ",
        "Form: Write to us › Your message › Letters at most | Write a whole number, such as 100. | ",
    ]


@pytest.mark.parametrize("reader", ["tr", "ru"])
def test_no_sentence_of_a_broken_site_is_english(reader: str, tmp_path: Path) -> None:
    own, english, terminal = said(BROKEN, tmp_path, reader), said(BROKEN, tmp_path), problems_of(BROKEN, tmp_path)
    assert len(own) == len(english) == len(terminal) == 14
    for one, other, problem in zip(own, english, terminal, strict=True):
        assert not {*one.split(" | ")[1:]} & {*other.split(" | ")[1:], problem.message, problem.hint} - {""}, one


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_mistake_that_people_make_has_its_rule_and_no_gap_in_its_words(path: Path, tmp_path: Path) -> None:
    for problem in check_file(path, tmp_path)[1]:
        assert problem.rule
        for one in told([problem], table("tr"), None):
            assert not re.search(r"\{[a-z_]+\}", one["message"] + one["hint"]), one
            assert one["message"] != problem.message


def test_what_is_wrong_with_the_writing_belongs_to_its_line(tmp_path: Path) -> None:
    spec = "site: {name: Rose}\nbusiness:\n  phone: +1 555 010 0100\n   email: a@shop.example\n"
    one = told(problems_of(spec, tmp_path), table("tr"), maker_of(spec, tmp_path, reader="tr"))[0]
    assert (one["path"], one["where"], one["rule"]) == (None, "Satır 4", "starts-too-far-right")
    assert one["message"] == "Bu satır, yanına ait olduğu 3. satırdan daha sağda başlıyor."
    assert one["hint"] == "Önündeki boşluk sayısı 3; 2 olmalı."


def test_languages_are_called_what_they_call_themselves(tmp_path: Path) -> None:
    spec = "site: {name: {en: Rose}, languages: [en, tr, ru]}\nbusiness: {email: a@shop.example}\n"
    assert said(spec, tmp_path)[0].startswith("The site › Name of the site | Words are missing in: Türkçe, русский. |")


def test_a_rule_that_has_no_words_is_said_as_in_the_terminal() -> None:
    words = {name: text for name, text in table("tr").items() if name != "problem.key-twice"}
    problem = Problem("rose.yaml", 3, 1, "'phone' stands here twice", "keep one", rule="key-twice")
    assert told([problem], words, None)[0]["message"] == "'phone' stands here twice"


def test_an_error_is_said_by_its_rule_and_a_spec_by_its_first_mistake(app: Flask) -> None:
    wrong = SpecError((Problem("rose.yaml", 1, 1, "the file is empty", rule="file-empty"),))
    with app.test_request_context(headers={"Accept-Language": "ru"}):
        assert refusal(FormkitError("gone", rule="version-gone")) == (
            "Эта версия больше не хранится.",
            "Выберите другую.",
        )
        assert refusal(wrong)[0] == "Файл пуст."
        assert refusal(FormkitError("what", "what now")) == ("what", "what now")


def test_panel_and_answers_speak_the_language_of_the_reader(studio: Visit, settings: Settings) -> None:
    studio.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "tr"
    (settings.specs / "rose.yaml").write_text(BROKEN, "utf-8")
    assert "Bu bir telefon numarası değil." in studio.get('s/rose/panel?path=["business"]').text
    assert studio.get("s/rose/file").json["problems"][0]["message"] == "“plian” diye bir görünüm yok."
    refused = studio.post("s/rose/change", {"edits": [{"op": "take", "path": ["nothing"]}]}).json
    assert refused["message"] == "Değiştirmek istediğiniz şey artık orada değil."


def test_who_reads_turkish_sees_no_english_of_the_checker(
    new_page: Callable[..., Page], address: str, settings: Settings, tmp_path: Path
) -> None:
    (settings.specs / "rose.yaml").write_text(BROKEN, "utf-8")
    english = [words for line in said(BROKEN, tmp_path) for words in line.split(" | ")[1:] if words]
    english += [words for one in problems_of(BROKEN, tmp_path) for words in (one.message, one.hint) if words]
    page = at_rose(new_page(**LAPTOP, locale="tr-TR"), address)
    expect(page.locator("#file .problems li")).to_have_count(14)
    expect(page.locator("#file .problems li").first).to_contain_text("Satır 1: “plian” diye bir görünüm yok.")
    expect(page.locator("#broken")).to_contain_text("Site › Görünüm · “plian” diye bir görünüm yok.")
    page.get_by_role("tab", name="Sayfa").click()
    expect(page.locator("#panel .errors").filter(has_text="“reddish” bir renk değil.")).to_be_visible()
    seen = page.locator("body").inner_text()
    assert [words for words in english if words in seen] == []
