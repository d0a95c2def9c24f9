"""What can be chosen in a field, and what can be ordered."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from formkit.fields.orders import OrderItem
from formkit.web.studio.controls import Control, Maker, Place, Row
from formkit.web.studio.faces import Face, faces
from formkit.web.studio.kinds.fields import fields_of, form_of, new
from formkit.web.studio.kinds.inner import control_of
from formkit.web.studio.written import Steps, value_at, words_anyhow
from formkit.words import Text


def choices(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """What can be chosen, a row each. One that is a plain word stays one, unless something else names it."""
    force = at.force.get("choices")
    listed = force if isinstance(force, list) else []
    raw, named = value_at(maker.written.source.data, made.place), set(_named(maker, at.path))
    rows = []
    for n, one in enumerate(listed):
        path = (*made.place, n)
        value, label = str(one.get("value", "")), one.get("label")
        plain = isinstance(raw, list) and n < len(raw) and isinstance(raw[n], str) and value not in named
        line = Control((*path, "label"), (*path, "label"), "line", maker.say.label("Choice.label"), own=True)
        spoken = maker.spoken(line, _as_plain(label), None)
        part = replace(spoken, path=path) if plain and len(maker.written.languages) == 1 else spoken
        rows.append(Row(path, spoken.value or spoken.usual, parts=(part,), value=_json(one) if not plain else value))
    plain_list = len(maker.written.languages) == 1
    return replace(made, value=None, rows=tuple(rows), extra={"plain": plain_list, "language": maker.language})


def _as_plain(said: Any) -> Any:
    return dict(said.by_language) if isinstance(said, Text) else said


def _json(said: Any) -> Any:
    if isinstance(said, Text):
        found = dict(said.by_language)
        return found.get("", found)
    if isinstance(said, dict):
        return {key: _json(value) for key, value in said.items()}
    return [_json(one) for one in said] if isinstance(said, list) else said


def _named(maker: Maker, path: Steps) -> Iterator[str]:
    """The values of a field that conditions of its form name, and the one that it begins with."""
    form, name = maker.written.in_force(form_of(path)), path[-1]
    others = form.get("fields", {}).values() if isinstance(form.get("fields"), dict) else ()
    ways = form.get("deliver_to", []) if isinstance(form.get("deliver_to"), list) else []
    for condition in (
        *(one.get("show_if") for one in others),
        *(one.get("when") for one in ways if isinstance(one, dict)),
    ):
        said = condition.get(name) if isinstance(condition, dict) else None
        yield from (str(one) for one in (said if isinstance(said, list) else [said]) if one is not None)
    yield str(fields_of(maker, form_of(path)).get(str(name), {}).get("default", ""))


def goods(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """What can be ordered: a row each, with its price and how many at most."""
    force = at.force.get("items")
    rows = []
    for n, one in enumerate(force if isinstance(force, list) else []):
        said = one if isinstance(one, dict) else {}
        path = (*made.place, n)
        inner = Place(path, said, said)
        parts = tuple(control_of(maker, part, inner) for part in faces(OrderItem) if part.key != "value")
        rows.append(Row(path, words_anyhow(said.get("name"), (maker.language, *maker.written.languages)), parts=parts))
    fresh = {"name": new(maker, "item"), "price": 1}
    return replace(made, value=None, rows=tuple(rows), extra={"fresh": fresh})
