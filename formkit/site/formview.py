"""A form of a spec, bound to what was typed -> FormView."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from formkit import forms
from formkit.fields import FIELD_TYPES, FieldOptions, Reader
from formkit.fields.orders import OrderOptions, digits, money_parts
from formkit.fields.text import TextareaOptions
from formkit.model import FieldValue, Upload
from formkit.site.prose import prose
from formkit.site.view import FieldProblem, FieldView, FormView, Link, StepView
from formkit.spam import trap_name
from formkit.spec import Form, Site
from formkit.words import Language, Text, words

_LOOKS = {"rating": "stars", "nps": "scale", "order": "wares"}
_UNMARKED = ("checkbox", "consent", "hidden", "note", "rating", "nps")


def form_title(form: Form, language: str, default: str) -> str:
    """The form's title, or the usual one."""
    return form.title.say(language, default=default) if form.title else words(language)("form_title")


def tongue(language: str, href: str = "") -> Link:
    """A language by its own name, which readers of it find wherever the page runs from."""
    return Link(href, words(language).native, language, direction=words(language).direction)


def form_view(
    site: Site, form: Form, language: str, *, action: str, bound: Any = None, page: str = "", key: str = "",
    carried: Sequence[tuple[str, str]] = (), notice: str = "", kept: Sequence[tuple[Upload, str]] = (),
    step: int | None = None, answered: bool = False, privacy: str = "",
) -> FormView:  # fmt: skip
    """The form in a language; with errors in `bound`, the same form with its problems and everything typed.

    `carried` is what was sent and belongs to no field; `notice` says why the form is here again,
    `kept` are files of an earlier try, each with its signed value; `step` is what is seen of it, usually the first
    with a problem; `answered` that it was sent before, `privacy` where the privacy page is.
    """
    said = words(language)
    bound = forms.compile(form, language, default=site.language)() if bound is None else bound
    names = dict.fromkeys((*form.fields, *forms.inputs(form)))  # the owner's question last
    wrong = [name for name in forms.inputs(form) if bound[name].errors]
    step = min((forms.step_of(form, name) for name in wrong), default=0) if step is None else step
    values = bound.values() if form.steps else {}
    out = _ruled_out(form, step, values) if step else frozenset()
    fields = tuple(_field(site, form, name, bound, said, kept, step, out=name in out) for name in names)
    return FormView(
        key=f"{site.id}.{form.id}",
        title=form_title(form, language, site.language),
        intro=prose(_say(form.intro, language, site)),
        button=_say(form.button, language, site) or said("form_send"),
        action=action,
        trap=trap_name(site.id, form),
        hidden=(
            *((("_step", str(step)),) if form.steps else ()),
            *((("_confirm", "ask"),) if form.confirm else ()),
            ("_key", key),
            ("_lang", language),
            *((("_page", page),) if page else ()),
            *carried,
        ),
        messages=_messages(said),
        fields=fields,
        problems=tuple(
            FieldProblem(getattr(field.control, "first_wrong", field.target), field.error)
            for field in fields
            if field.error and forms.step_of(form, field.name) == step
        ),
        notice=notice,
        answered=answered or bool(notice) or any(field.error for field in fields),
        tongues=tuple(map(tongue, (other for other in site.languages if other != language))),
        proof=form.spam.proof_of_work,
        takes_files=bool(forms.file_fields(form)),
        extras=tuple(_extras(form)),
        confirm=form.confirm,
        steps=tuple(_steps(site, form, fields, said)),
        step=step,
        privacy=privacy,
        last=not form.steps or forms.step_beyond(form, step, 1, values) == step,
    )


def _ruled_out(form: Form, step: int, values: Mapping[str, FieldValue]) -> frozenset[str]:
    """The fields that earlier steps have decided not to ask: they are out of sight without a script, too."""
    hidden = frozenset(form.fields) - forms.shown(form, values)
    seen = {name: forms.step_of(form, name) for name in form.fields}
    return frozenset(
        name for name in hidden
        if seen[name] <= step and all(seen[other] < seen[name] for other in form.fields[name].show_if or ())
    )  # fmt: skip


def _steps(site: Site, form: Form, fields: Sequence[FieldView], said: Language) -> Iterator[StepView]:
    for number, step in enumerate(form.steps):
        title = said("form_step", n=number + 1, max=len(form.steps), title=_say(step.title, said.code, site))
        yield StepView(title, tuple(field for field in fields if forms.step_of(form, field.name) == number))


