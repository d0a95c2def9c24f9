"""Whatever a visitor piles on a letter, it is read at once."""

import sys
import unicodedata

import pytest

from formkit.intake.person import checked_address
from formkit.kinds import clean_name
from formkit.marks import MOST, bounded
from formkit.spam.folded import folded
from formkit.store.search import words_in

PILE = "a" + "\u0301\u0316" * 500_000


def test_a_pile_of_marks_is_cut_and_nothing_else() -> None:
    assert bounded(PILE) == "a" + "\u0301\u0316" * (MOST // 2)
    assert bounded("Çiçek, हिन्दी, 花, e\u0301") == "Çiçek, हिन्दी, 花, e\u0301"


def test_marks_of_every_script_are_known() -> None:
    marks = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.combining(chr(code))]
    assert [mark for mark in marks if len(bounded(mark * 100)) != MOST] == []


@pytest.mark.parametrize("read", [clean_name, folded, words_in, checked_address])
def test_a_pile_of_marks_takes_no_time(read: object) -> None:
    assert callable(read)
    assert len(read(PILE)) < 1000  # without a bound this would take hours, and nobody else would be answered
