"""A form of a spec, compiled: rendered, judged, read."""

import pytest

from formkit.forms import compile, holds, inputs, is_optional, label, shown
from formkit.words import words
from tests.fields.forms_of import errors_of, form_of, posted_to

ORDER = """
topic: {type: select, choices: [Question, Order]}
item: {type: text, required: true, show_if: {topic: Order}}
size: {type: text, required: true, show_if: {item: [bouquet, wreath]}}
"""


def html(fields: str, name: str, *, language: str = "en", **values: str) -> str:
    return str(compile(form_of(fields), language)(data=values)[name]())


def test_a_field_waits_for_the_answer_that_shows_it() -> None:
    assert shown(form_of(ORDER), {}) == {"topic"}
    assert shown(form_of(ORDER), {"topic": "Order"}) == {"topic", "item"}
    assert shown(form_of(ORDER), {"topic": "Order", "item": "wreath"}) == {"topic", "item", "size"}


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ("{type: text}", True),
        ("{type: rating}", True),
        ("{type: nps}", True),
        ("{type: text, show_if: {first: x}}", True),
        ("{type: text, required: true, show_if: {first: x}}", False),
        ("{type: checkbox}", False),
        ("{type: hidden}", False),
        ("{type: note, text: Hello}", False),
    ],
)
def test_whoever_need_not_answer_is_told_unless_it_goes_without_saying(options: str, told: bool) -> None:
    assert is_optional(form_of(f"{{first: {{type: text}}, it: {options}}}"), "it") is told


def test_a_field_that_waits_for_a_hidden_one_is_hidden() -> None:
    assert shown(form_of(ORDER), {"topic": "Question", "item": "wreath"}) == {"topic"}


def test_a_long_chain_of_conditions_is_decided() -> None:
    chain = "\n".join(f"f{n}: {{type: text, show_if: {{f{n - 1}: 'yes'}}}}" for n in range(1, 2000))
    form = form_of("f0: {type: text}\n" + chain)
    assert shown(form, {f"f{n}": "yes" for n in range(1000)}) == {f"f{n}" for n in range(1001)}


def test_a_hidden_field_is_not_judged_and_its_words_are_kept() -> None:
    bound = posted_to(form_of(ORDER), ("topic", "Question"), ("item", "typed before"))
    assert bound.validate()
    assert bound.values() == {"topic": "Question", "item": "typed before"}


def test_a_shown_field_is_required() -> None:
    assert errors_of(ORDER, ("topic", "Order")) == {"item": ["Enter item"]}


def test_a_condition_may_name_one_of_several_answers() -> None:
    assert holds({"days": ("Mon", "Tue")}, {"days": ("Tue", "Wed")})
    assert not holds({"days": ("Mon",)}, {"days": ("Tue", "Wed")})
    assert holds(None, {})


def test_a_note_is_no_input() -> None:
    assert list(inputs(form_of("{hint: {type: note, text: Hello}, name: {type: text}}"))) == ["name"]


@pytest.mark.parametrize(
    "name", ["data", "errors", "validate", "process", "meta", "submit", "form", "filter_x", "values"]
)
def test_a_field_may_have_any_name(name: str) -> None:
    bound = posted_to(form_of(f"{{{name}: {{type: text, required: true}}}}"), (name, "Ada"))
    assert bound.validate()
    assert bound.values() == {name: "Ada"}


def test_a_form_is_compiled_once() -> None:
    form = form_of("{name: {type: text}}")
    assert compile(form, "en") is compile(form, "en")
    assert compile(form, "en") is not compile(form, "tr")


@pytest.mark.parametrize(
    ("name", "said"), [("order_no", "Order no"), ("first-name", "First name"), ("VAT", "VAT"), ("_", "_")]
)
def test_a_field_without_a_label_is_called_by_its_name(name: str, said: str) -> None:
    assert label(form_of(f"{{{name}: {{type: text}}}}"), name, words("en")) == said


def test_words_that_lack_a_language_are_said_in_the_sites_own() -> None:
    form = form_of("{when: {type: select, label: {en: When, tr: Ne zaman}, choices: [{value: a, label: {tr: Bugün}}]}}")
    assert "Bugün" in compile(form, "en", default="tr")()["when"]()
    assert label(form, "when", words("en"), default="tr") == "When"


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Your name", "Enter your name"),
        ("IBAN", "Enter IBAN"),
        ("T-shirt text", "Enter T-shirt text"),
        ("E-mail", "Enter e-mail"),
        ("A good time", "Enter a good time"),
        ("How did you hear of us?", "Answer “How did you hear of us?”"),
        ("I agree to", "Enter I agree to"),
    ],
)
def test_a_label_fits_into_its_sentence(said: str, asked: str) -> None:
    assert errors_of(f"{{name: {{type: text, required: true, label: '{said}'}}}}") == {"name": [asked]}


def test_a_field_says_its_rules_to_the_page() -> None:
    bound = posted_to(form_of("{age: {type: number, label: Age, required: true, min: 18, max: 99}}"))
    assert bound.messages("age") == {
        "required": "Enter age",
        "type": "Age must be a number such as 25",
        "min": "Age must be 18 or more",
        "max": "Age must be 99 or less",
    }


def test_fields_help_a_phone_to_fill_them_in() -> None:
    assert 'autocomplete="name"' in html("{name: {type: text}}", "name")
    assert 'autocomplete="nickname"' in html("{name: {type: text, autocomplete: nickname}}", "name")
    assert 'autocomplete="email"' in html("{mail: {type: email}}", "mail")
    assert 'inputmode="numeric"' in html("{guests: {type: number, min: 1, max: 20}}", "guests")
    assert 'inputmode="decimal"' in html("{weight: {type: number, min: 0.5}}", "weight")
    assert "inputmode" not in html("{degrees: {type: number, min: -20}}", "degrees")


def test_required_is_written_where_it_is_true() -> None:
    assert " required" in html("{name: {type: text, required: true}}", "name")
    assert " required" not in html("{name: {type: text}}", "name")
    assert " required" not in html("{days: {type: checkboxes, required: true, choices: [Mon, Tue]}}", "days")


@pytest.mark.parametrize(
    ("pattern", "attribute"),
    [(r"\d{5}", r'pattern="\d{5}"'), ("[A-Z0-9-]+", r'pattern="[A-Z0-9\-]+"'), ("(?i)abc", ""), (r"[[:alpha:]]+", "")],
)
def test_a_browser_gets_a_pattern_that_it_reads_alike(pattern: str, attribute: str) -> None:
    written = html(f"{{code: {{type: text, pattern: '{pattern}'}}}}", "code")
    assert attribute in written
    assert ("pattern=" in written) == bool(attribute)


def test_a_menu_begins_with_nothing_chosen() -> None:
    assert '<option selected value="">Choose…</option>' in html("{topic: {type: select, choices: [a, b]}}", "topic")
    required = "{topic: {type: select, choices: [a, b], default: b, required: true}}"
    assert "Choose" not in html(required, "topic")
    assert '<option selected value="b">b</option>' in html(required, "topic")


def test_a_refused_form_comes_back_as_it_was_filled_in() -> None:
    fields = "{a: {type: radio, choices: [x, y]}, b: {type: checkboxes, choices: [p, q]}, c: {type: rating}}"
    bound = posted_to(form_of(fields), ("a", "y"), ("b", "q"), ("c", "3"))
    for name, value in (("a", "y"), ("b", "q"), ("c", "3")):
        assert [option.data for option in bound[name] if option.checked] == [value]
