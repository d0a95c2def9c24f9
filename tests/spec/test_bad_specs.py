"""Every case of tests/data/specs: wrong files with the line to name, and awkward good ones that must pass."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from formkit.spec import check_file

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
