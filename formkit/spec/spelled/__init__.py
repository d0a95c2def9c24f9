"""Short forms written out: what must stand in a file before a place in it can be changed, and what stands there now.

Places are named by their long form, such as sections, 1, about, title or forms, contact, fields, email, label, tr.
The law of this folder: each rule looks at what is written on the way to a place. It writes it out, by edits that never
change what is shown, or says that a step leads nowhere else: `about: words` is its own text, a plain text is that of
the default language.
- `way.py`   how a place is followed
- `parts.py` the rules of the site, the business, the sections, the legal pages; texts by language
- `forms.py` the rules of forms, and what presets give
- `usual.py` the words that a page shows where a spec says none
- `names.py` what goes along when a form, field or page gets another name
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from formkit.edit import Add, Edit, Put, Take, applied
from formkit.source import Step
from formkit.spec.spelled.forms import FORMS, plain, usual_of
from formkit.spec.spelled.names import along
from formkit.spec.spelled.parts import PARTS, TEXTS, is_section
from formkit.spec.spelled.usual import USUAL
from formkit.spec.spelled.way import Here, Path, Way, get

__all__ = ["said_at", "spelled", "stands_at"]

_RULES = (*PARTS, *FORMS, *USUAL, *TEXTS)


def spelled(data: Any, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Edits by long form -> the edits of the file itself, with those before them that write out what they need.

    A form, field or page that gets another name gets it everywhere; with a form go the sections that show it.

    `data` is that of the file as formkit.source reads it. Raises EditError where nothing can be changed.
    """
    made: list[Edit] = []
    for edit in edits:
        steps = _of_the_file(data, edit)
        data = applied(data, steps)
        made += steps
    return tuple(made)


def said_at(data: Any, path: Sequence[Step]) -> Any:
    """What the file itself says at a place by its long form; None when it says nothing."""
    way = _walked(data, tuple(path), fill=False)
    return get(way.data, way.done)


def stands_at(data: Any, path: Sequence[Step]) -> Any:
    """What stands at a place: what the file says, else what the preset or the usual page gives; None when nothing."""
    way = _walked(data, tuple(path), fill=True)
    found = get(way.data, way.done)
    return plain(usual_of(way)) if found is None else found


def _of_the_file(data: Any, edit: Edit) -> tuple[Edit, ...]:
    inner: Path = (edit.key if edit.key is not None else 0,) if isinstance(edit, Add) else ()
    way = _walked(data, (*edit.path, *inner), fill=True)
    place = way.done[: len(way.done) - len(inner)]
    if isinstance(edit, Take) and place != edit.path and is_section(place[:-1]):
        return (*way.edits, Put(place[:-1], str(place[-1])))
    return (*way.edits, *along(way.data, edit), replace(edit, path=place))


def _walked(data: Any, path: Path, *, fill: bool) -> Way:
    way = Way(data, (), path, fill)
    while way.rest:
        answer = next((found for rule in _RULES if (found := rule(way)) is not None), None)
        if isinstance(answer, Here):
            way = replace(way, rest=way.rest[1:], here=True)
        elif answer is None:
            way = replace(way, done=(*way.done, way.step), rest=way.rest[1:], here=False)
        else:
            edits = tuple(answer) if isinstance(answer, list) else (answer,)
            way = replace(way, data=applied(way.data, edits), edits=(*way.edits, *edits))
    return way
