"""A site that has everything a spec can hold, in one theme and one language, with a second language to switch to."""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

WORDS = tomllib.loads(Path(__file__).with_name("rich.toml").read_text("utf-8"))
PICTURES = "images/rose-garden"
PORTRAITS = "images/family-clinic"
Section = dict[str, Any]


def rich_spec(theme: str | Mapping[str, str], language: str) -> str:
    """The spec as YAML, of which JSON is a part. `theme` is a name, or a name and options."""
    tongues = [language, "tr" if language == "en" else "en"]

    def say(key: str) -> dict[str, str]:
        return {code: WORDS.get(code, WORDS["en"])[key] for code in tongues}

    spec = {
        "site": _head(say, theme, tongues),
        "business": _business(),
        "sections": _first_page(say),
        "pages": {"more": {"title": say("more"), "description": say("description"), "sections": _second_page(say)}},
        "legal": {"imprint": {"text": say("about_text"), "checked": True}, "privacy": {"checked": True}},
        "forms": _forms(say),
    }
    return json.dumps(spec, ensure_ascii=False, indent=1)


Say = Any


def _head(say: Say, theme: str | Mapping[str, str], tongues: list[str]) -> Section:
    return {
        "name": "Lilac & Thyme",
        "tagline": say("tagline"),
        "description": say("description"),
        "url": "https://lilac.example",
        "languages": tongues,
        "theme": theme,
        "accent": "#8a3ffc",
        "logo": f"{PICTURES}/logo.svg",
    }


def _business() -> Section:
    return {
        "type": "Florist",
        "email": "hello@lilac.example",
        "phone": "+36 1 555 0142",
        "address": {"street": "Duna utca 12", "city": "Budapest", "postcode": "1056", "country": "HU"},
        "hours": {"mon-fri": ["09:00-12:30", "13:30-18:00"], "sat": "10:00-16:00", "sun": "closed"},
        "timezone": "Europe/Budapest",
        "price_range": "€€",
        "currency": "EUR",
        "messengers": {"whatsapp": "+36 1 555 0142", "telegram": "lilacthyme", "signal": "+36 1 555 0142"},
        "links": {"instagram": "https://instagram.com/lilac.example"},
    }


def _first_page(say: Say) -> list[Any]:
    hero = {"text": say("hero"), "image": f"{PICTURES}/bouquet.webp", "alt": say("picture")}
    faq = [{"name": say("question"), "text": say("answer")}, {"name": say("how"), "text": say("second_text")}]
    said = [{"name": "Hannah M.", "role": say("role"), "text": say("quote")}, {"name": "Emre T.", "text": say("hero")}]
    return [
        {"banner": {"text": say("banner")}},
        {"hero": hero},
        {"services": {"title": say("services"), "items": _things(say, "hand-tied", "bridal", "wreath")}},
        {"about": {"title": say("about"), "text": say("about_text")}},
        {"gallery": {"title": say("gallery"), "items": _pictures(say)}},
        {"team": {"title": say("team"), "items": _people(say)}},
        {"testimonials": {"title": say("quotes"), "items": said}},
        {"faq": {"title": say("faq"), "items": faq}},
        "hours",
        {"form": "order"},
        {"form": "contact"},
        "contact",
    ]


def _second_page(say: Say) -> list[Any]:
    things = _things(say)
    return [
        {"text": {"text": say("about_text")}},
        {"steps": {"title": say("how"), "items": [{**one, "price": None} for one in things]}},
        {"menu": {"title": say("services"), "items": things}},
        {"prices": {"title": say("more"), "text": say("hero"), "items": things}},
        {"form": "course"},
        {"form": "feedback"},
        {"form": "nps"},
        {"form": "callback"},
        "contact",
    ]


def _things(say: Say, *pictures: str) -> list[Section]:
    named = [
        {"name": say(key), "text": say(f"{key}_text"), "price": price}
        for key, price in (("first", 35), ("second", "48.50"), ("third", {"from": 1200}))
    ]
    for thing, picture in zip(named, pictures, strict=False):
        thing |= {"image": f"{PICTURES}/{picture}.svg", "alt": say("picture")}
    return named


def _pictures(say: Say) -> list[Section]:
    return [
        {"image": f"{PICTURES}/{name}.svg", "alt": say("picture"), "name": say("first")}
        for name in ("peonies", "tulips", "lavender")
    ]


def _people(say: Say) -> list[Section]:
    return [
        {"name": name, "role": say("role"), "text": say("about"), "image": f"{PORTRAITS}/{picture}.svg", "alt": name}
        for name, picture in (("Ada Okafor", "okafor"), ("Per Lindgren", "lindgren"))
    ]


def _forms(say: Say) -> Mapping[str, Section]:
    wares = [{"name": say(key), "price": price, "value": key} for key, price in (("first", 35), ("second", 48.5))]
    choices = [{"value": key, "label": say(key)} for key in ("first", "second", "third")]
    order = {
        "order": {"type": "order", "label": say("services"), "items": wares},
        "colours": {"type": "checkboxes", "label": say("gallery"), "choices": choices},
        **{name: {} for name in ("date", "handover", "address", "name", "phone", "email")},
        "picture": {"type": "file", "label": say("picture"), "accept": ["jpg", "png"]},
        "consent": {"type": "consent", "label": say("consent")},
    }
    contact = {
        "name": {},
        "email": {},
        "topic": {"type": "select", "label": say("question"), "choices": choices, "other": True, "required": True},
        "message": {},
    }
    return {
        "order": {"preset": "order", "fields": order},
        "contact": {"preset": "contact", "fields": contact, "confirm": True},
        "course": _course(say, choices),
        "feedback": {"preset": "feedback"},
        "nps": {"preset": "nps"},
        "callback": {"preset": "callback"},
    }


def _course(say: Say, choices: list[Section]) -> Section:
    fields = {
        "kind": {"type": "radio", "label": say("third"), "choices": choices, "other": True, "required": True},
        "guests": {"type": "number", "label": say("team"), "min": 1, "max": 12, "required": True},
        **{name: {} for name in ("date", "time", "name", "email", "phone", "message")},
    }
    steps = [
        {"title": say("third"), "fields": ["kind", "guests"]},
        {"title": say("how"), "fields": ["date", "time"]},
        {"title": say("team"), "fields": ["name", "email", "phone", "message"]},
    ]
    return {"preset": "booking", "title": say("third"), "fields": fields, "steps": steps}
