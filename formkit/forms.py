"""compile(form, language) -> a WTForms class: rendered by the page, validated by the intake.

The class is a `wtforms.form.BaseForm`, whose fields are looked up by `bound[id]` and never become attributes:
a field may be called `data`, `errors` or `validate`.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar

from wtforms.form import BaseForm

from formkit.fields import FIELD_TYPES, FieldOptions, Shown, label_of
from formkit.model import FieldValue
from formkit.spec.models import Form
from formkit.words import Language, words


def inputs(form: Form) -> dict[str, FieldOptions]:
    """The fields of a form that a visitor fills in (notes are left out), in order."""
    return {name: options for name, options in form.fields.items() if FIELD_TYPES[options.type].takes_input}


def shown(form: Form, values: Mapping[str, FieldValue]) -> frozenset[str]:
    """The fields that `show_if` shows for these values. A field that waits for a hidden one is hidden too."""
    visible: dict[str, bool] = {}

    def decide(name: str) -> bool:
        if name not in visible:
            visible[name] = False
            condition = form.fields[name].show_if or {}
            visible[name] = all(
                decide(other) and _holds(values.get(other, ""), said) for other, said in condition.items()
            )
        return visible[name]

    return frozenset(name for name in form.fields if decide(name))


def holds(condition: Mapping[str, Sequence[str]] | None, values: Mapping[str, FieldValue]) -> bool:
    """True when every field of the condition has one of its values; no condition always holds."""
    return all(_holds(values.get(name, ""), said) for name, said in (condition or {}).items())


def _holds(value: FieldValue, said: Sequence[str]) -> bool:
    return any(one in said for one in ((value,) if isinstance(value, str) else value))


def label(form: Form, name: str, language: Language, *, default: str) -> str:
    options = form.fields[name]
    return label_of(FIELD_TYPES[options.type], options, name, language=language, default=default)


def show(form: Form, name: str, value: FieldValue, language: Language) -> Shown:
    """A value of a field as a person reads it."""
    options = form.fields[name]
    return FIELD_TYPES[options.type].show(options, value, language)


class SpecForm(BaseForm):
    """A form of a spec, bound to what was posted or to values of an earlier try."""

    spec: ClassVar[Form]
    unbound: ClassVar[list[tuple[str, Any]]]

    def __init__(self, formdata: Any = None, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(self.unbound)
        self.process(formdata, data=dict(data or {}))

    def values(self) -> dict[str, FieldValue]:
        """What was filled in, by field id; blank fields are left out."""
        found = {name: _value(field.data) for name, field in self._fields.items()}
        return {name: value for name, value in found.items() if value}

    def validate(self, extra_validators: Any = None) -> bool:
        """Checks the fields that `show_if` shows; a hidden field is neither required nor judged."""
        visible = shown(self.spec, self.values())
        results = [field.validate(self) for name, field in self._fields.items() if name in visible]
        return all(results)


def compile(form: Form, language: str, *, default: str = "en") -> type[SpecForm]:
    """The WTForms class of a form in a language; `default` is the site's own. Made once per form and language."""
    return _compiled(_Same(form), language, default)


class _Same:
    """A form as a cache key: this object, not an equal one (comparing specs would cost more than it saves)."""

    def __init__(self, form: Form) -> None:
        self.form = form

    def __hash__(self) -> int:
        return id(self.form)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.form is other.form


@lru_cache(maxsize=4096)
def _compiled(key: _Same, language: str, default: str) -> type[SpecForm]:
    form, said = key.form, words(language)
    unbound = [(name, _field(form, name, said, default)) for name in inputs(form)]
    return type("SpecForm", (SpecForm,), {"spec": form, "unbound": unbound})


def _field(form: Form, name: str, language: Language, default: str) -> Any:
    options = form.fields[name]
    made = FIELD_TYPES[options.type].make(options, label(form, name, language, default=default), language)
    made.kwargs |= {"id": f"{form.id}-{name}", "name": name}
    return made


def _value(data: Any) -> FieldValue:
    if isinstance(data, bool):
        return "yes" if data else ""
    return tuple(data) if isinstance(data, list) else str(data or "")
