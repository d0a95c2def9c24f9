"""Every case of tests/data/specs: wrong files with the line to name, and awkward good ones that must pass."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from formkit.spec import check_file
from tests.spec.workspace import said

DATA = Path(__file__).parent.parent / "data" / "specs"
CASES = json.loads((DATA / "index.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["file"].removesuffix(".yaml"))
def test_a_case_is_judged_as_its_index_says(case: dict[str, Any], tmp_path: Path) -> None:
    said, errors = judged(DATA / "files" / case["file"], tmp_path)
    assert len(said) < 20_000
    if case["expect"] == "accept":
        assert errors == 0, said
    if case["expect"] == "error":
        assert errors > 0
    if case["expect"] in ("error", "warn"):
        names_its_line(said, case)
        for words in case["mentions"]:
            assert any(word in said for word in words), (words, said)


def judged(path: Path, workspace: Path) -> tuple[str, int]:
    spec = workspace / "form_specs" / "site.yaml"
    spec.parent.mkdir()
    shutil.copy(path, spec)
    site, problems = check_file(spec, workspace)
    errors = [problem for problem in problems if problem.severity == "error"]
    assert (site is None) == bool(errors)
    return "\n".join(map(str, problems)), len(errors)


def names_its_line(said: str, case: dict[str, Any]) -> None:
    lines = [line for line in (case["line"], *case.get("lines", [])) if line]
    assert not lines or any(re.search(rf":{line}:\d", said) for line in lines), said


def test_everything_is_told_in_one_round(tmp_path: Path) -> None:
    """What is wrong with a key or a word hides nothing of what stands with it."""
    spec = """
site: {name: Rose, languages: [Türkçe, xx, yy]}
business: {email: a@shop.example, hours: {pzt: 9 to 6, mon: 25:00-26:00}}
forms: {contact: {fields: {a: {type: schmail, required: maybe}, b: {type: select, label: {tr: B}, choices: [x, x]}}}}
"""
    assert [one.split("\n")[0] for one in said(spec, tmp_path)] == [
        "2:32: unknown language 'Türkçe'",
        "2:40: unknown language 'xx'",
        "2:44: unknown language 'yy'",
        "3:43: 'pzt' is not a day",
        "3:48: '9 to 6' is not an opening time",
        "3:61: '25:00-26:00' is not an opening time",
        "4:38: unknown field type 'schmail'",
        "4:57: 'required' must be true or false, not 'maybe'",
        "4:112: the choice 'x' stands here twice",
    ]
