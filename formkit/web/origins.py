"""From which pages a site's forms may be sent: from every page, or only from those that its spec lists (`origins`)."""

from flask import Request, Response, request

from formkit.spec import Site, web_origin
from formkit.web.state import state

CORS = {
    "Access-Control-Allow-Methods": "POST, OPTIONS",
    "Access-Control-Allow-Headers": "accept, content-type, formspree-client, formspree-session-data, "
    "x-requested-with, idempotency-key",
    "Access-Control-Max-Age": "7200",
}


def may_send(request: Request, site: Site) -> bool:
    """Whether the page that sends this may. Programs and old browsers name no page (RFC 6454): they may."""
    origin = request.headers.get("Origin")
    return not site.head.origins or origin is None or origin in allowed(request, site)


def cors(answer: Response) -> Response:
    """The endpoint takes no cookies, so its answers may be read from every page that may send to it (Fetch, 3.3)."""
    if request.path.startswith(("/f/", "/p/")):
        answer.headers.update(CORS)
        answer.vary.add("Origin")
        if origin := _readable_from(request):
            answer.headers["Access-Control-Allow-Origin"] = origin
    return answer


def _readable_from(request: Request) -> str:
    site = state().sites.asked("", request.path)
    if site is None or not site.head.origins:
        return "*"
    origin = request.headers.get("Origin", "")
    return origin if origin in allowed(request, site) else ""


def allowed(request: Request, site: Site) -> set[str]:
    """The listed pages, the site itself, and the endpoint with its own pages; never `null`, which any file may say."""
    own = [site.head.url, site.head.endpoint, state().settings.public_url]
    if state().dev:
        own.append(request.host_url)
    return {web_origin(url) for url in (*site.head.origins, *own)} - {""}
