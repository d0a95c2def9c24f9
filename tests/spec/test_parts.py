"""Short forms, presets and what a spec leaves out."""

from pathlib import Path

import pytest

from formkit.channels import CHANNELS
from formkit.spec import Destination, Section
from formkit.spec.models import destination_of
from formkit.words import Text
from tests.spec.workspace import SHOP, check, said, site_of

SHORTEST = "site: {name: Rose Garden}\nbusiness: {email: hello@shop.example}\nforms: {contact: {}}\n"


def test_the_shortest_spec_has_a_form_that_goes_to_the_business(tmp_path: Path) -> None:
    form = site_of(SHORTEST, tmp_path).forms["contact"]
    assert (form.id, form.preset, [*form.fields]) == ("contact", "contact", ["name", "email", "message"])
    assert form.deliver_to == (Destination(mail="hello@shop.example"),)


def test_sections_left_out_are_made_of_what_is_known(tmp_path: Path) -> None:
    sections = site_of(SHORTEST, tmp_path).sections
    assert [section.kind for section in sections] == ["hero", "contact", "form"]
    assert sections[-1] == Section(kind="form", form="contact")


def test_no_sections_at_all_can_be_said(tmp_path: Path) -> None:
    assert site_of(SHORTEST + "sections: []\n", tmp_path).sections == ()


@pytest.mark.parametrize("preset", ["{preset: contact, ", "{preset: contact, title: Write, "])
def test_listed_fields_stand_alone_and_in_their_order(preset: str, tmp_path: Path) -> None:
    text = SHORTEST.replace("{contact: {}}", f"{{ask: {preset}fields: {{message: , age: {{type: number}}, name: }}}}}}")
    fields = site_of(text, tmp_path).forms["ask"].fields
    assert [*fields] == ["message", "age", "name"]
    assert [options.type for options in fields.values()] == ["textarea", "number", "text"]


def test_a_listed_field_takes_from_the_preset_what_it_does_not_say(tmp_path: Path) -> None:
    text = SHORTEST.replace("{}", "{preset: contact, fields: {message: {required: false, max: 9}, email: }}", 1)
    message = site_of(text, tmp_path).forms["contact"].fields["message"]
    assert (message.required, getattr(message, "max", 0), message.type) == (False, 9, "textarea")


def test_a_field_of_another_type_takes_only_what_every_type_has(tmp_path: Path) -> None:
    text = SHORTEST.replace("{}", "{preset: contact, fields: {name: {type: number}, email: }}", 1)
    name = site_of(text, tmp_path).forms["contact"].fields["name"]
    assert (name.type, name.required) == ("number", True)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ("", "3:9: the form 'contact' is empty\n    write its fields below it, or contact: {} for the usual ones"),
        (
            "{title: Hi}",
            "3:9: the form 'contact' has no 'fields'\n    write preset: contact for the usual ones, "
            "or list them below fields:",
        ),
        ("{preset: contct}", "3:27: unknown preset 'contct'\n    did you mean 'contact'?"),
        (
            "{fields: }",
            "3:19: 'fields' is empty\n    write the fields below it, or take it out and say preset: contact",
        ),
    ],
)
def test_a_form_without_fields_is_told(form: str, sentence: str, tmp_path: Path) -> None:
    assert said(SHORTEST.replace("{}", form, 1), tmp_path) == [sentence]


@pytest.mark.parametrize(
    ("written", "addresses"),
    [
        ("a@shop.example", ["a@shop.example"]),
        ("[a@shop.example, b@shop.example]", ["a@shop.example", "b@shop.example"]),
        ('"a@shop.example, b@shop.example"', ["a@shop.example", "b@shop.example"]),
        ("{mail: a@shop.example}", ["a@shop.example"]),
        ("[{mail: a@shop.example, when: {topic: order}}]", ["a@shop.example"]),
    ],
)
def test_destinations_are_written_as_it_comes(written: str, addresses: list[str], tmp_path: Path) -> None:
    form = site_of(SHOP.replace("    title:", f"    deliver_to: {written}\n    title:"), tmp_path).forms["contact"]
    assert [destination.target for destination in form.deliver_to] == addresses


