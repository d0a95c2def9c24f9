"""Edits of a text, one after another; what comes out is read back and held against what was meant."""

from collections.abc import Callable, Sequence
from typing import Any

from formkit.edit import blocks, flows
from formkit.edit.edits import (
    Add,
    Copy,
    Edit,
    EditError,
    Move,
    Path,
    Put,
    Rename,
    Take,
    Under,
    Value,
    check_value,
    key_of,
)
from formkit.edit.finer import finer, says
from formkit.edit.plain import applied, emptied, nothing_at, same
from formkit.edit.putting import Cramped, gap_of, make_room, manner_of, opened, outer_end, put, realigned, under
from formkit.edit.tree import Entry, Node, entry_of, find, sole, tree_of
from formkit.edit.written import in_brackets, item, needs_lines, pair, scalar
from formkit.edit.written import key_of as written_key
from formkit.errors import SpecError
from formkit.source import parse_source

_MARK = "\ufeff"  # the byte order mark that some editors write


def change(text: str, edits: Sequence[Edit]) -> str:
    """The text of a spec after the edits, one after another. Raises EditError: then nothing has changed.

    Line ends, a byte order mark and a missing last line end stay as they are in the text given.
    """
    mark = _MARK if text.startswith(_MARK) else ""
    made = text.removeprefix(_MARK)
    root = tree_of(made)
    for edit in edits:
        _check(edit)
    meant = applied(root.data, edits)
    for number, edit in enumerate(edits):
        made = _after(made, edit, root if number == 0 else tree_of(made))
    _hold(made, meant)
    return mark + made


def _check(edit: Edit) -> None:
    if isinstance(edit, Put | Add):
        check_value(edit.value)
    if isinstance(edit, Add | Copy | Rename | Under) and edit.key is not None:
        key_of(edit.key)


def _hold(made: str, meant: Any) -> None:
    """Raises EditError when the text doesn't say what was meant."""
    try:
        read = parse_source(made.encode("utf-8"), "the file")
    except SpecError as error:
        first = error.problems[0]
        raise EditError(f"line {first.line}: {first.message}", first.hint, rule="edit-place-unwritable") from None
    if read.broken or not same(read.data, meant):
        raise EditError(
            "this place is written in a way that can't be changed here",
            "change it in the file itself",
            rule="edit-place-unwritable",
        )


def _after(text: str, edit: Edit, root: Node) -> str:
    """The text after one edit; brackets that are too narrow get lines first."""
    while True:
        try:
            return _MAKE[type(edit)](text, edit, root)
        except Cramped as cramped:
            text = opened(text, cramped.node)
            root = tree_of(text)


def _put(text: str, edit: Put, root: Node) -> str:
    return _put_at(text, root, edit.path, edit.value)


def _put_at(text: str, root: Node, path: Path, value: Value) -> str:
    """The value in its place; what is missing on the way is made with it."""
    node = root
    for number, step in enumerate(path):
        entry = entry_of(node, step)
        rest = path[number + 1 :]
        if entry and not rest:
            return _put_over(text, entry, path, value)
        if entry is None:
            return _append(text, root, path[: number + 1], _within(rest, value))
        if entry.node.empty:
            return put(text, entry, _within(rest, value))
        node = entry.node
    raise EditError("the whole file can't be changed at once", rule="edit-not-understood")


def _put_over(text: str, entry: Entry, path: Path, value: Value) -> str:
    """The value in place of another; nothing changes where it is said already."""
    if says(entry.node, value):
        return text
    edits = finer(entry.node, path, value)
    return _each(text, edits) if edits else put(text, entry, value)


def _each(text: str, edits: Sequence[Edit]) -> str:
    for edit in edits:
        text = _after(text, edit, tree_of(text))
    return text


def _within(path: Path, value: Value) -> Value:
    for step in reversed(path):
        value = [value] if isinstance(step, int) else {step: value}
    return value


