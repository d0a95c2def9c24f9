"""Any edit of any file: the file says what was meant, and only the lines of what changes change."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from formkit.edit import Add, Copy, Edit, EditError, Move, Put, Rename, Take, applied, change, same
from formkit.source import parse_source

ROOT = Path(__file__).parent.parent
GOOD = ("001_good", "038_no_final_newline", "239_text_jinja_label", "244_text_emoji", "245_text_rtl", "248_text_css")
FILES = (
    *sorted((ROOT.parent / "form_specs").glob("*.yaml")),
    *(ROOT / "data" / "specs" / "files" / f"{name}.yaml" for name in GOOD),
    *sorted((ROOT / "data" / "edit").glob("*.yaml")),
)
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
STYLES = some.sampled_from(["\n", "\r\n", "\r"])

every = settings(max_examples=70, deadline=None)


def data_of(text: str) -> Any:
    return parse_source(text.encode("utf-8"), "x").data


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    pairs = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in pairs:
        yield (*path, step), value
        yield from places(value, (*path, step))


@some.composite
def edits(draw: Any, data: Any) -> Edit:
    found = list(places(data))
    path, value = draw(some.sampled_from(found))
    holder = data
    for step in path[:-1]:
        holder = holder[step]
    key = None if isinstance(path[-1], int) else draw(some.sampled_from(["added", "on", "two words", "x: y", "🌹"]))
    makes = [
        Put(path, draw(VALUES)),
        Put((*path[:-1], key or len(holder)), draw(VALUES)),
        Put(path, _mended(draw, value)),
        Take(path),
        Add(path[:-1], draw(VALUES), draw(some.integers(0, len(holder))), key),
        Move(path, draw(some.integers(0, len(holder) - 1))),
        Copy(path, key),
        *([Rename(path, key)] if key else []),
    ]
    return draw(some.sampled_from(makes))  # type: ignore[no-any-return]


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


def changed(text: str, edit: Edit) -> str | None:
    """The text after the edit; None where plain data can't be changed so either."""
    try:
        applied(data_of(text), [edit])
    except EditError:
        return None
    return change(text, [edit])


@every
@given(some.data())
def test_any_change_says_what_was_meant(data: some.DataObject) -> None:
    text = data.draw(some.sampled_from(sorted(TEXTS.values())))
    text = text.replace("\r\n", "\n").replace("\n", data.draw(STYLES))
    said = data_of(text)
    edit = data.draw(edits(said))
    if isinstance(edit, Put | Add) and not filled(edit.value):
        return
    made = changed(text, edit)
    assert made is None or same(data_of(made), applied(said, [edit]))


@every
@given(some.data())
def test_only_the_lines_of_what_changes_change(data: some.DataObject) -> None:
    text = data.draw(some.sampled_from(sorted(TEXTS.values())))
    edit = data.draw(edits(data_of(text)))
    if isinstance(edit, Put | Add) and not filled(edit.value):
        return
    made = changed(text, edit)
    if made is None or isinstance(edit, Take):
        return
    old, new = text.split("\n"), made.split("\n")
    first, last = alike(old, new), alike(old[::-1], new[::-1])
    start, end = lines_of(text, edit.path if edit.path else ())
    if isinstance(edit, Move) or (isinstance(edit, Put) and not isinstance(edit.value, str)):
        start, end = lines_of(text, edit.path[:-1])
    assert first >= start - 1 or made == text, (edit, old[first], start)
    assert len(old) - last <= end + 1 or made == text, (edit, end)


def alike(old: list[str], new: list[str]) -> int:
    return next(
        (n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), min(len(old), len(new))
    )


def lines_of(text: str, path: tuple[Any, ...]) -> tuple[int, int]:
    """The lines (from 1) of what stands at a path or, when nothing does, of what it would stand in: by its places."""
    source = parse_source(text.encode("utf-8"), "x")
    while path and path not in source.values:
        path = path[:-1]
    if not path:
        return 1, text.count("\n") + 1
    inside = [source.place(one, at_key=True)[0] for one in source.values if one[: len(path)] == path]
    start = min(inside)
    while start > 1 and text.split("\n")[start - 2].lstrip().startswith("#"):
        start -= 1
    below = [place[0] for one, place in source.keys.items() if one[: len(path)] != path and place[0] > max(inside)]
    return start, min(below, default=text.count("\n") + 2) - 1


@every
@given(some.data())
def test_there_and_back_again_is_the_same_file(data: some.DataObject) -> None:
    text = data.draw(some.sampled_from(sorted(TEXTS.values())))
    path, _ = data.draw(some.sampled_from([one for one in places(data_of(text)) if one[0][:2] != ("site", "pair")]))
    holder = data_of(text)
    for step in path[:-1]:
        holder = holder[step]
    at = list(holder).index(path[-1]) if isinstance(holder, dict) else path[-1]
    to = data.draw(some.integers(0, len(holder) - 1))
    moved = change(text, [Move(path, to)])
    back = Move(path if isinstance(holder, dict) else (*path[:-1], to), at)
    assert Counter(text) - Counter("- \n") == Counter(moved) - Counter("- \n")
    first_behind_a_dash = at == 0 or to == 0
    assert change(moved, [back]) == text or (first_behind_a_dash and "#" in text)
    key = "new" if isinstance(holder, dict) else None
    added = (*path[:-1], key or at)
    more = change(text, [Add(path[:-1], 1, at, key)])
    opened = any(len(line) > 100 for line in Counter(text.split("\n")) - Counter(more.split("\n")))
    assert opened or change(more, [Take(added)]) == text


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_said_already_changes_nothing(name: str) -> None:
    text = TEXTS[name]
    puts = [Put(path, value) for path, value in places(data_of(text)) if filled(value)]
    assert change(text, puts[:40]) == text
