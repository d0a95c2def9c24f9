"""What a page may ask for before it sends, so that it can show that a person is there: a time stamp, a challenge."""

from flask import Blueprint, Response, jsonify, make_response, request

from formkit.spam import new_challenge, new_stamp
from formkit.web.answers import private, problem
from formkit.web.state import state

vouching = Blueprint("vouching", __name__)


@vouching.route("/f/<site_id>/<form_id>/stamp", methods=["GET", "OPTIONS"])
def stamp(site_id: str, form_id: str) -> Response:
    """A time stamp for a page's script, which asks when somebody first touches the form."""
    if request.method == "OPTIONS":
        return make_response("", 204)
    if not state().sites.form(site_id, form_id):
        return problem(request, 404, "unknown")
    return private(jsonify(stamp=new_stamp(state().settings.secret_key, f"{site_id}.{form_id}", state().now())))


@vouching.route("/f/<site_id>/<form_id>/challenge", methods=["GET", "OPTIONS"])
def challenge(site_id: str, form_id: str) -> Response:
    """What a browser must solve before it sends, for forms with `proof_of_work`; ALTCHA's widget asks here, too."""
    if request.method == "OPTIONS":
        return make_response("", 204)
    found = state().sites.form(site_id, form_id)
    if not found or not found[1].spam.proof_of_work:
        return problem(request, 404, "unknown")
    return private(jsonify(new_challenge(state().settings.secret_key, f"{site_id}.{form_id}", state().now())))
