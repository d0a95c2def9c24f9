"""POST /f/<site>/<form> and its kin: read, accept, answer. GET is the hosted form page, OPTIONS answers CORS."""

from contextlib import suppress
from dataclasses import replace
from urllib.parse import urlsplit

from flask import Blueprint, Response, g, make_response, request
from werkzeug.exceptions import MethodNotAllowed

from formkit.errors import StoreUnavailable
from formkit.forms import compile, file_fields, gathered, in_order, prefilled
from formkit.intake import (
    CONFIRM,
    Accepted,
    Checked,
    Invalid,
    Refused,
    accept,
    bind,
    checked,
    clean,
    preview,
)
from formkit.model import Posted, Visitor
from formkit.site.pages import form_page
from formkit.spec import Form, Site
from formkit.web.address import address_hash
from formkit.web.again import new_key, step_seen
from formkit.web.answers import empty, invalid, page_answer, problem, thanks, try_again
from formkit.web.between import again, confirm, turn_page, way_to_go
from formkit.web.kept import as_named, keep, with_kept
from formkit.web.negotiate import language_of, wants_json
from formkit.web.origins import may_send
from formkit.web.parts import BodyRefused
from formkit.web.posted import read_posted
from formkit.web.room import Guest
from formkit.web.state import state
from formkit.words import words

endpoint = Blueprint("endpoint", __name__)


@endpoint.route("/f/<site_id>/<form_id>", methods=["GET", "POST", "OPTIONS"], strict_slashes=False)
def by_id(site_id: str, form_id: str) -> Response:
    return _answer(state().sites.form(site_id, form_id))


@endpoint.route("/f/<key>", methods=["GET", "POST", "OPTIONS"], strict_slashes=False)
def by_key(key: str) -> Response:
    return _answer(state().sites.keyed(key))


@endpoint.route("/p/<project>/f/<key>", methods=["GET", "POST", "OPTIONS"], strict_slashes=False)
def by_project_key(project: str, key: str) -> Response:
    return _answer(state().sites.keyed(key))


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
    asked = clean(Posted(tuple(request.args.items(multi=True))))
    bound = compile(form, language, default=site.language)(data=prefilled(form, asked.pairs))
    return page_answer(
        form_page(site, form, bound, language, action=request.path, key=new_key(), workspace=state().settings.workspace)
    )


def _take(site: Site, form: Form) -> Response:
    with state().room.guest() as guest:
        return _taken(site, form, guest)


def _taken(site: Site, form: Form, guest: Guest) -> Response:
    try:
        sent = read_posted(request, words(site.language).charset, fields=file_fields(form), guest=guest)
        posted = gathered(form, clean(sent))
    except BodyRefused as refused:
        return problem(
            request, refused.status, refused.key, site=site, form=form, posted=clean(refused.posted),
            language=language_of(request, site, _said_language(form, refused.posted)),
            retry_after=60 if refused.status == 503 else 0,
        )  # fmt: skip
    language = language_of(request, site, _said_language(form, posted))
    typed = as_named(site, form, posted)
    g.typed = {"site": site, "form": form, "posted": typed, "language": language}  # a mistake of ours gives it back
    if not may_send(request, site):
        return problem(request, 403, "origin", site=site, form=form, posted=posted, language=language)
    if posted.first("_switch") in site.languages and not wants_json(request):
        return _switched(site, form, posted, posted.first("_switch"))
    try:
        posted = with_kept(site, form, posted)
        if (shown := _before_sending(site, form, posted, language)) is not None:
            return shown
        outcome = accept(
            site, form, posted, _visitor(posted, language), state().store, state().now(),
            rate_limit=state().settings.rate_limit, mail_limit=state().settings.mail_limit,
            secret=state().settings.secret_key, mail_from=state().settings.mail_from,
        )  # fmt: skip
    except StoreUnavailable as error:
        state().log_some("store unavailable", site=site.id, form=form.id, why=error.message)
        return try_again(request, 503, "store", site=site, form=form, language=language, posted=typed, retry_after=60)
    return _told(site, form, posted, language, outcome)


def _before_sending(site: Site, form: Form, posted: Posted, language: str) -> Response | None:
    """Another step, the page that asks once more, or the form to change what was sent; None for what is to be stored.

    A program that doesn't ask for it has no page to show.
    """
    if not wants_json(request) and (way := way_to_go(site, form, posted, language)):
        kept = _kept(site, form, posted, language)
        return turn_page(request, site, form, bind(site, form, posted, language), kept, way, language)
    asked = posted.first(CONFIRM)
    if not form.confirm or asked == "yes" or (not asked and wants_json(request)):
        return None
    if asked == "change":
        return again(request, site, form, _kept(site, form, posted, language), language)
    found = checked(site, form, posted, language, state().now())
    if not isinstance(found, Checked):
        return _told(site, form, posted, language, found)
    said = preview(site, form, found, language)
    return confirm(request, site, form, said, _kept(site, form, found.posted, language), language)


def _switched(site: Site, form: Form, posted: Posted, language: str) -> Response:
    """The form in another language with everything typed, at the same step: nothing is sent, and nothing judged."""
    with suppress(StoreUnavailable):  # then files must be chosen again
        posted = with_kept(site, form, posted)
    kept = _kept(site, form, posted, language)
    lost = {file.field for file in posted.files} - {file.field for file in kept.files}
    return again(request, site, form, kept, language, step=step_seen(form, posted), lost=lost)


def _told(site: Site, form: Form, posted: Posted, language: str, outcome: Accepted | Invalid | Refused) -> Response:
    if isinstance(outcome, Invalid):
        return invalid(request, site, form, outcome.bound, _kept(site, form, posted, language), language)
    if isinstance(outcome, Refused):
        if outcome.reason == "empty":
            return empty(request, site, form, bind(site, form, posted, language), posted, language)
        if outcome.reason == "rate":
            return try_again(
                request, 429, "rate", site=site, form=form, language=language,
                posted=_kept(site, form, posted, language), retry_after=outcome.retry_after,
            )  # fmt: skip
        return problem(request, 413, "size", site=site, form=form, language=language, posted=posted)
    _log_stored(outcome)
    state().answered.one_more()
    if not outcome.repeated:
        state().wake()
    return thanks(request, site, form, outcome, posted)


def _kept(site: Site, form: Form, posted: Posted, language: str) -> Posted:
    """What was posted, with its files kept as far as they are in order: a page forgets what was chosen in it."""
    fine = replace(posted, files=tuple(in_order(form, posted.files)))
    if not fine.files or wants_json(request):
        return fine
    with suppress(StoreUnavailable):  # then they must be chosen again
        kept = keep(site, form, fine.files, _visitor(posted, language).address_hash)
        return replace(fine, files=tuple(kept))
    return fine


def _log_stored(outcome: Accepted) -> None:
    """One line for each submission, after its commit: `formkit verify` compares them with the store."""
    stored = outcome.submission
    log = state().log_some if outcome.repeated else state().log
    log(
        "repeated" if outcome.repeated else "stored", id=stored.id, reference=stored.reference,
        site=stored.site, form=stored.form, verdict=stored.verdict.value,
    )  # fmt: skip


def _said_language(form: Form, posted: Posted) -> str:
    legacy = posted.first("_language") if form.accepts == "formspree" else ""
    return posted.first("_lang") or legacy


def _visitor(posted: Posted, language: str) -> Visitor:
    return Visitor(
        language=language,
        address_hash=address_hash(request.remote_addr or "", state().settings.secret_key),
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
