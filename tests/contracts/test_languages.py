"""What every language keeps, whichever comes next: a new one is a file, and these tests."""

import codecs
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from formkit.fields import FIELD_TYPES
from formkit.fields.measured import as_date, as_time
from formkit.forms import compile
from formkit.model import Posted, Upload
from formkit.site.pages import form_page
from formkit.spec import Site
from formkit.words import languages, locale_of, words
from tests.fields.forms_of import form_of

OTHERS = [code for code in languages() if code != "en"]
every = pytest.mark.parametrize("code", languages())
others = pytest.mark.parametrize("code", OTHERS)

# What is written alike in two languages: German and French share words with English, a pattern has no words at all.
ALIKE = {
    "es": {"err_title_prefix", "form_no", "form_total"},
    "fr": {"form_total", "label_date", "mail_from_name", "site_services", "site_contact"},
    "tr": {"mail_form"},
}
WORDLESS = {"mail_label", "err_file"}
# Words that beg, are sorry, or scold (GOV.UK Design System, error message): a message says what to do instead.
BEGGING = {
    "en": "please|sorry|invalid|oops|unfortunately|apolog",
    "ar": "يرجى|الرجاء|رجاء|من فضلك|عذر|آسف|غير صالح|للأسف",
    "de": r"bitte\b|entschuldig|leider|ungültig|tut uns leid|hoppla",
    "es": r"por favor|sentimos\b|perdón|inválid|no válid|disculp|lamentable",
    "fr": "veuillez|s[’']il vous plaît|désolé|invalide|oups|malheureusement|merci de ",
    "hu": r"kérjük|kérem\b|sajnál|sajnos|érvénytelen|elnézést|hoppá",
    "hy": "խնդրում ենք|ներողություն|ներեցեք|ցավոք|ցավում|անվավեր",
    "kk": r"өтінеміз|өтінемін|кешіріңіз|жарамсыз|өкінішке",
    "ru": "пожалуйста|извините|простите|недействительн|неверн|некорректн|недопустим|к сожалению",
    "tr": "lütfen|üzgünüz|özür|geçersiz|maalesef|ne yazık ki",
}
SCRIPTS = {"ru": "CYRILLIC", "kk": "CYRILLIC", "hy": "ARMENIAN", "ar": "ARABIC"}


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{(\w+)\}", text))


@every
def test_it_has_a_name_a_direction_and_a_charset(code: str) -> None:
    language = words(code)
    assert language.native
    assert language.direction == {"left-to-right": "ltr", "right-to-left": "rtl"}[locale_of(code).character_order]
    assert codecs.lookup(language.charset)


@every
def test_the_readme_names_it(code: str) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    assert f"{words(code).native} (`{code}`)" in readme


@others
def test_it_says_everything_that_english_says(code: str) -> None:
    assert list(words(code).words) == list(words("en").words)


@others
def test_it_fills_in_what_english_fills_in(code: str) -> None:
    english = words("en").words
    wrong = [key for key, said in words(code).words.items() if placeholders(said) != placeholders(english[key])]
    assert wrong == []


@others
def test_nothing_is_left_in_english(code: str) -> None:
    english = words("en").words
    alike = {key for key, said in words(code).words.items() if said == english[key]}
    assert alike - WORDLESS == ALIKE.get(code, set())


@every
def test_no_message_begs_blames_or_scolds(code: str) -> None:
    begging = rf"(?i)\b({BEGGING['en']}|{BEGGING.get(code, BEGGING['en'])})"
    assert [said for said in words(code).words.values() if re.search(begging, said)] == []


@pytest.mark.parametrize("code", SCRIPTS)
def test_it_is_written_in_its_own_letters(code: str) -> None:
    def letters(text: str) -> list[str]:
        return [unicodedata.name(letter) for letter in text if letter.isalpha()]

    foreign = [key for key, said in words(code).words.items() if not any(SCRIPTS[code] in one for one in letters(said))]
    assert set(foreign) <= {*WORDLESS, "site_of_stars"}


@every
def test_its_typography_is_that_of_its_readers(code: str) -> None:
    said = "\n".join(words(code).words.values())
    assert '"' not in said
    assert " ," not in said
    assert "..." not in said
    assert code == "en" or "'" not in said
    assert code != "fr" or not re.search("[^\u00a0\u202f/s](?=[:;!?»](?![/\\w]))|« ", said)
    assert code != "ar" or not re.search("[,;?]", said)
    assert code != "hy" or not re.search("[?!]|:(?!//|[0-9])", said)


