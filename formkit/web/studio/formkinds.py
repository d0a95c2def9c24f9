"""Controls of forms: fields, what can be chosen, conditions told as a sentence, where mail goes, pages of a form."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from formkit.fields import FIELD_TYPES, FieldOptions, InputOptions
from formkit.fields.chosen import Choosing
from formkit.fields.orders import OrderItem
from formkit.fields.scales import NPS
from formkit.spec.models import Destination, FormStep
from formkit.web.studio.controls import Control, Maker, Offer, Place, Row
from formkit.web.studio.faces import Face, faces, faces_by_key
from formkit.web.studio.kinds import choice, control_of, kinds_of_files, lines
from formkit.web.studio.written import Steps, is_yes, value_at, words_anyhow
from formkit.words import Text

Kind = Callable[[Maker, Control, Face, Place], Control]
_FEW = ("text", "textarea", "hidden")


def form_of(path: Steps) -> str:
    """The form that a place stands in; "" where it stands in none."""
    return str(path[1]) if path[:1] == ("forms",) and len(path) > 1 else ""


def fields_of(maker: Maker, form: str) -> dict[str, dict[str, Any]]:
    """The fields of a form as they are in force."""
    found = maker.written.in_force(form).get("fields")
    return found if isinstance(found, dict) else {}


def fields(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """The fields of a form, each with the way to its panel, and the types to add one of."""
    known = fields_of(maker, form_of(at.path))
    rows = [
        Row((*made.place, name), maker.field_label(name, one), type_title(maker, one)) for name, one in known.items()
    ]
    return replace(made, value=None, rows=tuple(rows), choices=tuple(_types(maker)))


def _types(maker: Maker) -> Iterator[Offer]:
    yield from (Offer(name, maker.say.named("fieldtype", name), maker.say.example(name)) for name in FIELD_TYPES)


def type_title(maker: Maker, said: Mapping[str, Any]) -> str:
    return maker.say.named("fieldtype", str(said.get("type", "text")))


def needed(maker: Maker, options: type[FieldOptions]) -> dict[str, Any]:
    """What a field of these options can't be without, as something to begin with."""
    one, two = maker.say("new.choice_one"), maker.say("new.choice_two")
    several = len(maker.written.languages) > 1
    choices = [{"value": f"choice-{n}", "label": {maker.language: word}} for n, word in enumerate((one, two), 1)]
    known: dict[str, Any] = {
        "choices": choices if several else [one, two],
        "items": [{"name": _new(maker, "item"), "price": 1}],
        "text": _new(maker, "note"),
        "currency": "EUR",
    }
    said = maker.written.at(("business", "currency"))
    wanted = [name for name, info in options.model_fields.items() if info.is_required() and name in known]
    return {name: known[name] for name in wanted if not (name == "currency" and said)}


def _new(maker: Maker, key: str) -> Any:
    words = maker.say.get(f"new.{key}") or maker.say("new.question")
    return {maker.language: words} if len(maker.written.languages) > 1 else words


