"""A form of a spec, bound to what was typed -> FormView."""

import json
from collections.abc import Iterator
from typing import Any

from formkit import forms
from formkit.fields import FIELD_TYPES, FieldOptions
from formkit.site.prose import prose
from formkit.site.view import FieldProblem, FieldView, FormView
from formkit.spam import trap_name
from formkit.spec import Form, Site
from formkit.words import Language, Text, words

_LOOKS = {"rating": "stars", "nps": "scale"}
_UNMARKED = ("checkbox", "consent", "hidden", "note", "rating", "nps")


def form_title(form: Form, language: str, default: str) -> str:
    """The form's title, or the usual one."""
    return form.title.say(language, default=default) if form.title else words(language)("form_title")


def form_view(
    site: Site, form: Form, language: str, *, action: str, bound: Any = None, page: str = "", key: str = ""
) -> FormView:
    """The form in a language; with errors in `bound`, the same form with its problems and everything typed."""
    said = words(language)
    bound = forms.compile(form, language, default=site.language)() if bound is None else bound
    fields = tuple(_field(site, form, name, bound, said) for name in form.fields)
    return FormView(
        key=f"{site.id}.{form.id}",
        title=form_title(form, language, site.language),
        intro=prose(_say(form.intro, language, site)),
        button=_say(form.button, language, site) or said("form_send"),
        action=action,
        trap=trap_name(form),
        hidden=(("_key", key), ("_lang", language), *((("_page", page),) if page else ())),
        messages=_messages(said),
        fields=fields,
        problems=tuple(FieldProblem(field.target, field.error) for field in fields if field.error),
    )


def _field(site: Site, form: Form, name: str, bound: Any, said: Language) -> FieldView:
    options = form.fields[name]
    kind = FIELD_TYPES[options.type]
    control = bound[name] if kind.takes_input else None
    target = f"{form.id}-{name}" + ("-0" if kind.group else "")
    error = str(control.errors[0]) if control is not None and control.errors else ""
    hint = _say(options.help, said.code, site)
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
        data=tuple(_wrapper(form, name, control, said, default=site.language)),
        attributes=_control(options, target, hint, error),
        control=control,
    )


def _control(options: FieldOptions, target: str, hint: str, error: str) -> dict[str, Any]:
    """A field that may be hidden by show_if is never `required` in HTML: without the script it could block the form."""
    about = [f"{target}-{part}" for part, there in (("hint", hint), ("error", error)) if there]
    native = options.required and options.show_if is None and options.type != "checkboxes"
    attributes: dict[str, Any] = {"required": bool(native)}
    if about:
        attributes["aria-describedby"] = " ".join(about)
    if error:
        attributes["aria-invalid"] = "true"
    return attributes


def _wrapper(form: Form, name: str, control: Any, said: Language, *, default: str) -> Iterator[tuple[str, str]]:
    """What the script must know: the rules that HTML's own attributes don't say, and every message."""
    options = form.fields[name]
    yield "data-field", name
    if options.show_if:
        yield "data-show-if", json.dumps({other: list(values) for other, values in options.show_if.items()})
    if options.type == "consent":
        yield "data-private", ""
    if options.required and control is not None:
        yield "data-required", ""
        yield from (("data-msg-required", check.message) for check in control.validators if hasattr(check, "message"))
    label = forms.label(form, name, said, default=default)
    for limit, attribute, message in _limits(options, label, said):
        if attribute:
            yield attribute, str(limit)
        yield message
    if options.type in ("email", "tel", "url", "number", "date", "time"):
        yield "data-msg-type", said(f"err_{options.type}", label=label)


def _limits(options: FieldOptions, label: str, said: Language) -> Iterator[tuple[Any, str, tuple[str, str]]]:
    for side in ("min", "max"):
        limit = getattr(options, side, None)
        if limit is None:
            continue
        if options.type in ("text", "textarea"):
            short = "short" if side == "min" else "long"
            words_said = said(f"err_too_{short}", label=label, **{side: limit})
            yield limit, f"data-{side}length", (f"data-msg-{short}", words_said)
        elif options.type in ("number", "date", "time"):
            shown = limit.strftime("%H:%M") if options.type == "time" else limit
            yield limit, "", (f"data-msg-{side}", said(f"err_{side}", label=label, **{side: shown}))


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
