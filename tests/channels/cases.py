"""The hostile and awkward submissions of tests/data/mail/cases.jsonl, and their judge, which shares no code with us."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parents[1] / "data" / "mail"
JUDGES = 2
OWNER, SENDER = "owner@site.test", "forms@site.test"
"""Whom the judge expects in To and From."""


@dataclass(frozen=True)
class Case:
    """What a visitor typed into `name`, `email`, `subject` and `message`, which ends with [id]."""

    id: str
    fields: dict[str, str]


def cases() -> Iterator[Case]:
    """All of them, in the order of the file."""
    with (DATA / "cases.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            found = json.loads(line)
            yield Case(found["id"], found["fields"])


def judged(folder: Path) -> list[str]:
    """What is wrong with the mails of a folder, a line a case: ID.eml is what became of it, none is a refusal."""
    ids = [case.id for case in cases()]
    with ThreadPoolExecutor(JUDGES) as judges:
        said = judges.map(lambda first: _said(folder, ids[first::JUDGES]), range(JUDGES))
        return [line for lines in said for line in lines]


def _said(folder: Path, ids: list[str]) -> list[str]:
    """The judge's findings; it must have looked at each case."""
    judge = [sys.executable, str(DATA / "check_mail.py"), "--dir", str(folder), "--id", ",".join(ids)]
    done = subprocess.run(judge, capture_output=True, text=True)
    *findings, count = done.stdout.splitlines()
    assert count == f"{len(ids) - len(findings)} passed, {len(findings)} failed", done.stdout + done.stderr
    return findings
