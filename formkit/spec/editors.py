"""The JSON Schema (2020-12) of a spec, for editors: completion, descriptions, and a line under a wrong key.

It is made of the models and of FIELD_TYPES; what stands here by hand is only the short forms and the words.
It is a little wider than `check`, which alone sees presets, names and the world.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import models_json_schema

from formkit.channels import CHANNELS
from formkit.errors import FormkitError
from formkit.fields import FIELD_TYPES
from formkit.fields.orders import OrderItem
from formkit.schema import ID, Model
from formkit.spec.described import WORDS
from formkit.spec.models import NESTED, SECTION_KINDS, Business, Form, Head, Legal, Section, SubPage
from formkit.spec.presets import PRESETS
from formkit.spec.prices import LeastPrice
from formkit.themes import options_of, theme_names
from formkit.words import languages

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_PARTS: tuple[type[Model], ...] = (
    *(Head, Business, Form, Section, SubPage, Legal, OrderItem, LeastPrice),
    *dict.fromkeys(NESTED.values()),
)
_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_DAY = r"^((mon|tue|wed|thu|fri|sat|sun)[a-z]*( ?[-–,] ?)?)+$"


def json_schema(workspace: Path) -> Schema:
    """The whole schema, with the themes of a workspace. Each call makes it anew."""
    parts = _definitions()
    parts["Head"]["properties"]["theme"] = _theme(workspace) | _words("Head", "theme")
    return {
        "$schema": _DIALECT,
        "title": "A formkit spec",
        "description": "One file is one site: who you are, what the page shows, and forms whose messages reach you.",
        **_mapping({key: _top(key) for key in ("site", "business", "sections", "pages", "legal", "forms")}, "Spec"),
        "required": ["site"],
        "$defs": parts,
    }


def _top(key: str) -> Schema:
    forms = {"type": "object", "patternProperties": {f"^{ID}$": _ref("Form")}, "additionalProperties": False}
    sections = {"type": "array", "items": _section()}
    return {
        "site": _ref("Head"),
        "business": _or_nothing(_ref("Business")),
        "sections": _or_nothing(sections),
        "pages": _or_nothing(_named(_ref("SubPage"))),
        "legal": _or_nothing(_either(_legal_word(), {"type": "array", "items": _legal_word()}, _ref("Legal"))),
        "forms": _or_nothing(forms),
    }[key]


def _definitions() -> Schema:
    options = {f"field_{name}": kind.options for name, kind in FIELD_TYPES.items()}
    models = [*_PARTS, *options.values()]
    _, made = models_json_schema([(model, "validation") for model in models], ref_template="#/$defs/{model}")
    found: Schema = made["$defs"]
    parts = {model.__name__: _part(found[model.__name__], model.__name__) for model in _PARTS}
    fields = {name: _part(found[model.__name__], "Field") for name, model in options.items()}
    for name, kind in FIELD_TYPES.items():
        fields[f"field_{name}"] |= {"title": kind.title, "description": f"for example {kind.example}"}
    return {**_with_short_forms(parts), **fields, "field": _field(fields)}


def _part(schema: Schema, name: str) -> Schema:
    """A part of pydantic's making, with our words in place of its own. A preset can give what a field lacks."""
    kept = {key: _clean(value) for key, value in schema["properties"].items() if key not in ("id", "kind")}
    required = [key for key in schema.get("required", ()) if name != "Field" and key in kept and key != "fields"]
    return {**_mapping(kept, name), **({"required": required} if required else {})}


def _mapping(properties: Schema, name: str) -> Schema:
    said = {key: {**value, **_words(name, key)} for key, value in properties.items()}
    return {"type": "object", "properties": said, "additionalProperties": False}


def _words(name: str, key: str) -> Schema:
    words = WORDS.get(f"{name}.{key}") or WORDS.get(key, "")
    return {"description": words} if words else {}


def _clean(schema: Any) -> Any:
    """Without the titles that pydantic makes of names, and without empty defaults."""
    if isinstance(schema, list):
        return [_clean(one) for one in schema if one != {"type": "null"}]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _clean(value) for key, value in schema.items() if key != "title" or not isinstance(value, str)}
    if kept.get("default", "") in ("", None, {}, []):
        kept.pop("default", None)
    return kept["anyOf"][0] | {"description": kept.get("description", "")} if len(kept.get("anyOf", ())) == 1 else kept


def _with_short_forms(parts: Schema) -> Schema:
    head, business, form = (parts[name]["properties"] for name in ("Head", "Business", "Form"))
    one = {"enum": list(languages())}
    head["language"] = one | _words("Head", "language")
    head["languages"] = _either(one, {"type": "array", "items": one, "minItems": 1}) | _words("Head", "languages")
    head["accent"] = {"type": "string", "pattern": "^#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"} | _words("Head", "accent")
    business["address"] = _either(_SCALAR, _ref("Address")) | _words("Business", "address")
    business["hours"] = _either(*_text()["anyOf"], _hours()) | _words("Business", "hours")
    form["preset"] = {"enum": list(PRESETS)} | _words("Form", "preset")
    form["fields"] = _named(_or_nothing(_ref("field"))) | _words("Form", "fields")
    form["deliver_to"] = _destinations() | _words("Form", "deliver_to")
    condition = {"type": "object", "additionalProperties": _either(_SCALAR, {"type": "array", "items": _SCALAR})}
    for part, key in (
        ("Form", "prefill"),
        ("FormStep", "fields"),
        ("Spam", "block"),
        ("Spam", "allow"),
        ("Question", "answer"),
    ):
        parts[part]["properties"][key] = _lines() | _words(part, key)
    parts["SubPage"]["properties"]["sections"] = {"type": "array", "items": _section()} | _words("SubPage", "sections")
    page = _either(_text(), {"enum": [True, "yes", "on"]}, _ref("LegalPage"))
    parts["Legal"]["properties"] = {key: page | _words("Legal", key) for key in Legal.model_fields}
    parts["Destination"]["oneOf"] = [{"required": [name]} for name in CHANNELS]
    parts["Destination"]["properties"]["when"] = condition | _words("Destination", "when")
    return parts


