"""The JSON Schema: editors take every valid spec and underline a wrong key."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from formkit.fields import FIELD_TYPES
from formkit.spec import find_specs, json_schema
from tests.spec.test_bad_specs import CASES, DATA

EXAMPLES = find_specs(Path(__file__).parents[2] / "form_specs")
GOOD = [DATA / "files" / case["file"] for case in CASES if case["expect"] == "accept"]
BEGIN = "site: {name: Rose Garden}\n"


class Editor(yaml.CSafeLoader):
    """Reads scalars as YAML 1.2 does in editors: no yes, no 09:00, no days."""


Editor.yaml_implicit_resolvers = {}
for name, pattern, first in (
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", "true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", "[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", list("-+.0123456789")),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{name}", re.compile(f"^(?:{pattern})$"), first)


def faults(text: str) -> list[str]:
    validator = Draft202012Validator(json_schema())
    return [error.message for error in validator.iter_errors(yaml.load(text, Editor))]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("path", [*EXAMPLES, *GOOD], ids=lambda path: path.stem)
def test_an_editor_takes_what_check_takes(path: Path) -> None:
    assert faults(path.read_text("utf-8-sig")) == []


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_an_editor_takes_the_example_of_each_field_type(kind: str) -> None:
    assert faults(f"{BEGIN}forms: {{contact: {{fields: {{one: {FIELD_TYPES[kind].example}}}}}}}") == []


@pytest.mark.parametrize(
    "text",
    [
        "forms: {contact: {}}",
        "forms: {contact: {preset: contact, fields: {name: , topic: {label: Your question}}}}",
        "business: {hours: {mon-fri: 09:00-18:00, sat: [10:00-12:00, 14:00-16:00], sun: closed}, address: 1 Main St}",
        "sections:\n  - hero\n  - about: Three sisters\n  - gallery: [{image: images/a.jpg}]\n  - form: contact",
        "business: {hours: {en: Every day, tr: Her gün}}\nsections: [{banner: {en: Closed, tr: Kapalı}}]",
        "forms: {contact: {fields: {a: {type: radio, choices: [1.10, ~, {value: x, label: X}, {en: A}]}}}}",
        "forms: {contact: {preset: contact, deliver_to: [a@b.example, {mail: c@d.example, when: {topic: [A, B]}}]}}",
    ],
)
def test_an_editor_takes_the_short_forms(text: str) -> None:
    assert faults(BEGIN + text) == []


@pytest.mark.parametrize(
    "text",
    [
        "bussiness: {}",
        "business: {emial: a@b.example}",
        "forms: {contact: {field: {}}}",
        "forms: {contact: {fields: {a: {lable: Name}}}}",
        "forms: {contact: {fields: {a: {type: emial}}}}",
        "forms: {contact: {fields: {a: {type: number, pattern: x}}}}",
        "forms: {contact: {fields: {Your name: {type: text}}}}",
        "sections: [{abuot: x}]",
        "sections: [{about: {titel: x}}]",
    ],
)
def test_an_editor_underlines_a_wrong_key(text: str) -> None:
    assert faults(BEGIN + text) != []


@pytest.mark.parametrize(
    "theme",
    ["petal", "mine", "{name: petal, letters: sans}", "{corners: round}", "{name: mine, walls: red}", "{name: plain}"],
)
def test_an_editor_takes_a_theme_with_its_options(theme: str) -> None:
    assert faults(f"site: {{name: Rose Garden, theme: {theme}}}") == []


@pytest.mark.parametrize("theme", ["[petal]", "{name: petal, leters: sans}", "{corners: rond}", "{name: [petal]}"])
def test_an_editor_underlines_an_option_that_there_is_not(theme: str) -> None:
    assert faults(f"site: {{name: Rose Garden, theme: {theme}}}") != []


def test_every_key_is_described() -> None:
    def lacking(schema: Any, path: str) -> list[str]:
        properties = schema.get("properties", {})
        return [f"{path}.{key}" for key, value in properties.items() if not value.get("description")]

    schema = json_schema()
    plain = {"Address.street", "Address.city", "Address.region", "Address.postcode", "Item.text"}
    found = [name for part, parts in schema["$defs"].items() for name in lacking(parts, part)]
    assert set(found) - plain == set()
