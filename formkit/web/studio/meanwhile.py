"""What became of a file since a browser saw it: the changes of two hands go together, or both are asked about.

Edits name places by keys and numbers. They are made in the file as it is now where it says the same at their places as
it did when the browser saw it; else in what the browser saw, and the two texts are merged line by line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from formkit.edit import Add, Edit, Place, Put, Take, Text, same
from formkit.errors import SpecError
from formkit.source import Source, Step
from formkit.spec.spelled import said_at
from formkit.web.studio.desk import Desk


def made_in(desk: Desk, now: Text, edits: Sequence[Edit], base: str) -> tuple[Text, Source | None]:
    """The text that the edits are to be made in, and its data. `base` is the version that the browser saw."""
    reading = desk.read(now)
    seen = desk.file.text_at(base) if base not in ("", now.version) else None
    if seen is None or reading.source is None or (before := whole_source(desk, seen)) is None:
        return now, reading.source
    alike = all(said_at(before.data, place) == said_at(reading.source.data, place) for place in map(_place, edits))
    return (now, reading.source) if alike else (Text(seen, base), before)


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


def clash_told(edits: Sequence[Edit], sent: Any, now: Source | None, places: Sequence[Place] = ()) -> dict[str, Any]:
    """A clash for the browser: what it wanted and what stands there, at the first place that is another now."""
    data = now.data if now else None
    puts = [one for one in edits if isinstance(one, Put)]
    first = next((one for one in puts if not same(said_at(data, one.path), one.value)), puts[0] if puts else None)
    return {
        "path": list(first.path if first else edits[0].path),
        "mine": first.value if first else None,
        "theirs": said_at(data, first.path) if first else None,
        "edits": [{name: value for name, value in one.items() if name != "was"} for one in sent],
        "places": [asdict(place) for place in places],
    }


def _place(edit: Edit) -> tuple[Step, ...]:
    """What must be as it was: the whole list that gets one more, else the outermost thing of a list, else the place."""
    if isinstance(edit, Add):
        return edit.path
    numbers = [place for place, step in enumerate(edit.path) if isinstance(step, int)]
    return edit.path[: numbers[0] + 1] if numbers else edit.path
