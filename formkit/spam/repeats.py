"""What comes again and again: the same words from elsewhere, a series from one address."""

from formkit.spam.evidence import SERIES, Evidence, Suspicion

SOME_TEXTS, MANY_TEXTS = 2, 5
SOME_POSTS, MANY_POSTS = 10, 30  # of one form in ten minutes: an office that answers together is one address, too


def repeated(evidence: Evidence) -> Suspicion | None:
    """The same long text came from other addresses or to other forms lately."""
    count = evidence.history.repeats
    if count < SOME_TEXTS:
        return None
    return Suspicion(f"the same text came {count} times or more from elsewhere", hard=count >= MANY_TEXTS)


def series(evidence: Evidence) -> Suspicion | None:
    """Many messages from one address within minutes; pages that were opened for each speak for people."""
    count = evidence.history.series
    if count < SOME_POSTS or not evidence.text:
        return None
    minutes = SERIES.seconds // 60
    opened = evidence.stamp.state == "fine"
    said = f"{count} messages or more came from the same address within {minutes} minutes"
    return Suspicion(said, hard=count >= MANY_POSTS and not opened)
