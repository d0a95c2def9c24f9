"""Where the messages of a form go, and their subject."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from formkit import forms
from formkit.fields import FIELD_TYPES, Asked, Reader, sample
from formkit.intake.sample import REFERENCE
from formkit.spec.models import Destination
from formkit.web.studio.controls import Control, Maker, Offer, Place, Row
from formkit.web.studio.faces import Face
from formkit.web.studio.kinds.fields import fields_of, form_of
from formkit.web.studio.kinds.inner import controls_of
from formkit.words import languages, words


def destinations(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """Where mail goes: a row each, with its condition. Where nothing is said it goes to the business."""
    said = at.said.get("deliver_to")
    ways = [one if isinstance(one, dict) else {} for one in (said if isinstance(said, list) else [])]
    rows = []
    for n, one in enumerate(ways):
        path = (*made.place, n)
        parts = controls_of(maker, Destination, Place(path, one, one))
        ordered = tuple(sorted(parts, key=lambda part: part.kind == "condition"))
        rows.append(Row(path, str(one.get("mail") or n + 1), parts=ordered))
    usual = str(maker.written.at(("business", "email")) or "")
    return replace(made, value=None, usual=usual, rows=tuple(rows), extra={"told": _told(maker, ways, usual)})


def _told(maker: Maker, ways: Sequence[Mapping[str, Any]], usual: str) -> str:
    """Who gets what, in a sentence, where the addresses alone don't say it."""
    if not ways:
        return maker.say("mail_to_business", usual=usual) if usual else maker.say("mail_nowhere")
    if all(one.get("when") for one in ways):
        return maker.say("mail_otherwise", usual=usual or str(ways[0].get("mail", "")))
    always = [str(one.get("mail")) for one in ways if not one.get("when")]
    return maker.say("mail_always", always=", ".join(always)) if len(ways) > 1 else ""


def subject(maker: Maker, made: Control, face: Face, at: Place) -> Control:
    """The words of the subject, the fields whose answers can stand in it, and an example of each."""
    asked = fields_of(maker, form_of(at.path))
    kinds = {name: FIELD_TYPES.get(str(one.get("type", "text"))) for name, one in asked.items()}
    fit = [name for name, kind in kinds.items() if kind is None or kind.takes_input]
    offers = [Offer(name, maker.field_label(name, asked[name])) for name in fit]
    ours = [Offer(name, maker.say(f"chip.{name}")) for name in ("reference", "site", "form") if name not in asked]
    return replace(made, choices=(*offers, *ours), extra={"samples": _samples(maker, form_of(at.path))})


def _samples(maker: Maker, form_id: str) -> dict[str, str]:
    """An answer made up for each field, as a person reads it; nothing while there is no good page."""
    site, day = maker.written.site, maker.today
    form = site.forms.get(form_id) if site else None
    if site is None or form is None or day is None:
        return {}
    language = words(maker.language if maker.language in languages() else "en")
    title = form.title.say(maker.language, default=site.language) if form.title else language("form_title")
    found = {"reference": REFERENCE, "site": site.say(site.head.name, maker.language), "form": title}
    for name, options in forms.inputs(form).items():
        answers = sample(options, Asked(name, language, day))
        kind = FIELD_TYPES[options.type]
        if answers and kind.name != "file":
            value = answers if kind.many else answers[0]
            found[name] = kind.show(options, value, Reader(language, site.country)).text
        elif answers:
            found[name] = ", ".join(answers)
    return found