def _append(text: str, root: Node, path: Path, value: Value) -> str:
    node = find(root, path[:-1]).node if path[:-1] else root
    step = path[-1]
    if node.kind == "text" or (node.kind == "list") != isinstance(step, int):
        raise nothing_at(path)
    return _insert(text, node, len(node.entries), None if isinstance(step, int) else step, value)


def _insert(text: str, holder: Node, place: int, key: str | None, value: Value, *, beside: bool = False) -> str:
    """A new entry in a mapping or list that isn't empty; with `beside` it is written like the one next to it."""
    if holder.flow:
        said = in_brackets(value) if key is None else f"{written_key(key, flow=True)}: {in_brackets(value)}"
        make_room(text, holder, len(said) + 2, lines=needs_lines(value))
        return flows.insert(text, holder, place, said)
    manner, near = manner_of(text, holder), holder.entries[min(max(place - 1, 0), len(holder.entries) - 1)]
    way = _way(near.node, value) if beside else ""
    if key is None:
        return blocks.insert(text, holder, place, item(value, manner, beside=way, gap=gap_of(text, near)))
    return blocks.insert(text, holder, place, pair(key, value, manner, beside=way))


def _way(node: Node, value: Value) -> str:
    if node.empty or node.kind != ("map" if isinstance(value, dict) else "list"):
        return ""
    return "flow" if node.flow else "block"


def _take(text: str, edit: Take, root: Node) -> str:
    path, left = emptied(root.data, edit.path)
    find(root, edit.path)
    if left is not None:
        return _put_at(text, root, path, left)
    entry = find(root, path)
    take = flows.take if entry.holder.flow else blocks.take
    return take(text, entry.holder, entry.index)


def _add(text: str, edit: Add, root: Node) -> str:
    new: Value = [edit.value] if edit.key is None else {edit.key: edit.value}
    try:
        holder = find(root, edit.path).node if edit.path else root
    except EditError:
        return _put_at(text, root, edit.path, new)
    if holder.empty:
        return _put_at(text, root, edit.path, new)
    sole(holder)
    place = len(holder.entries) if edit.at is None else edit.at
    return _insert(text, holder, place, edit.key, edit.value, beside=True)


def _move(text: str, edit: Move, root: Node) -> str:
    entry = find(root, edit.path)
    sole(entry.holder)
    order = list(range(len(entry.holder.entries)))
    order.insert(edit.to, order.pop(entry.index))
    reorder = flows.reorder if entry.holder.flow else blocks.reorder
    return reorder(text, entry.holder, order)


def _rename(text: str, edit: Rename, root: Node) -> str:
    entry = find(root, edit.path)
    sole(entry.holder)
    key = _key_like(text, entry, edit.key)
    made = text[: entry.start] + key + text[entry.key_end :]
    return realigned(made, outer_end(text, entry, entry.key_end), len(key) - (entry.key_end - entry.start))


def _key_like(text: str, entry: Entry, key: str) -> str:
    quote = text[entry.start] if text[entry.start] in "\"'" else ""
    return scalar(key, flow=entry.holder.flow, style=quote)


def _copy(text: str, edit: Copy, root: Node) -> str:
    entry = find(root, edit.path)
    holder, place = entry.holder, entry.index + 1
    sole(holder)
    old = text[entry.start : entry.key_end] if holder.kind == "map" else ""
    new = _key_like(text, entry, edit.key or "") if old else ""
    if holder.flow:
        said = new + text[entry.start + len(old) : entry.end]
        make_room(text, holder, len(said) + 2)
        return flows.insert(text, holder, place, said)
    return blocks.copy(text, holder, entry.index, (old, new))


def _under(text: str, edit: Under, root: Node) -> str:
    return under(text, find(root, edit.path), edit.key)


_MAKE: dict[type[Edit], Callable[[str, Any, Node], str]] = {
    Put: _put, Take: _take, Add: _add, Move: _move, Rename: _rename, Copy: _copy, Under: _under,
}  # fmt: skip
