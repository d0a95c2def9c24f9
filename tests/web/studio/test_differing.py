"""Which lines two texts differ in."""

from formkit.web.studio.differing import MOST_LINES, difference


def test_a_changed_line_is_shown_as_it_was_and_as_it_is() -> None:
    found = difference("a\nb\nc\n", "a\nB\nc\n")
    assert [(line.number, line.text, line.fresh) for line in found.lines] == [(2, "b", False), (2, "B", True)]


def test_lines_come_and_go() -> None:
    assert [line.text for line in difference("", "a\nb").lines] == ["a", "b"]
    assert [line.fresh for line in difference("a\nb", "").lines] == [False, False]
    assert difference("a\n", "a\n").lines == ()


def test_only_the_first_are_shown() -> None:
    found = difference("", "a\n" * 5000)
    assert (len(found.lines), found.more) == (MOST_LINES, 5000 - MOST_LINES)
