"""Signs that nobody sees and that turn the reading order around."""

from formkit.spec.checks.texts import texts_of
from formkit.spec.parts import Draft

TURNING = {"\u202d": "U+202D", "\u202e": "U+202E"}  # left-to-right and right-to-left override


def nothing_is_read_backwards(draft: Draft) -> None:
    """An override shows letters in another order than they stand; isolates and marks, which some need, are fine."""
    for path, text in texts_of(draft):
        found = next((code for sign, code in TURNING.items() for _, words in text.by_language if sign in words), "")
        if found:
            key = next(str(step) for step in reversed(path) if isinstance(step, str))
            hint = "write the text anew, without pasting; right-to-left languages need no such sign"
            draft.wrong(path, f"'{key}' holds an invisible sign that reverses what is read ({found})", hint)
