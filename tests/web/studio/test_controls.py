"""What the panel shows of each thing of a site, and where its changes go."""

from pathlib import Path

import pytest

from formkit.fields import FIELD_TYPES
from formkit.settings import Settings
from formkit.spec.models import SECTION_KINDS
from formkit.web.studio.controls import places_of
from tests.web.studio.conftest import Visit
from tests.web.studio.making import control, panel

HEAD = "site: {name: Rose}\nbusiness: {email: a@rosegarden.example}\n"
SHOP = """\
site: {name: Rose Garden, languages: [en, tr], tagline: {en: Fresh flowers, tr: Taze çiçekler}}
business:
  email: hello@rosegarden.example
  hours: {mon-fri: 09:00-18:00, sat: "10:00-12:00, 14:00-16:00"}
  messengers: {whatsapp: +1 217 555 0100}
sections:
  - about: {en: Three sisters, tr: Üç kız kardeş}
  - services: [{name: Bouquet, price: {from: 35}}, {name: Wreath, price: 12.50}, {name: Advice, price: free}]
  - form: contact
forms:
  contact: {}
  order:
    fields:
      topic: {type: select, choices: [Question, Order], label: Topic}
      number: {label: Order number, show_if: {topic: Order}}
    deliver_to: [{mail: a@rosegarden.example, when: {topic: Order}}, {mail: b@rosegarden.example}]
"""


def test_a_text_by_language_is_changed_in_that_of_the_page(tmp_path: Path) -> None:
    found = control(panel(SHOP, tmp_path, "site", language="tr"), "tagline")
    assert (found.path, found.value) == (("site", "tagline", "tr"), "Taze çiçekler")


def test_a_text_shows_what_it_says_in_the_other_languages(tmp_path: Path) -> None:
    assert control(panel(SHOP, tmp_path, "site"), "tagline").others == (("tr", "Taze çiçekler"),)
    assert control(panel(SHOP, tmp_path, "site", language="tr"), "tagline").others == (("en", "Fresh flowers"),)
    assert control(panel(SHOP, tmp_path, "site"), "name").others == ()


def test_what_the_other_languages_say_is_read_below_a_text_and_a_choice(studio: Visit, settings: Settings) -> None:
    text = SHOP.replace("[Question, Order]", "[{en: Question, tr: Soru}, Order]")
    (settings.specs / "rose.yaml").write_text(text, "utf-8")
    drawn = studio.get('s/rose/panel?path=["site"]').text
    assert '<p class="others soft"><span lang="tr" dir="auto">Türkçe: Taze çiçekler</span></p>' in drawn
    drawn = studio.get('s/rose/panel?path=["forms","order","fields","topic"]').text
    assert '<span lang="tr" dir="auto">Türkçe: Soru</span>' in drawn


def test_a_plain_text_stays_plain_in_the_default_language(tmp_path: Path) -> None:
    assert control(panel(SHOP, tmp_path, "site"), "name").path == ("site", "name")


def test_a_plain_text_is_what_other_languages_begin_with(tmp_path: Path) -> None:
    found = control(panel(SHOP, tmp_path, "site", language="tr"), "name")
    assert (found.path, found.value, found.usual) == (("site", "name", "tr"), "", "Rose Garden")


def test_a_new_text_is_plain_where_there_is_one_language(tmp_path: Path) -> None:
    shown = panel("site: {name: Rose}\n", tmp_path, "site")
    assert control(shown, "tagline").path == ("site", "tagline")


def test_a_section_that_is_only_words_has_its_text_in_the_long_form(tmp_path: Path) -> None:
    found = control(panel(SHOP, tmp_path, "sections", 0), "text")
    assert (found.path, found.value) == (("sections", 0, "about", "text", "en"), "Three sisters")


def test_a_text_that_was_clicked_has_the_panel_of_its_section(tmp_path: Path) -> None:
    shown = panel(SHOP, tmp_path, "sections", 0, "about", "text", "en")
    assert (shown.path, shown.focus[-1]) == (("sections", 0), "en")


def test_a_section_shows_what_the_page_says_where_nothing_is_written(tmp_path: Path) -> None:
    text = f"{HEAD}sections: [hours, {{form: ask}}]\nforms: {{ask: {{preset: callback}}}}\n"
    assert control(panel(text, tmp_path, "sections", 0), "title").usual == "Opening hours"
    form = panel(text, tmp_path, "sections", 1)
    assert [control(form, key).usual[:8] for key in ("title", "text")] == ["We call ", "Leave yo"]


def test_the_words_above_the_questions_are_not_called_an_answer(tmp_path: Path) -> None:
    text = f"{HEAD}sections: [{{faq: [{{name: Why?, text: So}}]}}]\n"
    assert control(panel(text, tmp_path, "sections", 0), "faq", "text").label == "Text"
    assert control(panel(text, tmp_path, "sections", 0, "faq", "items", 0), "text").label == "Answer"


