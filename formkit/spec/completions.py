"""What may stand where in a spec, as a small table for an editor that completes: the JSON Schema without its rules.

A table is `{"places": [place, ...]}`; the first place is the whole file. A place may have
- `keys`: `{key: [what it is for, number of the place below it]}`
- `any`: the number of the place below keys that the owner makes up; `item`: that of the items of a list
- `values`: `{value: what it is}`
- `kinds`: `{type: [its keys]}`, where the mapping's own `type` decides which of the keys it takes
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from formkit.fields import FIELD_TYPES
from formkit.spec.editors import Schema, json_schema

_WAYS = ("anyOf", "oneOf")
_SPELLINGS = ("yes", "no", "on", "off")  # of true and false


def completions(workspace: Path) -> dict[str, Any]:
    """The table, with the themes of a workspace. Each call makes it anew."""
    return {"places": _Table(json_schema(workspace)).places}


class _Table:
    """Places by number; places that are alike are one."""

    def __init__(self, schema: Schema) -> None:
        self._parts = schema["$defs"]
        self._known: dict[str, int] = {}
        self.places: list[dict[str, Any]] = [{}]
        self.places[0] = self._place([schema])

    def _number(self, schemas: list[Schema]) -> int:
        place = self._place(schemas)
        spelled = json.dumps(place, sort_keys=True)
        if spelled not in self._known:
            self._known[spelled] = len(self.places)
            self.places.append(place)
        return self._known[spelled]

    def _place(self, schemas: list[Schema]) -> dict[str, Any]:
        """All that one of the ways to write this allows."""
        ways = [way for schema in schemas for way in self._ways(schema)]
        below: dict[str, list[Schema]] = {}
        for way in ways:
            for key, schema in way.get("properties", {}).items():
                below.setdefault(key, []).append(schema)
        made = {
            "keys": {key: [_words(found), self._number(found)] for key, found in below.items()},
            "values": {value: words for way in ways for value, words in _values(way)},
            "any": self._below([one for way in ways for one in _made_up(way)]),
            "item": self._below([way["items"] for way in ways if "items" in way]),
            "kinds": self._kinds(ways),
        }
        return {name: value for name, value in made.items() if value}

    def _below(self, schemas: list[Schema]) -> int:
        """0, which is the whole file and below nothing, when there is none."""
        return self._number(schemas) if schemas else 0

    def _ways(self, schema: Schema) -> Iterator[Schema]:
        if "$ref" in schema:
            yield from self._ways(self._parts[schema["$ref"].rpartition("/")[2]])
        yield schema
        for way in _WAYS:
            for one in schema.get(way, ()):
                yield from self._ways(one)
        for one in schema.get("allOf", ()):  # what a theme, or the type of a field, adds
            yield from self._ways(one["then"])

    def _kinds(self, ways: list[Schema]) -> dict[str, list[str]]:
        if self._parts["field"] not in ways:
            return {}
        return {name: list(self._parts[f"field_{name}"]["properties"]) for name in FIELD_TYPES}


def _words(schemas: list[Schema]) -> str:
    return next((str(one["description"]) for one in schemas if one.get("description")), "")


def _values(schema: Schema) -> Iterator[tuple[str, str]]:
    offered = schema.get("enum", (True, False) if schema.get("type") == "boolean" else ())
    for value in offered:
        if isinstance(value, bool):
            yield str(value).lower(), ""
        elif value and not (True in offered and value in _SPELLINGS):
            yield value, _of_type(value) if offered == list(FIELD_TYPES) else ""


def _of_type(name: str) -> str:
    return f"{FIELD_TYPES[name].title}: {FIELD_TYPES[name].example}"


def _made_up(schema: Schema) -> Iterator[Schema]:
    yield from schema.get("patternProperties", {}).values()
    if isinstance(found := schema.get("additionalProperties"), dict):
        yield found
