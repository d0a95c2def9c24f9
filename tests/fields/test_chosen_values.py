"""What a visitor may choose: what is offered, nothing else."""

import re

import pytest

from tests.fields.forms_of import errors_of, form_of, posted_to

TOPIC = "{topic: {type: select, label: What is it about?, required: true, choices: {question: Question, order: Order}}}"
DAYS = "{days: {type: checkboxes, required: true, choices: [Mon, Tue, Wed]}}"


def test_a_choice_that_was_not_offered_is_refused() -> None:
    assert errors_of(TOPIC, ("topic", "refund")) == {"topic": ["Select one of the options"]}


def test_a_question_left_open_is_asked_again() -> None:
    assert errors_of(TOPIC) == {"topic": ["Answer “What is it about?”"]}
    assert errors_of("{size: {type: radio, required: true, choices: [S, M]}}") == {"size": ["Select size"]}


@pytest.mark.parametrize("stars", ["6", "0", "-1", "0x5", "1e0", "NaN", "--1", "five", "5_0", "9" * 5000, "5;", "²"])
def test_there_are_only_so_many_stars(stars: str) -> None:
    assert errors_of("{stars: {type: rating}}", ("stars", stars)) == {"stars": ["Select one of the options"]}


@pytest.mark.parametrize("score", [str(score) for score in range(11)])
def test_a_recommendation_goes_from_0_to_10(score: str) -> None:
    assert errors_of("{score: {type: nps, required: true}}", ("score", score)) == {}


def test_0_of_10_is_an_answer() -> None:
    assert posted_to(form_of("{score: {type: nps}}"), ("score", "0")).values() == {"score": "0"}


def test_several_boxes_give_several_values() -> None:
    bound = posted_to(form_of(DAYS), ("days", "Mon"), ("days", "Wed"), ("days", "Mon"))
    assert bound.validate()
    assert bound.values() == {"days": ("Mon", "Wed")}


def test_one_invented_box_spoils_the_answer() -> None:
    assert errors_of(DAYS, ("days", "Mon"), ("days", "Sun")) == {"days": ["Select one of the options"]}


@pytest.mark.parametrize("tick", ["yes", "y", "on", "1", "true", "I agree"])
def test_consent_is_given_in_any_word_but_no(tick: str) -> None:
    assert errors_of("{consent: {type: consent}}", ("consent", tick)) == {}


@pytest.mark.parametrize("tick", ["", "false", "no", "0", "off", " "])
def test_no_is_not_consent(tick: str) -> None:
    assert errors_of("{consent: {type: consent}}", ("consent", tick)) == {"consent": ["Tick the box to agree"]}


def test_a_hidden_no_beside_a_ticked_box_does_not_untick_it() -> None:
    bound = posted_to(form_of("{gift: {type: checkbox}}"), ("gift", "no"), ("gift", "yes"))
    assert bound.values() == {"gift": "yes"}


def test_a_default_that_the_visitor_unticked_stays_unticked() -> None:
    assert posted_to(form_of("{gift: {type: checkbox, default: true}}"), ("name", "Ada")).values() == {}


def test_two_answers_to_a_question_with_one_are_shown_again() -> None:
    assert errors_of(TOPIC, ("topic", "question"), ("topic", "order")) == {"topic": ["Select one of the options"]}
    assert errors_of(TOPIC, ("topic", "order"), ("topic", "order")) == {}


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        ("[a, '']", "one of the 'choices' is empty"),
        ("[]", "'{key}' must be a list of what can be chosen"),
        ("a", "'{key}' must be a list of what can be chosen"),
    ],
)
def test_choices_that_nobody_could_choose_from_are_a_problem(choices: str, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        form_of(f"{{topic: {{type: select, choices: {choices}}}}}")
