"""What can be chosen in a field, and what can be ordered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from formkit.fields.orders import OrderItem
from formkit.web.studio.controls import Control, Maker, Place, Row
from formkit.web.studio.faces import Face, faces
from formkit.web.studio.following import named
from formkit.web.studio.kinds.fields import fields_of, form_of, new
from formkit.web.studio.kinds.inner import control_of
from formkit.web.studio.written import Steps, value_at, words_anyhow
from formkit.words import Text


@dataclass(frozen=True)
class Chosen:
    """One choice: its word, how it is read in the language of the page, and where in its entry that is written.

    A `plain` one is a word alone, read in the main language; what is `named` by conditions, or chosen at first, is
    called otherwise with them.
    """

    value: str
    label: str
    inner: Steps
    plain: bool
    named: bool
    others: tuple[tuple[str, str], ...]


def choices(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """What can be chosen, a row each."""
    force = at.force.get("choices")
    rows = []
    for n, one in enumerate(_chosen(maker, at.path, force if isinstance(force, list) else [])):
        path = (*made.place, n)
        label, place = maker.say.label("Choice.label"), (*path, "label")
        part = Control(place, (*path, *one.inner), "word", label, value=one.label, own=True, others=one.others)
        rows.append(Row(path, one.label, parts=(part,), value=one.named and one.plain))
    return replace(made, value=None, rows=tuple(rows), extra={"field": at.path})


def choices_of(maker: Maker, path: Steps) -> list[Chosen]:
    """The choices of the field at a path, as they are in force."""
    said = fields_of(maker, str(path[1])).get(str(path[3]), {}).get("choices")
    return list(_chosen(maker, path, said if isinstance(said, list) else []))


def _chosen(maker: Maker, path: Steps, listed: Sequence[Mapping[str, Any]]) -> Iterator[Chosen]:
    raw = value_at(maker.written.source.data, (*path, "choices"))
    said = {*named(maker, path), str(fields_of(maker, form_of(path)).get(str(path[-1]), {}).get("default", ""))}
    for n, one in enumerate(listed):
        value, label = str(one.get("value", "")), one.get("label")
        written = raw[n] if isinstance(raw, list) and n < len(raw) else None
        main = maker.language == maker.written.languages[0]
        short = main and isinstance(written, dict) and [*written] == [maker.language]
        plain = short or (main and isinstance(written, str))
        line = Control((), ("label",), "line", "")
        spoken = maker.spoken(line, _as_plain(label), None)
        inner = (maker.language,) if short else () if plain else spoken.path
        yield Chosen(value, spoken.value or spoken.usual, inner, plain, value in said, spoken.others)


def _as_plain(said: Any) -> Any:
    return dict(said.by_language) if isinstance(said, Text) else said


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
