"""GET /embed/<site>/<form>.js: the script that puts a form into a page made elsewhere."""

from flask import Blueprint, Response, make_response, request

from formkit.site.embed import embed_script
from formkit.web.answers import problem
from formkit.web.negotiate import language_of
from formkit.web.origins import allowed
from formkit.web.state import state

embed = Blueprint("embed", __name__)
KEPT_S = 300


@embed.get("/embed/<site_id>/<form_id>.js")
def script(site_id: str, form_id: str) -> Response:
    """In the language of `?lang=`, else of the site; any page may load it.

    One that `origins` doesn't list is shown why it may not send, before anybody writes in vain.
    """
    found = state().sites.form(site_id, form_id)
    if found is None:
        return problem(request, 404, "unknown")
    site, form = found
    language = language_of(request, site, request.args.get("lang", "") or site.language)
    base = (state().endpoint_of(site) or request.root_url).rstrip("/")
    text = embed_script(
        site, form, language, action=f"{base}/f/{site.id}/{form.id}", workspace=state().settings.workspace,
        origins=sorted(allowed(request, site)) if site.head.origins else (),
    )  # fmt: skip
    answer = make_response(text)
    answer.content_type = "text/javascript; charset=utf-8"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    answer.cache_control.public, answer.cache_control.max_age = True, KEPT_S
    answer.add_etag()
    answer.make_conditional(request)
    return answer
