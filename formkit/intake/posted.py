"""What was posted, cleaned, and told apart: the form's own fields, what nobody asked for, and what our pages say."""

import re
import unicodedata
from dataclasses import replace

from werkzeug.datastructures import MultiDict

from formkit import forms, spam
from formkit.model import Posted
from formkit.spec import Form, Site

STEP, GO = "_step", "_go"  # which step was seen (from 0); "next" or "back"
CONFIRM = "_confirm"  # "ask" to see everything first, "change" to go back, "yes" to send it
OURS = (
    "_key",
    "_lang",
    "_switch",
    "_page",
    "_kept",
    CONFIRM,
    STEP,
    GO,
    "_charset_",
    spam.STAMP,
    spam.QUESTION,
)  # what our own pages say of themselves
LEGACY = ("_replyto", "_subject", "_next", "_cc", "_gotcha", "_language", "_format", "_host_nonce")
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(posted: Posted) -> Posted:
    """Control characters but line break and tab go; line breaks are one character; lone surrogates become U+FFFD."""
    return replace(posted, pairs=tuple((clean_text(name).strip(), clean_text(value)) for name, value in posted.pairs))


def clean_text(text: str) -> str:
    """The same for one text."""
    if not _ODD.search(text):
        return text
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in text if one in "\n\t" or unicodedata.category(one) != "Cc")


def bind(site: Site, form: Form, posted: Posted, language: str) -> forms.SpecForm:
    """The form in the visitor's language with what was posted in it."""
    made = forms.compile(form, language, default=site.language)
    known = forms.inputs(form)
    sent = [*posted.pairs, *((file.field, file) for file in posted.files)]
    return made(MultiDict([(name, value) for name, value in sent if name in known]))


def answered(site: Site, form: Form, posted: Posted) -> list[tuple[str, str]]:
    """What a visitor said, without what our own pages and Formspree's say of themselves."""
    legacy = LEGACY if form.accepts == "formspree" else ()
    proof = [spam.PROOF] if form.spam.proof_of_work and spam.PROOF not in form.fields else []
    ours = {"", *OURS, *legacy, *proof, spam.trap_name(site.id, form)}
    return [(name, value) for name, value in posted.pairs if name not in ours]


def says_nothing(site: Site, form: Form, posted: Posted) -> bool:
    """Whether nothing was filled in, and no file sent."""
    return not posted.files and not any(value.strip() for _, value in answered(site, form, posted))


def unasked(site: Site, form: Form, posted: Posted) -> list[tuple[str, str]]:
    """Answers to fields that the spec doesn't know, in the order they came; empty ones are left out."""
    known = forms.inputs(form)
    return [(name, value) for name, value in answered(site, form, posted) if name not in known and value.strip()]


def without_unchecked(form: Form, bound: forms.SpecForm, posted: Posted) -> Posted:
    """What is hidden was not checked: of its files go those that break a rule, the others may well be meant.

    Without scripts every field is on the page.
    """
    visible = forms.shown(form, bound.values())
    hidden = [file for file in posted.files if file.field not in visible]
    wrong = {file.id for file in hidden} - {file.id for file in forms.in_order(form, hidden)}
    return replace(posted, files=tuple(file for file in posted.files if file.id not in wrong))
