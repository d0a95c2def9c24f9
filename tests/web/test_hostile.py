"""Hostile and odd requests, byte by byte, against `formkit serve` as it runs in production.

The inputs are tests/data/http/cases.jsonl; replay.py there says what each must get. Two of its 318 need a stamp that
it can't make, from last year (H539) and of another form (H543): tests/spam/test_stamp.py makes them.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, wait
from http.client import HTTPConnection
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlencode, urlsplit

import pytest

from tests.web.servers import ROOT, SETTINGS, formkit, served

REPLAY = ROOT / "tests" / "data" / "http" / "replay.py"
PATH = "/f/shop/contact"
MOST_S = 20  # that an answer may take on a busy machine
SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example, phone: +1 555 010 0100}
forms:
  contact:
    fields:
      name: {type: text, label: Your name, required: true, max: 100}
      email: {type: email, required: true}
      phone: {type: tel}
      topic: {type: select, choices: [question, order, complaint, praise]}
      rating: {type: rating, max: 5}
      message: {type: textarea, required: true, max: 5000}
      consent: {type: consent}
      website: {type: url}
      visit_date: {type: date}
      attachment: {type: file, accept: [png, pdf, txt]}
"""


def submissions(workspace: Path) -> list[dict[str, object]]:
    command = formkit("submissions", "--format", "jsonl", "--workspace", str(workspace))
    found = subprocess.run(command, env={**os.environ, **SETTINGS}, capture_output=True, check=True)
    return [json.loads(line) for line in found.stdout.decode().split("\n") if line]


def replay(base: str, workspace: Path, *options: str) -> tuple[str, list[dict[str, object]]]:
    """What replay.py says, and its findings case by case."""
    inbox = f"{sys.executable} -m formkit submissions --format jsonl --workspace {workspace}"
    out = Path(mkdtemp(dir=workspace)) / "findings.json"
    command = [sys.executable, str(REPLAY), "--base", base, "--path", PATH, "--inbox-cmd", inbox]
    command += ["--json", str(out), "--max-time", str(MOST_S), *options]
    done = subprocess.run(command, env={**os.environ, **SETTINGS}, capture_output=True, text=True, timeout=300)
    return done.stdout, json.loads(out.read_text("utf-8"))


@pytest.mark.parametrize(
    "options",
    [[], ["--page", PATH, "--page-each"], ["--page", PATH]],
    ids=["bare", "with the hidden inputs of a fresh page each", "with those of one page"],
)
def test_every_case_gets_what_it_must(base: str, workspace: Path, options: list[str]) -> None:
    said, findings = replay(base, workspace, *options)
    assert len(findings) == 314
    assert not [(one["id"], one["bad"]) for one in findings if one["bad"]], said


def test_the_slow_cases_get_what_they_must_while_others_are_served(base: str, workspace: Path) -> None:
    """A head that takes 6 s (H520), and nothing said for 5 s (H522), at once: replay.py leaves them out by itself."""
    with ThreadPoolExecutor() as slow:
        found = [slow.submit(replay, base, workspace, "--slow", "--id", one) for one in ("H520", "H522")]
        body = urlencode({"name": "Ada", "email": "ada@example.com", "message": "Meanwhile", "consent": "yes"})
        while wait(found, timeout=0.5).not_done:
            assert post(base, body)[0] == 303
        ((thin,), (silent,)) = [one.result()[1] for one in found]
    assert (thin["st"], thin["bad"]) == (303, [])
    assert (silent["st"], silent["bad"]) == (None, [])
    assert "[H520]" in str(submissions(workspace))


def test_a_burst_is_told_to_wait_whatever_addresses_it_claims(workspace: Path) -> None:
    with served(workspace, FORMKIT_RATE_LIMIT="30", FORMKIT_DATABASE_URL=f"sqlite:///{workspace}/limited.db") as base:
        _, findings = replay(base, workspace, "--id", "H545,H606")
    assert [one["bad"] for one in findings] == [[], []]
    assert "429" in dict(findings[1]["st"])  # type: ignore[call-overload]


def post(base: str, body: str, **headers: str) -> tuple[int, str]:
    connection = HTTPConnection(urlsplit(base).netloc, timeout=30)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", PATH, body, {**kind, **headers})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers.get("Location", "")


@pytest.mark.parametrize("headers", [{}, {"Idempotency-Key": "once"}], ids=["without a key", "with a key"])
def test_twenty_at_once_are_one_submission(base: str, workspace: Path, headers: dict[str, str]) -> None:
    words = f"At once {sorted(headers)}"
    body = urlencode({"name": "Ada", "email": "ada@example.com", "message": words, "consent": "yes"})
    with ThreadPoolExecutor(20) as visitors:
        answers = list(visitors.map(lambda _: post(base, body, **headers), range(20)))
    stored = [one for one in submissions(workspace) if one["fields"]["message"] == words]  # type: ignore[index]
    assert len(stored) == 1
    assert len(set(answers)) == 1
    assert answers[0][0] == 303