def example(said: str) -> str:
    """The number, day or time in a message."""
    found = re.search(r"[+0-9][0-9 \u00a0.:-]+[0-9]", said)
    return found[0] if found else ""


@every
def test_the_examples_in_its_messages_are_right(code: str) -> None:
    import phonenumbers

    phone, day, time = (example(words(code)(f"err_{key}")) for key in ("tel", "date", "time"))
    assert phonenumbers.is_possible_number(phonenumbers.parse(phone))
    assert as_date(day)
    assert as_time(time)


RULES = {
    "text": "type: text, min: 3, max: 5, pattern: '[0-9]+'",
    "textarea": "type: textarea, min: 3, max: 5",
    "number": "type: number, min: 2.5, max: 4",
    "date": "type: date, min: 2026-03-01, max: 2026-12-31",
    "time": "type: time, min: '09:00', max: '18:00'",
    "select": "type: select, choices: [А, Б]",
    "radio": "type: radio, choices: [А, Б]",
    "checkboxes": "type: checkboxes, choices: [А, Б]",
    "file": "type: file, max_size: 1 kB, max_files: 2",
    "order": "type: order, currency: EUR, items: [{name: А, price: 3}]",
}
WRONG = ["", "а", "а" * 20_000, "абвг", "-5", "1000", "2020-01-01", "2030-01-01", "03:00", "23:00", "@", "http:"]
FILES = [
    [Upload("", "value", "а.exe", "", 3, content=b"abc")],
    [Upload("", "value", "а.txt", "", 0, content=b"")],
    [Upload("", "value", "а.txt", "", 5000, content=b"a" * 5000)],
    [Upload("", "value", "а.txt", "", 1, content=b"a")] * 3,
    [Upload("", "value", "а.png", "", 1, content=b"a")],
    [Upload("", "value", "а.txt", "", 1, content=None)],
    [Upload("", "value", "", "", 1)],
]


def complaints(kind: str, code: str) -> set[str]:
    rule = RULES.get(kind, f"type: {kind}")
    made = compile(form_of(f"{{value: {{{rule}, label: №, required: true}}}}"), code)
    posts = [Posted((("value", value),) if value else ()) for value in WRONG]
    posts += [Posted((), tuple(files)) for files in FILES] if kind == "file" else []
    tries = [made(post) for post in posts]
    return {str(error) for bound in tries if not bound.validate() for error in bound["value"].errors}


def english_words(text: str, code: str) -> set[str]:
    """The words of `text` that English messages use, and this language's don't."""
    known, own = (set(re.findall(r"[A-Za-z]{3,}", " ".join(words(one).words.values()).lower())) for one in ("en", code))
    return set(re.findall(r"[A-Za-z]{3,}", text.lower())) & (known - own)


INPUTS = [name for name, kind in FIELD_TYPES.items() if kind.takes_input and name not in ("hidden",)]


@others
@pytest.mark.parametrize("kind", INPUTS)
def test_every_complaint_is_in_the_visitors_language(kind: str, code: str) -> None:
    said = complaints(kind, code)
    assert said
    assert {one: english for one in said if (english := english_words(one, code))} == {}


@others
def test_a_page_of_mistakes_has_no_english_word(code: str) -> None:
    fields: dict[str, Any] = {kind: {"type": kind, "label": "№", "required": True} for kind in INPUTS}
    for kind in ("select", "radio", "checkboxes"):
        fields[kind]["choices"] = ["А", "Б"]
    fields["order"] |= {"currency": "EUR", "items": [{"name": "А", "price": "3"}]}
    site = Site.model_validate(
        {
            "id": "shop",
            "site": {"name": "№", "languages": [code]},
            "forms": {"contact": {"id": "contact", "fields": fields}},
        }
    )
    bound = compile(site.forms["contact"], code)(Posted(()))
    assert not bound.validate()
    page = form_page(site, site.forms["contact"], bound, code, action="/f/shop/contact")
    seen = re.sub(r"(?s)<(style|script).*?</\1>|<!--.*?-->|<[^>]*>", " ", page)
    assert english_words(seen, code) == set()
