"""What goes out for a submission: the owner's notices, and the visitor's copy."""

import re
from datetime import datetime, timedelta

from formkit import forms
from formkit.channels.mail.address import is_robot
from formkit.intake.person import checked_address, first_shown
from formkit.model import Delivery, Mailbox, Message, Posted, Submission, Verdict
from formkit.spec import Form, Site
from formkit.store import Store
from formkit.words import fill, moment, words


def deliveries(
    site: Site,
    form: Form,
    submission: Submission,
    posted: Posted,
    store: Store,
    *,
    at: datetime,
    mail_from: str = "",
    copies: bool = True,
) -> list[Delivery]:
    """Where a submission goes, due from `at` on; nowhere while it is quarantined. `mail_from` gets no copy.

    Without `copies` no visitor gets one.
    """
    if submission.verdict is not Verdict.ACCEPTED:
        return []
    notice = _notice(site, form, submission, posted)
    out = [(*way, notice) for way in _targets(site, form, submission, posted)]
    address = _copy_to(site, form, submission, store, at, mail_from) if copies else ""
    if address:
        out.append(("mail", address, _copy(site, form, submission)))
    return [
        Delivery(f"{submission.id}-{number}", submission.id, *way, created_at=at, next_try_at=at)
        for number, way in enumerate(out)
    ]


def _targets(site: Site, form: Form, submission: Submission, posted: Posted) -> list[tuple[str, str]]:
    """The channels and targets whose `when` holds; when none does, the business's own: nothing is lost."""
    wanted = [(one.channel, one.target) for one in form.deliver_to if forms.holds(one.when, submission.fields)]
    allowed = {way[1].casefold(): way for way in forms.copies(form)}
    asked = re.split(r"[,;\s]+", posted.first("_cc"))
    copies = [allowed[one.casefold()] for one in asked if one.casefold() in allowed]
    return list(dict.fromkeys([*(wanted or forms.fall_back(site, form)), *copies]))


def _notice(site: Site, form: Form, submission: Submission, posted: Posted) -> Message:
    """The owner's mail, in the site's default language."""
    title = _title(form, site.language, site.language)
    return Message(
        kind="owner",
        subject=_subject(site, form, submission, title, posted),
        site_name=site.head.name.say(site.language),
        form_title=title,
        language=site.language,
        answers=submission.answers,
        reply_to=_reply_to(form, submission, posted),
        reference=submission.reference,
        received_at=submission.received_at,
        received_text=moment(submission.received_at, site.business.timezone, site.language, site.country),
        page=submission.page,
        page_language=submission.language,
    )


def _subject(site: Site, form: Form, submission: Submission, title: str, posted: Posted) -> str:
    """One line of at most 150 letters: the spec's template, or the form's title and who wrote."""
    said = {answer.field: " ".join(answer.text.split()) for answer in submission.answers}
    known = {"reference": submission.reference, "form": title, "site": site.head.name.say(site.language)}
    said = {**dict.fromkeys(form.fields, ""), **said, **known}
    template = form.subject.say(site.language) if form.subject else ""
    asked = posted.first("_subject") if form.accepts == "formspree" else ""
    made = " ".join((asked or fill(template, said)).split()).strip(" :,-–—")
    return made[:150] or f"{title}: {said.get('name') or said.get('email') or submission.reference}"[:150]


def _reply_to(form: Form, submission: Submission, posted: Posted) -> Mailbox | None:
    """The one address that was checked: the form's first `email` field, or `_replyto` of a Formspree page."""
    address = first_shown(form, submission.fields, "email")
    if not address and form.accepts == "formspree":
        address = checked_address(posted.first("_replyto") or str(submission.fields.get("email", "")))
    if not address:
        return None
    name = submission.fields.get("name") or " ".join(
        str(submission.fields.get(part, "")) for part in ("first_name", "last_name")
    )
    return Mailbox(address, " ".join(str(name).split())[:100])


def _copy_to(site: Site, form: Form, submission: Submission, store: Store, at: datetime, mail_from: str) -> str:
    """Where the visitor's copy goes: at most one a day to an address, never to ourselves (RFC 3834); "" for nowhere."""
    address = first_shown(form, submission.fields, "email") if form.autoreply else ""
    own = {site.business.email.lower(), mail_from.lower(), *(one.target.lower() for one in form.deliver_to)}
    if not address or address.lower() in own or is_robot(address):
        return ""
    return "" if store.autoreplies(address, since=at - timedelta(days=1)) else address


def _copy(site: Site, form: Form, submission: Submission) -> Message:
    """The visitor's copy: the owner's fixed words, nothing of the visitor's own (it must not carry spam)."""
    language, said = submission.language, words(submission.language)
    return Message(
        kind="copy",
        subject=f"{said('mail_copy_subject')} ({submission.reference})",
        site_name=site.say(site.head.name, language),
        form_title=said("mail_copy_subject"),
        language=language,
        intro=site.say(form.autoreply, language),
        reference=submission.reference,
        received_at=submission.received_at,
        received_text=moment(submission.received_at, site.business.timezone, language, site.country),
    )


def _title(form: Form, language: str, default: str) -> str:
    return form.title.say(language, default=default) if form.title else words(language)("form_title")
