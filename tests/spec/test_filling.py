"""`prefill` names fields that a link may fill in."""

from pathlib import Path

import pytest

from tests.spec.workspace import check

HEAD = "site: {name: Shop}\nbusiness: {email: owner@shop.example}\n"
FIELDS = "fields: {name: {}, source: {type: hidden}, agree: {type: consent}, topic: {type: radio, choices: [A, B]}}"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("name", []),
        ("[name, topic]", []),
        ("[nane]", ["'prefill' names 'nane', which is no field of this form"]),
        ("source", ["'prefill' names 'source', a field that only the visitor may fill in"]),
        ("agree", ["'prefill' names 'agree', a field that only the visitor may fill in"]),
    ],
)
def test_only_what_is_seen_may_be_filled_in(said: str, told: list[str], tmp_path: Path) -> None:
    _, problems = check(f"{HEAD}forms: {{contact: {{prefill: {said}, {FIELDS}}}}}", tmp_path)
    assert [one.message for one in problems if one.severity == "error"] == told
