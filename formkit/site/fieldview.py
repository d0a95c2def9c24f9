"""The fields of a form, bound to what was typed -> FieldViews; those of an empty form are made and drawn once."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any

from markupsafe import Markup

from formkit import forms
from formkit.fields import FIELD_TYPES, FieldOptions, Reader
from formkit.fields.money import digits, money_parts
from formkit.fields.orders import OrderOptions
from formkit.fields.text import TextareaOptions
from formkit.model import Upload
from formkit.site.prose import prose
from formkit.site.view import FieldView
from formkit.spec import Form
from formkit.words import Language, words

_LOOKS = {"rating": "stars", "nps": "scale", "order": "wares"}


def fields_of(
    form: Form, bound: Any, said: Language, kept: Sequence[tuple[Upload, str]] = (), step: int = 0, *,
    out: frozenset[str] = frozenset(),
) -> tuple[FieldView, ...]:  # fmt: skip
    """Every field in the language `said`, the owner's question last; `kept` and `step` are as in `form_view`.

    Those of `out` are not asked any more; what no answer calls for waits out of sight where there are scripts.
    """
    names = dict.fromkeys((*form.fields, *forms.inputs(form)))
    waits = any(options.show_if for options in form.fields.values())
    off = frozenset(form.fields) - forms.shown(form, bound.values()) if waits else frozenset()
    return tuple(_field(form, name, bound, said, kept, step, out=name in out, off=name in off) for name in names)


def unfilled_fields(form: Form, said: Language) -> tuple[FieldView, ...]:
    """The fields of a form without steps that nobody has filled in yet."""
    return _unfilled(_Asked(form.model_dump_json(exclude=_ASIDE), form), said.code, said.fallback)


@dataclass(frozen=True)
class _Asked:
    """What a form asks, as a cache key: forms of the same `words` look the same, whatever site they belong to."""

    words: str
    form: Form = field(compare=False)


_ASIDE = {"title", "intro", "button", "thanks", "deliver_to", "subject", "autoreply"}  # what no field depends on


@lru_cache(maxsize=64)
def _unfilled(asked: _Asked, language: str, default: str) -> tuple[FieldView, ...]:
    bound = forms.compile(asked.form, language, default=default)()
    found = fields_of(asked.form, bound, words(language, default))
    return tuple(one if one.control is None else replace(one, control=Drawn(one.control)) for one in found)


class Drawn:
    """A control of WTForms whose value doesn't change any more: its HTML is made once."""

    def __init__(self, control: Any) -> None:
        self._control = control
        self._html: dict[tuple[tuple[str, Any], ...], Markup] = {}

    def __call__(self, **attributes: Any) -> Markup:
        key = tuple(attributes.items())
        if key not in self._html:
            self._html[key] = self._control(**attributes)
        return self._html[key]

    def __iter__(self) -> Iterator["Drawn"]:
        return iter(self._choices)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._control, name)

    @cached_property
    def _choices(self) -> tuple["Drawn", ...]:
        return tuple(map(Drawn, self._control))


def _field(
    form: Form, name: str, bound: Any, said: Language, kept: Sequence[tuple[Upload, str]], step: int, *,
    out: bool, off: bool,
) -> FieldView:  # fmt: skip
    options = forms.field(form, name)
    kind = FIELD_TYPES[options.type]
    control = bound[name] if kind.takes_input else None
    target = f"{form.id}-{name}" + ("-0" if kind.group else "")
    error = str(control.errors[0]) if control is not None and control.errors else ""
    hint, limits = said.say(options.help), kind.told(options, said) if kind.told else ""
    files = tuple((value, kind.show(options, (file,), Reader(said)).text) for file, value in kept if file.field == name)
    return FieldView(
        name=name,
        kind=options.type,
        look=_LOOKS.get(options.type, "choices"),
        group=kind.group,
        target=target,
        label=forms.label(form, name, said, default=said.fallback),
        hint=hint,
        text=prose(said.say(getattr(options, "text", None))),
        width=options.width,
        steps=getattr(options, "max", None) or 0 if options.type == "rating" else 0,
        optional=forms.is_optional(form, name),
        error=error,
        data=(
            *_wrapper(form, options, name, control, said),
            *_unseen(out=out, off=off),
        ),
        attributes=_control(
            options, target, hint or limits, error, may_block=not files and forms.step_of(form, name) == step
        ),
        control=control,
        limits=limits,
        kept=files,
    )


def _unseen(*, out: bool, off: bool) -> tuple[tuple[str, str], ...]:
    return (("hidden", ""),) if out else (("data-off", ""),) if off else ()


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
    if counted(options):
        yield "data-left", said("form_left")
        yield "data-over", said("form_over")
    if name in forms.prefillable(form):
        yield "data-prefill", ""
    checks = [check for check in getattr(control, "validators", ()) if isinstance(check, Check | FileCheck)]
    if any(check.kind == "required" for check in checks):
        yield "data-required", ""
    yield from ((f"data-msg-{check.kind}", check.message) for check in checks if _told(options, check.kind))


def counted(options: FieldOptions) -> bool:
    """Whether the script counts what is written: long text with a limit."""
    return isinstance(options, TextareaOptions) and options.max is not None


def _told(options: FieldOptions, kind: str) -> bool:
    """Whether the script can see for itself that a rule is broken; the others are the server's."""
    if kind == "type":
        return options.type in ("email", "number", "date", "time", "file", "order")
    if kind in ("file", "gone", "content"):
        return False
    return kind != "long" or getattr(options, "max", None) is not None
