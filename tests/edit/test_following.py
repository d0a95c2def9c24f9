"""Edits of an older state of a file go together with what another hand made of it, or are asked about."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from formkit.edit import Add, Clash, Copy, Edit, EditError, Move, Put, Rename, Take, change, followed, merge, slot
from tests.edit.test_any_change import TEXTS, data_of, edits, filled

LIST = """\
items:
  - name: A
    price: 1
  - name: B
    price: 1
  - name: C
    price: 2
  - {name: D, price: 3}
"""
NAMES = ("items", 1, "name")


def joined(text: str, mine: Edit, theirs: str) -> str:
    """As the Studio does it. Raises Clash."""
    fresh = followed(data_of(text), data_of(theirs), [mine])
    return merge(text, change(text, [mine]), theirs) if fresh is None else change(theirs, fresh)


def letters(text: str) -> str:
    """The names of the list, in their order."""
    return "".join(one["name"] for one in data_of(text)["items"])


@pytest.mark.parametrize(
    ("mine", "theirs", "names"),
    [
        (Put(NAMES, "b"), Move(("items", 1), 3), "ACDb"),
        (Put(NAMES, "b"), Take(("items", 0)), "bCD"),
        (Put(NAMES, "b"), Add(("items",), {"name": "X"}, 1), "AXbCD"),
        (Put(NAMES, "b"), Put(("items", 1, "price"), "5"), "AbCD"),
        (Put(("items", 3, "name"), "d"), Put(("items", 3, "price"), "5"), "ABCd"),
        (Take(("items", 1)), Put(("items", 0, "name"), "a"), "aCD"),
        (Move(("items", 1), 0), Put(("items", 0, "name"), "a"), "BaCD"),
        (Move(("items", 0), 3), Take(("items", 3)), "BCA"),
        (Add(("items",), {"name": "X"}, 4), Add(("items",), {"name": "Y"}, 4), "ABCDYX"),
        (Add(("items",), {"name": "X"}, 2), Take(("items", 0)), "BXCD"),
        (Copy(("items", 1)), Put(("items", 0, "name"), "a"), "aBBCD"),
        (Rename(("items", 3, "name"), "name"), Put(("items", 3, "price"), "5"), "ABCD"),
    ],
)
def test_neighbours_in_a_list_go_together(mine: Edit, theirs: Edit, names: str) -> None:
    assert letters(joined(LIST, mine, change(LIST, [theirs]))) == names


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (Put(NAMES, "b"), Put(NAMES, "c")),
        (Put(NAMES, "b"), Take(("items", 1))),
        (Take(("items", 1)), Put(NAMES, "b")),
        (Move(("items", 0), 2), Move(("items", 0), 1)),
        (Move(("items", 0), 2), Take(("items", 0))),
        (Put(("items", 3, "name"), "d"), Put(("items", 3), {"name": "X", "price": "9"})),
    ],
)
def test_the_same_thing_changed_by_two_is_asked_about(mine: Edit, theirs: Edit) -> None:
    with pytest.raises(Clash):
        joined(LIST, mine, change(LIST, [theirs]))


@pytest.mark.parametrize("text", [LIST, LIST + LIST.partition("\n")[2]], ids=["each once", "each twice"])
@pytest.mark.parametrize(
    "edit",
    [Put(NAMES, "b"), Take(("items", 1)), Move(("items", 1), 0), Add(("items",), {"name": "X"}, 1), Copy(("items", 1))],
)
def test_what_was_done_already_is_not_done_again(text: str, edit: Edit) -> None:
    done = change(text, [edit])
    assert joined(text, edit, done) == done


def test_a_thing_among_its_twins_keeps_its_place_or_is_not_found() -> None:
    assert slot(["a", "a", "b"], ["x", "a", "a", "b"], 1) == 2
    assert slot(["a", "a"], ["a"], 1) is None
    assert slot([{"n": "1", "t": "x"}], [{"n": "2", "t": "y"}], 0) is None


def values(data: Any) -> Iterator[str]:
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    for one in inner:
        yield from values(one)
    if not isinstance(data, dict | list):
        yield str(data)


def counted(text: str) -> Counter[str]:
    return Counter(values(data_of(text)))


@settings(max_examples=60, deadline=None)
@given(some.data())
def test_two_edits_of_any_file_both_stand_in_it_or_are_asked_about(data: some.DataObject) -> None:
    text = data.draw(some.sampled_from(sorted(TEXTS.values())))
    said = data_of(text)
    both = [data.draw(edits(said)) for _ in range(2)]
    assume(all(filled(edit.value) for edit in both if isinstance(edit, Put | Add)))
    try:
        mine, theirs = (change(text, [edit]) for edit in both)
    except EditError:
        return
    was, ours, others = counted(text), counted(mine), counted(theirs)
    assume(not any(isinstance(edit, Take) and (after - was) for edit, after in zip(both, (ours, others), strict=True)))
    try:
        made = counted(joined(text, both[0], theirs))
    except Clash:
        return
    for value in {*was, *ours, *others, *made}:
        ways = {ours[value] + others[value] - was[value]}
        if ours[value] == others[value]:
            ways.add(ours[value])
        assert made[value] in ways, (value, both)
