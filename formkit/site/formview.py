"""A form of a spec, bound to what was typed -> FormView."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from formkit import forms
from formkit.fields.days import Today
from formkit.fields.measured import DateOptions
from formkit.model import FieldValue, Upload
from formkit.site.fieldview import counted, fields_of, unfilled_fields
from formkit.site.prose import prose
from formkit.site.view import FieldProblem, FieldView, FormView, Link, StepView
from formkit.spam import trap_name
from formkit.spec import Form, Site
from formkit.words import Language, words


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
    said = words(language, site.language)
    if bound is None and form.steps:
        bound = forms.compile(form, language, default=site.language)()
    wrong = [] if bound is None else [name for name in forms.inputs(form) if bound[name].errors]
    step = min((forms.step_of(form, name) for name in wrong), default=0) if step is None else step
    values = bound.values() if form.steps else {}
    out = _ruled_out(form, step, values) if step else frozenset()
    fields = unfilled_fields(form, said) if bound is None else fields_of(form, bound, said, kept, step, out=out)
    return FormView(
        key=f"{site.id}.{form.id}",
        title=form_title(form, language, site.language),
        intro=prose(said.say(form.intro)),
        button=said.say(form.button) or said("form_send"),
        action=action,
        trap=trap_name(site.id, form),
        hidden=(*_hidden(form, language, step=step, key=key, page=page), *carried),
        messages=_messages(language),
        fields=fields,
        problems=tuple(_problems(form, fields, step)),
        notice=notice,
        answered=answered or bool(notice) or any(field.error for field in fields),
        tongues=tuple(map(tongue, (other for other in site.languages if other != language))),
        proof=form.spam.proof_of_work,
        takes_files=bool(forms.file_fields(form)),
        extras=tuple(_extras(form)),
        confirm=form.confirm,
        steps=tuple(_steps(form, fields, said)),
        step=step,
        privacy=privacy,
        zone=site.business.timezone if counts_from_today(form) else "",
        last=not form.steps or forms.step_beyond(form, step, 1, values) == step,
    )


def _hidden(form: Form, language: str, *, step: int, key: str, page: str) -> Iterator[tuple[str, str]]:
    """What the form sends unseen, by name."""
    if form.steps:
        yield "_step", str(step)
    if form.confirm:
        yield "_confirm", "ask"
    yield "_key", key
    yield "_lang", language
    if page:
        yield "_page", page


def _problems(form: Form, fields: Sequence[FieldView], step: int) -> Iterator[FieldProblem]:
    """The lines of the summary: what is wrong at the step that is seen."""
    for field in fields:
        if field.error and forms.step_of(form, field.name) == step:
            yield FieldProblem(getattr(field.control, "first_wrong", field.target), field.error)


def _ruled_out(form: Form, step: int, values: Mapping[str, FieldValue]) -> frozenset[str]:
    """The fields that earlier steps have decided not to ask: they are out of sight without a script, too."""
    hidden = frozenset(form.fields) - forms.shown(form, values)
    seen = {name: forms.step_of(form, name) for name in form.fields}
    return frozenset(
        name for name in hidden
        if seen[name] <= step and all(seen[other] < seen[name] for other in form.fields[name].show_if or ())
    )  # fmt: skip


def _steps(form: Form, fields: Sequence[FieldView], said: Language) -> Iterator[StepView]:
    for number, step in enumerate(form.steps):
        title = said("form_step", n=number + 1, max=len(form.steps), title=said.say(step.title))
        yield StepView(title, tuple(field for field in fields if forms.step_of(form, field.name) == number))


def _extras(form: Form) -> Iterator[str]:
    """The optional scripts that a form needs, in the order of themes.EXTRAS."""
    if forms.prefillable(form):
        yield "prefill"
    if any(counted(options) for options in form.fields.values()):
        yield "counter"
    if any(options.type == "order" for options in form.fields.values()):
        yield "order"
    if counts_from_today(form):
        yield "today"
    if form.confirm:
        yield "confirm"
    if form.steps:
        yield "steps"


def counts_from_today(form: Form) -> bool:
    """Whether a day of the form has a limit that moves, which the script sets by the clock of the business."""
    days = (options for options in form.fields.values() if isinstance(options, DateOptions))
    return any(isinstance(limit, Today) for options in days for limit in (options.min, options.max))


@lru_cache(maxsize=32)
def _messages(language: str) -> str:
    """The words of the script that belong to no field, as JSON."""
    said = words(language)
    keys = {
        "prefix": "err_title_prefix",
        "sending": "site_sending",
        "copied": "site_copied",
        "network": "site_network",
        "type": "err_choice",
    }
    found = {name: said(key).strip() for name, key in keys.items()}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))
