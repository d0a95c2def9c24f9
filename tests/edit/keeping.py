"""What an edit may touch: each rule holds the lines and comments of a file before it against those after it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Any

from formkit.edit import Add, Copy, Edit, Move, Put, Rename, Take, same
from formkit.edit.plain import at, emptied
from tests.edit.standing import Path, Standing


def holds(old: Standing, new: Standing, data: Any, edit: Edit) -> None:
    """Asserts that a file, whose data is given, has changed where the edit meant it and nowhere else."""
    _RULES[type(edit)](old, new, data, edit)


def _put(old: Standing, new: Standing, data: Any, edit: Put) -> None:
    if edit.path in old.things:
        _over(old, new, edit.path, stay=[*_staying(old, edit.path, at(data, edit.path), edit.value)])
    else:
        _inserted(old, new, edit.path[:-1], len(parts(old, edit.path[:-1])))


def _over(old: Standing, new: Standing, path: Path, *, stay: Iterable[Path] = ()) -> None:
    """A value in place of another: comments go only with a list or mapping that they stand in, but for what stays."""
    thing = old.things[path]
    _within(old, new, old.line(thing.start), old.own(path)[1])
    end = thing.end if thing.kind == "flow" else old.line_end(thing.end)
    lines = [line for one in stay for line in range(*old.own(one))]
    _lost(old, new, *((0, 0) if thing.kind == "text" else (thing.value, end)), lines=lines)


def _staying(old: Standing, path: Path, said: Any, value: Any) -> Iterator[Path]:
    """The entries that say the same in a mapping in place of another, where their order is the same."""
    if isinstance(said, dict) and isinstance(value, dict):
        both = [key for key in said if key in value]
        found = [(*path, key) for key in both if list(value)[: len(both)] == both and same(said[key], value[key])]
        yield from (one for one in found if not old.things[one].flow)


def _rename(old: Standing, new: Standing, _data: Any, edit: Rename) -> None:
    line = old.line(old.things[edit.path].start)
    _within(old, new, line, line + 1)
    assert _texts(new) == _texts(old)


def _add(old: Standing, new: Standing, _data: Any, edit: Add) -> None:
    place = len(parts(old, edit.path)) if edit.at is None else edit.at
    _inserted(old, new, edit.path, place)


def _inserted(old: Standing, new: Standing, holder: Path, place: int, *, copied: Iterable[str] = ()) -> None:
    """Lines come between two things and their comments; none goes."""
    said, before = list(copied), _texts(old)
    assert any(before[:n] + said + before[n:] == _texts(new) for n in range(len(before) + 1))
    beside = parts(old, holder)
    if not beside:
        _over(old, new, holder)
    elif old.things[beside[0]].flow:
        _within(old, new, *_between(old, holder, place - 1, place))
    elif place == 0 and old.behind_a_dash(beside[0]):
        line = old.line(old.things[beside[0]].start)
        _within(old, new, line, line + 1)
    else:
        first = old.own(beside[place - 1])[1] if place else old.own(beside[0])[0]
        last = old.own(beside[place])[0] if place < len(beside) else first
        head, tail = _alike(old, new)
        assert max(first, len(old.lines) - tail) <= min(last, head)


def _copy(old: Standing, new: Standing, _data: Any, edit: Copy) -> None:
    thing, beside = old.things[edit.path], parts(old, edit.path[:-1])
    last = old.own(edit.path)[1]
    said = [
        text
        for place, text in old.comments
        if thing.start < place and (place < thing.end if thing.flow else old.line(place) < last)
    ]
    _inserted(old, new, edit.path[:-1], beside.index(edit.path) + 1, copied=said)


def _take(old: Standing, new: Standing, data: Any, edit: Take) -> None:
    path, left = emptied(data, edit.path)
    thing, beside = old.things[path], parts(old, path[:-1])
    number, (first, last) = beside.index(path), old.own(path)
    if left is not None:
        _over(old, new, path)
    elif thing.flow:
        lines = _between(old, path[:-1], number - 1, number + 1)
        _within(old, new, *lines)
        _lost(old, new, old.line_end(_behind(old, path[:-1], number - 1)), old.line_end(thing.end))
    elif number == 0 and old.behind_a_dash(path):
        _within(old, new, first, old.line(old.things[beside[1]].start) + 1)
        _lost(old, new, thing.start, old.line_end(thing.end) if last == len(old.lines) else old.start_of(last))
    else:
        gone = [
            (first, last),
            (first - _empty(old.lines[:first][::-1]), last),
            (first, last + _empty(old.lines[last:-1])),
        ]
        assert any(new.lines == old.lines[:start] + old.lines[end:] for start, end in gone)


def _move(old: Standing, new: Standing, _data: Any, edit: Move) -> None:
    """What is moved comes whole, with its comments, and so do the things that it passes."""
    assert Counter(_texts(old)) == Counter(_texts(new))
    beside, after = parts(old, edit.path[:-1]), parts(new, edit.path[:-1])
    number, order = beside.index(edit.path), list(beside)
    order.insert(edit.to, order.pop(number))
    first, last = sorted((number, edit.to))
    if old.things[edit.path].flow:
        _within(old, new, *_between(old, edit.path[:-1], first - 1, last + 1))
        return
    _within(old, new, old.own(beside[first])[0], old.own(beside[last])[1])
    if first or not (old.behind_a_dash(beside[0]) or len(edit.path) == 1):
        assert [_said(old, one) for one in order] == [_said(new, one) for one in after]


def parts(text: Standing, holder: Path) -> list[Path]:
    return [path for path in text.things if path[:-1] == holder and path]


def _said(text: Standing, path: Path) -> list[str]:
    """The lines of a thing, without the empty ones at its end."""
    lines = text.lines[slice(*text.own(path))]
    return lines[: len(lines) - _empty(lines[::-1])]


def _between(text: Standing, holder: Path, before: int, behind: int) -> tuple[int, int]:
    """The lines between two of the parts that stand in brackets, theirs included; else from or to the bracket."""
    beside = parts(text, holder)
    end = text.things[beside[behind]].start if behind < len(beside) else text.things[holder].end
    return text.line(_behind(text, holder, before)), text.line(end) + 1


def _behind(text: Standing, holder: Path, number: int) -> int:
    """Where a part in brackets ends, or the bracket that opens stands."""
    return text.things[parts(text, holder)[number]].end if number >= 0 else text.things[holder].value


def _within(old: Standing, new: Standing, start: int, end: int) -> None:
    """All lines but these are as they were."""
    head, tail = _alike(old, new)
    assert head >= start
    assert tail >= len(old.lines) - end


def _lost(old: Standing, new: Standing, start: int, end: int, *, lines: Collection[int] = ()) -> None:
    """All comments are there but some of those between two indexes, not on `lines`; none is new, all are in order."""
    kept = [text for place, text in old.comments if not start < place < end or old.line(place) in lines]
    assert _among(kept, _texts(new))
    assert _among(_texts(new), _texts(old))


def _texts(text: Standing) -> list[str]:
    return [said for _, said in text.comments]


def _among(some: Iterable[str], all_of_them: Iterable[str]) -> bool:
    rest = iter(all_of_them)
    return all(one in rest for one in some)


def _empty(lines: Iterable[str]) -> int:
    return sum(1 for _ in takewhile(lambda line: not line.strip(), lines))


def _alike(old: Standing, new: Standing) -> tuple[int, int]:
    """How many lines are as they were, from the first on and from the last on."""
    both = list(zip(old.lines, new.lines, strict=False)), list(zip(old.lines[::-1], new.lines[::-1], strict=False))
    head, tail = (sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs)) for pairs in both)
    return head, tail


_RULES: Mapping[type[Edit], Callable[[Standing, Standing, Any, Any], None]] = {
    Put: _put, Rename: _rename, Add: _add, Copy: _copy, Take: _take, Move: _move,
}  # fmt: skip
