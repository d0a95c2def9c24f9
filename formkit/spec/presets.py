"""PRESETS: forms to start from. To add one, write its function and its line; its words are `preset_...` in languages/.

A preset is plain data of the shape that YAML gives, its words in the languages of the site. Field ids and the values
of choices are English words that stay the same in every language: `when` and `show_if` name them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from formkit.spec.windows import call_windows, opening_span, spoken
from formkit.words import Text, words

Say = Callable[[str], Text]
Fields = dict[str, dict[str, Any]]

MESSAGE_MAX = 5000


@dataclass(frozen=True)
class Preset:
    """One entry of PRESETS. `fields(say, business)` gives its fields; `title` is for docs."""

    name: str
    title: str
    fields: Callable[[Say, Mapping[str, Any]], Fields]


def preset_form(name: str, *, business: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """The form of a preset: plain data of the shape that YAML gives. `business` is as written, `hours` and all."""

    def say(key: str) -> Text:
        return Text(tuple((code, words(code)(f"preset_{key}")) for code in languages))

    parts = {part: say(f"{name}_{part}") for part in ("title", "intro", "subject", "button", "thanks")}
    return {**parts, "fields": PRESETS[name].fields(say, business)}


def _contact(say: Say, business: Mapping[str, Any]) -> Fields:
    return {"name": _name(say), "email": _email(), "message": _message(say)}


def _callback(say: Say, business: Mapping[str, Any]) -> Fields:
    windows = [{"value": window, "label": spoken(window, business)} for window in call_windows(business)]
    parts = [{"value": part, "label": say(f"callback_{part}")} for part in ("morning", "afternoon", "evening")]
    soon = {"value": "soon", "label": say("callback_soon")}
    return {
        "phone": _phone(say, required=True),
        "name": _name(say),
        "time": _asked(
            say, "select", "callback_time", choices=[soon, *(windows or parts)], default="soon", required=True
        ),
        "topic": _asked(say, "text", "callback_topic", max=200),
    }


def _order(say: Say, business: Mapping[str, Any]) -> Fields:
    ways = [{"value": way, "label": say(f"order_{way}")} for way in ("pickup", "delivery")]
    delivered = {"handover": "delivery"}
    return {
        "order": _asked(say, "textarea", "order_what", required=True, max=MESSAGE_MAX, rows=4),
        "name": _name(say),
        "phone": _phone(say, required=True),
        "email": _email(required=False),
        "date": _asked(say, "date", "order_date", required=True, min="today", width="half"),
        "handover": _asked(say, "radio", "order_handover", choices=ways, default="pickup", required=True),
        "address": _asked(
            say, "textarea", "order_address", show_if=delivered, required=True, rows=3, autocomplete="street-address"
        ),
    }


def _feedback(say: Say, business: Mapping[str, Any]) -> Fields:
    return {
        "rating": _asked(say, "rating", "feedback_rating", required=True),
        "message": _asked(say, "textarea", "feedback_message", max=MESSAGE_MAX, rows=4),
        "email": _email(required=False) | {"help": say("answer_help")},
    }


def _nps(say: Say, business: Mapping[str, Any]) -> Fields:
    return {
        "score": {"type": "nps", "required": True},
        "message": _asked(say, "textarea", "nps_message", max=MESSAGE_MAX, rows=4),
        "email": _email(required=False) | {"help": say("answer_help")},
    }


def _complaint(say: Say, business: Mapping[str, Any]) -> Fields:
    return {
        "name": _name(say),
        "email": _email(),
        "message": _asked(say, "textarea", "complaint_message", required=True, max=MESSAGE_MAX),
        "order_no": _asked(say, "text", "complaint_order", max=60, width="half"),
        "date": _asked(say, "date", "complaint_date", max="today", width="half"),
        "wish": _asked(say, "text", "complaint_wish", max=300),
    }


def _booking(say: Say, business: Mapping[str, Any]) -> Fields:
    opens, closes = opening_span(business)
    limits = {name: limit for name, limit in (("min", opens), ("max", closes)) if limit}
    return {
        "name": _name(say),
        "email": _email(),
        "phone": _phone(say),
        "date": _asked(say, "date", "booking_date", required=True, min="today", width="half"),
        "time": _asked(say, "time", "booking_time", required=True, width="half", **limits),
        "message": _asked(say, "textarea", "booking_message", max=MESSAGE_MAX, rows=3),
    }


def _asked(say: Say, kind: str, key: str, **options: Any) -> dict[str, Any]:
    return {"type": kind, "label": say(key), **options}


def _name(say: Say) -> dict[str, Any]:
    return _asked(say, "text", "name", required=True, max=100, autocomplete="name")


def _email(*, required: bool = True) -> dict[str, Any]:
    return {"type": "email", **({"required": True} if required else {})}


def _phone(say: Say, *, required: bool = False) -> dict[str, Any]:
    return _asked(say, "tel", "phone", **({"required": True} if required else {}))


def _message(say: Say) -> dict[str, Any]:
    return _asked(say, "textarea", "message", required=True, max=MESSAGE_MAX)


PRESETS: dict[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset("contact", "Name, email and a message", _contact),
        Preset("callback", "A phone number and when to call, within the opening hours", _callback),
        Preset("order", "What, when, and pick-up or delivery", _order),
        Preset("feedback", "Stars and what could be better (CSAT)", _feedback),
        Preset("nps", "Would you recommend us, and why (Net Promoter Score)", _nps),
        Preset("complaint", "What went wrong, and what would put it right", _complaint),
        Preset("booking", "A day and a time that the owner confirms", _booking),
    )
}
