"""GET /r/<token>: the visitor's receipt. Who holds the link sees what was sent; nobody else can guess it."""

import re

from flask import Blueprint, Response, jsonify, make_response, request

from formkit.intake import answers
from formkit.model import DeliveryState, Submission, Verdict
from formkit.site.pages import receipt_page
from formkit.web.answers import page_answer, private, problem
from formkit.web.negotiate import wants_json
from formkit.web.state import state

receipt = Blueprint("receipt", __name__)
OWNERS = ("owner", "notice")  # the kinds of mail that tell the owner
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,64}")


@receipt.get("/r/<token>")
def show(token: str) -> Response:
    submission = state().store.receipt(token) if _TOKEN.fullmatch(token) else None
    site = state().sites.by_id.get(submission.site) if submission else None
    if submission is None or site is None:
        return problem(request, 404, "receipt", site=site)
    mail = _mail(submission)
    if wants_json(request):
        return private(make_response(jsonify(reference=submission.reference, mail=mail)))
    form = site.forms.get(submission.form)
    files = [file for answer in submission.answers for file in answer.files]
    said = answers(site, form, submission.fields, submission.language, files) if form else submission.answers
    known = {answer.field for answer in said}
    extra = tuple(answer for answer in submission.answers if answer.field not in known)
    page = receipt_page(
        site, form, submission, (*said, *extra), mail=mail, language=submission.language,
        endpoint=state().endpoint_of(site), workspace=state().settings.workspace,
    )  # fmt: skip
    return page_answer(page)


def _mail(submission: Submission) -> str:
    """ "sent" when a mail server of the owner has taken it, "failed" when all have refused for good, else "waiting".

    "held" while it is quarantined: no mail is on its way then, and none is promised.
    """
    if submission.verdict is Verdict.QUARANTINED:
        return "held"
    out = [one for one in state().store.deliveries(submission_id=submission.id) if one.message.kind in OWNERS]
    if any(one.state is DeliveryState.SENT for one in out):
        return "sent"
    return "failed" if out and all(one.state is DeliveryState.FAILED for one in out) else "waiting"