def _theme(workspace: Path) -> Schema:
    """A name, or a name and options; those of a theme that isn't there yet can't be known."""
    names = theme_names(workspace)
    name = _either({"enum": list(names)}, _SCALAR)
    chosen = [{"if": _is(name), "then": _options(name, workspace)} for name in names]
    properties = {"name": name | _words("Look", "name")}
    return _either(name, {"type": "object", "properties": properties, "additionalProperties": _SCALAR, "allOf": chosen})


def _is(theme: str) -> Schema:
    """Holds for a theme by its name; for plain without one, too."""
    said = {"properties": {"name": {"const": theme}}}
    return said if theme == "plain" else {**said, "required": ["name"]}


def _options(theme: str, workspace: Path) -> Schema:
    try:
        offered = options_of(theme, workspace)
    except FormkitError:  # the build tells what is wrong with the theme
        return {}
    choices = {option: {"enum": list(words)} for option, words in offered.items()}
    return {"properties": {"name": {}, **choices}, "additionalProperties": False}


def _field(fields: Mapping[str, Schema]) -> Schema:
    """Each type has its own options; a field without `type` is text, or what the preset's field of this name is."""
    every: Schema = {}
    for schema in fields.values():
        schema["properties"] |= _of_fields(schema["properties"])
        every |= {key: value for key, value in schema["properties"].items() if key not in every}
    any_of = {key: {"description": value.get("description", "")} for key, value in every.items()}
    kinds = {"enum": list(FIELD_TYPES), "description": WORDS["Field.type"]}
    chosen = [
        {"if": {"properties": {"type": {"const": name}}, "required": ["type"]}, "then": _ref(f"field_{name}")}
        for name in FIELD_TYPES
    ]
    return {**_mapping({**any_of, "type": kinds}, "Field"), "allOf": chosen}


def _of_fields(properties: Schema) -> Schema:
    found: Schema = {"show_if": _condition() | _words("Field", "show_if")}
    if "currency" in properties:
        listed = {"type": "array", "items": _ref("OrderItem"), "minItems": 1, "maxItems": 100}
        prices = {"type": "object", "additionalProperties": _SCALAR, "minProperties": 1}
        found["items"] = _either(listed, prices) | _words("Field", "items")
    if "choices" in properties:
        text = _text_or(_ref("Choice"))
        mapping = {"type": "object", "additionalProperties": _text()}
        listed = {"type": "array", "items": text, "minItems": 1, "maxItems": 300}
        found["choices"] = _either(listed, mapping) | _words("Field", "choices")
    return found


def _condition() -> Schema:
    said = _either(_SCALAR, {"type": "array", "items": _SCALAR, "minItems": 1})
    return {"type": "object", "additionalProperties": said, "minProperties": 1}


def _text() -> Schema:
    by_language = {"type": "object", "properties": dict.fromkeys(languages(), _SCALAR), "additionalProperties": False}
    return _either(_SCALAR, by_language)


def _text_or(other: Schema) -> Schema:
    return _either(*_text()["anyOf"], {"type": "null"}, other)


def _section() -> Schema:
    kinds = {kind: _section_parts(kind) | _words("Section", kind) for kind in SECTION_KINDS}
    return _either(
        {"enum": [kind for kind in SECTION_KINDS if kind != "form"]},
        {"type": "object", "properties": kinds, "additionalProperties": False, "minProperties": 1, "maxProperties": 1},
    )


def _section_parts(kind: str) -> Schema:
    if kind == "form":
        return _either({"type": "string"}, _ref("Section"))
    items = {"type": "array", "items": _ref("Item")}
    return _either(*_text()["anyOf"], items, _ref("Section"), {"type": "null"})


def _legal_word() -> Schema:
    return {"enum": list(Legal.model_fields)}


def _hours() -> Schema:
    times = _either({"type": "string"}, {"type": "array", "items": {"type": "string"}})
    return {"type": "object", "patternProperties": {_DAY: times}, "additionalProperties": False}


def _destinations() -> Schema:
    one = _either({"type": "string"}, _ref("Destination"))
    return _either({"type": "string"}, {"type": "array", "items": one, "minItems": 1}, _ref("Destination"))


def _lines() -> Schema:
    return _either(_SCALAR, {"type": "array", "items": _SCALAR, "minItems": 1})


def _named(schema: Schema) -> Schema:
    return {
        "type": "object",
        "patternProperties": {f"^{ID}$": schema},
        "additionalProperties": False,
        "minProperties": 1,
    }


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _either(*schemas: Schema) -> Schema:
    return {"anyOf": list(schemas)}


def _or_nothing(schema: Schema) -> Schema:
    return _either(schema, {"type": "null"})
