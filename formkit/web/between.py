"""Pages between the first and the last: other steps, everything once more, another language. Nothing is stored yet."""

from collections.abc import Collection

from flask import Request, Response, jsonify

from formkit import forms
from formkit.fields.days import now_at
from formkit.forms import SpecForm
from formkit.intake import CONFIRM, GO, STEP, bind
from formkit.model import Answer, Posted
from formkit.site.pages import confirm_page
from formkit.spec import Form, Site
from formkit.web.again import choose_again, form_again, step_seen
from formkit.web.answers import page_answer, private
from formkit.web.kept import FIELD, values
from formkit.web.negotiate import wants_json
from formkit.web.state import state


def confirm(
    request: Request, site: Site, form: Form, said: tuple[Answer, ...], posted: Posted, language: str
) -> Response:
    """200: everything once more, to be changed or sent; nothing is stored. `posted` has its files kept."""
    if wants_json(request):
        return private(jsonify(ok=False, confirm=[{"label": one.label, "text": one.text} for one in said]))
    again = [(name, value) for name, value in posted.pairs if name and name not in (CONFIRM, FIELD)]
    again += [(FIELD, value) for value in values(site, form, posted.files).values()]
    page = confirm_page(
        site, form, said, again, language,
        action=request.path, endpoint=state().endpoint_of(site), workspace=state().settings.workspace,
    )  # fmt: skip
    return page_answer(page)


def again(
    request: Request, site: Site, form: Form, posted: Posted, language: str, *,
    step: int | None = None, lost: Collection[str] = (),
) -> Response:  # fmt: skip
    """200: the form with every value kept, to be filled in further; nothing is stored, and nothing is wrong yet.

    `lost` are the fields whose files must be chosen again.
    """
    bound = bind(site, form, posted, language)
    for name in lost:
        choose_again(site, form, bound, name, language)
    return page_answer(form_again(request, site, form, bound, posted, language, notice="", step=step))


def way_to_go(site: Site, form: Form, posted: Posted, language: str) -> int:
    """1 to the next step of a form, -1 to the one before, 0 where there is none to go to.

    Who sends it at a step after which more is asked has not seen that yet; a page without steps shows all at once.
    """
    asked = {"next": 1, "back": -1}.get(posted.first(GO), 0)
    if asked or not form.steps or not posted.all(STEP):
        return asked if form.steps else 0
    now = step_seen(form, posted)
    return int(forms.step_beyond(form, now, 1, bind(site, form, posted, language).values()) > now)


def turn_page(
    request: Request, site: Site, form: Form, bound: SpecForm, posted: Posted, way: int, language: str
) -> Response:
    """The next step of a form (`way` 1) or the one before (-1), with all that was typed; 422 where this has a mistake.

    Every page holds all fields, most of them out of sight: what was said before travels with it.
    """
    now = step_seen(form, posted)
    bound.validate(today=now_at(state().now(), site.business.timezone))
    for field in bound:
        if way < 0 or forms.step_of(form, field.name) > now:
            field.errors = []
    wrong = [forms.step_of(form, field.name) for field in bound if field.errors]
    to = min(wrong) if wrong else forms.step_beyond(form, now, way, bound.values())
    page = form_again(request, site, form, bound, posted, language, notice="", step=to)
    return page_answer(page, 422 if wrong else 200)
