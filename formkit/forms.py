"""compile(form, language) -> a WTForms class: rendered by the page, validated by the intake.

The class is a `wtforms.form.BaseForm`, whose fields are looked up by `bound[id]` and never become attributes:
a field may be called `data`, `errors` or `validate`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any, ClassVar

from wtforms.form import BaseForm

from formkit.fields import FIELD_TYPES, FieldOptions, Reader, Shown, can_be_typed_by_links, label_of, offers
from formkit.fields.added import chosen_by_text
from formkit.fields.checks import Check, FileCheck, filled
from formkit.fields.days import Now
from formkit.fields.orders import columns as orders_columns
from formkit.fields.text import OtherOptions, TextOptions, typed
from formkit.model import FieldValue, Posted, Upload
from formkit.spam.question import QUESTION, answers
from formkit.spec.models import Form, Question, Site
from formkit.words import Language, plain_digits, words

_USUAL_AUTOCOMPLETE = {
    "name": "name", "full_name": "name", "first_name": "given-name", "last_name": "family-name",
    "company": "organization", "city": "address-level2", "postcode": "postal-code", "zip": "postal-code",
}  # fmt: skip

_UNMARKED = ("checkbox", "consent", "hidden", "note")

Way = tuple[str, str]  # a channel, and its target

MOST_PREFILLED = 1000  # characters that a link may fill in


def inputs(form: Form) -> dict[str, FieldOptions]:
    """The fields of a form that a visitor fills in (notes are left out), in order; the owner's question last."""
    found = {name: options for name, options in form.fields.items() if FIELD_TYPES[options.type].takes_input}
    return {**found, QUESTION: field(form, QUESTION)} if form.spam.question else found


def field(form: Form, name: str) -> FieldOptions:
    """The options of a field, or of the owner's question against spam."""
    if name == QUESTION and form.spam.question:
        return TextOptions(label=form.spam.question.ask, required=True, max=300, autocomplete="off")
    return form.fields[name]


def is_optional(form: Form, name: str) -> bool:
    """Whether people are told that they need not answer; with a box that may be ticked it goes without saying."""
    options = field(form, name)
    return not options.required and options.type not in _UNMARKED


def file_fields(form: Form) -> tuple[str, ...]:
    """The fields that take files."""
    return tuple(name for name, options in form.fields.items() if options.type == "file")


def in_order(form: Form, files: Sequence[Upload]) -> list[Upload]:
    """The files that break no rule of their own, not more for each field than it takes."""
    fine: list[Upload] = []
    for file in files:
        options: Any = form.fields[file.field]
        before = sum(one.field == file.field for one in fine)
        if before < options.max_files and FIELD_TYPES[options.type].takes(options, file):
            fine.append(file)
    return fine


def prefillable(form: Form) -> frozenset[str]:
    """The fields that a link may fill in: choices among what the owner offers, and the text fields of `prefill`.

    Anybody can make a link. So nothing hidden, no consent, and no text that the owner didn't foresee.
    """
    asked = {name for name in form.prefill if name in form.fields and can_be_typed_by_links(form.fields[name])}
    return frozenset(asked) | {name for name, options in form.fields.items() if offers(options)}


def prefilled(form: Form, pairs: Sequence[tuple[str, str]]) -> dict[str, FieldValue]:
    """What a link's query gives, by field; a choice that isn't offered gives nothing."""
    found: dict[str, FieldValue] = {}
    for name in prefillable(form):
        options = form.fields[name]
        said = [value for asked, value in pairs if asked == name and len(value) <= MOST_PREFILLED]
        fit = [value for value in said if not (offered := offers(options)) or value in offered]
        if fit:
            found[name] = tuple(dict.fromkeys(fit)) if FIELD_TYPES[options.type].many else fit[0]
    return found


def shown(form: Form, values: Mapping[str, FieldValue]) -> frozenset[str]:
    """The fields that `show_if` shows for these values. A field that waits for a hidden one is hidden too."""
    visible = {name for name, options in form.fields.items() if holds(options.show_if, values)}
    while waiting := {name for name in visible if not visible.issuperset(form.fields[name].show_if or ())}:
        visible -= waiting
    return frozenset(visible)


