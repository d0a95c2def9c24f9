"""create_app(settings): the endpoint, the receipts and the built sites, as thin blueprints over the layers below.

The law of this folder: HTTP in, HTTP out; what is true is decided below.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed
from werkzeug.middleware.proxy_fix import ProxyFix

from formkit.errors import StoreUnavailable
from formkit.log import broken_at, line
from formkit.settings import Settings
from formkit.store import Store
from formkit.web.answers import problem, try_again
from formkit.web.embed import embed
from formkit.web.endpoint import endpoint
from formkit.web.files import files
from formkit.web.headers import secured
from formkit.web.health import health
from formkit.web.origins import cors
from formkit.web.parts import MAX_BODY
from formkit.web.receipt import receipt
from formkit.web.sites import Sites
from formkit.web.state import State, state
from formkit.web.uploads import uploads
from formkit.web.vouching import vouching
from formkit.words import words

if TYPE_CHECKING:
    from formkit.web.dev import Reloader
    from formkit.web.studio import Door

KEYS = {404: "page", 405: "method", 413: "size", 415: "type"}


def create_app(
    settings: Settings,
    *,
    sites: Sites,
    store: Store,
    wake: Callable[[], None] = lambda: None,
    reloader: "Reloader | None" = None,
    told: Callable[..., str] = line,
    door: "Door | None" = None,
) -> Flask:
    """The web side of a workspace: no debugger, no cookies but the Studio's, nothing global.

    A `reloader` makes it the workbench, a `door` opens the Studio in it.

    `told` words an event for the log.
    """
    app = Flask("formkit.web", static_folder=None)
    app.config.update(MAX_CONTENT_LENGTH=MAX_BODY)  # without a SECRET_KEY no request opens a session
    app.extensions["formkit"] = State(settings, sites, store, wake, dev=reloader is not None, told=told)
    app.url_map.merge_slashes = False
    for blueprint in (endpoint, vouching, receipt, health, uploads, embed, files):
        app.register_blueprint(blueprint)
    if reloader:
        _add_workbench(app, reloader)
    if door:
        from formkit.web.studio import add_studio

        add_studio(app, door, settings.workspace)
    app.before_request(_method_as_written)
    app.after_request(secured)
    app.after_request(cors)
    app.after_request(_log_refused)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(StoreUnavailable, _unavailable)
    app.register_error_handler(Exception, _crash)
    app.log_exception = _logged_by_us  # type: ignore[method-assign]  # its tracebacks could hold what was typed
    app.wsgi_app = _one_leading_slash(app.wsgi_app)  # type: ignore[method-assign]  # Flask's own way to wrap
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count)  # type: ignore[method-assign]  # as above
    return app


def _add_workbench(app: Flask, reloader: "Reloader") -> None:
    from formkit.web.dev import called_by_its_name, dev, listens

    app.register_blueprint(dev)
    app.extensions["formkit_reloader"] = reloader
    app.before_request(called_by_its_name)
    app.after_request(listens)


def _method_as_written() -> None:
    """Methods are case-sensitive (RFC 9110, 9.1): `post` is none that we know."""
    if request.environ["REQUEST_METHOD"] != request.method:
        raise MethodNotAllowed(request.url_rule.methods if request.url_rule else None)


def _http_error(error: HTTPException) -> Response:
    if isinstance(error, InternalServerError):
        return _crash(error.original_exception or error)
    status = error.code or 500
    answer = problem(request, status, KEYS.get(status, "page"))
    if status == 405:
        answer.headers["Allow"] = ", ".join(sorted(getattr(error, "valid_methods", None) or ["GET"]))
    return answer


def _log_refused(answer: Response) -> Response:
    """Posts that were not taken, by where they came to: nothing of what they held."""
    if request.method == "POST" and 400 <= answer.status_code < 500:
        form = {
            name.removesuffix("_id"): value
            for name, value in (request.view_args or {}).items()
            if isinstance(value, str)
        }
        state().log_some("refused", status=answer.status_code, **form)
    return answer


def _unavailable(error: StoreUnavailable) -> Response:
    state().log_some("store unavailable", rule=str(request.url_rule))
    return problem(request, 503, "busy", retry_after=60)


def _crash(error: BaseException) -> Response:
    """500 in words, with the text that was sent.

    The log gets where it broke, not the error's own words: they may hold what somebody typed.
    """
    state().log_some("crash", error=type(error).__name__, rule=str(request.url_rule), broken_at=broken_at(error))
    try:
        typed = g.pop("typed", None)
        return try_again(request, 500, "crash", **typed, retry_after=60) if typed else problem(request, 500, "crash")
    except Exception:  # the page itself is what is broken: say it without one
        return Response(words("en")("answer_crash_title"), 500, mimetype="text/plain")


def _logged_by_us(exc_info: object) -> None:
    """`_crash` has logged it, or will."""


def _one_leading_slash(wrapped: Any) -> Any:
    """A Formspree endpoint set with a trailing slash asks for //f/key: it must be answered, never redirected."""

    def app(environ: dict[str, Any], start_response: Any) -> Any:
        if environ.get("PATH_INFO", "").startswith("//"):
            environ["PATH_INFO"] = "/" + environ["PATH_INFO"].lstrip("/")
        return wrapped(environ, start_response)

    return app
