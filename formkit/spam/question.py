"""The owner's own question: a visible field whose answer a program does not know."""

from formkit.spam.folded import folded
from formkit.spec.models import Question
from formkit.words import plain_digits

QUESTION = "_answer"
_EDGES = " .,;:!?¿¡\"'“”„«»()[]-–—。、！？"


def answers(question: Question, said: str) -> bool:
    """Whether one of the accepted answers was given; capitals, accents, blanks and a full stop don't matter."""
    return plain(said) in map(plain, question.answer)


def plain(text: str) -> str:
    """What counts of an answer: its letters and digits."""
    return plain_digits(folded(text)).strip(_EDGES).replace(" ", "")
