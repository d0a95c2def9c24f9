"""A post in order -> the Submission that is kept: the values, and the answers as the owner reads them."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from formkit import forms
from formkit.fields.added import as_said
from formkit.intake.person import consent, email
from formkit.intake.posted import clean_text
from formkit.intake.repeats import fingerprint
from formkit.model import Answer, FieldValue, Posted, Submission, Upload, Visitor
from formkit.spec import Form, Site
from formkit.words import words

WISHES = ("_subject", "_cc", "_replyto")  # of a Formspree page, for its mail
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: none is mistaken for another on the phone


def new_submission(
    site: Site,
    form: Form,
    bound: forms.SpecForm,
    extras: list[tuple[str, str]],
    posted: Posted,
    visitor: Visitor,
    now: datetime,
) -> Submission:
    """What is to be kept of a post that is in order; nobody has judged it yet."""
    values = bound.values()
    return Submission(
        id=f"{int(now.timestamp() * 1000):012x}{secrets.token_hex(10)}",
        reference=new_reference(),
        token=secrets.token_urlsafe(18),
        site=site.id,
        form=form.id,
        received_at=now,
        language=visitor.language,
        fields={**values, **_gathered(extras), **forms.columns(form, values)},
        answers=(*answers(site, form, values, site.language, posted.files), *unknown(extras)),
        page=clean_text(visitor.page)[:500],
        user_agent=clean_text(visitor.user_agent)[:300],
        address_hash=visitor.address_hash,
        dedupe=fingerprint(site, form, posted, visitor),
        wishes=_wishes(form, posted),
        email=email(form, values, posted),
        consent=consent(form, values, words(visitor.language), default=site.language),
    )


def answers(
    site: Site, form: Form, values: Mapping[str, FieldValue], language: str, files: Sequence[Upload] = ()
) -> tuple[Answer, ...]:
    """The answers as a reader of `language` sees them, in the form's order; blank ones are left out."""
    said = words(language)
    country = site.business.address.country if site.business.address else ""
    found = []
    values = as_said(form.fields, values)
    for name, value in ((name, values[name]) for name in form.fields if name in values):
        sent = tuple(replace(file, content=None) for file in files if file.field == name)
        shown = forms.show(form, name, sent or value, said, country=country)
        label = forms.label(form, name, said, default=site.language)
        found.append(Answer(name, form.fields[name].type, label, shown.text, shown.link, sent))
    return tuple(found)


def unknown(extras: Sequence[tuple[str, str]]) -> tuple[Answer, ...]:
    """Answers to fields that the spec doesn't know, under the names that they came with."""
    return tuple(Answer(name, "", name, value) for name, value in extras)


def new_reference() -> str:
    """Eight letters in two groups, to be read over the phone, such as "K7QM-4XWD"."""
    letters = "".join(_LETTERS[byte % 32] for byte in secrets.token_bytes(8))
    return f"{letters[:4]}-{letters[4:]}"


def _wishes(form: Form, posted: Posted) -> dict[str, str]:
    """What a Formspree page asks of its mail, kept for the day when it is let through."""
    said = {name: posted.first(name)[:1000] for name in WISHES} if form.accepts == "formspree" else {}
    return {name: value for name, value in said.items() if value}


def _gathered(extras: list[tuple[str, str]]) -> dict[str, FieldValue]:
    found: dict[str, FieldValue] = {}
    for name, value in extras:
        before = found.get(name, ())
        found[name] = value if not before else (*((before,) if isinstance(before, str) else before), value)
    return found