def holds(condition: Mapping[str, Sequence[str]] | None, values: Mapping[str, FieldValue]) -> bool:
    """True when every field of the condition has one of its values; no condition always holds."""
    return all(_holds(values.get(name, ""), said) for name, said in (condition or {}).items())


def _holds(value: FieldValue, said: Sequence[str]) -> bool:
    return any(one in said for one in ((value,) if isinstance(value, str) else value))


def fall_back(site: Site, form: Form) -> list[Way]:
    """Where a submission goes when no `when` holds: the business's own mailbox, else the first that is written."""
    first = [(one.channel, one.target) for one in form.deliver_to[:1]]
    return [("mail", site.business.email)] if site.business.email else first


def copies(form: Form) -> list[Way]:
    """Where a Formspree page may ask for a copy to."""
    return [("mail", one) for one in form.allow_cc] if form.accepts == "formspree" else []


def ways(site: Site, form: Form) -> list[Way]:
    """All places that a submission may go to, whatever is in it."""
    said = [(one.channel, one.target) for one in form.deliver_to]
    otherwise = fall_back(site, form) if all(one.when for one in form.deliver_to) else []
    return list(dict.fromkeys([*said, *otherwise, *copies(form)]))


def label(form: Form, name: str, language: Language, *, default: str = "") -> str:
    """The label of a field in a language; `default` is the site's own language."""
    options = field(form, name)
    if isinstance(options, OtherOptions):
        return language("form_other_text", label=label(form, options.of, language, default=default))
    return label_of(FIELD_TYPES[options.type], options, name, language=language, default=default)


def show(
    form: Form, name: str, value: FieldValue | tuple[Upload, ...], language: Language, *, country: str = ""
) -> Shown:
    """A value of a field, or its files, as a person reads it; `country` is the business's (ISO 3166-1), for phones."""
    options = form.fields[name]
    kind = FIELD_TYPES[options.type]
    said = value if kind.many or isinstance(value, str) else ", ".join(map(str, value))
    return kind.show(options, said, Reader(language, country))


def step_of(form: Form, name: str) -> int:
    """The step (from 0) of a field; the owner's question is on the last, what no step names on the first."""
    if name == QUESTION:
        return max(len(form.steps) - 1, 0)
    options = form.fields[name]
    home = options.of if isinstance(options, OtherOptions) else name
    return next((number for number, step in enumerate(form.steps) if home in step.fields), 0)


def step_beyond(form: Form, number: int, way: int, values: Mapping[str, FieldValue]) -> int:
    """The next step (way 1) or the one before (-1) that asks anything for these values; the same one at the end."""
    visible = shown(form, values)
    asking = {step_of(form, name) for name in visible if form.fields[name].type != "hidden"}
    asking |= {step_of(form, QUESTION)} if form.spam.question else set()
    ahead = range(number + way, len(form.steps) if way > 0 else -1, way)
    return next((to for to in ahead if to in asking), number)


def gathered(form: Form, posted: Posted) -> Posted:
    """What was posted, with the boxes of an order (`order.Red rose`: 2) as lines of their field (`order`: Red rose=2).

    A box that is empty or holds 0 asks for nothing.
    """
    orders = [name for name, options in form.fields.items() if options.type == "order"]
    return replace(posted, pairs=tuple(_lines(posted.pairs, orders))) if orders else posted


def _lines(pairs: Sequence[tuple[str, str]], orders: Sequence[str]) -> Iterator[tuple[str, str]]:
    for name, value in pairs:
        field, point, item = name.partition(".")
        if not point or field not in orders:
            yield name, value
        elif (number := plain_digits(value.strip())).strip("0"):
            yield field, f"{item}={number}"


def columns(form: Form, values: Mapping[str, FieldValue]) -> dict[str, FieldValue]:
    """What is kept beside the values of the fields, for exports: how many of each thing, and the total."""
    orders = [name for name, options in form.fields.items() if options.type == "order" and name in values]
    return {column: said for name in orders for column, said in orders_columns(name, values[name])}


