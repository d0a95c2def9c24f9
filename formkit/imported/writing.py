"""Forms of an old page -> the YAML of a spec, with a list of what will behave differently."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from formkit.imported.reading import Control, OldForm, OldPage

_TYPES = {
    "text": "text", "email": "email", "tel": "tel", "url": "url", "number": "number", "range": "number",
    "date": "date", "time": "time", "textarea": "textarea", "select": "select", "radio": "radio",
    "checkbox": "checkbox", "file": "file", "hidden": "hidden", "search": "text",
}  # fmt: skip
_SILENT = ("submit", "button", "reset", "image")
_GUESSED = (("email", re.compile(r"e-?mail", re.I)), ("tel", re.compile(r"phone|^tel|mobile|telefon", re.I)))
_TRAPS = ("_gotcha", "_honey", "botcheck", "bot-field")
_SPECIAL = ("_next", "_redirect", "redirect", "_subject", "subject", "_cc", "_captcha", "_template", *_TRAPS)


@dataclass
class Imported:
    """The text of a spec, and sentences about what is different from now on."""

    spec: str = ""
    notes: list[str] = field(default_factory=list)


def import_page(page: OldPage, *, name: str = "", email: str = "") -> Imported:
    """The spec of a page. `name` and `email` stand in for what the page doesn't say, or says otherwise."""
    made = Imported()
    targets = [_mailed_to(form) for form in page.forms]
    business = email or next((target for target in targets if target), "") or page.mail
    lines = [
        "site:",
        f"  name: {_quoted(name or page.title or 'My site')}",
        "business:",
        f"  email: {_quoted(business)}",
    ]
    lines.append("forms:")
    for number, form in enumerate(page.forms, 1):
        form_id = "contact" if number == 1 else f"contact-{number}"
        lines += [f"  {form_id}:", *_form(form, made.notes, target=targets[number - 1] if not email else "")]
    made.spec = "\n".join(lines) + "\n"
    made.notes += _general(page)
    return made


def _general(page: OldPage) -> Iterator[str]:
    actions = [form.attributes.get("action", "") for form in page.forms]
    if any(action.startswith("mailto:") for action in actions):
        yield "Visitors need no mail program any more: messages are stored, and mailed to you."
    if any(urlsplit(action).path.endswith(".php") for action in actions if ":" not in action[:7]):
        yield "The PHP script is not used any more: whatever else it did (other mails, a database) is not done."
    if any("onsubmit" in form.attributes for form in page.forms):
        yield "Checks by the page's own scripts are not taken along: look at required, min and max in the spec."
    yield "The look is that of a theme; the page's own style is not taken along."


def _form(form: OldForm, notes: list[str], *, target: str) -> Iterator[str]:
    special = {name: control for control in form.controls if (name := _name(control).lower()) in _SPECIAL}
    fields = dict(_fields(form, notes, set(special) - ({"subject"} if _typed(special.get("subject")) else set())))
    yield "    fields:"
    for name, options in fields.items() or {"message": {"type": "textarea", "required": True}}.items():
        yield f"      {name}: {json.dumps(options, ensure_ascii=False)}"
    if target:
        yield f"    deliver_to: {_quoted(target)}"
    yield from _kept(form, special, notes)


def _kept(form: OldForm, special: dict[str, Control], notes: list[str]) -> Iterator[str]:
    """What hidden fields of form services say, as the spec says it."""
    said = {name: control.attributes.get("value", "") for name, control in special.items()}
    mailto = urlsplit(form.attributes.get("action", ""))
    asked = parse_qs(mailto.query).get("subject", [""])[0] if mailto.scheme == "mailto" else ""
    subject = said.get("_subject") or asked or ("" if _typed(special.get("subject")) else said.get("subject", ""))
    if subject:
        yield f"    subject: {_quoted(re.sub('[{}]', '', subject)[:200])}"
    after = said.get("_next") or said.get("_redirect") or said.get("redirect") or ""
    if re.match(r"https?://|/(?!/)", after):
        yield f"    next: {_quoted(after)}"
    elif after:
        notes.append(f"The page after sending ({_shown(after)}) was no whole address: visitors see a receipt instead.")
    if said.get("_cc"):
        notes.append(f"Copies went to {_shown(said['_cc'])}: add the address to deliver_to if it is still right.")
    if any(trap in special for trap in _TRAPS):
        notes.append("The hidden trap for spam is not needed: formkit has its own.")