def _extras(form: Form) -> Iterator[str]:
    """The optional scripts that a form needs, in the order of themes.EXTRAS."""
    if forms.prefillable(form):
        yield "prefill"
    if any(_counted(options) for options in form.fields.values()):
        yield "counter"
    if any(options.type == "order" for options in form.fields.values()):
        yield "order"
    if form.confirm:
        yield "confirm"
    if form.steps:
        yield "steps"


def _field(
    site: Site, form: Form, name: str, bound: Any, said: Language, kept: Sequence[tuple[Upload, str]], step: int, *,
    out: bool,
) -> FieldView:  # fmt: skip
    options = forms.field(form, name)
    kind = FIELD_TYPES[options.type]
    control = bound[name] if kind.takes_input else None
    target = f"{form.id}-{name}" + ("-0" if kind.group else "")
    error = str(control.errors[0]) if control is not None and control.errors else ""
    hint, limits = _say(options.help, said.code, site), kind.told(options, said) if kind.told else ""
    files = tuple((value, kind.show(options, (file,), Reader(said)).text) for file, value in kept if file.field == name)
    return FieldView(
        name=name,
        kind=options.type,
        look=_LOOKS.get(options.type, "choices"),
        group=kind.group,
        target=target,
        label=forms.label(form, name, said, default=site.language),
        hint=hint,
        text=prose(_say(getattr(options, "text", None), said.code, site)),
        width=options.width,
        steps=getattr(options, "max", None) or 0 if options.type == "rating" else 0,
        optional=not options.required and options.show_if is None and options.type not in _UNMARKED,
        error=error,
        data=(*_wrapper(form, options, name, control, said), *((("hidden", ""),) if out else ())),
        attributes=_control(
            options, target, hint or limits, error, may_block=not files and forms.step_of(form, name) == step
        ),
        control=control,
        limits=limits,
        kept=files,
    )


def _control(options: FieldOptions, target: str, hint: str, error: str, *, may_block: bool) -> dict[str, Any]:
    """A field that may be hidden by show_if is never `required` in HTML: without the script it could block the form."""
    about = [f"{target}-{part}" for part, there in (("hint", hint), ("error", error)) if there]
    # HTML wants a required select to begin with an empty choice; one with a default has none, and is never empty
    preset = options.type == "select" and getattr(options, "default", None)
    preset = preset or getattr(options, "other", False)  # its text alone will do
    native = (
        options.required
        and options.show_if is None
        and options.type not in ("checkboxes", "order")
        and not preset
        and may_block
    )
    attributes: dict[str, Any] = {"required": bool(native)}
    if about:
        attributes["aria-describedby"] = " ".join(about)
    if error:
        attributes["aria-invalid"] = "true"
    return attributes


def _wrapper(form: Form, options: FieldOptions, name: str, control: Any, said: Language) -> Iterator[tuple[str, str]]:
    """What the script must know: the rules that HTML's own attributes don't say, and every message."""
    from formkit.fields.checks import Check, FileCheck

    yield "data-field", name
    if options.show_if:
        yield "data-show-if", json.dumps({other: list(values) for other, values in options.show_if.items()})
    if options.type == "consent":
        yield "data-private", ""
    if isinstance(options, OrderOptions):
        yield "data-money", "|".join((*money_parts(options.currency, said), str(digits(options.currency))))
    if _counted(options):
        yield "data-left", said("form_left")
        yield "data-over", said("form_over")
    if name in forms.prefillable(form):
        yield "data-prefill", ""
    checks = [check for check in getattr(control, "validators", ()) if isinstance(check, Check | FileCheck)]
    if any(check.kind == "required" for check in checks):
        yield "data-required", ""
    yield from ((f"data-msg-{check.kind}", check.message) for check in checks if _told(options, check.kind))


def _counted(options: FieldOptions) -> bool:
    """Whether the script counts what is written: long text with a limit."""
    return isinstance(options, TextareaOptions) and options.max is not None


def _told(options: FieldOptions, kind: str) -> bool:
    """Whether the script can see for itself that a rule is broken; the others are the server's."""
    if kind == "type":
        return options.type in ("email", "number", "date", "time", "file", "order")
    if kind in ("file", "gone", "content"):
        return False
    return kind != "long" or getattr(options, "max", None) is not None


def _messages(said: Language) -> str:
    """The words of the script that belong to no field, as JSON."""
    keys = {
        "prefix": "err_title_prefix",
        "sending": "site_sending",
        "copied": "site_copied",
        "network": "site_network",
        "type": "err_choice",
    }
    found = {name: said(key).strip() for name, key in keys.items()}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _say(text: Text | None, language: str, site: Site) -> str:
    return text.say(language, default=site.language) if text else ""