def field_type(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """The types of fields. Another type keeps what fits: `keys` are those that stay by type, `needs` those it lacks."""
    now = str(at.force.get("type", "text"))
    options = FIELD_TYPES[now].options if now in FIELD_TYPES else FieldOptions
    keeps = {name: [key for key in at.said if fits(options, kind.options, key)] for name, kind in FIELD_TYPES.items()}
    needs = {
        name: {key: value for key, value in needed(maker, kind.options).items() if key not in keeps[name]}
        for name, kind in FIELD_TYPES.items()
    }
    return replace(
        made, value=now, usual="text", choices=tuple(_types(maker)), example=maker.say.example(now),
        extra={"said": [key for key in at.said if key != "type"], "keeps": keeps, "needs": needs},
    )  # fmt: skip


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
    fresh = {"name": _new(maker, "item"), "price": 1}
    return replace(made, value=None, rows=tuple(rows), extra={"fresh": fresh})


def condition(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """ "Show it when Topic is Complaint": the fields that can be asked, and what they can say."""
    said = at.force.get(face.key)
    rows = [
        {"field": name, "values": [_said_value(one) for one in (values if isinstance(values, list) else [values])]}
        for name, values in (said.items() if isinstance(said, dict) else ())
    ]
    return replace(made, value=rows, extra={"fields": list(_asked(maker, at.path))})


def _said_value(said: Any) -> Any:
    return said if isinstance(said, bool) else str(said)


def _asked(maker: Maker, path: Steps) -> Iterator[dict[str, Any]]:
    """The fields of the form that a condition can ask, with their values; a field can't ask itself."""
    mine = path[3] if len(path) > 3 and path[2] == "fields" else ""
    for name, one in fields_of(maker, form_of(path)).items():
        kind = FIELD_TYPES.get(str(one.get("type", "text")))
        if name != mine and kind and kind.takes_input and kind.name not in ("file", "order"):
            yield {
                "name": name,
                "label": maker.field_label(name, one),
                "choices": list(_answers(maker, kind.name, one)),
            }


def _answers(maker: Maker, kind: str, said: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    spoken = (maker.language, *maker.written.languages)
    listed = said.get("choices")
    for one in listed if isinstance(listed, list) else ():
        label = one.get("label")
        words = label.say(maker.language) if isinstance(label, Text) else words_anyhow(label, spoken)
        yield {"value": str(one.get("value", "")), "label": words}
    if is_yes(said.get("other")):
        yield {"value": "other", "label": maker.say("other")}
    if kind in ("checkbox", "consent"):
        yield from ({"value": value, "label": maker.say(f"ticked.{str(value).lower()}")} for value in (True, False))
    elif kind in ("rating", "nps"):
        most = str(said.get("max", 5))
        stars = [str(n) for n in range(1, int(most) + 1)] if most.isdigit() and int(most) <= 10 else []
        yield from ({"value": one, "label": one} for one in (NPS if kind == "nps" else stars))


def destinations(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """Where mail goes: a row each, with its condition. Where nothing is said it goes to the business."""
    said = at.said.get("deliver_to")
    known = faces_by_key(Destination)
    rows = []
    for n, one in enumerate(said if isinstance(said, list) else []):
        path = (*made.place, n)
        one = one if isinstance(one, dict) else {}
        parts = tuple(control_of(maker, known[key], Place(path, one, one)) for key in known)
        rows.append(
            Row(
                path,
                str(one.get("mail") or n + 1),
                parts=tuple(sorted(parts, key=lambda part: part.kind == "condition")),
            )
        )
    usual = str(maker.written.at(("business", "email")) or "")
    return replace(made, value=None, usual=usual, rows=tuple(rows), extra={"fresh": {"mail": usual}})


def subject(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """The words of the subject, and the fields whose answers can stand in it."""
    asked = fields_of(maker, form_of(at.path)).items()
    fit = [
        name for name, one in asked if FIELD_TYPES.get(str(one.get("type", "text")), FIELD_TYPES["text"]).takes_input
    ]
    offers = [Offer(f"{{{name}}}", maker.field_label(name, dict(asked)[name])) for name in fit]
    ours = [Offer(f"{{{name}}}", maker.say(f"chip.{name}")) for name in ("reference", "site", "form")]
    return replace(made, choices=(*offers, *ours))


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


def steps(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """The pages of a long form: their headings, and which field is on which."""
    said = [one for one in made.value if isinstance(one, dict)] if isinstance(made.value, list) else []
    title = faces_by_key(FormStep)["title"]
    rows = []
    for n, one in enumerate(said):
        path = (*made.place, n)
        rows.append(
            Row(
                path,
                words_anyhow(one.get("title"), (maker.language,)),
                parts=(maker.plain(title, Place(path, one, one)),),
            )
        )
    on = {name: n for n, one in reversed(list(enumerate(said))) for name in _listed(one.get("fields"))}
    names = fields_of(maker, form_of(at.path))
    fields = [
        {"name": name, "label": maker.field_label(name, one), "page": on.get(name, 0)} for name, one in names.items()
    ]
    half = (len(fields) + 1) // 2
    split = [
        {"title": _new(maker, "page_one"), "fields": list(names)[:half]},
        {"title": _new(maker, "page_two"), "fields": list(names)[half:]},
    ]
    return replace(made, value=None, rows=tuple(rows), extra={"fields": fields, "split": split})


def _listed(said: Any) -> list[str]:
    return (
        [said]
        if isinstance(said, str)
        else [one for one in said if isinstance(one, str)]
        if isinstance(said, list)
        else []
    )


FORM_KINDS: Mapping[str, Kind] = {
    "fields": fields, "type": field_type, "choices": choices, "goods": goods, "condition": condition,
    "destinations": destinations, "subject": subject, "some": some, "steps": steps,
}  # fmt: skip
__all__ = ["FORM_KINDS", "choice", "fields_of", "fits", "form_of", "type_title"]
