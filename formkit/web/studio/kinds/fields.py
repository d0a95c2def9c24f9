"""The fields of a form and their types, and what names several of them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from formkit.fields import FIELD_TYPES, FieldOptions, FieldType, InputOptions
from formkit.fields.chosen import OTHER, Choosing
from formkit.fields.scales import NPS
from formkit.source import parse_source
from formkit.web.studio.controls import Control, Maker, Offer, Place, Row
from formkit.web.studio.faces import Face
from formkit.web.studio.following import loosened
from formkit.web.studio.kinds.offers import kinds_of_files
from formkit.web.studio.kinds.simple import lines
from formkit.web.studio.kinds.steps import across, beyond, headings, paged, whole
from formkit.web.studio.written import Steps

_FEW = ("text", "textarea", "hidden")
_FIRST = (
    "text", "email", "tel", "textarea", "select", "radio", "checkboxes", "checkbox", "consent",
    "date", "time", "number", "file", "order", "rating", "nps", "url",
)  # fmt: skip
_LAST = ("note", "hidden")  # what asks a visitor nothing


def form_of(path: Steps) -> str:
    """The form that a place stands in; "" where it stands in none."""
    return str(path[1]) if path[:1] == ("forms",) and len(path) > 1 else ""


def fields_of(maker: Maker, form: str) -> dict[str, dict[str, Any]]:
    """The fields of a form as they are in force."""
    found = maker.written.in_force(form).get("fields")
    return found if isinstance(found, dict) else {}


def fields(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """The fields of a form by page, each with the way to its panel, and the types to add one of."""
    form: Steps = at.path[:2]
    force = maker.written.in_force(str(form[1]))
    known = fields_of(maker, str(form[1]))
    pages = paged(force, [*known])
    shown = headings(maker, force, form)
    rows: list[Row] = []
    for step, names in enumerate(pages):
        for place, name in enumerate(names):
            path = (*form, "fields", name)
            deeds = across(path, pages, step, place) if shown else whole(path, place, len(names), copies=True)
            here = {"page": step, "number": len(rows), "length": len(known), "beyond": beyond(deeds, step)}
            label, kind = maker.field_label(name, known[name]), type_title(maker, known[name])
            rows.append(
                Row(path, label, kind, value={**here, "deeds": deeds if len(known) > 1 else {**deeds, "take": None}})
            )
    if at.path[2:3] != ("steps",):
        return replace(made, value=None, rows=tuple(rows), choices=tuple(_types(maker)), extra={"pages": shown})
    mine = tuple(row for row in rows if row.value["page"] == at.path[3])
    return replace(made, value=None, rows=mine, choices=tuple(_types(maker)), extra={"pages": []})


def _types(maker: Maker) -> Iterator[Offer]:
    yield from (Offer(name, maker.say.named("fieldtype", name), maker.say.example(name)) for name in by_use())


def by_use() -> list[str]:
    """The field types, those that most forms have first."""
    others = [name for name in FIELD_TYPES if name not in _FIRST + _LAST]
    return [*_FIRST, *others, *_LAST]


def type_title(maker: Maker, said: Mapping[str, Any]) -> str:
    return maker.say.named("fieldtype", str(said.get("type", "text")))


def needed(maker: Maker, kind: FieldType) -> dict[str, Any]:
    """What a field of a type can't be without, as something to begin with."""
    one, two = maker.say("new.choice_one"), maker.say("new.choice_two")
    main = maker.language == maker.written.languages[0]
    choices = [{"value": f"choice-{n}", "label": {maker.language: word}} for n, word in enumerate((one, two), 1)]
    known: dict[str, Any] = {
        "choices": [one, two] if main else choices,
        "items": [{"name": new(maker, "item"), "price": 1}],
        "text": new(maker, "note"),
        "currency": "EUR",
    }
    said = maker.written.at(("business", "currency"))
    wanted = exemplary(kind)
    return {name: known.get(name, one) for name, one in wanted.items() if not (name == "currency" and said)}


def exemplary(kind: FieldType) -> dict[str, Any]:
    """What a field of a type can't be without, as the example of the type says it."""
    said = parse_source(f"it: {kind.example}".encode(), kind.name).data["it"]
    return {name: said[name] for name, info in kind.options.model_fields.items() if info.is_required() and name in said}


def new(maker: Maker, key: str) -> Any:
    words = maker.say.get(f"new.{key}") or maker.say("new.question")
    return {maker.language: words} if len(maker.written.languages) > 1 else words


def field_type(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """The types of fields. Another type keeps what fits: `keys` are those that stay by type, `needs` those it lacks."""
    now = str(at.force.get("type", "text"))
    options = FIELD_TYPES[now].options if now in FIELD_TYPES else FieldOptions
    keeps = {name: [key for key in at.said if fits(options, kind.options, key)] for name, kind in FIELD_TYPES.items()}
    needs = {
        name: {key: value for key, value in needed(maker, kind).items() if key not in keeps[name]}
        for name, kind in FIELD_TYPES.items()
    }
    loosed = {
        name: loosened(maker, at.path, _answers(kind, at.force, keeps[name])) for name, kind in FIELD_TYPES.items()
    }
    return replace(
        made, value=now, usual="text", choices=tuple(_types(maker)), example=maker.say.example(now),
        extra={"said": [key for key in at.said if key != "type"], "keeps": keeps, "needs": needs, "loosed": loosed},
    )  # fmt: skip


def _answers(kind: FieldType, force: Mapping[str, Any], keeps: Sequence[str]) -> Collection[str] | None:
    """What a field of another type can be answered with; None where that is free."""
    if issubclass(kind.options, Choosing):
        said = force.get("choices") if "choices" in keeps else None
        listed = said if isinstance(said, list | tuple) else ()
        return [str(one.get("value", "")) for one in listed] + ([OTHER] if "other" in keeps else [])
    if kind.name in ("checkbox", "consent"):
        return ("true", "false")
    if kind.name in ("rating", "nps"):
        return [*NPS] if kind.name == "nps" else [str(n) for n in range(1, 6)]
    return () if not kind.takes_input or kind.name in ("file", "order") else None


def fits(before: type[FieldOptions], after: type[FieldOptions], key: str) -> bool:
    """Whether what a key says can stay when the type of a field changes."""
    if key not in after.model_fields or key not in before.model_fields:
        return False
    if key == "default":
        return all(issubclass(one, Choosing) for one in (before, after)) or {before, after} <= {
            FIELD_TYPES[name].options for name in _FEW
        }
    one, two = before.model_fields[key], after.model_fields[key]
    return key == "required" or (one.annotation == two.annotation and repr(one.metadata) == repr(two.metadata))


def some(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """Any of several: kinds of files, or fields of the form."""
    found = lines(maker, made, face, at)
    if face.name == "Field.accept":
        force = at.force.get("accept", face.usual)
        return replace(
            found,
            value=list(force) if isinstance(force, list | tuple) else str(force).split(),
            choices=kinds_of_files(maker),
        )
    asked = fields_of(maker, form_of(at.path))
    fit = [name for name, one in asked.items() if face.name != "Form.prefill" or _is_typed(one)]
    return replace(found, choices=tuple(Offer(name, maker.field_label(name, asked[name])) for name in fit))


def _is_typed(said: Mapping[str, Any]) -> bool:
    kind = FIELD_TYPES.get(str(said.get("type", "text")))
    return kind is not None and kind.name != "hidden" and issubclass(kind.options, InputOptions)
