"""The edits on plain data: what a file must say after a change. Simple on purpose, for the text is held against it."""

from collections.abc import Iterable
from typing import Any

from formkit.edit.edits import Add, Copy, Edit, EditError, Move, Path, Put, Rename, Take, Under, Value
from formkit.errors import quoted
from formkit.source import Step

_STAY_EMPTY: tuple[Path, ...] = (("forms", ""), ("forms", "", "fields", ""), ("legal", ""))
_SECTIONS: tuple[Path, ...] = (("sections", -1, ""), ("pages", "", "sections", -1, ""))


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same in a file: 3 is "3", true is "true"; line ends and the last one are no matter."""
    return bool(_ordered(as_read(one)) == _ordered(as_read(other)))


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return [(key, _ordered(one)) for key, one in value.items()]
    return list(map(_ordered, value)) if isinstance(value, list) else value


def as_read(value: Value) -> Any:
    """A value as it is read back from a file, its texts without the last line end."""
    if isinstance(value, dict):
        return {text_of(key): as_read(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [as_read(one) for one in value]
    return None if value is None else text_of(value).rstrip("\n")


def text_of(value: Value) -> str:
    """A scalar as text, with \\n at the ends of its lines, and without halves of letters (lone surrogates)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = str(value).replace("\r\n", "\n").replace("\r", "\n")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if not text.isascii() else text


def applied(data: Any, edits: Iterable[Edit]) -> Any:
    """Plain data after these edits; the data given stays as it is. Raises EditError for what can't be done."""
    data = _copied(data)
    for edit in edits:
        if not edit.path and not isinstance(edit, Add):
            raise EditError("the whole file can't be changed at once", rule="edit-not-understood")
        data = _APPLY[type(edit)](data, edit)
    return data


def _copied(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copied(value) for key, value in data.items()}
    return [_copied(value) for value in data] if isinstance(data, list) else data


def _put(data: Any, edit: Put) -> Any:
    return _with(data, edit.path, as_read(edit.value))


def _with(data: Any, path: Path, value: Any) -> Any:
    """The data with the value at the path, what is missing on the way made."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if data is None:
        data = [] if isinstance(step, int) else {}
    if isinstance(data, list) and isinstance(step, int) and step <= len(data):
        old = data[step] if step < len(data) else None
        return [*data[:step], _with(old, rest, value), *data[step + 1 :]]
    if isinstance(data, dict) and isinstance(step, str):
        return {**data, step: _with(data.get(step), rest, value)}
    raise nothing_at(path)


def _take(data: Any, edit: Take) -> Any:
    path, left = emptied(data, edit.path)
    if left is not None:
        return _with(data, path, left)
    holder = at(data, path[:-1])
    del holder[path[-1]]
    return data


def emptied(data: Any, path: Path) -> tuple[Path, Any]:
    """The place that a Take changes, and what stays there; None when nothing does.

    A mapping or list that becomes empty goes too. But forms, fields and legal pages stay as {}, a section as its word.
    """
    at(data, path)
    while len(path) > 1 and len(at(data, path[:-1])) == 1:
        path = path[:-1]
        if _like(path, _STAY_EMPTY):
            return path, {}
        if _like(path, _SECTIONS):
            return path[:-1], path[-1]
    if len(path) == 1 and len(data) == 1:
        raise EditError("the last part of a file can't be taken away", rule="edit-last-part")
    return path, None


def _like(path: Path, shapes: Iterable[Path]) -> bool:
    """Whether a path has one of these shapes; "" stands for any key, -1 for any number."""
    return any(len(one) == len(path) and all(map(_fits, one, path)) for one in shapes)


def _fits(shape: Step, step: Step) -> bool:
    return shape == step or (isinstance(step, str) and shape == "") or (isinstance(step, int) and shape == -1)


def _add(data: Any, edit: Add) -> Any:
    holder = _get(data, edit.path)
    if holder is None:
        holder = [] if edit.key is None else {}
    return _with(data, edit.path, _inserted(holder, edit.at, as_read(edit.value), edit.key))


def _inserted(holder: Any, place: int | None, value: Any, key: str | None) -> Any:
    place = len(holder) if place is None else place
    if place > len(holder) or isinstance(holder, str) or isinstance(holder, list) != (key is None):
        raise EditError(
            "nothing can be added there", "look at the file: it is another than you think", rule="edit-place-gone"
        )
    if isinstance(holder, list):
        return [*holder[:place], value, *holder[place:]]
    _refuse_known(holder, key)
    pairs = list(holder.items())
    return dict([*pairs[:place], (key, value), *pairs[place:]])


def _refuse_known(holder: Any, key: str | None) -> None:
    if key in holder:
        raise EditError(f"there is {quoted(key)} already", "choose another name", rule="edit-name-taken", name=key)


def _move(data: Any, edit: Move) -> Any:
    at(data, edit.path)
    holder, step = at(data, edit.path[:-1]), edit.path[-1]
    if edit.to >= len(holder):
        raise EditError(
            "there is no such place to move to", f"the last one is {len(holder) - 1}", rule="edit-place-gone"
        )
    pairs = list(holder.items()) if isinstance(holder, dict) else list(holder)
    pairs.insert(edit.to, pairs.pop(list(holder).index(step) if isinstance(holder, dict) else int(step)))
    return _with(data, edit.path[:-1], dict(pairs) if isinstance(holder, dict) else pairs)


def _rename(data: Any, edit: Rename) -> Any:
    at(data, edit.path)
    holder, old = at(data, edit.path[:-1]), edit.path[-1]
    if not isinstance(holder, dict):
        raise EditError("only what has a name can get another one", rule="edit-not-understood")
    if edit.key != old:
        _refuse_known(holder, edit.key)
    return _with(data, edit.path[:-1], {edit.key if key == old else key: one for key, one in holder.items()})


def _copy(data: Any, edit: Copy) -> Any:
    value = at(data, edit.path)
    holder, step = at(data, edit.path[:-1]), edit.path[-1]
    place = list(holder).index(step) if isinstance(holder, dict) else int(step)
    return _with(data, edit.path[:-1], _inserted(holder, place + 1, value, edit.key))


def _under(data: Any, edit: Under) -> Any:
    return _with(data, edit.path, {edit.key: at(data, edit.path)})


def at(data: Any, path: Path) -> Any:
    """What stands at a path. Raises EditError when nothing does."""
    for number, step in enumerate(path):
        if not _has(data, step):
            raise nothing_at(path[: number + 1])
        data = data[step]
    return data


def _get(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step] if _has(data, step) else None
    return data


def _has(data: Any, step: Step) -> bool:
    if isinstance(data, list):
        return isinstance(step, int) and step < len(data)
    return isinstance(data, dict) and isinstance(step, str) and step in data


def nothing_at(path: Path) -> EditError:
    """The error for a path that leads nowhere."""
    where = ": ".join(str(step) for step in path)
    return EditError(
        f"there is no {quoted(where)} in the file",
        "it has changed, or is written in another way",
        rule="edit-place-gone",
    )


_APPLY: Any = {Put: _put, Take: _take, Add: _add, Move: _move, Rename: _rename, Copy: _copy, Under: _under}
