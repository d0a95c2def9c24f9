"""What comes again and again: the same words from elsewhere, a series from one address."""

from formkit.spam.evidence import SERIES, Evidence, Suspicion

SOME_TEXTS, MANY_TEXTS = 2, 5


def repeated(evidence: Evidence) -> Suspicion | None:
    """The same long text came from other addresses or to other forms lately."""
    count = evidence.history.repeats
    if count < SOME_TEXTS:
        return None
    return Suspicion(f"the same text came {count} times or more from elsewhere", hard=count >= MANY_TEXTS)


def series(evidence: Evidence) -> Suspicion | None:
    """In ten minutes nearly as many messages from one address as the limit allows in one: a sign beside others.

    Alone it says nothing: a school, a fair or a whole mobile network is one address, too.
    """
    count, limit = evidence.history.series, evidence.rate_limit
    if not limit or count * 3 < limit * 2 or not evidence.text:
        return None
    said = f"{count} messages came from the same address within {SERIES.seconds // 60} minutes"
    return Suspicion(said, hard=False)
