"""What the doctor finds, and what can be wrong with an address: each has words of its own in the Studio's languages."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from formkit.health.finding import RULES as FINDINGS
from formkit.online.faults import RULES as FAULTS
from formkit.web.studio.said import table, tongues

PACKAGE = Path(__file__).parent.parent.parent / "formkit"
SOURCES = {
    "doctor": (FINDINGS, [*(PACKAGE / "health").glob("*.py"), PACKAGE / "cli" / "doctor.py"]),
    "reach": (FAULTS, [*(PACKAGE / "online").glob("*.py")]),
}
RULES = [f"{part}.{rule}" for part, (rules, _) in SOURCES.items() for rule in rules]
TROUBLE = re.compile(r"doctor\.(.*-)?(trouble|refused)$")  # what a check raises is told in the program's own words


def met() -> dict[str, list[set[str]]]:
    """Each rule, and the names of the values that it is given wherever it is met."""
    found = defaultdict(list)
    for part, (rules, paths) in SOURCES.items():
        for path in paths:
            for name, values in calls(ast.parse(path.read_text("utf-8"))):
                if name in rules:
                    found[f"{part}.{name}"].append(values)
    return found


def calls(tree: ast.AST) -> Iterator[tuple[str, set[str]]]:
    """Each text that a call is given, with the names of its other arguments, those in a mapping as well."""
    for node in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        keys = (
            key.value
            for one in node.args
            if isinstance(one, ast.Dict)
            for key in one.keys
            if isinstance(key, ast.Constant)
        )
        values = {word.arg for word in node.keywords if word.arg} | {str(key) for key in keys}
        given = [*node.args, *(word.value for word in node.keywords)]
        yield from ((str(one.value), values) for one in given if isinstance(one, ast.Constant))


@pytest.mark.parametrize("language", tongues())
def test_each_is_told_with_what_to_do(language: str) -> None:
    words = table(language)
    assert [name for name in RULES if not words.get(name)] == []
    assert [name for name in RULES if not name.endswith("-fine") and not words.get(f"{name}_hint")] == []
    told = {name.removesuffix("_hint") for name in words if name.startswith(("doctor.", "reach."))}
    assert told == set(RULES)


def test_each_is_met_somewhere_and_its_words_say_no_more_than_is_known_there() -> None:
    known = met()
    assert sorted(set(RULES) - set(known) - {"doctor.trouble"}) == []
    for name in RULES:
        places = set(re.findall(r"\{(\w+)\}", table("en")[name] + table("en").get(f"{name}_hint", "")))
        places -= {"said"} if TROUBLE.match(name) else {"file"} if name.startswith("reach.") else set()
        assert all(places <= values for values in known[name]), name
