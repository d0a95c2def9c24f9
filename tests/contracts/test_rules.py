"""RULES: each is told somewhere, and the Studio says it in its three languages, with what it is told with."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import formkit
from formkit.rules import RULES, WRITING, Rule
from formkit.web.studio.said import table

CODE = Path(formkit.__file__).parent
ENDS = {"meant", "write"}  # sentences that follow another one
SHORT = re.compile(r"\{(\w+)\}")


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Each call that tells a rule by its keyword, and where it stands."""
    for path in (path for path in CODE.rglob("*.py") if "rule=" in path.read_text("utf-8")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and any(one.arg == "rule" for one in node.keywords):
                yield f"{path.relative_to(CODE)}:{node.lineno}", node


def sentences(rule: str) -> str:
    return table("en")[f"problem.{rule}"] + table("en").get(f"problem.{rule}_hint", "")


def test_a_rule_has_one_name() -> None:
    assert len(set(RULES)) == len(RULES)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule) for rule in RULES)
    assert set(WRITING) < set(RULES)


@pytest.mark.parametrize("code", ["en", "tr", "ru"])
def test_each_rule_has_words_in_each_language(code: str) -> None:
    own = tomllib.loads((CODE / "languages" / "studio" / f"{code}.toml").read_text("utf-8"))["problem"]
    assert {name.removesuffix("_hint") for name in own} == {*RULES, *ENDS}
    assert [name for name, words in own.items() if not words.endswith((".", "?", "…", "}"))] == []


@pytest.mark.parametrize("code", ["tr", "ru"])
def test_no_sentence_was_left_in_english(code: str) -> None:
    english = {name: words for name, words in table("en").items() if name.startswith("problem.")}
    assert [name for name, words in english.items() if table(code)[name] == words] == []


def test_each_rule_is_told_somewhere() -> None:
    code = "".join(path.read_text("utf-8") for path in CODE.rglob("*.py") if path.name != "rules.py")
    assert [rule for rule in RULES if f'"{rule}"' not in code] == []


def test_each_rule_is_told_with_what_its_sentence_fills_in() -> None:
    lacking = []
    for place, call in calls():
        given = {one.arg for one in call.keywords}
        rule = next(one.value for one in call.keywords if one.arg == "rule")
        if isinstance(rule, ast.Constant) and rule.value and not given & {None, "values"}:
            wanted = set(SHORT.findall(sentences(rule.value)))
            lacking += [(place, rule.value, wanted - given)] if wanted - given else []
    assert lacking == []


def test_a_sentence_of_jargon_is_none() -> None:
    """Who looks at controls has never seen the file; only what is wrong with its writing speaks of it."""
    jargon = re.compile(r"\b(YAML|indent\w*|keys?|mapping|alias|scalar|null|boolean|string|regex\w*|integer|spec)\b")
    things: set[Rule] = {*RULES} - {*WRITING}
    assert [rule for rule in things if jargon.search(SHORT.sub("", sentences(rule)))] == []