class SpecForm(BaseForm):
    """A form of a spec, bound to what was posted or to values of an earlier try."""

    spec: ClassVar[Form]
    unbound: ClassVar[list[tuple[str, Any]]]
    today: Now | None = None

    def __init__(self, posted: Any = None, data: Mapping[str, Any] | None = None) -> None:
        """`posted` is a Posted or anything with `getlist`; `data` are values by field id, for a form not posted yet."""
        super().__init__(self.unbound)
        posted = gathered(self.spec, posted) if isinstance(posted, Posted) else posted
        formdata: Any = _Pairs(posted) if isinstance(posted, Posted) else posted
        self.process(formdata, data=dict(data or {}))
        if any(isinstance(options, OtherOptions) for options in self.spec.fields.values()):
            self._choose_by_text()

    def _choose_by_text(self) -> None:
        for name, value in chosen_by_text(self.spec.fields, self.values()).items():
            chooser = self._fields[name]
            chooser.data = list(value) if FIELD_TYPES[self.spec.fields[name].type].many else value[0]

    def values(self) -> dict[str, FieldValue]:
        """What was filled in, by field id, hidden fields too; blank fields are left out."""
        fields = {name: field for name, field in self._fields.items() if name != QUESTION}
        return {name: self._value(name, field.data) for name, field in fields.items() if filled(field.data)}

    def _value(self, name: str, data: Any) -> FieldValue:
        options = self.spec.fields[name]
        keep = FIELD_TYPES[options.type].stored
        return keep(options, data) if keep else _value(data)

    def validate(self, extra_validators: Any = None, *, today: Now | None = None) -> bool:
        """Checks the fields that `show_if` shows; a hidden field is neither required nor judged.

        Limits that count from `today` are left alone where nobody says which day that is.
        """
        self.today = today
        visible = {*shown(self.spec, self.values()), QUESTION}
        results = [field.validate(self) for name, field in self._fields.items() if name in visible]
        return all(results)

    def messages(self, name: str) -> dict[str, str]:
        """What the page says when a rule of a field is broken: required, type, min, max, short, long, pattern."""
        return {
            check.kind: check.message for check in self._fields[name].validators if isinstance(check, Check | FileCheck)
        }


class _Pairs:
    """Posted, as WTForms reads it."""

    def __init__(self, posted: Posted) -> None:
        self.values: dict[str, list[Any]] = {}
        for name, value in [*posted.pairs, *((file.field, file) for file in posted.files)]:
            self.values.setdefault(name, []).append(value)

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def __contains__(self, name: object) -> bool:
        return name in self.values

    def getlist(self, name: str) -> list[Any]:
        return self.values[name]


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
    form, said = key.form, words(language, default)
    unbound = [(name, _field(form, name, said)) for name in inputs(form)]
    return type("SpecForm", (SpecForm,), {"spec": form, "unbound": unbound})


def _field(form: Form, name: str, language: Language) -> Any:
    options = field(form, name)
    asked = form.spam.question if name == QUESTION else None
    make = partial(_asked, asked) if asked else FIELD_TYPES[options.type].make
    made = make(options, label(form, name, language), language)
    made.kwargs |= {"id": f"{form.id}-{name}", "name": name}
    if options.type == "text" and name in _USUAL_AUTOCOMPLETE:
        made.kwargs["render_kw"].setdefault("autocomplete", _USUAL_AUTOCOMPLETE[name])
    return made


def _asked(question: Question, options: Any, label: str, language: Language) -> Any:
    from wtforms.widgets import TextInput

    right = Check("answer", language("err_answer"), partial(answers, question))
    return typed(options, label, language, widget=TextInput(), checks=[right])


def _value(data: Any) -> FieldValue:
    if isinstance(data, bool):
        return "yes"
    several = isinstance(data, list | tuple)
    return tuple(one.name if isinstance(one, Upload) else one for one in data) if several else str(data)
