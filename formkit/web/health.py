"""/healthz (the process lives), /readyz (the store takes and gives), /metrics (Prometheus text)."""

from flask import Blueprint, Response, make_response

from formkit.errors import StoreUnavailable
from formkit.web.state import state

health = Blueprint("health", __name__)


@health.get("/healthz")
def alive() -> Response:
    return _text("ok\n")


@health.get("/readyz")
def ready() -> Response:
    state().store.check()
    return _text("ok\n")


@health.get("/metrics")
def metrics() -> Response:
    counts = state().store.counts()
    lines = [f'formkit_deliveries{{state="{name}"}} {count}' for name, count in sorted(counts.by_state.items())]
    return _text("\n".join(["# TYPE formkit_deliveries gauge", *lines, ""]))


@health.errorhandler(StoreUnavailable)
def unavailable(error: StoreUnavailable) -> Response:
    return _text(f"{error.message}\n", 503)


def _text(text: str, status: int = 200) -> Response:
    answer = make_response(text, status)
    answer.headers["Content-Type"] = "text/plain; charset=utf-8"
    answer.headers["Cache-Control"] = "no-store"
    return answer
