"""What every field type keeps, whichever comes next."""

from datetime import date
from typing import Any

import pytest
from markupsafe import escape

from formkit.fields import FIELD_TYPES, Asked, FieldType, Reader, sample
from formkit.fields.days import Now
from formkit.forms import compile, label, show
from formkit.model import Posted
from formkit.spec.models import Form
from formkit.words import languages, words
from tests.fields.forms_of import form_of

SCRIPT = "\"'><script>alert(1)</script>"
HOSTILE = [
    SCRIPT,
    "a\x00b",
    "x" * 100_000,
    "\u202e\ud800",
    "=?UTF-8?Q?=0ABcc=3A?=",
    "{{7*7}}",
    "%s{0}",
    "9" * 5000,
    "²",
]
every_type = pytest.mark.parametrize("kind", FIELD_TYPES.values(), ids=FIELD_TYPES)
inputs = {name: kind for name, kind in FIELD_TYPES.items() if kind.takes_input}
every_input = pytest.mark.parametrize("kind", inputs.values(), ids=inputs)
every_language = pytest.mark.parametrize("language", languages())


def form_with(kind: FieldType) -> Form:
    return form_of(f"{{value: {kind.example}}}")


@every_type
def test_its_example_is_a_valid_field_of_this_type(kind: FieldType) -> None:
    assert form_with(kind).fields["value"].type == kind.name


@every_type
def test_its_options_and_title_are_documented(kind: FieldType) -> None:
    assert kind.options.__doc__
    assert kind.title[:1].upper() == kind.title[:1]
    assert kind.options.model_json_schema()["properties"]["type"]["const"] == kind.name


@every_type
@every_language
def test_it_has_a_label_in_every_language(kind: FieldType, language: str) -> None:
    assert label(form_with(kind), "value", words(language))
    assert not kind.label_key or kind.label_key in words(language).words


@every_input
@every_language
def test_it_makes_a_field_that_renders(kind: FieldType, language: str) -> None:
    field = compile(form_with(kind), language)()["value"]
    assert 'name="value' in field()
    assert field.id == "contact-value"
    assert " maxlength" not in field()
    assert 'type="number"' not in field()


@every_input
@every_language
def test_what_it_says_is_in_the_visitors_language(kind: FieldType, language: str) -> None:
    form = Form.model_validate({"id": "a", "fields": {"value": required(kind)}})
    bound = compile(form, language)(Posted(()))
    said = bound.messages("value")
    assert kind.name == "hidden" or said["required"]
    assert not any(
        "{" in words.replace("{file}", "").replace("{day}", "").replace("{name}", "") for words in said.values()
    )


def required(kind: FieldType) -> Any:
    return form_with(kind).fields["value"].model_copy(update={"required": True})


@every_input
@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_it_survives_a_hostile_value(kind: FieldType, value: str) -> None:
    form = form_with(kind)
    bound = compile(form, "en")(Posted((("value", value), ("value", f"{value} again"))))
    bound.validate()
    assert SCRIPT not in bound["value"]()
    for kept in bound.values().values():
        assert show(form, "value", kept, words("en")).link.partition(":")[0] in ("", "tel", "mailto", "http", "https")


@every_input
@pytest.mark.parametrize("value", ["", "text", ("a", "b"), ()])
def test_it_shows_any_stored_value(kind: FieldType, value: str | tuple[str, ...]) -> None:
    assert isinstance(show(form_with(kind), "value", value, words("tr"), country="TR").text, str)


@every_input
def test_what_was_typed_comes_back_when_it_is_refused(kind: FieldType) -> None:
    bound = compile(form_with(kind), "en")(Posted((("value", "<b>typed"),)))
    typed_into = not kind.group and kind.name not in ("select", "checkbox", "consent", "file")
    assert not typed_into or str(escape("<b>typed")) in bound["value"]()


@every_type
def test_a_reader_needs_only_a_language(kind: FieldType) -> None:
    assert kind.show(form_with(kind).fields["value"], "", Reader(words("en"))).link == ""


@every_input
@every_language
def test_its_made_up_answer_is_in_order(kind: FieldType, language: str) -> None:
    form = form_with(kind)
    said = sample(form.fields["value"], Asked("value", words(language), date(2026, 7, 1)))
    assert said
    bound = compile(form, language)(Posted(tuple(("value", one) for one in said)))
    assert kind.name == "file" or bound.validate(today=Now(date(2026, 7, 1), date(2026, 7, 1)))
