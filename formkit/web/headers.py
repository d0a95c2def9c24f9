"""What every answer tells the browser to refuse (OWASP ASVS 5.0.0, V3.4)."""

from flask import Response, request

from formkit.site.hosts import HEADERS, PAGE_CSP, PICTURE_CSP
from formkit.web.state import request_id, state

OTHER_CSP = "default-src 'none'; frame-ancestors 'none'"
HALF_A_YEAR_S = 15_552_000


def secured(answer: Response) -> Response:
    """With the headers that it lacks."""
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    answer.headers.setdefault("Content-Security-Policy", _policy(answer))
    answer.headers["X-Request-Id"] = request_id()
    if request.is_secure and state().settings.public_url.startswith("https:"):  # RFC 6797, 7.2: never by plain http
        answer.headers.setdefault("Strict-Transport-Security", f"max-age={HALF_A_YEAR_S}")
    return answer


def _policy(answer: Response) -> str:
    if answer.mimetype == "image/svg+xml":
        return PICTURE_CSP
    return PAGE_CSP if answer.mimetype == "text/html" and not answer.location else OTHER_CSP