def test_what_several_things_lack_is_said_once(tmp_path: Path) -> None:
    head = HEAD.replace("site: {", "site: {languages: [en, tr], ")
    text = f"{head}sections: [faq: {{items: [{{name: {{en: A}}}}, {{name: {{en: B}}}}]}}]\n"
    assert len(control(panel(text, tmp_path, "sections", 0), "items").errors) == 1


def test_a_section_leads_first_to_where_its_things_are_changed(tmp_path: Path) -> None:
    text = f"{HEAD}sections: [hours, contact, {{form: ask}}]\nforms: {{ask: {{preset: contact}}}}\n"
    first = [panel(text, tmp_path, "sections", number).controls[0] for number in range(3)]
    assert {one.kind for one in first} == {"way"}
    assert [one.path for one in first] == [("business", "hours"), ("business",), ("forms", "ask")]


def test_a_form_is_offered_by_what_visitors_call_it(tmp_path: Path) -> None:
    text = f"{HEAD}sections: [form: ask]\nforms: {{ask: {{preset: contact}}}}\n"
    offered = control(panel(text, tmp_path, "sections", 0), "sections", 0, "form", "form").choices
    assert [(one.value, one.label) for one in offered] == [("ask", "Write to us")]


def test_currencies_are_those_that_one_can_pay_with(tmp_path: Path) -> None:
    found = {one.value for one in control(panel(HEAD, tmp_path, "business"), "currency").choices}
    assert found >= {"TRY", "EUR", "KZT"}
    assert not {"DEM", "XTS", "ZRZ"} & found


def test_a_clock_is_offered_by_its_town_and_country(tmp_path: Path) -> None:
    text = HEAD.replace("business: {", "business: {timezone: Europe/Kiev, ")
    found = {one.value: one.label for one in control(panel(text, tmp_path, "business"), "timezone").choices}
    assert (found["Europe/Berlin"], found["America/New_York"]) == ("Berlin, Germany", "New York, United States")
    assert (found["Europe/Kyiv"], found["Europe/Kiev"]) == ("Kyiv, Ukraine", "Kyiv, Ukraine")


def test_a_thing_with_a_name_is_called_by_it(tmp_path: Path) -> None:
    shown = panel(SHOP, tmp_path, "sections", 1, "services", "items", 1)
    assert (shown.title, shown.text) == ("Wreath", "A service")


@pytest.mark.parametrize(("number", "way", "value"), [(0, "from", "35"), (1, "exact", "12.50"), (2, "words", "free")])
def test_a_price_is_a_number_the_least_or_words(number: int, way: str, value: str, tmp_path: Path) -> None:
    found = control(panel(SHOP, tmp_path, "sections", 1, "services", "items", number), "price")
    assert (found.extra["way"], found.value) == (way, value)


def test_hours_are_told_day_by_day(tmp_path: Path) -> None:
    found = control(panel(SHOP, tmp_path, "business"), "hours")
    assert found.value["fri"] == [["09:00", "18:00"]]
    assert found.value["sat"] == [["10:00", "12:00"], ["14:00", "16:00"]]
    assert found.value["sun"] == []


def test_messengers_that_are_there_have_a_line_and_the_others_are_offered(tmp_path: Path) -> None:
    found = control(panel(SHOP, tmp_path, "business"), "messengers")
    assert [row.path for row in found.rows] == [("business", "messengers", "whatsapp")]
    assert "whatsapp" not in {one.value for one in found.choices}


def test_what_a_preset_gives_is_shown_as_in_force(tmp_path: Path) -> None:
    found = control(panel(SHOP, tmp_path, "forms", "contact", "fields", "name"), "label")
    assert (found.usual, found.preset, found.own) == ("Your name", True, False)


def test_a_form_of_a_preset_lists_its_fields(tmp_path: Path) -> None:
    rows = control(panel(SHOP, tmp_path, "forms", "contact"), "fields").rows
    assert [row.path[-1] for row in rows] == ["name", "email", "message"]


def test_a_condition_can_ask_the_other_fields_and_knows_their_answers(tmp_path: Path) -> None:
    found = control(panel(SHOP, tmp_path, "forms", "order", "fields", "number"), "show_if")
    assert found.value == [{"field": "topic", "values": ["Order"]}]
    assert [one["name"] for one in found.extra["fields"]] == ["topic"]
    assert [one["label"] for one in found.extra["fields"][0]["choices"]] == ["Question", "Order"]


