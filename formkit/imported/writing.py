"""Forms of an old page -> the YAML of a spec, with a list of what will behave differently."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from formkit.imported.controls import SILENT, fields_of, name_of, shown
from formkit.imported.lines import field_lines
from formkit.imported.reading import Control, OldForm, OldPage
from formkit.spec.new import scalar
from formkit.words import languages

_LISTS = ("required", "_required", "required_fields", "requiredfields", "require")
_TRAPS = ("_gotcha", "_honey", "botcheck", "bot-field")
_TO = ("recipient", "_to", "to", "sendto", "send_to", "mailto", "email_to", "_recipient")
_SPECIAL = (
    "_next", "_redirect", "redirect", "return_url", "_subject", "subject", "_cc", "_captcha", "_template",
    *_LISTS, *_TRAPS, *_TO,
)  # fmt: skip
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-][\w.-]{0,190}\w")
_USUAL = re.compile(
    r"(?:home|start|contact|contact (?:us|form)|kontakt|contacto|iletişim|контакты|kapcsolat)$", re.IGNORECASE
)
_SUBMIT = ("submit", "submit query", "go")


@dataclass
class Imported:
    """The text of a spec with so many forms, what the site is called, and sentences about what is different.

    `email` is where messages go, "" when nobody says.
    """

    name: str = ""
    email: str = ""
    spec: str = ""
    notes: list[str] = field(default_factory=list)
    forms: int = 0


def import_page(page: OldPage, *, name: str = "", email: str = "") -> Imported:
    """The spec of a page. `name` and `email` stand in for what the page doesn't say, or says otherwise."""
    made = Imported(name or _title(page.title))
    forms = [form for form in page.forms if not _aside(form, made.notes)]
    targets = [_mailed_to(form) for form in forms]
    business = email or next((target for target in targets if target), "") or page.mail
    lines = ["site:", f"  name: {scalar(made.name or 'My site')}", *_language(page, made.notes)]
    lines += ["business:", f"  email: {scalar(business)}", "forms:"]
    for number, form in enumerate(forms, 1):
        form_id = "contact" if number == 1 else f"contact-{number}"
        target = targets[number - 1] if not email and targets[number - 1] != business else ""
        lines += [f"  {form_id}:", *_form(form, made.notes, target=target)]
    made.spec, made.forms, made.email = "\n".join(lines) + "\n", len(forms), business
    made.notes += _general(forms)
    return made


def _aside(form: OldForm, notes: list[str]) -> bool:
    """Whether it is no form to write by: one that searches, or that lets people in."""
    seen = [control for control in form.controls if control.kind not in (*SILENT, "hidden")]
    words = [control for control in seen if control.kind in ("text", "search") and name_of(control).lower() != "name"]
    searches = form.attributes.get("role") == "search" or (
        len(seen) == 1 and bool(words) and (name_of(words[0]).lower() in ("q", "s", "search", "query"))
    )
    enters = any(control.kind == "password" for control in seen) and len(seen) <= 4
    if searches or enters:
        notes.append(f"A form for {'searching' if searches else 'signing in'} was left out.")
    return searches or enters


def _title(said: str) -> str:
    """`Kontakt - Rose Garden` -> `Rose Garden`."""
    parts = [part for part in re.split(r"\s+[-–—|·»:]\s+", said) if not _USUAL.match(part)]
    return parts[0] if len(parts) == 1 else said


def _language(page: OldPage, notes: list[str]) -> Iterator[str]:
    if page.language in languages() and page.language != "en":
        yield f"  language: {page.language}"
    elif page.language and page.language not in languages():
        notes.append(f"formkit does not speak {page.language} yet: its own words, such as mistakes, are English.")
    elif not page.language:
        notes.append("The page does not say its language: when it is not English, write language: below site:.")


