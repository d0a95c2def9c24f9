"""What became of a file since a browser saw it: the changes of two hands go together, or both are asked about.

Edits name places by keys and numbers. They are made in the file as it is now where each place is found again and says
what it said when the browser saw it; else in what the browser saw, and the two texts are merged line by line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from formkit.edit import Add, Edit, EditError, Place, Put, Take, Text, change, followed, found_again, merge, same, slot
from formkit.errors import SpecError
from formkit.source import Source, Step
from formkit.spec.spelled import said_at, spelled
from formkit.spec.spelled.parts import is_section
from formkit.web.studio.desk import Desk

Path = tuple[Step, ...]
Moved = list[tuple[Path, Path]]


def joined(desk: Desk, now: Text, edits: Sequence[Edit], base: str, *, settled: bool = False) -> tuple[str, str]:
    """The text after the edits, and the version that it was made of. `base` is the version that the browser saw.

    When it is `settled`, the edits stay where another hand changed the same. Raises EditError, Clash.
    """
    source, seen = desk.read(now).source, desk.file.text_at(base) if base not in ("", now.version) else None
    before = None if seen is None else whole_source(desk, seen)
    if seen is None or before is None or source is None or _alike(before.data, source.data, edits):
        return edited(now.text, edits, source), now.version
    if all(_done(before.data, source.data, edit) for edit in edits):
        return now.text, now.version
    try:
        meant = spelled(before.data, edits)
        mine = change(seen, meant)
    except EditError:
        return edited(now.text, edits, source), now.version  # the browser has seen more than it says
    fresh = followed(before.data, source.data, meant)
    if fresh is not None:
        return change(now.text, fresh), now.version
    return (merge(seen, mine, now.text, settled=True), now.version) if settled else (mine, base)


def _done(before: Any, now: Any, edit: Edit) -> bool:
    """Whether it was made already: its answer was lost, and the browser sends it again."""
    if not isinstance(edit, Put):
        return False
    there = stands_now(before, now, edit.path)
    return there is not None and same(said_at(now, there), edit.value)


def edited(text: str, edits: Sequence[Edit], source: Source | None) -> str:
    """The text after these edits; what is said in short is spelled out first, where an edit needs it."""
    if source is None:
        raise EditError(
            "the file can't be read as it is", "mend it first, in the tab with the file", rule="edit-file-unreadable"
        )
    return change(text, spelled(source.data, edits))


def saw(desk: Desk, base: str) -> Source | None:
    """What the browser saw; None where nobody knows it any more."""
    text = desk.file.text_at(base)
    return None if text is None else whole_source(desk, text)


def stands_now(before: Any, now: Any, path: Sequence[Step]) -> tuple[Step, ...] | None:
    """Where a thing stands that a browser knows by its path, in the long form; None where that is not certain."""
    steps: list[Step] = []
    for number, step in enumerate(path):
        place: Step | None = step
        if isinstance(step, int):
            old, new = said_at(before, path[:number]), said_at(now, steps)
            lists = isinstance(old, list) and isinstance(new, list) and step < len(old)
            place = step if old == new else slot(old, new, step) if lists else None
        if place is None:
            return None
        steps.append(place)
    return tuple(steps)


def moved(before: Any, now: Any) -> Iterator[tuple[Path, Path]]:
    """The things of lists that have another number in `now`, and a page of another address: their paths before and now
    in the long form, outer ones first. What stands in a thing went with it; one that is not found again for certain is
    not told."""
    yield from _moved(before, now, (), ())


def _moved(before: Any, now: Any, path: Path, there: Path) -> Iterator[tuple[Path, Path]]:
    if same(before, now):
        return
    places: list[tuple[Any, Any]] = []
    if isinstance(before, dict) and isinstance(now, dict):
        places = [(key, key) for key in before if key in now]
        places += _readdressed(before, now) if path == ("pages",) else []
    elif isinstance(before, list) and isinstance(now, list):
        places = [(number, slot(before, now, number)) for number in range(len(before))]
        path, there = (_long(one) for one in (path, there))
    for step, place in places:
        if place is None:
            continue
        if step != place:
            yield (*path, step), (*there, place)
        yield from _moved(before[step], now[place], (*path, step), (*there, place))


def _readdressed(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The page that has another address, stands where it stood, and shows the same or bears the same title."""
    pairs = zip(before, now, strict=True) if len(before) == len(now) else ()
    other = [(old, new) for old, new in pairs if old != new]
    return [(old, new) for old, new in other if len(other) == 1 and _alike_in_part(before[old], now[new])]


