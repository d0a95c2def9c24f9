"""Conditions told as a sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from formkit.fields import FIELD_TYPES
from formkit.fields.scales import NPS
from formkit.web.studio.controls import Control, Maker, Place
from formkit.web.studio.faces import Face
from formkit.web.studio.kinds.fields import fields_of, form_of
from formkit.web.studio.written import Steps, is_yes, words_anyhow
from formkit.words import Text


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
    """The fields of the form that a condition can ask, with their values; never one that waits for this field."""
    known = fields_of(maker, form_of(path))
    waiting = _waiting(known, str(path[3])) if len(path) > 3 and path[2] == "fields" else set()
    for name, one in known.items():
        kind = FIELD_TYPES.get(str(one.get("type", "text")))
        if name not in waiting and kind and kind.takes_input and kind.name not in ("file", "order"):
            yield {
                "name": name,
                "label": maker.field_label(name, one),
                "said": "tick" if kind.name in ("checkbox", "consent") else "some" if kind.many else "one",
                "typed": kind.name if kind.name in ("date", "time", "number") else "text",
                "choices": list(_answers(maker, kind.name, one)),
            }


def _waiting(known: Mapping[str, Mapping[str, Any]], name: str) -> set[str]:
    """The field, and all that wait for it or for what waits for it: asked by it, none of them was ever shown."""
    found = {name}
    waits = {one: {*said["show_if"]} for one, said in known.items() if isinstance(said.get("show_if"), Mapping)}
    while more := {one for one, names in waits.items() if found & names} - found:
        found |= more
    return found


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
