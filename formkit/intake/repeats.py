"""The same message once more, and too many of them: what makes two posts one, and who is asked to wait."""

import hashlib
import json
from datetime import datetime, timedelta

from formkit.fields import FIELD_TYPES
from formkit.intake.posted import answered
from formkit.model import Posted, Submission, Visitor
from formkit.spec import Form, Site
from formkit.store import Store

MINUTE = timedelta(minutes=1)
CROWD = 20  # addresses that may send at their limit to one form
KEYLESS, LOADED = timedelta(minutes=2), timedelta(hours=24)  # for so long it is a repeat, by who says that it is one
CAPTCHAS = ("g-recaptcha-response", "h-captcha-response", "cf-turnstile-response")  # new at every try


def fingerprint(site: Site, form: Form, posted: Posted, visitor: Visitor) -> str:
    """What makes two posts the same: who says so (key, page load or address) and all that was said; "" for nothing.

    Behind one address are many people: equal ticks and stars without a word of their own are two of them.
    """
    caller = (
        visitor.idempotency_key or visitor.loaded_at or (visitor.address_hash if _has_words(site, form, posted) else "")
    )
    if not caller:
        return ""
    said = sorted((name, " ".join(value.split())) for name, value in _said(site, form, posted))
    files = sorted((file.field, file.name, file.sha256) for file in posted.files)
    return hashlib.sha256(json.dumps([caller, said, files] if files else [caller, said]).encode()).hexdigest()


def repeat_after(visitor: Visitor, now: datetime) -> datetime | None:
    """Since when the same is a repeat: always (None) with a key, else for a day or for two minutes."""
    if visitor.idempotency_key:
        return None
    return now - (LOADED if visitor.loaded_at else KEYLESS)


def too_many(made: Submission, store: Store, limit: int) -> bool:
    """Whether its address, or its form, had as many as it may have in a minute."""
    since, until = made.received_at - MINUTE, made.received_at + MINUTE
    from_here = store.recent(made.address_hash, since=since, until=until)
    return from_here >= limit or came_since(made, store, since, CROWD * limit)


def came_since(made: Submission, store: Store, since: datetime, number: int) -> bool:
    """Whether so many came to its form since then."""
    first = store.nth_newest(made.site, made.form, number)
    return first is not None and since < first <= made.received_at + MINUTE


def _has_words(site: Site, form: Form, posted: Posted) -> bool:
    """Whether something was written freely; what a field that the spec doesn't know holds counts as such."""
    if posted.files:
        return True
    names = [name for name, _ in _said(site, form, posted)]
    return any(name not in form.fields or FIELD_TYPES[form.fields[name].type].free for name in names)


def _said(site: Site, form: Form, posted: Posted) -> list[tuple[str, str]]:
    """What was filled in, but for what is new at every try."""
    return [(name, value) for name, value in answered(site, form, posted) if value.strip() and name not in CAPTCHAS]
