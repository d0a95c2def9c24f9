"""Controls of an old form -> the fields of a spec: their type, words, choices and limits."""

import re
from collections.abc import Iterator

from formkit.imported.captchas import is_riddle
from formkit.imported.reading import Control, OldForm

Options = dict[str, object]

TYPES = {
    "text": "text", "email": "email", "tel": "tel", "url": "url", "number": "number", "range": "number",
    "date": "date", "time": "time", "textarea": "textarea", "select": "select", "radio": "radio",
    "checkbox": "checkbox", "file": "file", "hidden": "hidden", "search": "text",
}  # fmt: skip
SILENT = ("submit", "button", "reset", "image")
OTHER = "__other_option__"  # as Google Forms calls it
_CHOOSING = ("select", "radio", "checkboxes")
_GUESSED = (
    ("email", re.compile(r"(?:^|[^a-z])e-?mail|^mail$|e-posta|^correo", re.IGNORECASE)),
    ("tel", re.compile(r"phone|^tel|mobile|telefon|handy|тел[её]фон", re.IGNORECASE)),
)
_AGREES = re.compile(r"accept|agree|consent|gdpr|dsgvo|privacy|datenschutz|terms|kvkk", re.IGNORECASE)
_NO_CHOICE = re.compile(
    r"-|—|\.\.|…|(?:please )?(?:select|choose|pick)\b|bitte|wählen|choisi|sélec|selecc|elija|seç|выбер|válassz",
    re.IGNORECASE,
)
_SERVICES = re.compile(
    r"_wp|wpforms|_?csrf|.*token$|.*nonce$|__view|__event|form_build_id|form_id$|max_file_size|access_key|api_?key|fvv$|fbzx$"
    r"|pagehistory|partialresponse|draftresponse|submissiontimestamp|dlut$|print_config|env_report|sort$",
    re.IGNORECASE,
)
_CRYPTIC = re.compile(r"(?:entry|input|field|wpforms|item_meta|textfield|text|q|f)[\W_]*\d[\w.\[\]-]*$", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3}", re.IGNORECASE)


def fields_of(form: OldForm, notes: list[str], special: set[str]) -> Iterator[tuple[str, Options]]:
    """The id of each field and its options, in order; `special` are the names that mean something else."""
    taken: set[str] = set()
    for name, controls in _groups(form, notes, special).items():
        said = label_of(name, controls[0], "") if _CRYPTIC.match(name) else name
        known = _id(said, taken)
        if known != name:
            notes.append(f"The field {shown(name)} is called {known} now, also in exports.")
        yield known, _options(name, controls, notes)


def label_of(name: str, control: Control, kind: str) -> str:
    """The words of a control; those of a group stand before its first one."""
    own = control.label or control.before or control.attributes.get("aria-label", "")
    if kind in ("checkbox", "consent"):
        own = control.label or control.after or control.before
    said = (control.legend or control.before) if kind in ("radio", "checkboxes") else own
    placeholder = control.attributes.get("placeholder", "")
    return said or placeholder or re.sub(r"[\W_]+", " ", name).strip().capitalize() or "Answer"


def name_of(control: Control) -> str:
    """What a control is sent as."""
    return control.attributes.get("name", "").strip()


def shown(text: str) -> str:
    """A word of the page in quotes, without what a terminal could take for commands."""
    return "'" + "".join(letter if letter.isprintable() else "?" for letter in text[:60]) + "'"


def _groups(form: OldForm, notes: list[str], special: set[str]) -> dict[str, list[Control]]:
    groups: dict[str, list[Control]] = {}
    services: list[str] = []
    for control in form.controls:
        name = name_of(control)
        if control.kind in SILENT or name.lower() in special or name.startswith(("g-recaptcha", "h-captcha")):
            continue
        if control.kind == "hidden" and _SERVICES.match(name):
            services.append(shown(name))
        elif is_riddle(control, form):
            notes.append(f"The field {shown(name)}, a riddle against spam, was left out: formkit needs none.")
        elif control.kind == "password" or not name:
            said = shown(name or control.label)
            notes.append(f"A field {said} was left out: it has no name, or asks for a password.")
        elif _unseen(control):
            notes.append(
                f"The field {shown(name)}, which nobody sees, was left out: formkit has its own trap for spam."
            )
        elif name.endswith(".other_option_response"):
            continue  # `other: true` brings its own text
        else:
            groups.setdefault(name, []).append(control)
    if services:
        notes.append(f"Hidden fields for the old program were left out: {', '.join(services)}.")
    return groups


