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
    try:
        state().store.check()
    except StoreUnavailable as error:
        return _text(f"{error.message}\n", 503)
    return _text("ok\n")


@health.get("/metrics")
def metrics() -> Response:
    counts = state().store.counts()
    lines = [f'formkit_deliveries{{state="{name}"}} {count}' for name, count in sorted(counts.by_state.items())]
    return _text("\n".join(["# TYPE formkit_deliveries gauge", *lines, ""]))


def _text(text: str, status: int = 200) -> Response:
    answer = make_response(text, status)
    answer.headers["Content-Type"] = "text/plain; charset=utf-8"
    answer.headers["Cache-Control"] = "no-store"
    return answer
