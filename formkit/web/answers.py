"""Outcomes -> answers: a page for people, JSON for programs, the same facts in both (Formspree's shapes)."""

import re
import secrets
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

from flask import Request, Response, jsonify, make_response, redirect, url_for

from formkit import forms
from formkit.forms import SpecForm, inputs
from formkit.forms import field as options_of
from formkit.intake import CONFIRM, GO, OURS, STEP, Accepted, answers, bind
from formkit.model import Answer, Posted
from formkit.site.pages import confirm_page, form_page, home_of, message_page
from formkit.spam import PROOF, trap_name
from formkit.spec import Form, Site, host_of
from formkit.web.kept import FIELD, values
from formkit.web.negotiate import language_of, wants_json
from formkit.web.state import request_id, state
from formkit.words import words

CODES = {
    "empty": "EMPTY",
    "size": "FILES_TOO_BIG",
    "files": "NO_FILE_UPLOADS",
    "unknown": "FORM_NOT_FOUND",
    "rate": "BLOCKED",
    "origin": "BLOCKED",
}
_STEP = re.compile("[0-9]{1,3}")
FIELD_CODES = {"email": "TYPE_EMAIL", "number": "TYPE_NUMERIC"}


def thanks(request: Request, site: Site, form: Form, outcome: Accepted, posted: Posted) -> Response:
    """Stored: 303 to the receipt or to `next`, or JSON with `next`."""
    receipt = url_for("receipt.show", token=outcome.submission.token, _external=False)
    after = _next(form, site, posted, request) or receipt
    if wants_json(request):
        body = {"ok": True, "next": _absolute(after, request, site), "submissionId": outcome.submission.id}
        return private(
            jsonify(**body, reference=outcome.submission.reference, receipt=_absolute(receipt, request, site))
        )
    answer = redirect(after, 303)
    answer.headers["X-Reference"] = outcome.submission.reference
    return make_response(answer)


def _absolute(address: str, request: Request, site: Site) -> str:
    base = state().endpoint_of(site) or request.root_url
    return address if "://" in address else f"{base.rstrip('/')}{address}"


def _next(form: Form, site: Site, posted: Posted, request: Request) -> str:
    """Where the owner sends people afterwards; a visitor's `_next` only to hosts that the spec allows."""
    asked = posted.first("_next").strip() if form.accepts == "formspree" else ""
    allowed = _allowed_next(form, site, asked, request.referrer or "") if asked else ""
    if allowed or not form.next.startswith("/"):
        return allowed or form.next
    return f"{home_of(site, state().endpoint_of(site)).rstrip('/')}{form.next}"


def _allowed_next(form: Form, site: Site, asked: str, referrer: str) -> str:
    home = site.head.url or referrer
    base = urlsplit(home)
    if any(ord(letter) < 33 for letter in asked) or "\\" in asked:
        return ""
    try:
        parts = urlsplit(
            asked if "//" in asked[:8] or ":" in asked else f"{base.scheme}://{base.netloc}/{asked.lstrip('/')}"
        )
    except ValueError:
        return ""
    scheme = parts.scheme or base.scheme or "https"
    address = parts._replace(scheme=scheme).geturl()
    hosts = {*map(host_of, form.allow_next), host_of(site.head.url)} - {""}
    return address if "://" in address and host_of(address) in hosts else ""


def invalid(
    request: Request, site: Site, form: Form, bound: SpecForm, posted: Posted, language: str, *, notice: str = ""
) -> Response:
    """422: the same form with every value kept and an error summary, or the list of errors."""
    if wants_json(request):
        errors = [_field_error(form, field) for field in bound if field.errors]
        return _json_error(words(language)("err_title"), 422, errors)
    return page_answer(_form_again(request, site, form, bound, posted, language, notice=notice), 422)


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
        _choose_again(site, form, bound, name, language)
    return page_answer(_form_again(request, site, form, bound, posted, language, notice="", step=step))


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
    bound.validate()
    for field in bound:
        if way < 0 or forms.step_of(form, field.name) > now:
            field.errors = []
    wrong = [forms.step_of(form, field.name) for field in bound if field.errors]
    to = min(wrong) if wrong else forms.step_beyond(form, now, way, bound.values())
    page = _form_again(request, site, form, bound, posted, language, notice="", step=to)
    return page_answer(page, 422 if wrong else 200)


def step_seen(form: Form, posted: Posted) -> int:
    """The step (from 0) that a visitor saw; 0 for what is none."""
    last = max(len(form.steps) - 1, 0)
    return min(int(posted.first(STEP)), last) if _STEP.fullmatch(posted.first(STEP)) else 0


def try_again(
    request: Request, status: int, key: str, *, site: Site, form: Form, posted: Posted, language: str, retry_after: int
) -> Response:
    """Nothing is wrong with what was sent, but it was not stored: the form says so, ready to be sent once more."""
    if wants_json(request):
        return problem(request, status, key, site=site, language=language, retry_after=retry_after)
    said, bound = words(language), bind(site, form, posted, language)
    title, notice = said(f"answer_{key}_title"), f"{said('answer_here')} {said(f'answer_{key}', request=request_id())}"
    step = step_seen(form, posted)
    page = _form_again(request, site, form, bound, posted, language, notice=notice, title=title, step=step)
    answer = page_answer(page, status)
    answer.headers["Retry-After"] = str(retry_after)
    return answer


