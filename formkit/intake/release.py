"""release(): a quarantined submission that turned out to be no spam goes out after all."""

from dataclasses import replace
from datetime import datetime

from formkit.intake.notices import deliveries
from formkit.model import Posted, Submission, Verdict
from formkit.spec import Form, Site
from formkit.store import Store


def release(site: Site, form: Form, submission: Submission, store: Store, now: datetime, *, mail_from: str = "") -> int:
    """Accept a quarantined submission and plan its deliveries, in one transaction; how many, 0 if it was not held.

    The mail names the moment when it came, and is as a Formspree page wished it (`_subject`, `_cc`, `_replyto`).
    """
    freed = replace(submission, verdict=Verdict.ACCEPTED)
    wishes = Posted(tuple(submission.wishes.items()))
    out = deliveries(site, form, freed, wishes, store, at=now, mail_from=mail_from)
    return len(out) if store.accept_quarantined(freed, out) else 0
