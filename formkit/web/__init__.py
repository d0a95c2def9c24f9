"""create_app(settings): the endpoint, the receipts and the built sites, as thin blueprints over the layers below.

The law of this folder: HTTP in, HTTP out; what is true is decided below.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from formkit.settings import Settings
from formkit.store import Store
from formkit.web.answers import problem
from formkit.web.endpoint import endpoint
from formkit.web.files import files
from formkit.web.health import health
from formkit.web.posted import MAX_BODY
from formkit.web.receipt import receipt
from formkit.web.sites import Sites
from formkit.web.state import State, state

if TYPE_CHECKING:
    from formkit.web.dev import Reloader

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Content-Security-Policy": "frame-ancestors 'none'",
}
KEYS = {404: "page", 405: "method", 413: "size", 415: "type"}


def create_app(
    settings: Settings,
    *,
    sites: Sites,
    store: Store,
    wake: Callable[[], None] = lambda: None,
    reloader: "Reloader | None" = None,
) -> Flask:
    """The web side of a workspace: no debugger, no cookies, nothing global. A `reloader` makes it the workbench."""
    app = Flask("formkit.web", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=MAX_BODY)  # without a SECRET_KEY no request opens a session
    app.extensions["formkit"] = State(settings, sites, store, wake)
    app.url_map.merge_slashes = False
    for blueprint in (endpoint, receipt, health, files):
        app.register_blueprint(blueprint)
    if reloader:
        _add_workbench(app, reloader)
    app.after_request(_headers)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _crash)
    app.wsgi_app = _one_leading_slash(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own way to wrap
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]  # as above
    return app


def _add_workbench(app: Flask, reloader: "Reloader") -> None:
    from formkit.web.dev import dev, listens

    app.register_blueprint(dev)
    app.extensions["formkit_reloader"] = reloader
    app.after_request(listens)


def _headers(answer: Response) -> Response:
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    return answer


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    answer = problem(request, status, KEYS.get(status, "page" if status < 500 else "crash"))
    if status == 405:
        answer.headers["Allow"] = ", ".join(sorted(getattr(error, "valid_methods", None) or ["GET"]))
    return answer


def _crash(error: Exception) -> Response:
    state().log("crash", error=type(error).__name__, path=request.path[:200])
    import traceback

    traceback.print_exception(error)
    return problem(request, 500, "crash")


def _one_leading_slash(wrapped: Any) -> Any:
    """A Formspree endpoint set with a trailing slash asks for //f/key: it must be answered, never redirected."""

    def app(environ: dict[str, Any], start_response: Any) -> Any:
        if environ.get("PATH_INFO", "").startswith("//"):
            environ["PATH_INFO"] = "/" + environ["PATH_INFO"].lstrip("/")
        return wrapped(environ, start_response)

    return app