def _alike_in_part(one: Any, other: Any) -> bool:
    known = isinstance(one, dict) and isinstance(other, dict)
    return known and any(key in one and same(one[key], other.get(key)) for key in ("title", "sections"))


def pages_of(pairs: Moved) -> Moved:
    """Of things that were moved those that are pages."""
    return [(old, new) for old, new in pairs if old[:1] == ("pages",) and len(old) == 2]


def _long(path: Path) -> Path:
    """`services: [...]` is its own items."""
    return (*path, "items") if is_section(path[:-1]) else path


def whole_source(desk: Desk, text: str) -> Source | None:
    """A text as data; None where not all of it can be read."""
    try:
        source = desk.source(text)
    except SpecError:
        return None
    return source if source.whole else None


def overtaken(edits: Sequence[Edit], sent: Sequence[Mapping[str, Any]], now: Source | None) -> bool:
    """Whether another hand changed what is being typed: `was` is what the browser has put there before."""
    for edit, said in zip(edits, sent, strict=True):
        if "was" in said and now is not None and isinstance(edit, (Put, Take)):
            theirs, mine = said_at(now.data, edit.path), edit.value if isinstance(edit, Put) else None
            if not (same(theirs, said["was"]) or same(theirs, mine)):
                return True
    return False


def clash_told(
    edits: Sequence[Edit], sent: Any, now: Source | None, before: Source | None, places: Sequence[Place] = ()
) -> dict[str, Any]:
    """A clash for the browser: what it wanted and what stands there, at the first place that is another now."""
    puts = [(one, _theirs(one.path, now, before)) for one in edits if isinstance(one, Put)]
    first, theirs = next((one for one in puts if not same(one[1], one[0].value)), puts[0] if puts else (None, None))
    return {
        "path": list(first.path if first else edits[0].path),
        "mine": first.value if first else None,
        "theirs": theirs,
        "edits": [{name: value for name, value in one.items() if name != "was"} for one in sent],
        "places": [asdict(place) for place in places],
    }


def _theirs(path: tuple[Step, ...], now: Source | None, before: Source | None) -> Any:
    """What stands now at a place that the browser knows by its number; None where nothing does."""
    there = found_again(before.data, now.data, path) if before and now and not isinstance(path[-1], int) else path
    return said_at(now.data, there) if now and there else None


def _alike(before: Any, now: Any, edits: Sequence[Edit]) -> bool:
    """Whether every place says the same in both, and has the same numbers."""
    if len(edits) > 1 and any(isinstance(step, int) for edit in edits for step in edit.path):
        return False  # the first may shift the numbers of the others
    return all(
        same(said_at(before, place), said_at(now, place)) and _stays(before, now, place) for place in map(_place, edits)
    )


def _stays(before: Any, now: Any, place: tuple[Step, ...]) -> bool:
    if not place or not isinstance(place[-1], int):
        return True
    old, new = said_at(before, place[:-1]), said_at(now, place[:-1])
    inside = isinstance(old, list) and isinstance(new, list) and place[-1] < len(old)
    return not inside or slot(old, new, place[-1]) == place[-1]


def _place(edit: Edit) -> tuple[Step, ...]:
    """What must be as it was: the whole list that gets one more, else the outermost thing of a list, else the place."""
    if isinstance(edit, Add):
        return edit.path
    numbers = [place for place, step in enumerate(edit.path) if isinstance(step, int)]
    return edit.path[: numbers[0] + 1] if numbers else edit.path
