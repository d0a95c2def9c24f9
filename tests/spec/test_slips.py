"""The slips that novices make most, with the whole sentence that cures each."""

from pathlib import Path

import pytest

from formkit.fields import FIELD_TYPES
from formkit.words import languages
from tests.spec.workspace import SHOP, said

SLIPS = [
    ("type: email", "type: emial", "13:15: unknown field type 'emial'\n    did you mean 'email'?"),
    ("type: email", "type: Email", "13:15: unknown field type 'Email'\n    did you mean 'email'?"),
    ("type: email", "type: phone", "13:15: unknown field type 'phone'\n    did you mean 'tel'?"),
    ("type: email", "type: Telefon", "13:15: unknown field type 'Telefon'\n    did you mean 'tel'?"),
    ("type: email", "type: e-posta", "13:15: unknown field type 'e-posta'\n    did you mean 'email'?"),
    ("type: text, show_if", "type: Yazı, show_if", "16:22: unknown field type 'Yazı'\n    did you mean 'text'?"),
    ("type: email", "type: hologram", f"13:15: unknown field type 'hologram'\n    there are: {', '.join(FIELD_TYPES)}"),
    ("business:", "bussiness:", "4:1: unknown key 'bussiness'\n    did you mean 'business'?"),
    ("  title:", "  Title:", "9:5: unknown key 'Title'\n    did you mean 'title'?"),
    ("    fields:", "    field:", "10:5: unknown key 'field'\n    did you mean 'fields'?"),
    ("label: Your", "lable: Your", "11:26: unknown key 'lable'\n    did you mean 'label'?"),
    (
        "  email: owner",
        "  \u0435mail: owner",
        "6:3: unknown key '\u0435mail'\n    did you mean 'email'? "
        "the letter '\u0435' is CYRILLIC SMALL LETTER IE: type it anew",
    ),
    (
        "    title:",
        "    blockchain: yes\n    title:",
        "9:5: unknown key 'blockchain'\n    the form 'contact' can have: preset, title, intro, button, thanks, fields, "
        "deliver_to, subject, autoreply, next, accepts, allow_next, allow_cc, steps, confirm, prefill, spam, retention",
    ),
    (
        "required: true, max",
        'required: "false", max',
        "11:54: 'required' must be true or false, not 'false'\n    write false without quotes",
    ),
    (
        "max: 100",
        "max: a hundred",
        "11:65: 'max' must be a whole number such as 100, not 'a hundred'\n    write digits only",
    ),
    (
        ", choices: [order, praise]",
        "",
        "15:7: a select field has no 'choices'\n"
        "    write them below it, for example choices: [Question, Order, Praise]",
    ),
    (
        "{topic: order}",
        "{topik: order}",
        "16:38: 'show_if' waits for 'topik', which is no field of this form\n    did you mean 'topic'?",
    ),
    ("{topic: order}", "{topic: ordr}", "16:45: 'ordr' is not among the choices of 'topic'\n    did you mean 'order'?"),
    (
        "owner@shop.example",
        "owner @shop.example",
        "6:10: 'email' is not an email address: 'owner @shop.example'\n    take the blank or line break out; "
        "several addresses are a list: [ada@shop.example, bob@shop.example]",
    ),
    (
        "owner@shop.example",
        "0232 555 01 23",
        "6:10: 'email' is not an email address: '0232 555 01 23'\n    write it like hello@rosegarden.example",
    ),
    (
        "owner@shop.example",
        "owner@shop",
        "6:10: 'email' is not an email address: 'owner@shop'\n    its end is missing, such as .com: owner@shop.com",
    ),
    (
        '"#a3324f"',
        "#a3324f",
        "3:3: 'accent' is empty\n    a # begins a comment: put the colour in quotes, as in accent: \"#a3324f\"",
    ),
    (
        '"#a3324f"',
        "brown",
        "3:11: 'accent' must be a colour, not 'brown'\n    write \"#a52a2a\"",
    ),
    (
        "label: Your",
        "label: 9,50 Your",
        "11:35: '50 Your name' is empty\n"
        "    a comma begins the next part: put what holds one in quotes, as in label: '9,50 Your name'",
    ),
    (
        "title: Contact us",
        "title: {en: A small bakery in Konak, Izmir., tr: İzmir}",
        "9:42: 'Izmir.' is empty\n    a comma begins the next part: put what holds one in quotes, "
        "as in en: 'A small bakery in Konak, Izmir.'",
    ),
    (
        "label: Your name",
        "label: Ada's, Bob's",
        "11:40: 'Bob's' is empty\n    a comma begins the next part: put what holds one in quotes, "
        "as in label: \"Ada's, Bob's\"",
    ),
    (
        "label: Your name",
        "label: bread, milk: fresh",
        "11:40: unknown key 'milk'\n    a text field can have: type, label, help, required, width, show_if, "
        "placeholder, default, autocomplete, min, max, pattern, pattern_message; "
        "text that holds a comma stands in quotes: label: 'bread, milk: fresh'",
    ),
    (
        "detail: {type",
        "Çikolata: {type",
        "16:7: the field's name can't be 'Çikolata'\n    it begins with a letter a-z and goes on with a-z, 0-9, - "
        "or _, 64 at most, for example 'cikolata'",
    ),
    ("title: Contact us", "title: @contact", "9:12: a value can't begin with @\n    put it in quotes: '@contact'"),
    (
        "title: Contact us",
        "title: Note: contact us",
        "9:12: text that holds a colon needs quotes\n    put the text in quotes: 'Note: contact us'",
    ),
    (
        "title: Contact us",
        "title:Contact us",
        "9:10: a blank is missing after the colon\n    write it as title: Contact us",
    ),
    (
        "title: Contact us",
        "title: 'Contact us",
        "9:12: a quote opens here and is never closed\n    write the closing quote",
    ),
    (
        "  name: Flower Shop",
        "\tname: Flower Shop",
        "2:1: a tab stands here\n    YAML is indented with blanks: put two for the tab",
    ),
    (
        "  name: Flower Shop",
        "  name: Flower Shop\n  name: Rose Garden",
        "3:3: 'name' stands here twice; it is already on line 2\n"
        "    keep one of the two, or give this one another name",
    ),
    ("  name: Flower Shop\n", "", "1:1: 'site' has no 'name'\n    write it below, for example name: Rose Garden"),
    (
        "  contact:",
        "  Contact Us:",
        "8:3: the form's id can't be 'Contact Us'\n    it begins with a letter a-z and goes on with a-z, 0-9, - or _, "
        "64 at most, for example 'contact_us'",
    ),
    ("site:\n", "site:\n  theme: plian\n", "2:10: unknown theme 'plian'\n    did you mean 'plain'?"),
    ("site:\n", "site:\n  language: xx\n", "2:13: unknown language 'xx'\n    there are: {languages}"),
    (
        "    title:",
        '    subject: "{topik} from {name}"\n    title:',
        "9:14: 'subject' names '{topik}', which is no field of this form\n    did you mean 'topic'?",
    ),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), SLIPS, ids=[slip[1].strip() or "none" for slip in SLIPS])