def test_each_destination_has_its_address_and_its_condition(tmp_path: Path) -> None:
    rows = control(panel(SHOP, tmp_path, "forms", "order"), "deliver_to").rows
    assert [[part.kind for part in row.parts] for row in rows] == [["email", "condition"]] * 2


def test_a_choice_that_a_condition_names_is_marked(tmp_path: Path) -> None:
    spec = SHOP.replace("languages: [en, tr], tagline: {en: Fresh flowers, tr: Taze çiçekler}", "language: en").replace(
        "{en: Three sisters, tr: Üç kız kardeş}", "Three sisters"
    )
    rows = control(panel(spec, tmp_path, "forms", "order", "fields", "topic"), "choices").rows
    assert [(row.parts[0].path[5:], row.value) for row in rows] == [((0,), False), ((1,), True)]


def test_the_subject_offers_the_answers(tmp_path: Path) -> None:
    offered = control(panel(SHOP, tmp_path, "forms", "order"), "subject").choices
    assert [(one.value, one.label) for one in offered][:2] == [("topic", "Topic"), ("number", "Order number")]


def test_another_type_keeps_what_fits_and_brings_what_it_needs(tmp_path: Path) -> None:
    found = control(panel(SHOP, tmp_path, "forms", "order", "fields", "topic"), "type").extra
    assert found["keeps"]["radio"] == ["choices", "label"]
    assert found["keeps"]["text"] == ["label"]
    assert list(found["needs"]["order"]) == ["items", "currency"]


def test_a_problem_stands_beside_its_control(tmp_path: Path) -> None:
    shown = panel("site: {name: Rose}\nbusiness: {email: nobody}\n", tmp_path, "business")
    assert "nobody" in control(shown, "email").errors[0].message
    assert shown.errors == ()


def test_a_problem_of_no_control_stands_above_them(tmp_path: Path) -> None:
    shown = panel("site: {name: Rose, colour: red}\n", tmp_path, "site")
    assert "colour" in shown.errors[0].message


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_every_type_of_field_has_a_panel(kind: str, tmp_path: Path) -> None:
    fields = f"{{it: {FIELD_TYPES[kind].example}}}"
    shown = panel(f"{HEAD}forms: {{c: {{fields: {fields}}}}}\n", tmp_path, "forms", "c", "fields", "it")
    assert set(FIELD_TYPES[kind].options.model_fields) <= {one.place[-1] for one in shown.controls}
    assert not any(one.errors for one in places_of(shown.controls))


@pytest.mark.parametrize("kind", SECTION_KINDS)
def test_every_kind_of_section_has_a_panel(kind: str, tmp_path: Path) -> None:
    said = "contact" if kind == "form" else "{title: A title, text: Words}"
    shown = panel(
        f"site: {{name: Rose}}\nsections: [{{{kind}: {said}}}]\nforms: {{contact: {{}}}}\n", tmp_path, "sections", 0
    )
    assert shown.controls
    assert shown.title != kind


@pytest.mark.parametrize("value", ["[]", "{}", "7", "[[1]]", "{a: {b: [c]}}", "[{}]", "null", '""', "{en: [1]}"])
@pytest.mark.parametrize("key", ["site", "business", "sections", "pages", "legal", "forms"])
def test_nothing_that_stands_in_a_file_breaks_a_panel(key: str, value: str, tmp_path: Path) -> None:
    shown = panel(f"{'' if key == 'site' else 'site: {name: R}'}\n{key}: {value}\n", tmp_path, key, "a", 0)
    assert shown.title


def test_a_form_is_chosen_by_what_visitors_read(tmp_path: Path) -> None:
    found = control(panel(SHOP, tmp_path, "sections", 2), "form", "form")
    assert [(one.value, one.label) for one in found.choices] == [("contact", "Write to us"), ("order", "order")]


def ways(spec: str, folder: Path, number: int = 0) -> list[tuple[tuple[str | int, ...], str]]:
    shown = panel(spec, folder, "sections", number)
    return [(one.path, one.label) for one in places_of(shown.controls) if one.kind == "way"]


def test_the_buttons_of_a_greeting_lead_to_what_they_come_from(tmp_path: Path) -> None:
    spec = (
        HEAD.replace("email:", "phone: +1 217 555 0100, email:")
        + "sections: [hero, form: contact]\nforms: {contact: {}}\n"
    )
    assert ways(spec, tmp_path) == [
        (("forms", "contact", "title"), "The button “Write to us”: change its form and heading"),
        (("business", "phone"), "The button “+1 217 555 0100”: change the phone number"),
    ]


def test_a_button_that_is_missing_leads_to_where_it_would_come_from(tmp_path: Path) -> None:
    assert [path for path, _ in ways(HEAD + "sections: [hero]\n", tmp_path)] == [
        ("business", "email"),
        ("business", "phone"),
    ]
