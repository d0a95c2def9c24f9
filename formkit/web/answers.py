"""Outcomes -> answers: a page for people, JSON for programs, the same facts in both (Formspree's shapes)."""

from typing import Any
from urllib.parse import urlsplit

from flask import Request, Response, jsonify, make_response, redirect, url_for

from formkit.forms import SpecForm
from formkit.intake import Accepted
from formkit.model import Answer, Posted
from formkit.site.pages import form_page, message_page
from formkit.spec import Form, Site
from formkit.web.negotiate import wants_json
from formkit.web.state import state
from formkit.words import words

CODES = {
    "empty": "EMPTY",
    "size": "FILES_TOO_BIG",
    "files": "NO_FILE_UPLOADS",
    "unknown": "FORM_NOT_FOUND",
    "rate": "BLOCKED",
}
FIELD_CODES = {"email": "TYPE_EMAIL", "number": "TYPE_NUMERIC"}


def thanks(request: Request, site: Site, form: Form, outcome: Accepted, posted: Posted) -> Response:
    """Stored: 303 to the receipt or to `next`, or JSON with `next`."""
    receipt = url_for("receipt.show", token=outcome.submission.token, _external=False)
    after = _next(form, site, posted, request) or receipt
    if wants_json(request):
        body = {"ok": True, "next": _absolute(after), "submissionId": outcome.submission.id}
        return jsonify(**body, reference=outcome.submission.reference, receipt=_absolute(receipt))
    answer = redirect(after, 303)
    answer.headers["X-Reference"] = outcome.submission.reference
    return make_response(answer)


def _absolute(address: str) -> str:
    return address if "://" in address else f"{state().settings.public_url}{address}"


def _next(form: Form, site: Site, posted: Posted, request: Request) -> str:
    """Where the owner sends people afterwards; a visitor's `_next` only to hosts that the spec allows."""
    asked = posted.first("_next").strip() if form.accepts == "formspree" else ""
    return (_allowed_next(form, site, asked, request.referrer or "") if asked else "") or form.next


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
    hosts = {*form.allow_next, urlsplit(site.head.url).hostname}
    fine = scheme in ("http", "https") and parts.hostname in hosts and not parts.username
    return parts._replace(scheme=scheme).geturl() if fine else ""


def invalid(request: Request, site: Site, form: Form, bound: SpecForm, posted: Posted, language: str) -> Response:
    """422: the same form with every value kept and an error summary, or the list of errors."""
    if wants_json(request):
        errors = [_field_error(form, field) for field in bound if field.errors]
        return _json_error(words(language)("err_title"), 422, errors)
    page = form_page(
        site,
        form,
        bound,
        language,
        action=request.path,
        page=posted.first("_page"),
        key=posted.first("_key"),
        workspace=state().settings.workspace,
    )
    return page_answer(page, 422)


def _field_error(form: Form, field: Any) -> dict[str, str]:
    code = FIELD_CODES.get(form.fields[field.name].type, "TYPE_TEXT") if field.data else "REQUIRED_FIELD_EMPTY"
    return {"field": field.name, "code": code, "message": str(field.errors[0])}


def problem(
    request: Request,
    status: int,
    key: str,
    *,
    site: Site | None = None,
    language: str = "en",
    posted: Posted | None = None,
    retry_after: int = 0,
) -> Response:
    """An answer that says only what is wrong and what to do; what was typed is on the page, to copy or send again."""
    said = words(language)
    title = said(f"answer_{key}_title")
    text = said("err_empty") if key == "empty" else said(f"answer_{key}")
    if wants_json(request):
        error = {"code": CODES[key], "message": f"{title}. {text}"} if key in CODES else {"message": f"{title}. {text}"}
        answer = _json_error(f"{title}. {text}", status, [error])
    else:
        typed = (
            [
                Answer(name, "", name, value)
                for name, value in posted.pairs
                if not name.startswith("_") and value.strip()
            ]
            if posted
            else []
        )
        answer = page_answer(
            message_page(
                site, language, title=title, text=text, answers=tuple(typed), workspace=state().settings.workspace
            ),
            status,
        )
    if retry_after:
        answer.headers["Retry-After"] = str(retry_after)
    return answer


def _json_error(error: str, status: int, errors: list[dict[str, str]]) -> Response:
    body: dict[str, Any] = {"error": error, **({"errors": errors} if errors else {})}
    return make_response(jsonify(**body), status)


def page_answer(html: str, status: int = 200) -> Response:
    """A page that holds personal data or is made for one moment: never cached, never indexed."""
    answer = make_response(html, status)
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