def _general(forms: list[OldForm]) -> Iterator[str]:
    actions = [form.attributes.get("action", "").strip() for form in forms]
    mails = [action for action in actions if action.lower().startswith("mailto:")]
    if mails:
        yield "Visitors need no mail program any more: messages are stored, and mailed to you."
    for kind in ("cc", "bcc"):
        copied = [to for action in mails for to in parse_qs(urlsplit(action).query).get(kind, [])]
        if copied:
            yield f"Copies went to {shown(', '.join(copied))}: add the address to deliver_to if it is still right."
    if any(urlsplit(action).path.endswith(".php") for action in actions if ":" not in action[:7]):
        yield "The PHP script is not used any more: whatever else it did (other mails, a database) is not done."
    for host in dict.fromkeys(urlsplit(action).netloc for action in actions if action.startswith("http")):
        yield f"No form is sent to {shown(host)} any more: what was collected there stays there."
    if any("onsubmit" in form.attributes for form in forms):
        yield "Checks by the page's own scripts are not taken along: look at required, min and max in the spec."
    if any(control.marked for form in forms for control in form.controls):
        yield "Fields that were marked as required are required; formkit says (optional) at the others instead."
    if any("placeholder" in control.attributes and control.label for form in forms for control in form.controls):
        yield "Grey words inside of fields are not taken along: help in the spec stands above instead."
    yield "The look is that of a theme; the page's own style is not taken along."


def _form(form: OldForm, notes: list[str], *, target: str) -> Iterator[str]:
    special = {name: control for control in form.controls if (name := name_of(control).lower()) in _SPECIAL}
    special = {
        name: one for name, one in special.items() if one.kind == "hidden" or name.startswith("_") or name in _TRAPS
    }
    _mark_listed(form)
    fields = dict(fields_of(form, notes, set(special)))
    yield "    fields:"
    for name, options in fields.items() or {"message": {"type": "textarea", "required": True}}.items():
        yield from field_lines(name, options)
    if form.button and form.button.lower() not in _SUBMIT:
        yield f"    button: {scalar(form.button[:60])}"
    if target:
        yield f"    deliver_to: {scalar(target)}"
    yield from _kept(form, special, notes)


def _mark_listed(form: OldForm) -> None:
    """Old programs get a hidden list of the fields that must be filled in."""
    lists = (one for one in form.controls if one.kind == "hidden" and name_of(one).lower() in _LISTS)
    listed = {name.strip() for one in lists for name in re.split("[,;|]", one.attributes.get("value", ""))}
    for control in form.controls:
        control.marked = control.marked or name_of(control) in listed


def _kept(form: OldForm, special: dict[str, Control], notes: list[str]) -> Iterator[str]:
    """What hidden fields of form services say, as the spec says it."""
    said = {name: control.attributes.get("value", "") for name, control in special.items()}
    mailto = urlsplit(form.attributes.get("action", ""))
    asked = parse_qs(mailto.query).get("subject", [""])[0] if mailto.scheme == "mailto" else ""
    subject = said.get("_subject") or asked or said.get("subject", "")
    if subject:
        yield f"    subject: {scalar(re.sub('[{}]', '', subject)[:200])}"
    after = next((said[name] for name in ("_next", "_redirect", "redirect", "return_url") if said.get(name)), "")
    if re.match(r"https?://|/(?!/)", after):
        yield f"    next: {scalar(after)}"
        notes.append(
            f"Who has sent a form is led to {shown(after)}, as before: that page must stay. "
            "Take next out of the spec, and visitors see formkit's own receipt, with a reference."
        )
    elif after:
        notes.append(f"The page after sending ({shown(after)}) was no whole address: visitors see a receipt instead.")
    if said.get("_cc"):
        notes.append(f"Copies went to {shown(said['_cc'])}: add the address to deliver_to if it is still right.")
    if any(trap in special for trap in _TRAPS):
        notes.append("The hidden trap for spam is not needed: formkit has its own.")


def _mailed_to(form: OldForm) -> str:
    """The address that a form says itself: of a mail program, of a form service, or in a hidden field."""
    action = form.attributes.get("action", "").strip()
    service = re.match(r"https://(?:formsubmit\.co|formspree\.io)/([\w.+-]+@[\w.-]+\w)", action)
    if service:
        return service[1]
    if action.lower().startswith("mailto:"):
        return unquote(action[7:].split("?")[0]).split(",")[0].strip()
    hidden = (one for one in form.controls if one.kind == "hidden" and name_of(one).lower() in _TO)
    found = next((_ADDRESS.search(one.attributes.get("value", "")) for one in hidden), None)
    return found[0] if found else ""
