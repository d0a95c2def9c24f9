"""/healthz (the process lives), /readyz (the store takes and gives, and mail goes out), /metrics (Prometheus text)."""

from datetime import datetime, timedelta

from flask import Blueprint, Response, make_response

from formkit.errors import StoreUnavailable
from formkit.web.metrics import as_text, families
from formkit.web.state import state

health = Blueprint("health", __name__)

PATIENCE = timedelta(minutes=15)
"""How long mail may be due, and no delivery worker be heard of, before this is not ready for visitors."""
SKEW = timedelta(minutes=1)
"""How far the clocks of two servers may be apart: what is further ahead was told by one that was wrong."""


@health.get("/healthz")
def alive() -> Response:
    return _text("ok\n")


@health.get("/readyz")
def ready() -> Response:
    """503 in words when nothing can be stored, or when nobody mails what is. A mail server that is down is neither:
    then it says since when the oldest mail waits."""
    store, now = state().store, state().now()
    _write(now)
    since = store.figures().overdue_since
    heard = max((at for at in store.told_at("job").values() if at <= now + SKEW), default=None)
    if since and now - since > PATIENCE and (heard is None or now - heard > PATIENCE):
        return _text(
            f"No delivery worker runs: mail waits since {since:%Y-%m-%d %H:%M} UTC. Start formkit deliver.\n", 503
        )
    oldest = store.counts().oldest_waiting
    return _text("ok\n" + (f"The oldest mail waits since {oldest:%Y-%m-%d %H:%M} UTC.\n" if oldest else ""))


def _write(now: datetime) -> None:
    """Try whether the store can be written. Raises StoreUnavailable."""
    if not state().written.went_well(now):
        state().store.check()
        state().written.well(now)


@health.get("/metrics")
def metrics() -> Response:
    """Figures only, nothing of what visitors wrote; still, keep it inside: what is stored is nobody else's business."""
    answer = _text(as_text(families(state().store, now=state().now(), answered=state().answered.number)))
    answer.headers["Content-Type"] = "text/plain; version=0.0.4; charset=utf-8"
    return answer


@health.errorhandler(StoreUnavailable)
def unavailable(error: StoreUnavailable) -> Response:
    return _text(f"{error.message}\n", 503)


def _text(text: str, status: int = 200) -> Response:
    answer = make_response(text, status)
    answer.headers["Content-Type"] = "text/plain; charset=utf-8"
    answer.headers["Cache-Control"] = "no-store"
    return answer
