"""What the choice "other" and its text make of each other."""

from formkit.fields.added import as_said
from formkit.forms import label, shown
from formkit.words import words
from tests.fields.forms_of import errors_of, form_of, posted_to

DAYS = "{days: {type: checkboxes, choices: [Mon, Tue], other: true, required: true}}"
SIZE = "{size: {type: radio, choices: [S, M], other: true}}"


def test_other_without_text_is_asked_for_it() -> None:
    assert errors_of(SIZE, ("size", "other")) == {"size_other": ["Enter your other answer"]}
    assert errors_of(SIZE, ("size", "other"), language="tr") == {"size_other": ["Diğer yanıtınızı yazın"]}
    assert errors_of(SIZE) == {}


def test_a_text_alone_counts_as_chosen() -> None:
    bound = posted_to(form_of(DAYS), ("days_other", "Sun"), ("days", "Mon"))
    assert bound.validate()
    assert bound.values() == {"days": ("Mon", "other"), "days_other": "Sun"}
    assert posted_to(form_of(SIZE), ("size_other", "XL")).values() == {"size": "other", "size_other": "XL"}


def test_a_text_beside_another_choice_is_kept() -> None:
    form = form_of(SIZE)
    values = posted_to(form, ("size", "S"), ("size_other", "or XL")).values()
    assert as_said(form.fields, values) == {"size": "S", "size_other": "or XL"}


def test_the_text_stands_in_place_of_other() -> None:
    values = {"days": ("Mon", "other"), "days_other": "Sun"}
    assert as_said(form_of(DAYS).fields, values) == {"days": ("Mon", "Sun")}


def test_a_choice_that_waits_for_another_field_takes_its_text_along() -> None:
    form = form_of("{a: {type: radio, choices: [x, y]}, b: {type: radio, choices: [z], other: true, show_if: {a: x}}}")
    assert shown(form, {"a": "y", "b": "other"}) == {"a"}
    assert shown(form, {"a": "x", "b": "other"}) == {"a", "b", "b_other"}


def test_its_label_names_the_question_it_belongs_to() -> None:
    assert label(form_of(SIZE), "size_other", words("en")) == "Your other answer to “Size”"
