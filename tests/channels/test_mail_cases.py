"""Hostile and awkward input (tests/data/mail/cases.jsonl), judged by a checker that shares no code with us."""

import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).parents[1]


def test_every_hostile_or_awkward_submission_makes_a_clean_mail_or_none():
    checker = [sys.executable, "tests/data/mail/check_mail.py", "--adapter", "tests.channels.adapter:mail_of"]
    done = subprocess.run(checker, cwd=TESTS.parent, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "105 passed, 0 failed", done.stdout + done.stderr