def test_a_slip_is_told_in_one_sentence_and_its_cure(right: str, wrong: str, sentence: str, tmp_path: Path) -> None:
    assert SHOP.count(right) >= 1
    assert said(SHOP.replace(right, wrong, 1), tmp_path) == [sentence.replace("{languages}", ", ".join(languages()))]


@pytest.mark.parametrize("key", ["thanks", "autoreply"])
@pytest.mark.parametrize("name", ["name", "nmae"])
def test_braces_that_nothing_takes_the_place_of_are_told(key: str, name: str, tmp_path: Path) -> None:
    text = SHOP.replace("    title:", f'    {key}: "Thanks, {{{name}}}"\n    title:', 1)
    assert said(text, tmp_path) == [
        f"9:{7 + len(key)}: notice: '{key}' shows '{{{name}}}' to visitors as it is written\n"
        "    answers take the place of braces in 'subject' alone; say it without"
    ]


def test_fields_that_are_not_indented_under_fields_are_told_and_read(tmp_path: Path) -> None:
    text = SHOP + "    phone: {type: tel, lable: Phone}\n"
    assert said(text, tmp_path) == [
        "17:5: the field 'phone' stands beside 'fields', not in it\n"
        "    write fields: above it, and put two more blanks before each of its lines",
        "17:24: unknown key 'lable'\n    did you mean 'label'?",
    ]


def test_a_sound_spec_is_told_nothing(tmp_path: Path) -> None:
    assert said(SHOP, tmp_path) == []


def test_all_slips_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    wrong = SHOP.replace("type: email", "type: emial").replace("lable", "label").replace("{topic: order}", "{topik: a}")
    wrong = wrong.replace("business:", "busines:").replace("owner@", "owner@@").replace("Flower Shop", "[]")
    lines = [int(sentence.split(":")[0]) for sentence in said(wrong, tmp_path)]
    assert lines == [2, 4, 6, 13, 16]


def test_many_slips_end_in_how_many_more(tmp_path: Path) -> None:
    many = "".join(f"      f{number}: {{lable: x}}\n" for number in range(67))
    told = said(SHOP + many, tmp_path)
    assert len(told) == 51
    assert told[-1] == "67:13: and 17 more\n    mend these first"


def test_slips_of_writing_are_told_on_every_line(tmp_path: Path) -> None:
    wrong = SHOP.replace("  name: Flower", "\tname: Flower").replace("title: Contact", "title: `Contact")
    assert [sentence.split(":")[0] for sentence in said(wrong, tmp_path)] == ["2", "9"]


def test_a_tab_hides_no_other_mistake(tmp_path: Path) -> None:
    text = SHOP.replace("        type: email", "    \t\ttype: emial").replace("  accent", "  acent")
    assert [one.split("\n")[0] for one in said(text, tmp_path)] == [
        "3:3: unknown key 'acent'",
        "13:5: a tab stands here",
        "13:15: unknown field type 'emial'",
    ]


def test_a_tab_within_a_long_text_is_text(tmp_path: Path) -> None:
    assert (
        said(SHOP + "sections:\n  - form: contact\n  - text:\n      text: |\n        One\n        \ttwo\n", tmp_path)
        == []
    )
