"""POST /f/<site>/<form> and its kin: read, accept, answer. GET is the hosted form page, OPTIONS answers CORS."""

import hashlib
import hmac
from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

from flask import Blueprint, Response, make_response, request
from werkzeug.exceptions import MethodNotAllowed

from formkit.errors import StoreUnavailable
from formkit.forms import SpecForm, file_fields, in_order
from formkit.intake import Accepted, Invalid, Refused, accept, bind, clean
from formkit.model import Posted, Visitor
from formkit.site.pages import form_page
from formkit.spec import Form, Site
from formkit.web.answers import empty, invalid, new_key, page_answer, problem, thanks, try_again
from formkit.web.kept import keep, with_kept
from formkit.web.negotiate import language_of, wants_json
from formkit.web.parts import BodyRefused
from formkit.web.posted import read_posted
from formkit.web.room import Guest
from formkit.web.state import state
from formkit.words import words

endpoint = Blueprint("endpoint", __name__)
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "POST, OPTIONS",
    "Access-Control-Allow-Headers": "accept, content-type, formspree-client, formspree-session-data, "
    "x-requested-with, idempotency-key",
    "Access-Control-Max-Age": "7200",
}


@endpoint.route("/f/<site_id>/<form_id>", methods=["GET", "POST", "OPTIONS"], strict_slashes=False)
def by_id(site_id: str, form_id: str) -> Response:
    return _answer(state().sites.form(site_id, form_id))


@endpoint.route("/f/<key>", methods=["GET", "POST", "OPTIONS"], strict_slashes=False)
def by_key(key: str) -> Response:
    return _answer(state().sites.keyed(key))


@endpoint.route("/p/<project>/f/<key>", methods=["GET", "POST", "OPTIONS"], strict_slashes=False)
def by_project_key(project: str, key: str) -> Response:
    return _answer(state().sites.keyed(key))


def cors(answer: Response) -> Response:
    """Every answer of the endpoint may be read from every page: it takes no cookies, so there is nothing to steal."""
    if request.path.startswith(("/f/", "/p/")):
        answer.headers.update(CORS)
        answer.vary.add("Origin")
    return answer


def _answer(found: tuple[Site, Form] | None) -> Response:
    if request.method == "OPTIONS":
        return make_response("", 204)
    if found is None:
        return problem(request, 404, "unknown")
    if request.method == "POST":
        return _take(*found)
    if wants_json(request):
        raise MethodNotAllowed(["POST", "OPTIONS"])
    return _show(*found)


def _show(site: Site, form: Form) -> Response:
    language = language_of(request, site, request.args.get("lang", ""))
    bound = bind(site, form, Posted(()), language)
    return page_answer(
        form_page(site, form, bound, language, action=request.path, key=new_key(), workspace=state().settings.workspace)
    )


def _take(site: Site, form: Form) -> Response:
    with state().room.guest() as guest:
        return _taken(site, form, guest)


def _taken(site: Site, form: Form, guest: Guest) -> Response:
    try:
        posted = clean(read_posted(request, words(site.language).charset, fields=file_fields(form), guest=guest))
    except BodyRefused as refused:
        return problem(
            request, refused.status, refused.key, site=site, form=form, posted=clean(refused.posted),
            language=language_of(request, site, _said_language(form, refused.posted)),
        )  # fmt: skip
    language = language_of(request, site, _said_language(form, posted))
    try:
        posted = with_kept(site, form, posted)
        outcome = accept(
            site, form, posted, _visitor(posted, language), state().store, state().now(),
            rate_limit=state().settings.rate_limit,
        )  # fmt: skip
    except StoreUnavailable:
        state().log("store unavailable", site=site.id, form=form.id)
        return try_again(request, 503, "store", site=site, form=form, language=language, posted=posted, retry_after=60)
    return _told(site, form, posted, language, outcome)


def _told(site: Site, form: Form, posted: Posted, language: str, outcome: Accepted | Invalid | Refused) -> Response:
    if isinstance(outcome, Invalid):
        return _invalid(site, form, outcome.bound, posted, language)
    if isinstance(outcome, Refused):
        if outcome.reason == "empty":
            return empty(request, site, form, bind(site, form, posted, language), posted, language)
        if outcome.reason == "rate":
            return try_again(
                request, 429, "rate", site=site, form=form, language=language, posted=posted,
                retry_after=outcome.retry_after,
            )  # fmt: skip
        return problem(request, 413, "size", site=site, form=form, language=language, posted=posted)
    if not outcome.repeated:
        state().wake()
    return thanks(request, site, form, outcome, posted)


def _invalid(site: Site, form: Form, bound: SpecForm, posted: Posted, language: str) -> Response:
    """The form again; a page has lost the files that were chosen in it, so those in order are kept."""
    if posted.files and not wants_json(request):
        fine = in_order(form, posted.files)
        with suppress(StoreUnavailable):  # then they must be chosen again
            posted = replace(posted, files=tuple(keep(site, form, fine, _address_hash(request.remote_addr or ""))))
    return invalid(request, site, form, bound, posted, language)


def _said_language(form: Form, posted: Posted) -> str:
    legacy = posted.first("_language") if form.accepts == "formspree" else ""
    return posted.first("_lang") or legacy


def _visitor(posted: Posted, language: str) -> Visitor:
    return Visitor(
        language=language,
        address_hash=_address_hash(request.remote_addr or ""),
        page=_page(posted),
        user_agent=request.headers.get("User-Agent", ""),
        idempotency_key=(request.headers.get("Idempotency-Key") or posted.first("_key"))[:200],
        loaded_at=request.headers.get("Formspree-Session-Data", "")[:500],
    )


def _page(posted: Posted) -> str:
    """The page the form stood on, without its query: that may hold personal data."""
    said = (
        posted.first("_page") if posted.first("_page").startswith(("http://", "https://")) else request.referrer or ""
    )
    try:
        parts = urlsplit(said)
    except ValueError:
        return ""
    return parts._replace(query="", fragment="").geturl() if parts.scheme in ("http", "https") else ""


def _address_hash(address: str) -> str:
    """A keyed hash of the visitor's network (/64 for IPv6): enough to count, too little to find anybody."""
    network = ":".join(address.split(":")[:4]) if ":" in address else address
    return hmac.new(state().settings.secret_key.encode(), network.encode(), hashlib.sha256).hexdigest()[:32]