def _form_again(
    request: Request, site: Site, form: Form, bound: SpecForm, posted: Posted, language: str, *,
    notice: str, title: str = "", step: int | None = None,
) -> str:  # fmt: skip
    signed = values(site, form, posted.files)
    for file in posted.files:
        if not file.kept and not bound[file.field].errors:
            _choose_again(site, form, bound, file.field, language)
    return form_page(
        site,
        form,
        bound,
        language,
        action=request.path,
        page=posted.first("_page"),
        key=posted.first("_key") or new_key(),
        carried=_carried(site, form, posted),
        notice=notice,
        title=title,
        step=step,
        answered=True,
        kept=[(file, signed[file.kept]) for file in posted.files if file.kept],
        endpoint=state().endpoint_of(site),
        workspace=state().settings.workspace,
    )


def _choose_again(site: Site, form: Form, bound: SpecForm, name: str, language: str) -> None:
    label = forms.label(form, name, words(language), default=site.language)
    bound[name].errors = [words(language)("err_required_file", label=label)]


def _carried(site: Site, form: Form, posted: Posted) -> list[tuple[str, str]]:
    """What was sent beside the form's own fields, to be sent again with them."""
    made_anew = {*inputs(form), *OURS, trap_name(site.id, form), *((PROOF,) if form.spam.proof_of_work else ())}
    return [(name, value) for name, value in posted.pairs if name and name not in made_anew]


def new_key() -> str:
    """What marks one visit of the form: two posts with it and with the same answers are one submission."""
    return secrets.token_urlsafe(12)


def empty(request: Request, site: Site, form: Form, bound: SpecForm, posted: Posted, language: str) -> Response:
    """422: nothing was filled in. The form with what it requires, or a sentence where it requires nothing."""
    if wants_json(request):
        return problem(request, 422, "empty", site=site, language=language)
    notice = "" if not bound.validate() else words(language)("err_empty")
    return invalid(request, site, form, bound, posted, language, notice=notice)


def _field_error(form: Form, field: Any) -> dict[str, str]:
    code = FIELD_CODES.get(options_of(form, field.name).type, "TYPE_TEXT") if field.data else "REQUIRED_FIELD_EMPTY"
    return {"field": field.name, "code": code, "message": str(field.errors[0])}


def problem(
    request: Request,
    status: int,
    key: str,
    *,
    site: Site | None = None,
    form: Form | None = None,
    language: str = "",
    posted: Posted | None = None,
    retry_after: int = 0,
) -> Response:
    """An answer that says only what is wrong and what to do; what was typed is on the page, to copy or send again."""
    site = site or state().sites.asked(request.environ.get("HTTP_HOST", ""), request.path)
    language = language or language_of(request, site)
    said = words(language)
    title = said(f"answer_{key}_title")
    text = said("err_empty") if key == "empty" else said(f"answer_{key}", request=request_id())
    if wants_json(request):
        answer = _json_error(f"{title}. {text}", status, [_form_error(key, f"{title}. {text}")])
    else:
        typed = _typed(site, form, posted, language) if site and form and posted else ()
        text = f"{said('answer_here')} {text}" if typed and status >= 500 else text
        below_site = not request.path.startswith(("/f/", "/p/", "/r/"))  # who reads the site here stays here
        page = message_page(
            site, language, title=title, text=text, answers=typed,
            endpoint="" if below_site else state().endpoint_of(site),
            workspace=state().settings.workspace,
        )  # fmt: skip
        answer = page_answer(page, status)
    if retry_after:
        answer.headers["Retry-After"] = str(retry_after)
    return answer


def _form_error(key: str, message: str) -> dict[str, str]:
    return {"code": CODES[key], "message": message} if key in CODES else {"message": message}


def _typed(site: Site, form: Form, posted: Posted, language: str) -> tuple[Answer, ...]:
    """All that was typed, in words and under the labels that the visitor saw."""
    values = bind(site, form, posted, language).values()
    more = [(name, value) for name, value in _carried(site, form, posted) if value.strip() and not name.startswith("_")]
    return (*answers(site, form, values, language), *(Answer(name, "", name, value) for name, value in more))


def _json_error(error: str, status: int, errors: list[dict[str, str]]) -> Response:
    body: dict[str, Any] = {"error": error, **({"errors": errors} if errors else {})}
    return private(make_response(jsonify(**body), status))


def page_answer(html: str, status: int = 200) -> Response:
    """A page that holds personal data or is made for one moment."""
    return private(make_response(html, status))


def private(answer: Response) -> Response:
    """Never cached, never indexed, and no other site hears its address."""
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Referrer-Policy"] = "same-origin"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.vary.update(["Accept", "Accept-Language"])
    return answer
