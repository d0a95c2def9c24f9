"""accept(): what a visitor sent -> stored, or what is wrong with it. No Flask here.

Save, then promise: when `Accepted` comes back, the submission and its deliveries are on disk.
"""

import hashlib
import json
import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from werkzeug.datastructures import MultiDict

from formkit import forms, spam
from formkit.fields import FIELD_TYPES
from formkit.intake.notices import deliveries
from formkit.intake.person import consent, email
from formkit.model import Answer, FieldValue, Posted, Submission, Upload, Verdict, Visitor
from formkit.spec import Form, Site
from formkit.store import AlreadySpent, ReferenceTaken, Store, UploadGone
from formkit.words import words

OURS = (
    "_key",
    "_lang",
    "_switch",
    "_page",
    "_kept",
    "_charset_",
    spam.STAMP,
    spam.QUESTION,
)  # what our own pages say of themselves
LEGACY = ("_replyto", "_subject", "_next", "_cc", "_gotcha", "_language", "_format", "_host_nonce")
MAX_EXTRAS, MAX_EXTRA = 100, 5_000
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
CROWD = 20  # addresses that may send at their limit to one form
REPEAT_KEYLESS, REPEAT_LOADED = timedelta(minutes=2), timedelta(hours=24)
WISHES = ("_subject", "_cc", "_replyto")  # of a Formspree page, for its mail
CAPTCHAS = ("g-recaptcha-response", "h-captcha-response", "cf-turnstile-response")  # new at every try
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: none is mistaken for another on the phone


@dataclass(frozen=True)
class Accepted:
    """Stored. `repeated` says that it was here already, and this is the first one."""

    submission: Submission
    repeated: bool = False


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
    posted = clean(posted)
    extras = _extras(site, form, posted)
    if len(extras) > MAX_EXTRAS or any(len(name) > 100 or len(value) > MAX_EXTRA for name, value in extras):
        return Refused("size")
    if _says_nothing(site, form, posted):
        return Refused("empty")
    bound = bind(site, form, posted, visitor.language)
    if not bound.validate():
        return Invalid(bound)
    if (taken := _without_unchecked(form, bound, posted)) != posted:
        posted, bound = taken, bind(site, form, taken, visitor.language)
        if _says_nothing(site, form, posted):
            return Refused("empty")
    made = _submission(site, form, bound, extras, posted, visitor, now)
    if rate_limit and _too_many(made, store, rate_limit):
        first = store.first(made, repeat_after=_repeat_after(visitor, now))
        return Accepted(first, repeated=True) if first else Refused("rate", retry_after=60)
    evidence = _evidence(site, form, posted, visitor, now, secret=secret, rate_limit=rate_limit)
    made = replace(made, text_hash=evidence.text_hash)
    try:
        copies = not (form.autoreply and mail_limit and _came_since(made, store, now - HOUR, mail_limit))
        return _save(
            site, form, made, posted, visitor, store, evidence=evidence, mail_from=mail_from, copies=copies,
        )  # fmt: skip
    except UploadGone as gone:
        bound[gone.file.field].errors = [words(visitor.language)("err_file_again")]
        return Invalid(bound)


def _too_many(made: Submission, store: Store, limit: int) -> bool:
    """Whether its address, or its form, had as many as it may have in a minute."""
    since, until = made.received_at - MINUTE, made.received_at + MINUTE
    from_here = store.recent(made.address_hash, since=since, until=until)
    return from_here >= limit or _came_since(made, store, since, CROWD * limit)


def _came_since(made: Submission, store: Store, since: datetime, number: int) -> bool:
    """Whether so many came to its form since then."""
    first = store.nth_newest(made.site, made.form, number)
    return first is not None and since < first <= made.received_at + MINUTE


def bind(site: Site, form: Form, posted: Posted, language: str) -> forms.SpecForm:
    """The form in the visitor's language with what was posted in it."""
    made = forms.compile(form, language, default=site.language)
    known = forms.inputs(form)
    sent = [*posted.pairs, *((file.field, file) for file in posted.files)]
    return made(MultiDict([(name, value) for name, value in sent if name in known]))


def _without_unchecked(form: Form, bound: forms.SpecForm, posted: Posted) -> Posted:
    """What is hidden was not checked: of its files go those that break a rule, the others may well be meant.

    Without scripts every field is on the page.
    """
    visible = forms.shown(form, bound.values())
    hidden = [file for file in posted.files if file.field not in visible]
    wrong = {file.id for file in hidden} - {file.id for file in forms.in_order(form, hidden)}
    return replace(posted, files=tuple(file for file in posted.files if file.id not in wrong))


def clean(posted: Posted) -> Posted:
    """Control characters but line break and tab go; line breaks are one character; lone surrogates become U+FFFD."""
    return replace(posted, pairs=tuple((_clean(name).strip(), _clean(value)) for name, value in posted.pairs))


def _clean(text: str) -> str:
    if not _ODD.search(text):
        return text
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one) != "Cc")


def _answered(site: Site, form: Form, posted: Posted) -> list[tuple[str, str]]:
    """What a visitor said, without what our own pages and Formspree's say of themselves."""
    legacy = LEGACY if form.accepts == "formspree" else ()
    proof = [spam.PROOF] if form.spam.proof_of_work and spam.PROOF not in form.fields else []
    ours = {"", *OURS, *legacy, *proof, spam.trap_name(site.id, form)}
    return [(name, value) for name, value in posted.pairs if name not in ours]


