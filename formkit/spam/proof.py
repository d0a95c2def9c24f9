"""The proof of work (ALTCHA, https://altcha.org): a sender's browser reckons for a moment, which a million posts can't.

Challenges are made and proofs checked here and nowhere else; a proof belongs to one form, for two hours, once.
"""

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from formkit.signed import key_of
from formkit.spam.evidence import Evidence, Suspicion, Token

PROOF = "altcha"  # the name that the `altcha` widget gives its field
KEEPS = timedelta(hours=2)
LONGEST = 4_000  # characters of a payload
_COST, _LEAST, _MOST = 500, 200, 800  # rounds of PBKDF2 a try, and tries: about 0.2 s on a desk, 1 s on a cheap phone
_WORDS = {
    "none": "it came without the proof of work that the form asks for",
    "forged": "its proof of work is not one of this form",
    "expired": "its proof of work has expired",
}


def new_challenge(secret: str, about: str, now: datetime) -> dict[str, Any]:
    """What a browser must solve to send a message to this form, `<site>.<form>`, as ALTCHA's widget reads it."""
    from altcha import create_challenge

    challenge = create_challenge(
        "PBKDF2/SHA-256",
        _COST,
        counter=_LEAST + secrets.randbelow(_MOST - _LEAST),
        expires_at=now + KEEPS,
        data={"form": about},
        hmac_secret=key_of(secret, "challenge"),
        hmac_key_secret=key_of(secret, "solution"),
    )
    return challenge.to_dict()


def read_proof(secret: str, about: str, payload: str, now: datetime) -> Token:
    """What a proof is worth that came with a post to this form. Nothing in it makes this raise."""
    if not payload:
        return Token()
    from altcha import Payload, verify_solution

    if not secret or len(payload) > LONGEST or not payload.isascii():
        return Token("forged")
    result = verify_solution(
        payload, key_of(secret, "challenge"), hmac_key_secret=key_of(secret, "solution")
    )  # its own clock is the machine's; ours is asked below
    if not result.verified:
        return Token("expired" if result.expired else "forged")
    challenge = Payload.from_base64(payload).challenge
    until = datetime.fromtimestamp(challenge.parameters.expires_at or 0, UTC)
    if (challenge.parameters.data or {}).get("form") != about:
        return Token("forged")
    used = sha256(challenge.parameters.nonce.encode()).hexdigest()[:32]
    return Token("expired") if now > until else Token("fine", (f"proof:{used}",), until=until)


def unproved(evidence: Evidence) -> Suspicion | None:
    """The form asks for a proof of work, and there is none that counts."""
    if not evidence.form.spam.proof_of_work:
        return None
    if evidence.history.spent.intersection(evidence.proof.uses):
        return Suspicion("its proof of work was used before")
    words = _WORDS.get(evidence.proof.state)
    return Suspicion(words) if words else None
