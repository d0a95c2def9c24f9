"""Two changes of one text become one where they don't touch; else both are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formkit.edit import Clash, Place, merge

BASE = "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("a: 9\nb: 2\nc: 3\nd: 4\ne: 5\n", "a: 1\nb: 2\nc: 3\nd: 4\ne: 9\n", "a: 9\nb: 2\nc: 3\nd: 4\ne: 9\n"),
        ("a: 1\nb: 9\nc: 3\nd: 4\ne: 5\n", "a: 1\nb: 2\nc: 8\nd: 4\ne: 5\n", "a: 1\nb: 9\nc: 8\nd: 4\ne: 5\n"),
        ("b: 2\nc: 3\nd: 4\ne: 5\n", "a: 1\nb: 2\nc: 3\nd: 4\ne: 5\nf: 6\n", "b: 2\nc: 3\nd: 4\ne: 5\nf: 6\n"),
        ("x: 0\n" + BASE, "x: 0\n" + BASE, "x: 0\n" + BASE),
        ("x: 0\n" + BASE, "x: 0\n" + BASE.replace("5", "9"), "x: 0\n" + BASE.replace("5", "9")),
        (BASE.replace("2", "9"), BASE.replace("\n", "\r\n").replace("\r\n", "\n"), BASE.replace("2", "9")),
    ],
    ids=["far apart", "neighbours in place", "gone and new", "the same", "the same and one more", "one side only"],
)
def test_changes_that_do_not_touch_become_one(mine: str, theirs: str, both: str) -> None:
    assert merge(BASE, mine, theirs) == merge(BASE, theirs, mine) == both


@pytest.mark.parametrize(
    ("mine", "theirs", "place"),
    [
        (BASE.replace("2", "8"), BASE.replace("2", "9"), Place(2, "b: 2\n", "b: 8\n", "b: 9\n")),
        (BASE.replace("b: 2\n", ""), BASE.replace("2", "9"), Place(2, "b: 2\n", "", "b: 9\n")),
        (BASE + "f: 6\n", BASE + "g: 7\n", Place(6, "", "f: 6\n", "g: 7\n")),
        (
            BASE.replace("b: 2\nc: 3\n", ""),
            BASE.replace("c: 3\n", "c: 3\n   x: 1\n"),
            Place(2, "b: 2\nc: 3\n", "", "b: 2\nc: 3\n   x: 1\n"),
        ),
    ],
    ids=["one line", "gone and changed", "two at one place", "into what is gone"],
)
def test_changes_that_touch_are_shown_with_their_line(mine: str, theirs: str, place: Place) -> None:
    with pytest.raises(Clash, match="at the same place by somebody else") as clash:
        merge(BASE, mine, theirs)
    assert clash.value.places == (place,)
    assert (clash.value.mine, clash.value.theirs, clash.value.base) == (mine, theirs, BASE)


def test_what_only_both_together_break_is_asked_about() -> None:
    with pytest.raises(Clash):
        merge(BASE, "phone: 1\n" + BASE, BASE + "phone: 2\n")


def test_a_file_that_was_broken_already_is_merged_too() -> None:
    broken = BASE.replace("c: 3", "c: [3")
    assert merge(broken, "x: 0\n" + broken, broken + "f: 6\n") == "x: 0\n" + broken + "f: 6\n"


def test_very_many_changed_lines_are_one_change() -> None:
    """Comparing them would take longer than anybody waits."""
    base = "".join(f"- {number % 3}\n" for number in range(9000))
    other = "".join(f"- {number % 5}\n" for number in range(9000))
    assert merge("x: 0\n" + base, "x: 0\n" + other, "x: 1\n" + base) == "x: 1\n" + other
    with pytest.raises(Clash):
        merge(base, other, base.replace("- 1\n", "- 7\n"))


LINES = st.lists(st.sampled_from(["a: 1\n", "b: 1\n", "c: 1\r\n", "# x\n", "\n", "  - d\n"]), max_size=12)


@given(LINES, LINES)
def test_a_change_beside_none_stays_as_it_is(base: list[str], mine: list[str]) -> None:
    assert merge("".join(base), "".join(mine), "".join(base)) == "".join(mine)
    assert merge("".join(base), "".join(base), "".join(mine)) == "".join(mine)


@given(LINES, st.data())
def test_no_line_of_either_is_lost(base: list[str], data: st.DataObject) -> None:
    """New lines, each of its own words, put in anywhere on both sides."""
    sides = []
    for who in ("mine", "theirs"):
        lines = list(base)
        for number in range(data.draw(st.integers(1, 3))):
            lines.insert(data.draw(st.integers(0, len(lines))), f"# {who} {number}\n")
        sides.append(lines)
    try:
        merged = merge("".join(base), "".join(sides[0]), "".join(sides[1]))
    except Clash:
        return
    assert sorted(merged.splitlines()) == sorted("".join([*base, *(set(sides[0] + sides[1]) - set(base))]).splitlines())