def test_one_line_of_hours_and_address_is_shown_as_written_and_told(tmp_path: Path) -> None:
    text = SHOP.replace("  phone:", "  hours: Mon-Fri 9-17\n  address: 1 Main St\n  phone:")
    business = site_of(text, tmp_path).business
    assert business.hours
    assert business.hours.text
    assert business.hours.text.say("en") == "Mon-Fri 9-17"
    assert business.address
    assert business.address.street == "1 Main St"
    assert [one.split("\n")[0] for one in said(text, tmp_path)] == [
        "5:10: notice: 'hours' is one line of text and is shown as written",
        "6:12: notice: 'address' is one line of text and is shown as written",
    ]


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ("09:00-18:00", ["09:00:00-18:00:00"]),
        ("9-17", ["09:00:00-17:00:00"]),
        ("9.30 – 17.00", ["09:30:00-17:00:00"]),
        ("[10:00-12:00, 14:00-16:00]", ["10:00:00-12:00:00", "14:00:00-16:00:00"]),
        ("18:00-02:00", ["18:00:00-02:00:00"]),
        ("00:00-24:00", ["00:00:00-00:00:00"]),
        ("closed", []),
    ],
)
def test_hours_are_read_as_people_write_them(times: str, told: list[str], tmp_path: Path) -> None:
    hours = site_of(SHOP.replace("  phone:", f"  hours: {{Mon-Friday: {times}}}\n  phone:"), tmp_path).business.hours
    assert hours
    assert [*hours.days] == ["mon", "tue", "wed", "thu", "fri"]
    assert [f"{interval.opens}-{interval.closes}" for interval in hours.days["wed"]] == told


def test_each_wrong_day_of_the_hours_is_told(tmp_path: Path) -> None:
    text = SHOP.replace("  phone:", "  hours: {mon-fir: 9-17, sat: 9-25, sun: 9-9}\n  phone:")
    assert [one.split("\n")[0] for one in said(text, tmp_path)] == [
        "5:11: 'mon-fir' is not a day",
        "5:31: '9-25' is not an opening time",
        "5:42: '9-9' begins when it ends",
    ]


@pytest.mark.parametrize(
    ("times", "told"),
    [
        ("9-5", "'9-5' would be 09:00-05:00, in the night\n    write 09:00-17:00; if it is the night, 09:00-05:00"),
        (
            "12:30-3:15",
            "'12:30-3:15' would be 12:30-03:15, in the night\n    write 12:30-15:15; if it is the night, 12:30-03:15",
        ),
        ("1-5", "'1-5' would be 01:00-05:00, in the night\n    write 13:00-17:00; if it is the night, 01:00-05:00"),
        ("9am-5:30pm", "'9am-5:30pm' is not an opening time\n    write 09:00-17:30"),
        ("always", "'always' is not an opening time\n    write 09:00-18:00, or closed"),
    ],
)
def test_hours_on_a_clock_of_twelve_are_never_taken_for_the_night(times: str, told: str, tmp_path: Path) -> None:
    assert said(SHOP.replace("  phone:", f"  hours: {{mon: {times}}}\n  phone:"), tmp_path) == [f"5:16: {told}"]


@pytest.mark.parametrize("times", ["9-05:00", "18-2", "5-11", "10:00-0:30", "01:00-05:00"])
def test_who_works_in_the_night_may(times: str, tmp_path: Path) -> None:
    assert site_of(SHOP.replace("  phone:", f"  hours: {{mon: {times}}}\n  phone:"), tmp_path).business.hours


def test_one_language_can_be_said_in_one_word(tmp_path: Path) -> None:
    assert site_of(SHOP.replace("site:", "site:\n  language: tr"), tmp_path).languages == ("tr",)


def test_a_ticked_box_is_written_as_true_and_sent_as_yes(tmp_path: Path) -> None:
    text = SHOP + "      gift: {type: checkbox}\n      card: {type: text, show_if: {gift: true}}\n"
    assert site_of(text, tmp_path).forms["contact"].fields["card"].show_if == {"gift": ("yes",)}


def test_a_choice_that_lacks_a_language_of_the_site_is_told(tmp_path: Path) -> None:
    text = SHOP.replace("site:", "site:\n  languages: [en, tr]").replace(
        "[order, praise]", "[{en: order}, {en: praise, tr: övgü}]"
    )
    _, (told,) = check(text, tmp_path)
    assert (told.severity, told.hint) == ("notice", "readers of it see the words in en; write tr: ...")


def test_a_text_that_lacks_a_language_of_the_site_is_told(tmp_path: Path) -> None:
    text = SHOP.replace("site:", "site:\n  languages: [en, tr]").replace("Contact us", "{en: Contact us}")
    site, problems = check(text, tmp_path)
    assert site is not None
    assert [(one.line, one.severity, one.message) for one in problems] == [(10, "notice", "'title' says nothing in tr")]


TWO = SHOP.replace("site:", "site:\n  languages: [en, tr]")


@pytest.mark.parametrize("kind", ["banner", "about", "text", "hero"])
def test_the_words_of_a_section_can_be_said_in_several_languages(kind: str, tmp_path: Path) -> None:
    site = site_of(f"{TWO}sections:\n  - {kind}: {{en: Closed, tr: Kapalı}}\n", tmp_path)
    assert site.sections[0].text == Text((("en", "Closed"), ("tr", "Kapalı")))


