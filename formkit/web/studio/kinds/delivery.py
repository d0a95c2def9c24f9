"""Where the messages of a form go, and their subject."""

from dataclasses import replace

from formkit.fields import FIELD_TYPES
from formkit.spec.models import Destination
from formkit.web.studio.controls import Control, Maker, Offer, Place, Row
from formkit.web.studio.faces import Face
from formkit.web.studio.kinds.fields import fields_of, form_of
from formkit.web.studio.kinds.inner import controls_of


def destinations(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """Where mail goes: a row each, with its condition. Where nothing is said it goes to the business."""
    said = at.said.get("deliver_to")
    rows = []
    for n, one in enumerate(said if isinstance(said, list) else []):
        path = (*made.place, n)
        one = one if isinstance(one, dict) else {}
        parts = controls_of(maker, Destination, Place(path, one, one))
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
