"""The time stamp: the page's script asks for one when somebody first touches the form, and sends it along.

Without the script there is none, and that alone means nothing.
"""

import secrets
from datetime import UTC, datetime, timedelta

from formkit.signed import sign, verified
from formkit.spam.evidence import Evidence, Suspicion, Token

STAMP = "_stamp"
HURRY = timedelta(seconds=2)
"""Our own script sends no stamp that is younger than this and three seconds more, which is how far the clocks of two
servers may be apart: programs do."""
KEEPS = timedelta(days=7)
USES = 5  # a person may correct a message and send it again
_PURPOSE = "stamp"


def new_stamp(secret: str, about: str, now: datetime) -> str:
    """A token of this moment; `about` is the form, `<site>.<form>`."""
    return sign(secret, _PURPOSE, f"{about} {now.timestamp():.3f} {secrets.token_urlsafe(9)}")


def read_stamp(secret: str, about: str, token: str, now: datetime) -> Token:
    """What a stamp says that came with a post to this form."""
    if not token:
        return Token()
    said = verified(secret, _PURPOSE, token)
    if said is None:
        return Token("unknown")
    form, _, rest = said.partition(" ")
    moment, _, nonce = rest.partition(" ")
    if form != about or not nonce:
        return Token("forged")
    at = datetime.fromtimestamp(float(moment), UTC)
    if now - at > KEEPS:
        return Token("expired", at=at)
    return Token("fine", tuple(f"stamp:{nonce}:{use}" for use in range(1, USES + 1)), at, at + KEEPS)


def forged(evidence: Evidence) -> Suspicion | None:
    """The stamp belongs to another form; or it is not ours, or was made before the secret key changed."""
    state = evidence.stamp.state
    return Suspicion("its time stamp was forged", hard=state == "forged") if state in ("forged", "unknown") else None


def hurried(evidence: Evidence) -> Suspicion | None:
    """Words were written and sent faster than anybody types. A clock that went back says nothing."""
    at = evidence.stamp.at
    if at is None or not evidence.text or not timedelta(0) <= evidence.now - at < HURRY:
        return None
    return Suspicion(f"it was written and sent within {HURRY.seconds} seconds")


def stale(evidence: Evidence) -> Suspicion | None:
    """The stamp is older than anybody leaves a page open."""
    old = evidence.stamp.state == "expired"
    return Suspicion(f"its time stamp is older than {KEEPS.days} days", hard=False) if old else None


def worn(evidence: Evidence) -> Suspicion | None:
    """One visit of a page sends more messages than a person would."""
    uses = evidence.stamp.uses
    used_up = bool(uses) and evidence.history.spent.issuperset(uses)
    return Suspicion(f"one opened page has sent more than {USES} messages") if used_up else None
