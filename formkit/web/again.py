"""The form once more, with everything that was typed: what pages and answers of the endpoint share of it."""

import re
import secrets

from flask import Request

from formkit import forms
from formkit.forms import SpecForm, inputs
from formkit.intake import OURS, STEP
from formkit.model import Posted
from formkit.site.pages import form_page
from formkit.spam import PROOF, trap_name
from formkit.spec import Form, Site
from formkit.web.kept import values
from formkit.web.state import state
from formkit.words import words

_STEP = re.compile("[0-9]{1,3}")


def form_again(
    request: Request, site: Site, form: Form, bound: SpecForm, posted: Posted, language: str, *,
    notice: str, title: str = "", step: int | None = None,
) -> str:  # fmt: skip
    """The page of the form with its errors and every value kept; `notice` and `title` tell of trouble."""
    signed = values(site, form, posted.files)
    for file in posted.files:
        if not file.kept and not bound[file.field].errors:
            choose_again(site, form, bound, file.field, language)
    return form_page(
        site,
        form,
        bound,
        language,
        action=request.path,
        page=posted.first("_page"),
        key=posted.first("_key") or new_key(),
        carried=carried(site, form, posted),
        notice=notice,
        title=title,
        step=step,
        answered=True,
        kept=[(file, signed[file.kept]) for file in posted.files if file.kept],
        endpoint=state().endpoint_of(site),
        workspace=state().settings.workspace,
    )


def choose_again(site: Site, form: Form, bound: SpecForm, name: str, language: str) -> None:
    """Ask for the file of a field once more."""
    label = forms.label(form, name, words(language), default=site.language)
    bound[name].errors = [words(language)("err_required_file", label=label)]


def carried(site: Site, form: Form, posted: Posted) -> list[tuple[str, str]]:
    """What was sent beside the form's own fields, to be sent again with them."""
    made_anew = {*inputs(form), *OURS, trap_name(site.id, form), *((PROOF,) if form.spam.proof_of_work else ())}
    return [(name, value) for name, value in posted.pairs if name and name not in made_anew]


def new_key() -> str:
    """What marks one visit of the form: two posts with it and with the same answers are one submission."""
    return secrets.token_urlsafe(12)


def step_seen(form: Form, posted: Posted) -> int:
    """The step (from 0) that a visitor saw; 0 for what is none."""
    last = max(len(form.steps) - 1, 0)
    return min(int(posted.first(STEP)), last) if _STEP.fullmatch(posted.first(STEP)) else 0
