"""docs/threat-model.md: every row has its promise, and every test that it names is there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "threat-model.md").read_text("utf-8")
ROWS = {row[0]: row[1:] for row in re.findall(r"^\| ([RWFMSIE]\d+) \| (.+?) \| (.+?) \| (.+?) \|$", TEXT, re.MULTILINE)}
LAST = {"R": 19, "W": 30, "F": 6, "M": 16, "S": 12, "I": 11, "E": 13}
IDS = [f"{letter}{n}" for letter, last in LAST.items() for n in range(1, last + 1)]
WITHOUT = ("open risk", "no webhook exists yet", "no signed-in page exists yet")


@cache
def functions_of(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_every_row_is_there_in_its_order() -> None:
    assert list(ROWS) == IDS


@pytest.mark.parametrize("row", IDS)
def test_a_row_is_shown_by_tests_or_says_that_it_is_open(row: str) -> None:
    promise, how, shown = ROWS[row]
    assert len(promise) > 10
    assert len(how) > 10
    assert "::" in shown or shown in WITHOUT


def test_every_named_test_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", TEXT)
    assert len(named) > 150
    assert [f"{path}::{name}" for path, name in named if name not in functions_of(path)] == []
    assert TEXT.count("::test_") == len(named)
