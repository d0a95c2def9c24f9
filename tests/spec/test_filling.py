"""What a form says of its own filling in: `prefill`, `other`, steps, names."""

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


def test_other_needs_two_names_of_its_own(tmp_path: Path) -> None:
    fields = "{a: {type: radio, choices: [x, other], other: true}, a_other: {type: text}}"
    _, problems = check(f"{HEAD}forms: {{contact: {{fields: {fields}}}}}", tmp_path)
    assert [one.message for one in problems if one.severity == "error"] == [
        "the choice 'other' stands here twice",
        "'other' of 'a' needs the name 'a_other'",
    ]


@pytest.mark.parametrize(
    ("forms", "told"),
    [
        ("c: {fields: {n: {}, n-hint: {}}}", "on a page, 'n-hint' can't be told from parts of 'n'"),
        ("c: {fields: {a-0: {}, a: {type: nps}}}", "on a page, 'a' can't be told from parts of 'a-0'"),
        ("c: {fields: {a: {type: file}, a-kept: {}}}", "on a page, 'a-kept' can't be told from parts of 'a'"),
        ("a: {fields: {b-c: {}}}, a-b: {fields: {c: {}}}", "on a page, 'c' can't be told from parts of 'b-c' of 'a'"),
        ("c: {fields: {phone: {}, phone-2: {}, a: {type: rating}, a-5: {}, a-kept: {}}}", ""),
    ],
)
def test_no_field_takes_the_ids_of_another(forms: str, told: str, tmp_path: Path) -> None:
    _, problems = check(f"{HEAD}forms: {{{forms}}}", tmp_path)
    assert [one.message for one in problems if one.severity == "error"] == ([told] if told else [])


def test_mail_may_go_another_way_for_other(tmp_path: Path) -> None:
    fields = "{a: {type: radio, choices: [x], other: true}, more: {show_if: {a: other}}}"
    _, problems = check(f"{HEAD}forms: {{contact: {{fields: {fields}}}}}", tmp_path)
    assert [one.message for one in problems if one.severity == "error"] == []


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ("[{title: A, fields: [name, agree]}, {title: B, fields: topic}]", []),
        ("[{title: A, fields: [name, agree]}]", ["the field 'topic' is in no step"]),
        ("[{title: A, fields: [name, agree, name]}, {title: B, fields: topic}]", ["the field 'name' is in two steps"]),
        (
            "[{title: A, fields: [name, agree, tpic, topic]}]",
            ["'steps' names 'tpic', which is no field of this form"],
        ),
        ("[{titel: A, fields: [name, agree, topic]}]", ["unknown key 'titel'"]),
    ],
)
def test_each_field_is_in_one_step(steps: str, told: list[str], tmp_path: Path) -> None:
    _, problems = check(f"{HEAD}forms: {{contact: {{steps: {steps}, {FIELDS}}}}}", tmp_path)
    assert [one.message for one in problems if one.severity == "error"] == told