def _says_nothing(site: Site, form: Form, posted: Posted) -> bool:
    return not posted.files and not any(value.strip() for _, value in _answered(site, form, posted))


def _extras(site: Site, form: Form, posted: Posted) -> list[tuple[str, str]]:
    """Answers to fields that the spec doesn't know, in the order they came; empty ones are left out."""
    known = forms.inputs(form)
    return [(name, value) for name, value in _answered(site, form, posted) if name not in known and value.strip()]


def _submission(
    site: Site,
    form: Form,
    bound: forms.SpecForm,
    extras: list[tuple[str, str]],
    posted: Posted,
    visitor: Visitor,
    now: datetime,
) -> Submission:
    values = bound.values()
    return Submission(
        id=f"{int(now.timestamp() * 1000):012x}{secrets.token_hex(10)}",
        reference=new_reference(),
        token=secrets.token_urlsafe(18),
        site=site.id,
        form=form.id,
        received_at=now,
        language=visitor.language,
        fields={**values, **_gathered(extras)},
        answers=(*answers(site, form, values, site.language, posted.files), *(Answer(n, "", n, v) for n, v in extras)),
        page=_clean(visitor.page)[:500],
        user_agent=_clean(visitor.user_agent)[:300],
        address_hash=visitor.address_hash,
        dedupe=_dedupe(site, form, posted, visitor),
        wishes=_wishes(form, posted),
        email=email(form, values, posted),
        consent=consent(form, values, words(visitor.language), default=site.language),
    )


def _wishes(form: Form, posted: Posted) -> dict[str, str]:
    """What a Formspree page asks of its mail, kept for the day when it is let through."""
    said = {name: posted.first(name)[:1000] for name in WISHES} if form.accepts == "formspree" else {}
    return {name: value for name, value in said.items() if value}


def _evidence(
    site: Site, form: Form, posted: Posted, visitor: Visitor, now: datetime, *, secret: str, rate_limit: int
) -> spam.Evidence:
    """What can be seen of a post by itself; what the store knows comes later."""
    about, asked = f"{site.id}.{form.id}", form.spam.proof_of_work
    stamp = spam.read_stamp(secret, about, posted.first(spam.STAMP), now)
    proof = spam.read_proof(secret, about, posted.first(spam.PROOF) if asked else "", now)
    answers = tuple(_answered(site, form, posted))
    return spam.Evidence(site.id, form, posted, answers, visitor, now, stamp=stamp, proof=proof, rate_limit=rate_limit)


def answers(
    site: Site, form: Form, values: Mapping[str, FieldValue], language: str, files: Sequence[Upload] = ()
) -> tuple[Answer, ...]:
    """The answers as a reader of `language` sees them, in the form's order; blank ones are left out."""
    said = words(language)
    country = site.business.address.country if site.business.address else ""
    found = []
    for name, value in ((name, values[name]) for name in form.fields if name in values):
        sent = tuple(replace(file, content=None) for file in files if file.field == name)
        shown = forms.show(form, name, sent or value, said, country=country)
        label = forms.label(form, name, said, default=site.language)
        found.append(Answer(name, form.fields[name].type, label, shown.text, shown.link, sent))
    return tuple(found)


def _gathered(extras: list[tuple[str, str]]) -> dict[str, FieldValue]:
    found: dict[str, FieldValue] = {}
    for name, value in extras:
        before = found.get(name, ())
        found[name] = value if not before else (*((before,) if isinstance(before, str) else before), value)
    return found


def new_reference() -> str:
    """Eight letters in two groups, to be read over the phone, such as "K7QM-4XWD"."""
    letters = "".join(_LETTERS[byte % 32] for byte in secrets.token_bytes(8))
    return f"{letters[:4]}-{letters[4:]}"


def _dedupe(site: Site, form: Form, posted: Posted, visitor: Visitor) -> str:
    """What makes two posts the same: who says so (key, page load or address) and all that was said; "" for nothing.

    Behind one address are many people: equal ticks and stars without a word of their own are two of them.
    """
    caller = (
        visitor.idempotency_key or visitor.loaded_at or (visitor.address_hash if _has_words(site, form, posted) else "")
    )
    if not caller:
        return ""
    said = sorted(
        (name, " ".join(value.split()))
        for name, value in _answered(site, form, posted)
        if value.strip() and name not in CAPTCHAS
    )
    files = sorted((file.field, file.name, file.sha256) for file in posted.files)
    return hashlib.sha256(json.dumps([caller, said, files] if files else [caller, said]).encode()).hexdigest()


def _has_words(site: Site, form: Form, posted: Posted) -> bool:
    """Whether something was written freely; what a field that the spec doesn't know holds counts as such."""
    if posted.files:
        return True
    filled = [name for name, value in _answered(site, form, posted) if value.strip() and name not in CAPTCHAS]
    return any(name not in form.fields or FIELD_TYPES[form.fields[name].type].free for name in filled)


def _repeat_after(visitor: Visitor, now: datetime) -> datetime | None:
    if visitor.idempotency_key:
        return None
    return now - (REPEAT_LOADED if visitor.loaded_at else REPEAT_KEYLESS)


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
    repeat_after = _repeat_after(visitor, submission.received_at)
    while True:
        try:
            known = _with_history(evidence, submission, store)
            submission = _judged(submission, known)
            at = submission.received_at
            out = deliveries(site, form, submission, posted, store, at=at, mail_from=mail_from, copies=copies)
            saved = store.save(submission, out, repeat_after=repeat_after, spends=known.spends, uploads=posted.files)
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
