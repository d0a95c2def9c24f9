"""The owner's question: people may write the answer as they like."""

from pathlib import Path

import pytest

from formkit import forms
from formkit.model import Posted
from formkit.spam.question import answers
from formkit.spec import Question
from tests.spam.evidences import SAID, form_of

ASKED = {"ask": {"en": "Which flower?", "tr": "Hangi çiçek?"}, "answer": ["rose", "Gül", "two roses"]}
QUESTION = Question(**ASKED)


@pytest.mark.parametrize("said", ["rose", " ROSE. ", "“Rose”!", "gul", "GÜL", "Tworoses", "two  roses", "rosé"])
def test_the_same_answer_in_other_letters_counts(said: str) -> None:
    assert answers(QUESTION, said)


@pytest.mark.parametrize("said", ["", "roses", "a rose", "rose rose", "r0se", "💐", "\0", "x" * 10_000])
def test_another_answer_does_not(said: str) -> None:
    assert not answers(QUESTION, said)


def test_a_number_and_a_word_in_any_script_can_be_asked_for() -> None:
    asked = Question(ask="2 + 3?", answer=["5", "пять", "五"])
    assert [answers(asked, said) for said in ("5", "٥", " Пять ", "五。", "6")] == [True, True, True, True, False]


@pytest.mark.parametrize(
    ("said", "language", "errors"),
    [
        ("rose", "en", []),
        ("", "en", ["Answer “Which flower?”"]),
        ("tulip", "en", ["That is not the answer we expected; try other words"]),
        ("lale", "tr", ["Beklediğimiz yanıt bu değil; başka sözcüklerle deneyin"]),
    ],
)
def test_a_wrong_answer_is_told_at_its_field(tmp_path: Path, said: str, language: str, errors: list[str]) -> None:
    form = form_of(tmp_path, question=ASKED)
    bound = forms.compile(form, language)(Posted(tuple({**SAID, "_answer": said}.items())))
    assert bound.validate() is not bool(errors)
    assert list(bound["_answer"].errors) == errors
    assert "_answer" not in bound.values()
