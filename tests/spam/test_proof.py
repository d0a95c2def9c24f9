"""The proof of work, as the library `altcha` solves it; what is wrong with one is told, whatever it is."""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from altcha import Challenge, Payload, create_challenge, solve_challenge

from formkit.model import History
from formkit.spam import new_challenge, reasons
from formkit.spec import Form
from tests.spam.evidences import ABOUT, SECRET, evidence, form_of

NOW = datetime.now(UTC)  # the library has a clock of its own
FORGED = ("its proof of work is not one of this form",)


@pytest.fixture
def asking(tmp_path: Path) -> Form:
    return form_of(tmp_path, proof_of_work=True)


@cache
def solved(about: str = ABOUT, secret: str = SECRET, now: datetime = NOW) -> str:
    return solution(new_challenge(secret, about, now))


def solution(asked: dict[str, Any]) -> str:
    challenge = Challenge.from_dict(asked)
    found = solve_challenge(challenge)
    assert found is not None
    return Payload(challenge, found).to_base64()


def encoded(value: object) -> str:
    return b64encode(json.dumps(value).encode()).decode()


def altered(**changes: Any) -> str:
    """A good proof with these parameters changed."""
    payload = Payload.from_base64(solved()).to_dict()
    payload["challenge"]["parameters"] |= changes
    return encoded(payload)


def test_a_solved_challenge_passes(asking: Form) -> None:
    held = evidence(asking, proof=solved(), now=NOW)
    assert reasons(held) == ()
    assert len(held.spends) == 1


def test_a_form_that_asks_for_none_needs_none(form: Form) -> None:
    assert reasons(evidence(form, now=NOW)) == ()


def test_without_a_proof_it_is_held_back(asking: Form) -> None:
    assert reasons(evidence(asking, now=NOW)) == ("it came without the proof of work that the form asks for",)


def test_a_proof_counts_once(asking: Form) -> None:
    held = evidence(asking, proof=solved(), now=NOW)
    again = replace(held, history=History(spent=frozenset(held.uses)))
    assert reasons(again) == ("its proof of work was used before",)
    assert again.spends == ()


@pytest.mark.parametrize(
    ("made", "now"),
    [(NOW, NOW + timedelta(hours=2, seconds=1)), (NOW - timedelta(hours=3), NOW)],
    ids=["by our clock", "by the machine's"],
)
def test_a_proof_expires(asking: Form, made: datetime, now: datetime) -> None:
    assert reasons(evidence(asking, proof=solved(now=made), now=now)) == ("its proof of work has expired",)


FORGERIES: dict[str, Callable[[], str]] = {
    "another form": lambda: solved("rose.other"),
    "another site": lambda: solved("lily.contact"),
    "another key": lambda: solved(secret="y" * 40),
    "an easier prefix": lambda: altered(keyPrefix=""),
    "a lower cost": lambda: altered(cost=1),
    "a later end": lambda: altered(expiresAt=9_999_999_999),
    "more data": lambda: altered(data={"form": ABOUT, "more": 1}),
    "a challenge of its own": lambda: solution(create_challenge("SHA-256", 1, data={"form": ABOUT}).to_dict()),
    "cut off": lambda: solved()[:-8],
    "no parts": lambda: encoded({}),
    "a list": lambda: encoded([]),
    "text": lambda: encoded("x"),
    "null": lambda: encoded(None),
    "no parameters": lambda: encoded({"challenge": {"parameters": {}}, "solution": {}}),
    "wrong types": lambda: encoded({"challenge": {"parameters": [], "signature": 5}, "solution": 7}),
    "a letter": lambda: "x",
    "a flower": lambda: "💐",
    "a zero": lambda: "\0",
    "not encoded": lambda: "{}",
    "brackets": lambda: "[" * 3000,
    "long": lambda: "A" * 100_000,
    "encoded brackets": lambda: b64encode(b"[" * 2500).decode(),
    "no UTF-8": lambda: b64encode(b"\xff\xfe").decode(),
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_garbage_and_the_proofs_of_others_are_told(asking: Form, forgery: str) -> None:
    assert reasons(evidence(asking, proof=FORGERIES[forgery](), now=NOW)) == FORGED


def test_a_wrong_solution_is_told(asking: Form) -> None:
    payload = Payload.from_base64(solved()).to_dict()
    payload["solution"]["derivedKey"] = "00" * 32
    assert reasons(evidence(asking, proof=encoded(payload), now=NOW)) == FORGED
