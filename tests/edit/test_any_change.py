"""Any edit of any file: the file says what was meant, only the lines of what changes change, comments stay whole."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from formkit.edit import Add, Copy, Edit, EditError, Move, Put, Rename, Take, applied, change, same
from formkit.source import parse_source
from tests.edit.keeping import holds
from tests.edit.standing import LINE_END, Path, Standing
from tests.edit.test_change import SITE
from tests.spec.accepted import EXAMPLES, ROOT, accepted

FILES = (*EXAMPLES, *sorted((ROOT / "tests" / "data" / "edit").glob("*.yaml")), *accepted())
TEXTS = {path.stem: path.read_bytes().decode("utf-8") for path in FILES}
LETTERS = some.characters(exclude_categories=["Cs"])
WORDS = some.sampled_from(
    ["Rose", "a: b", "x #y", "yes", "12", "", "- a", "one, two", "\u2028", "Çiçek 🌹", "'", '"', "\t"]
)
SCALARS = some.one_of(
    WORDS, some.text(LETTERS, max_size=20), some.booleans(), some.integers(), some.just("one\n\ntwo\n")
)
VALUES = some.recursive(
    SCALARS,
    lambda inner: some.one_of(
        some.lists(inner, max_size=3),
        some.dictionaries(some.sampled_from(["en", "tr", "title", "on", "a b"]), inner, max_size=3),
    ),
    max_leaves=5,
)
KEYS = some.sampled_from(["added", "on", "two words", "x: y", "🌹"])
KINDS = some.sampled_from(["put", "more", "mend", "take", "add", "move", "copy", "rename"])

every = settings(max_examples=4, deadline=None)


def data_of(text: str) -> Any:
    return parse_source(text.encode("utf-8"), "x").data


def places(data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in pairs:
        yield (*path, step), value
        yield from places(value, (*path, step))


def holder_of(data: Any, path: Path) -> Any:
    for step in path[:-1]:
        data = data[step]
    return data


@some.composite
def edits(draw: Any, data: Any) -> Edit:
    path, value = draw(some.sampled_from(list(places(data))))
    holder, kind = holder_of(data, path), draw(KINDS)
    key = None if isinstance(path[-1], int) else draw(KEYS)
    if kind in ("put", "more"):
        return Put(path if kind == "put" else (*path[:-1], key or len(holder)), draw(VALUES))
    if kind == "mend":
        return Put(path, _mended(draw, value))
    if kind == "add":
        return Add(path[:-1], draw(VALUES), draw(some.integers(0, len(holder))), key)
    if kind == "move":
        return Move(path, draw(some.integers(0, len(holder) - 1)))
    if kind == "copy":
        return Copy(path, key)
    return Rename(path, key) if kind == "rename" and key else Take(path)


def _mended(draw: Any, value: Any) -> Any:
    """A mapping or list of which a little differs."""
    if isinstance(value, dict) and value:
        gone = draw(some.sampled_from(list(value)))
        return {key: one or "x" for key, one in value.items() if key != gone} | {"added": draw(SCALARS)}
    if isinstance(value, list):
        at = draw(some.integers(0, len(value)))
        return [*(one or "x" for one in value[:at]), draw(SCALARS), *(one or "x" for one in value[at + 1 :])]
    return draw(SCALARS)


def filled(value: Any) -> bool:
    """Whether nothing in it is empty, as null is, which an edit can't write."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return value is not None and all(map(filled, inner))


@pytest.mark.parametrize("name", TEXTS)
@every
@given(some.data())
def test_any_change_says_what_was_meant_and_leaves_all_else(name: str, data: some.DataObject) -> None:
    text = LINE_END.sub(data.draw(some.sampled_from(["\n", "\r\n", "\r"])), TEXTS[name])
    said = data_of(text)
    edit = data.draw(edits(said))
    try:
        meant = applied(said, [edit])
    except EditError:
        return
    if isinstance(edit, Put | Add) and not filled(edit.value):
        return
    made = change(text, [edit])
    assert same(data_of(made), meant)
    if made != text:
        assert made.endswith(("\r", "\n")) == text.endswith(("\r", "\n"))
        assert {*LINE_END.findall(made)} <= {*LINE_END.findall(text)}
        holds(Standing(text), Standing(made), said, edit)


@pytest.mark.parametrize("text", [SITE, TEXTS["styles"], TEXTS["breaks"]], ids=["shop", "styles", "breaks"])
def test_each_place_can_be_changed_and_all_else_stays(text: str) -> None:
    old, said = Standing(text), data_of(text)
    for path, value in places(said):
        for edit in simple_edits(path, value, holder_of(said, path)):
            try:
                meant = applied(said, [edit])
            except EditError:
                continue
            made = change(text, [edit])
            assert same(data_of(made), meant)
            if made != text:
                holds(old, Standing(made), said, edit)


def simple_edits(path: Path, value: Any, holder: Any) -> Iterator[Edit]:
    key = None if isinstance(path[-1], int) else "added"
    at = list(holder).index(path[-1]) if isinstance(holder, dict) else int(path[-1])
    yield from (Put(path, "x"), Take(path), Add(path[:-1], "x", at, key), Copy(path, key))
    yield from (Move(path, to) for to in range(len(holder)))
    if isinstance(value, dict) and filled(value):
        yield Put(path, {**value, "added": "x"})
    if key:
        yield from (Rename(path, key), Put((*path[:-1], key), "x"))


@pytest.mark.parametrize("name", TEXTS)
@every
@given(some.data())
def test_there_and_back_again_is_the_same_file(name: str, data: some.DataObject) -> None:
    text = TEXTS[name]
    path, _ = data.draw(some.sampled_from([one for one in places(data_of(text)) if one[0][:2] != ("site", "pair")]))
    holder = holder_of(data_of(text), path)
    at = list(holder).index(path[-1]) if isinstance(holder, dict) else int(path[-1])
    to = data.draw(some.integers(0, len(holder) - 1))
    moved = change(text, [Move(path, to)])
    back = Move(path if isinstance(holder, dict) else (*path[:-1], to), at)
    assert Counter(text) - Counter("- \r\n") == Counter(moved) - Counter("- \r\n")
    first_behind_a_dash = at == 0 or to == 0
    assert change(moved, [back]) == text or (first_behind_a_dash and "#" in text)
    key = "new" if isinstance(holder, dict) else None
    added = (*path[:-1], key or at)
    more = change(text, [Add(path[:-1], 1, at, key)])
    opened = any(len(line) > 100 for line in Counter(LINE_END.split(text)) - Counter(LINE_END.split(more)))
    assert opened or change(more, [Take(added)]) == text


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_said_already_changes_nothing(name: str) -> None:
    text = TEXTS[name]
    puts = [Put(path, value) for path, value in places(data_of(text)) if filled(value)]
    assert change(text, puts[:40]) == text