def test_hours_can_be_said_in_several_languages(tmp_path: Path) -> None:
    text = TWO.replace("  phone:", "  hours: {en: Every day, tr: Her gün}\n  phone:")
    site, problems = check(text, tmp_path)
    assert site is not None
    assert site.business.hours is not None
    assert site.business.hours.text == Text((("en", "Every day"), ("tr", "Her gün")))
    assert [one.message for one in problems] == ["'hours' is one line of text and is shown as written"]


def test_a_site_of_one_language_hears_what_waits_for_its_words(tmp_path: Path) -> None:
    text = TWO.replace("languages: [en, tr]", "language: tr")
    (told,) = said(f"{text}sections:\n  - banner: {{en: Closed}}\n  - form: contact\n", tmp_path)
    assert "'text' says nothing in tr\n    readers of it see the words in en" in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            "{en: Closed}",
            "19:13: notice: 'text' says nothing in tr\n    readers of it see the words in en; ",
        ),
        ("{en: Closed, title: x}", "19:14: unknown key 'en'\n    the section 'banner' can have: "),
        ("{en: Closed, xx: y}", "19:30: 'text' names an unknown language 'xx'\n    formkit speaks "),
    ],
)
def test_words_of_a_section_that_lack_a_language_are_told(words: str, sentence: str, tmp_path: Path) -> None:
    (told,) = said(f"{TWO}sections:\n  - banner: {words}\n  - form: contact\n", tmp_path)
    assert told.startswith(sentence)


@pytest.mark.parametrize(
    ("section", "sentence"),
    [
        ("faq: [{name: {en: Why?}}]", "19:18: notice: 'name' says nothing in tr"),
        ("services: [{name: {en: A, tr: B}}, {name: C, text: {tr: D}}]", "19:56: notice: 'text' says nothing in en"),
    ],
)
def test_a_list_alone_that_lacks_a_language_is_told(section: str, sentence: str, tmp_path: Path) -> None:
    (told,) = said(f"{TWO}sections:\n  - {section}\n  - form: contact\n", tmp_path)
    assert told.split("\n")[0] == sentence


def test_choices_by_their_values_that_lack_a_language_are_told(tmp_path: Path) -> None:
    (told,) = said(TWO.replace("[order, praise]", "{order: Order, praise: {en: Praise}}"), tmp_path)
    assert told.split("\n")[0] == "16:61: notice: 'choices' says nothing in tr"


@pytest.mark.parametrize(
    ("words", "lacking"), [("{en: Mail}", []), ("{en: Mail, tr: Posta}", []), ("{tr: Posta}", ["en"])]
)
def test_a_subject_is_asked_for_in_the_first_language_alone(words: str, lacking: list[str], tmp_path: Path) -> None:
    text = TWO.replace("  contact:\n", f"  contact:\n    subject: {words}\n")
    assert text != TWO
    found = [one.partition("\n")[0] for one in said(text, tmp_path)]
    assert found == [f"10:14: notice: 'subject' says nothing in {one}" for one in lacking]


def test_awkward_words_come_out_as_written(tmp_path: Path) -> None:
    text = SHOP.replace("label: Your name", "label: On").replace("title: Contact us", "title: Null")
    text = text.replace("+36 1 234 5678", "0036123456").replace(
        "[order, praise]", "[1.0, 1.10, 1e3, 0x1F, ~, NO, order]"
    )
    site = site_of(text, tmp_path)
    form = site.forms["contact"]
    assert form.fields["name"].label
    assert form.fields["name"].label.say("en") == "On"
    assert form.title
    assert form.title.say("en") == "Null"
    assert site.business.phone == "0036123456"
    values = [choice.value for choice in form.fields["topic"].choices]  # type: ignore[attr-defined]
    assert values == ["1.0", "1.10", "1e3", "0x1F", "~", "NO", "order"]


def test_a_destination_names_its_channel_and_target() -> None:
    made = destination_of(["mail", "post"]).model_validate({"post": "12 Market Street", "when": {"topic": "order"}})
    assert (made.channel, made.target, made.when) == ("post", "12 Market Street", {"topic": ("order",)})
    assert Destination.channels() == list(CHANNELS)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("{when: {topic: order}}", "9:17: one of 'deliver_to' has no 'mail'"),
        ("{mial: a@shop.example}", "9:18: unknown key 'mial'"),
    ],
)
def test_a_destination_without_a_target_is_told(written: str, sentence: str, tmp_path: Path) -> None:
    (told,) = said(SHOP.replace("    title:", f"    deliver_to: {written}\n    title:"), tmp_path)
    assert told.split("\n")[0] == sentence
