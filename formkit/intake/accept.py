"""accept(): what a visitor sent -> stored, or what is wrong with it. No Flask here.

Save, then promise: when `Accepted` comes back, the submission and its deliveries are on disk.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from formkit import forms, spam
from formkit.fields.days import now_at
from formkit.intake.notices import deliveries
from formkit.intake.posted import answered, bind, clean, says_nothing, unasked, without_unchecked
from formkit.intake.repeats import came_since, repeat_after, too_many
from formkit.intake.submission import answers, new_reference, new_submission, unknown
from formkit.model import Answer, Posted, Submission, Verdict, Visitor
from formkit.spec import Form, Site
from formkit.store import AlreadySpent, ReferenceTaken, Store, UploadGone
from formkit.words import words

MAX_EXTRAS, MAX_EXTRA = 100, 5_000
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Accepted:
    """Stored. `repeated` says that it was here already, and this is the first one."""

    submission: Submission
    repeated: bool = False


@dataclass(frozen=True)
class Checked:
    """In order, and not stored yet. `extras` are answers to fields that the spec doesn't know."""

    posted: Posted
    bound: forms.SpecForm
    extras: list[tuple[str, str]]


@dataclass(frozen=True)
class Invalid:
    """Not stored; `bound` holds what was typed, and its errors."""

    bound: forms.SpecForm


@dataclass(frozen=True)
class Refused:
    """Not stored. `reason` is "empty", "rate" or "size"; `retry_after` counts seconds."""

    reason: str
    retry_after: int = 0


def accept(
    site: Site,
    form: Form,
    posted: Posted,
    visitor: Visitor,
    store: Store,
    now: datetime,
    *,
    rate_limit: int = 0,
    mail_limit: int = 0,
    secret: str = "",
    mail_from: str = "",
) -> Accepted | Invalid | Refused:
    """Judge and store one post. `rate_limit` is submissions a minute from one address, 0 for none.

    A form takes CROWD times as many from all addresses together. One that gets more than `mail_limit` an hour (0 for
    no limit) sends no copies to visitors meanwhile.
    `secret` is the key that time stamps and proofs of work were signed with; `mail_from` sends, and gets no copy.

    Raises StoreUnavailable when the database can't take it: nothing is stored then.
    """
    found = checked(site, form, posted, visitor.language, now)
    if not isinstance(found, Checked):
        return found
    made = new_submission(site, form, found.bound, found.extras, found.posted, visitor, now)
    if rate_limit and too_many(made, store, rate_limit):
        return _one_too_many(made, visitor, store)
    evidence = _evidence(site, form, found.posted, visitor, now, secret=secret, rate_limit=rate_limit)
    made = replace(made, text_hash=evidence.text_hash)
    copies = not (form.autoreply and mail_limit and came_since(made, store, now - HOUR, mail_limit))
    try:
        return _save(
            site, form, made, found.posted, visitor, store, evidence=evidence, mail_from=mail_from, copies=copies,
        )  # fmt: skip
    except UploadGone as gone:
        found.bound[gone.file.field].errors = [words(visitor.language)("err_file_again")]
        return Invalid(found.bound)


def checked(site: Site, form: Form, posted: Posted, language: str, now: datetime) -> Checked | Invalid | Refused:
    """What can be said of a post before anything is stored."""
    posted = forms.gathered(form, clean(posted))
    extras = unasked(site, form, posted)
    if len(extras) > MAX_EXTRAS or any(len(name) > 100 or len(value) > MAX_EXTRA for name, value in extras):
        return Refused("size")
    if says_nothing(site, form, posted):
        return Refused("empty")
    bound = bind(site, form, posted, language)
    if not bound.validate(today=now_at(now, site.business.timezone)):
        return Invalid(bound)
    if (taken := without_unchecked(form, bound, posted)) != posted:
        posted, bound = taken, bind(site, form, taken, language)
        if says_nothing(site, form, posted):
            return Refused("empty")
    return Checked(posted, bound, extras)


def preview(site: Site, form: Form, found: Checked, language: str) -> tuple[Answer, ...]:
    """Everything that would be sent, as its visitor reads it."""
    said = answers(site, form, found.bound.values(), language, found.posted.files)
    return (*said, *unknown(found.extras))


def _one_too_many(made: Submission, visitor: Visitor, store: Store) -> Accepted | Refused:
    """Stored is no more than what is there; who sends the same again hears of it as ever."""
    first = store.first(made, repeat_after=repeat_after(visitor, made.received_at))
    return Accepted(first, repeated=True) if first else Refused("rate", retry_after=60)


def _evidence(
    site: Site, form: Form, posted: Posted, visitor: Visitor, now: datetime, *, secret: str, rate_limit: int
) -> spam.Evidence:
    """What can be seen of a post by itself; what the store knows comes later."""
    about, asked = f"{site.id}.{form.id}", form.spam.proof_of_work
    stamp = spam.read_stamp(secret, about, posted.first(spam.STAMP), now)
    proof = spam.read_proof(secret, about, posted.first(spam.PROOF) if asked else "", now)
    said = tuple(answered(site, form, posted))
    return spam.Evidence(site.id, form, posted, said, visitor, now, stamp=stamp, proof=proof, rate_limit=rate_limit)


def _save(
    site: Site,
    form: Form,
    submission: Submission,
    posted: Posted,
    visitor: Visitor,
    store: Store,
    *,
    evidence: spam.Evidence,
    mail_from: str,
    copies: bool,
) -> Accepted:
    since = repeat_after(visitor, submission.received_at)
    while True:
        try:
            known = _with_history(evidence, submission, store)
            submission = _judged(submission, known)
            at = submission.received_at
            out = deliveries(site, form, submission, posted, store, at=at, mail_from=mail_from, copies=copies)
            saved = store.save(submission, out, repeat_after=since, spends=known.spends, uploads=posted.files)
            return Accepted(saved, repeated=saved.id != submission.id)
        except ReferenceTaken:
            submission = replace(submission, reference=new_reference())
        except AlreadySpent:
            continue  # another post was quicker with the same token: judge anew


def _with_history(evidence: spam.Evidence, submission: Submission, store: Store) -> spam.Evidence:
    since, lately = evidence.now - spam.SERIES, evidence.now - spam.LATELY
    known = store.history(submission, since=since, lately=lately, most=evidence.rate_limit, uses=evidence.uses)
    return replace(evidence, history=known)


def _judged(submission: Submission, evidence: spam.Evidence) -> Submission:
    reasons = spam.reasons(evidence)
    return replace(submission, verdict=Verdict.QUARANTINED if reasons else Verdict.ACCEPTED, reasons=reasons)
