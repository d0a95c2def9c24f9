"""Signs that nobody sees and that turn the reading order around."""

import re
from bisect import bisect_right
from collections.abc import Container

from formkit.source import Place
from formkit.spec.parts import Draft

_TURNING = re.compile("[\u202d\u202e]")  # left-to-right and right-to-left override
HINT = "write the text anew, without pasting; right-to-left languages need no such sign"


def nothing_is_read_backwards(draft: Draft) -> None:
    """An override shows letters in another order than they stand; isolates and marks, which some need, are fine."""
    wrong = set()
    for path, text in draft.texts:
        for language, words in text.by_language:
            if found := _TURNING.search(words):
                place, key = (*path, language), next(str(step) for step in reversed(path) if isinstance(step, str))
                sign = f"U+{ord(found[0]):04X}"
                message = f"'{key}' holds an invisible sign that reverses what is read ({sign})"
                draft.wrong(place, message, HINT, rule="text-reversed")
                wrong.add(draft.source.place(place))
    if wrong:
        _tell_once(draft, wrong)


def _tell_once(draft: Draft, wrong: Container[Place]) -> None:
    """Where a value is wrong, the notice of the sign in it says nothing more."""
    values = sorted(draft.source.values.values())

    def told(place: Place) -> bool:
        return values[bisect_right(values, place) - 1] in wrong

    draft.problems[:] = [
        one for one in draft.problems if one.rule != "turning-sign" or not told((one.line, one.column))
    ]
