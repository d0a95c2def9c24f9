"""Outcomes -> answers: a page for people, JSON for programs, the same facts in both (Formspree's shapes)."""

from typing import Any
from urllib.parse import urlsplit

from flask import Request, Response, jsonify, make_response, redirect, url_for

from formkit.forms import SpecForm
from formkit.forms import field as options_of
from formkit.intake import Accepted, answers, bind
from formkit.model import Answer, Posted
from formkit.site.pages import home_of, message_page
from formkit.spec import Form, Site, host_of
from formkit.web.again import carried, form_again, step_seen
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
    return page_answer(form_again(request, site, form, bound, posted, language, notice=notice), 422)


def try_again(
    request: Request, status: int, key: str, *, site: Site, form: Form, posted: Posted, language: str, retry_after: int
) -> Response:
    """Nothing is wrong with what was sent, but it was not stored: the form says so, ready to be sent once more."""
    if wants_json(request):
        return problem(request, status, key, site=site, language=language, retry_after=retry_after)
    said, bound = words(language), bind(site, form, posted, language)
    title, notice = said(f"answer_{key}_title"), f"{said('answer_here')} {said(f'answer_{key}', request=request_id())}"
    step = step_seen(form, posted)
    page = form_again(request, site, form, bound, posted, language, notice=notice, title=title, step=step)
    answer = page_answer(page, status)
    answer.headers["Retry-After"] = str(retry_after)
    return answer


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
    more = [(name, value) for name, value in carried(site, form, posted) if value.strip() and not name.startswith("_")]
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
