"""Edits that were made in an older state of a file, for the newer one: each place is found again, or none is.

Another hand may have moved, added or removed things of a list, so that its numbers count otherwise. Pure: plain data.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any

from formkit.edit.edits import Add, Copy, Edit, EditError, Move, Path, Put, Rename, Take, Under
from formkit.edit.plain import applied, as_read, same
from formkit.source import Step

MOST_THINGS = 1000  # of a list; comparing takes the square of it at worst


def followed(before: Any, now: Any, edits: Sequence[Edit]) -> tuple[Edit, ...] | None:
    """The edits of `before`, one after another, as they are made in `now`; None where a place is not the same any more.

    What is changed says the same in both. What was done already is not done again: then it is None.
    """
    made: list[Edit] = []
    for edit in edits:
        try:
            fresh = _follow(before, now, edit)
            if fresh is None:
                return None
            before, now = applied(before, [edit]), applied(now, [fresh])
        except EditError:
            return None
        made.append(fresh)
    return tuple(made)


def found_again(before: Any, now: Any, path: Path) -> Path | None:
    """Where in `now` stands what stands at a path in `before`; None when that is not certain."""
    steps: list[Any] = []
    for step in path:
        place: Step | None = step
        if isinstance(step, int):
            lists = isinstance(before, list) and isinstance(now, list) and step < len(before)
            place = slot(before, now, step) if lists else None
        if place is None or (isinstance(step, str) and (_closed(before) or _closed(now))):
            return None
        steps.append(place)
        before, now = _get(before, step), _get(now, place)
    return tuple(steps)


def slot(before: Sequence[Any], now: Sequence[Any], at: int) -> int | None:
    """Where a thing of a list stands in another state of it: the same thing, or one changed at its place."""
    if max(len(before), len(now)) > MOST_THINGS:
        return at if same(list(before), list(now)) else None
    old, new = ([_mark(one) for one in things] for things in (before, now))
    twins, places = _places(old, old[at]), _places(new, old[at])
    if places:
        return places[twins.index(at)] if len(twins) == len(places) else None
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "replace" and start <= at < end and end - start == last - first:
            alike = [place for place in range(first, last) if _kin(before[at], now[place])]
            return alike[0] if alike == [first + at - start] else None
    return None


def _follow(before: Any, now: Any, edit: Edit) -> Edit | None:
    if isinstance(edit, Add):
        return _add(before, now, edit)
    path = found_again(before, now, edit.path)
    if path is None:
        return None
    mine, theirs = _at(before, edit.path), _at(now, path)
    if isinstance(edit, Move):
        return _move(_at(before, edit.path[:-1]), _at(now, path[:-1]), replace(edit, path=path), edit.path[-1])
    if isinstance(edit, Rename):
        holder = _at(now, path[:-1])
        return replace(edit, path=path) if isinstance(holder, dict) and path[-1] in holder else None
    if isinstance(edit, Take | Copy | Under) and mine is None:
        return None
    return replace(edit, path=path) if isinstance(edit, Put | Take | Copy | Under) and same(mine, theirs) else None


def _add(before: Any, now: Any, edit: Add) -> Add | None:
    """Behind the same thing as it was meant; at the end, where that was the end."""
    path = found_again(before, now, edit.path)
    if path is None:
        return None
    old, new = _at(before, edit.path), _at(now, path)
    if old is None and new is None:
        return replace(edit, path=path)
    if type(old) is not type(new) or isinstance(old, str):
        return None
    if edit.key is None and _count(new, edit.value) > _count(old, edit.value):
        return None  # it may be this very one
    place = _landing(list(old), list(new), len(old) if edit.at is None else edit.at)
    return None if place is None else replace(edit, path=path, at=place)


def _move(old: Any, new: Any, edit: Move, step: Any) -> Move | None:
    """Behind the same thing as it was meant, where nobody else changed the order."""
    at, here = (_number(holder, one) for holder, one in ((old, step), (new, edit.path[-1])))
    if at is None or here is None:
        return None
    old, new = list(old), list(new)
    places = [place for number in range(len(old)) if (place := slot(old, new, number)) is not None]
    rest, left = old[:at] + old[at + 1 :], new[:here] + new[here + 1 :]
    to = _landing(rest, left, edit.to) if places == sorted(places) else None
    return None if to is None else replace(edit, to=to)


def _number(holder: Any, step: Any) -> int | None:
    """The place of an entry among the others."""
    names = list(holder) if isinstance(holder, dict) else range(len(holder or ()))
    return names.index(step) if step in names else None


def _landing(old: list[Any], new: list[Any], at: int) -> int | None:
    if at >= len(old):
        return len(new)
    if at == 0:
        return 0
    before, behind = slot(old, new, at - 1), slot(old, new, at)
    return behind if before is None else before + 1


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = _get(data, step)
    return data


def _get(data: Any, step: Any) -> Any:
    if isinstance(data, list):
        return data[step] if isinstance(step, int) and step < len(data) else None
    return data.get(step) if isinstance(data, dict) else None


def _closed(data: Any) -> bool:
    """Whether a key leads nowhere in it: it is a text, or a list."""
    return data is not None and not isinstance(data, dict)


def _mark(value: Any) -> str:
    """Equal for values that say the same."""
    return repr(as_read(value))


def _places(marks: Sequence[str], mark: str) -> list[int]:
    return [number for number, one in enumerate(marks) if one == mark]


def _count(things: Sequence[Any], value: Any) -> int:
    return len(_places([_mark(one) for one in things], _mark(value)))


def _kin(one: Any, other: Any) -> bool:
    """Whether the one was changed into the other: at least half of it says the same below the same keys."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return False
    mine, theirs = Counter(_leaves(one)), Counter(_leaves(other))
    alike = (mine & theirs).total()
    return alike > 0 and alike * 2 >= max(mine.total(), theirs.total())


def _leaves(value: Any, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """What a value says, each with the keys above it; numbers of lists don't count."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _leaves(one, (*keys, key))
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one, keys)
    else:
        yield keys, str(value)
