"""What an editor offers: every key of every example is among it, with its words, and the table stays small."""

import json
from pathlib import Path
from typing import Any

import pytest

from formkit.fields import FIELD_TYPES
from formkit.source import Source, read_source
from formkit.spec.completions import completions
from formkit.spec.described import WORDS

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "form_specs").glob("*.yaml"))
TABLE = completions(ROOT)["places"]


def place(*path: str | int) -> dict[str, Any]:
    """Where a path leads; {} where nothing is known."""
    here: dict[str, Any] = TABLE[0]
    for step in path:
        found = here.get("keys", {}).get(step, ["", 0])[1] or here.get("any", 0)
        number = here.get("item", 0) if isinstance(step, int) else found
        here = TABLE[number] if number else {}
    return here


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_key_of_an_example_is_offered_where_it_stands(example: Path) -> None:
    source = read_source(example, example.name)
    assert [path for path in keys_of(source) if path[-1] not in place(*path[:-1])["keys"]] == []


def keys_of(source: Source) -> list[tuple[str | int, ...]]:
    """The paths of all keys that we name, those of a person's own making left out."""
    paths = [path for path in source.keys if path and isinstance(path[-1], str)]
    return [path for path in paths if "keys" in place(*path[:-1]) and "any" not in place(*path[:-1])]


def test_the_table_is_small() -> None:
    assert len(json.dumps(completions(ROOT), ensure_ascii=False)) < 30_000


def test_a_key_says_what_it_is_for() -> None:
    assert place("business")["keys"]["phone"][0] == WORDS["Business.phone"]


def test_a_field_is_offered_every_type_with_an_example() -> None:
    offered = place("forms", "contact", "fields", "topic", "type")["values"]
    assert list(offered) == list(FIELD_TYPES)
    assert offered["select"].endswith(FIELD_TYPES["select"].example)


def test_a_type_decides_which_keys_a_field_takes() -> None:
    kinds = place("forms", "contact", "fields", "topic")["kinds"]
    assert "choices" in kinds["select"]
    assert "choices" not in kinds["text"]


def test_true_and_false_are_offered_once() -> None:
    assert list(place("forms", "contact", "fields", "name", "required")["values"]) == ["true", "false"]
