"""What a submission tells of the person: the address to answer to, and what they agreed to."""

from collections.abc import Mapping

from formkit import forms
from formkit.fields.reach import EMAIL_MAX
from formkit.model import FieldValue, Posted
from formkit.spec import Form
from formkit.words import Language


def email(form: Form, values: Mapping[str, FieldValue], posted: Posted) -> str:
    """The visitor's address in small letters: the first `email` field that was shown, else what a Formspree page names.

    "" when there is none.
    """
    found = first_shown(form, values, "email")
    if not found and form.accepts == "formspree":
        found = checked_address(posted.first("_replyto") or posted.first("email"))
    return found.lower()


def consent(form: Form, values: Mapping[str, FieldValue], language: Language, *, default: str) -> dict[str, str]:
    """The words beside each consent box that was ticked, as the visitor read them."""
    shown = forms.shown(form, values)
    boxes = (name for name, options in form.fields.items() if options.type == "consent" and name in shown)
    return {name: forms.label(form, name, language, default=default) for name in boxes if values.get(name)}


def first_shown(form: Form, values: Mapping[str, FieldValue], kind: str) -> str:
    """The first answer to a field of this type that was shown; one that `show_if` hid was never checked."""
    shown = forms.shown(form, values)
    names = (name for name, options in form.fields.items() if options.type == kind and name in shown)
    return next((str(values[name]) for name in names if values.get(name)), "")


def checked_address(text: str) -> str:
    """The mail address that a text is, or ""."""
    from email_validator import EmailNotValidError, validate_email

    if not 0 < len(text.strip()) <= EMAIL_MAX:
        return ""
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        return ""