def _unseen(control: Control) -> bool:
    hidden = "hidden" in control.attributes or _UNSEEN.search(control.attributes.get("style", ""))
    return control.kind not in ("hidden", "file") and bool(hidden)


def _options(name: str, controls: list[Control], notes: list[str]) -> Options:
    first = controls[0]
    kind = _kind(name, controls, notes)
    if kind == "hidden":
        said = first.attributes.get("value", "").strip()[:500]
        return {"type": kind, "default": said} if said else {"type": kind}
    made: Options = {"type": kind, "label": label_of(name, first, kind)}
    if any(_required(control) for control in controls):
        made["required"] = True
    if kind in _CHOOSING:
        made |= _chosen(kind, controls)
    if kind == "consent":
        notes.append(f"{shown(name)} asks for consent: a link in its words is not taken along.")
    if kind == "file":
        notes.append(f"{shown(name)} takes pictures, PDF and documents up to 5 MB each: see accept and max_size.")
    if "pattern" in first.attributes:
        notes.append(f"The pattern of {shown(name)} was not taken along: write it as pattern if it is still needed.")
    return {**made, **_limits(kind, first)}


def _kind(name: str, controls: list[Control], notes: list[str]) -> str:
    first = controls[0]
    kind = TYPES.get(first.kind, "text")
    if first.kind not in TYPES:
        notes.append(f"The field {shown(name)} was of the type {shown(first.kind)}: it is a line of text now.")
    if kind == "text":
        said = (name, label_of(name, first, kind))
        return next((guess for guess, words in _GUESSED if any(map(words.search, said))), kind)
    if kind == "checkbox" and len(controls) == 1:
        return "consent" if _AGREES.search(f"{name} {label_of(name, first, kind)}") else kind
    if kind == "checkbox" or (kind == "select" and "multiple" in first.attributes):
        kind = "checkboxes"
    return "text" if kind in _CHOOSING and not _choices(kind, controls) else kind


def _required(control: Control) -> bool:
    told = control.attributes.get("aria-required") == "true" or "required" in control.attributes
    return told or (control.marked and control.kind != "hidden")


def _chosen(kind: str, controls: list[Control]) -> Options:
    found = _choices(kind, controls)
    made: Options = {
        "choices": [value if value == label else {"value": value, "label": label} for value, label in found.items()]
    }
    marked = controls[0].chosen or [
        one.attributes.get("value", "on") for one in controls if "checked" in one.attributes
    ]
    if len(marked) == 1 and marked[0] in found and kind != "checkboxes":
        made["default"] = marked[0]
    if any(one.attributes.get("value") == OTHER for one in controls):
        made["other"] = True
    return made


def _choices(kind: str, controls: list[Control]) -> dict[str, str]:
    """Value -> words, without the line that only asks to choose."""
    if controls[0].kind == "select":
        said = controls[0].options[:300]
        said = said[1:] if said and _NO_CHOICE.match(said[0][1]) and said[0][0] in ("", "0", said[0][1]) else said
    else:
        led = not (controls[-1].after or controls[-1].label)  # the words stand before each
        said = [
            (one.attributes.get("value", "on"), one.label or (one.before if led else one.after)) for one in controls
        ]
    return {value: label or value for value, label in said[:300] if value.strip() and value != OTHER}


def _limits(kind: str, control: Control) -> Options:
    """Lengths and numbers that the page asked for."""
    names = {"text": ("minlength", "maxlength"), "textarea": ("minlength", "maxlength"), "number": ("min", "max")}
    found = zip(("min", "max"), names.get(kind, ()), strict=False)
    said = {ours: control.attributes.get(theirs, "") for ours, theirs in found}
    numbers = {ours: int(text) for ours, text in said.items() if re.fullmatch(r"-?[0-9]{1,5}", text)}
    least = 0 if kind == "number" else 1
    known = {ours: number for ours, number in numbers.items() if number >= least or kind == "number"}
    return dict(known) if known.get("min", -99_999) <= known.get("max", 99_999) else {}


def _id(name: str, taken: set[str]) -> str:
    """A name that a spec takes: small letters, digits, - and _; each once."""
    plain = re.sub(r"[^a-z0-9_-]+", "_", name.lower()).strip("_-")[:40].strip("_-") or "field"
    plain = plain if plain[0].isalpha() else f"field_{plain}"
    found = next(
        one for number in range(1, 1000) if (one := plain if number == 1 else f"{plain}_{number}") not in taken
    )
    taken.add(found)
    return found
