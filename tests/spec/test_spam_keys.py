"""`spam:` in a spec: what may stand there, and what is told of slips."""

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from formkit.spec import json_schema, read_site
from tests.spec.workspace import SHOP, said


def with_spam(text: str) -> str:
    return SHOP.replace("    title:", f"    spam: {text}\n    title:")


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("{}", []),
        ("{question: {ask: Which flower?, answer: rose}}", []),
        ("{question: {ask: {en: Which flower?, tr: Hangi çiçek?}, answer: [rose, 5, yes]}}", []),
        ("{block: agency.example, allow: [ada@shop.example, rank]}", []),
        ("{proof_of_work: yes}", []),
        ("{proof_of_work: perhaps}", ["9:27: 'proof_of_work' must be true or false, not 'perhaps'"]),
        ("{qestion: {ask: a, answer: b}}", ["9:12: unknown key 'qestion'"]),
        ("{question: {ask: Which flower?}}", ["9:12: 'question' has no 'answer'"]),
        ("{question: {ask: Which?, answer: ['...']}}", ["9:45: the answer '...' has no letter and no digit"]),
        ("{question: {ask: Which?, answer: []}}", ["9:44: 'answer' must be a line of text, or a list of them"]),
        ("{block: [[a]]}", ["9:20: 'block' must be text, not a list"]),
        ("{block: [ab]}", ["9:20: 'block' names 'ab', which is in nearly every message"]),
        ("{block: [rank], allow: rank}", ["9:34: 'rank' stands in 'block' and in 'allow'"]),
        (
            "{block: ['@gmail.com']}",
            ["9:20: notice: 'block' names '@gmail.com': everybody who writes from there is held back"],
        ),
        ("yes", ["9:11: 'spam' must have keys and values on the indented lines below it"]),
    ],
)
def test_each_slip_is_told_where_it_is(text: str, sentences: list[str], tmp_path: Path) -> None:
    assert [one.split("\n")[0] for one in said(with_spam(text), tmp_path)] == sentences


def test_the_name_of_the_proof_is_taken(tmp_path: Path) -> None:
    text = with_spam("{proof_of_work: yes}") + "      altcha: {type: text}\n"
    assert said(text, tmp_path) == ["18:7: 'proof_of_work' needs the name 'altcha'\n    give the field another name"]


def test_one_line_is_a_list_of_one(tmp_path: Path) -> None:
    path = tmp_path / "shop.yaml"
    path.write_text(with_spam("{block: agency.example, question: {ask: Which?, answer: rose}}"), "utf-8")
    form = read_site(path, tmp_path).forms["contact"]
    assert form.spam.block == ("agency.example",)
    assert form.spam.question
    assert form.spam.question.answer == ("rose",)


@pytest.mark.parametrize(
    ("spam", "fine"),
    [
        ({"block": "a.example", "allow": ["x"], "proof_of_work": True}, True),
        ({"question": {"ask": {"en": "Which?"}, "answer": "rose"}}, True),
        ({"question": {"ask": "Which?"}}, False),
        ({"blok": "x"}, False),
        ({"proof_of_work": "perhaps"}, False),
    ],
)
def test_editors_are_told_the_same(spam: dict[str, Any], fine: bool) -> None:
    spec = {"site": {"name": "Rose"}, "forms": {"contact": {"preset": "contact", "spam": spam}}}
    assert Draft202012Validator(json_schema()).is_valid(spec) is fine