def _fields(form: OldForm, notes: list[str], special: set[str]) -> Iterator[tuple[str, dict[str, object]]]:
    groups: dict[str, list[Control]] = {}
    for control in form.controls:
        name = _name(control)
        if control.kind in _SILENT or name.lower() in special or name.startswith(("g-recaptcha", "h-captcha")):
            continue
        if control.kind == "password" or not name:
            notes.append(
                f"A field {_shown(name or control.label)} was left out: it has no name, or asks for a password."
            )
            continue
        groups.setdefault(name, []).append(control)
    taken: set[str] = set()
    for name, controls in groups.items():
        known = _id(name, taken)
        if known != name:
            notes.append(f"The field {_shown(name)} is called {known} now, also in exports.")
        yield known, _options(name, controls, notes)


def _options(name: str, controls: list[Control], notes: list[str]) -> dict[str, object]:
    first = controls[0]
    kind = _TYPES.get(first.kind, "text")
    if first.kind not in _TYPES:
        notes.append(f"The field {_shown(name)} was of the type {_shown(first.kind)}: it is a line of text now.")
    if kind == "text":
        kind = next((guess for guess, pattern in _GUESSED if pattern.search(name)), kind)
    choices = _choices(kind, first, controls)
    if kind in ("checkbox", "select", "radio") and (len(controls) > 1 or "multiple" in first.attributes):
        kind = "radio" if kind == "radio" else "checkboxes"
    if kind in ("select", "radio", "checkboxes") and not choices:
        kind = "text"
    made: dict[str, object] = {"type": kind}
    if kind == "hidden":
        return {**made, "default": first.attributes.get("value", "")[:500]}
    made["label"] = _label(name, first, kind)
    if any("required" in control.attributes for control in controls):
        made["required"] = True
    if kind in ("text", "textarea") and re.fullmatch("[1-9][0-9]{0,4}", first.attributes.get("maxlength", "")):
        made["max"] = int(first.attributes["maxlength"])
    if kind in ("select", "radio", "checkboxes"):
        made["choices"] = choices
    if "pattern" in first.attributes:
        notes.append(f"The pattern of {_shown(name)} was not taken along: write it as pattern if it is still needed.")
    return made


def _choices(kind: str, first: Control, controls: list[Control]) -> list[object]:
    said = (
        first.options
        if kind == "select"
        else [
            (control.attributes.get("value", "on"), control.label or control.attributes.get("value", ""))
            for control in controls
        ]
    )
    found = {value: label or value for value, label in said[:300] if value.strip()}
    return [value if value == label else {"value": value, "label": label} for value, label in found.items()]


def _label(name: str, control: Control, kind: str) -> str:
    own = control.label or control.before or control.attributes.get("placeholder", "")
    said = (control.legend or control.before) if kind in ("radio", "checkboxes") else own
    return said or re.sub(r"[\W_]+", " ", name).strip().capitalize() or "Answer"


def _typed(control: Control | None) -> bool:
    return control is not None and control.kind != "hidden"


def _name(control: Control) -> str:
    return control.attributes.get("name", "").strip()


def _id(name: str, taken: set[str]) -> str:
    """A name that a spec takes: small letters, digits, - and _; each once."""
    plain = re.sub(r"[^a-z0-9_-]+", "_", name.lower()).strip("_-")[:40] or "field"
    plain = plain if plain[0].isalpha() else f"field_{plain}"
    found = next(
        one for number in range(1, 1000) if (one := plain if number == 1 else f"{plain}_{number}") not in taken
    )
    taken.add(found)
    return found


def _mailed_to(form: OldForm) -> str:
    action = form.attributes.get("action", "").strip()
    service = re.match(r"https://(?:formsubmit\.co|formspree\.io)/([\w.+-]+@[\w.-]+\w)", action)
    if service:
        return service[1]
    return unquote(action[7:].split("?")[0]).strip() if action.lower().startswith("mailto:") else ""


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _shown(text: str) -> str:
    return "'" + "".join(letter if letter.isprintable() else "?" for letter in text[:60]) + "'"
