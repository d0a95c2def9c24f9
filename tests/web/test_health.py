"""What a watcher asks: does the process live, does the store take and give, how long is the queue."""

import pytest
from flask.testing import FlaskClient

from formkit.store import Store
from tests.web.workspaces import FILLED


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_all_is_well(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.text, answer.headers["Cache-Control"]) == (200, "ok\n", "no-store")


def test_a_lost_store_makes_it_unready_not_dead(client: FlaskClient, store: Store) -> None:
    store.close()
    assert client.get("/healthz").status_code == 200


def test_the_queue_is_counted_by_state(client: FlaskClient) -> None:
    client.post("/f/rose/contact", data={**FILLED, "topic": "Order"})
    answer = client.get("/metrics")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert 'formkit_deliveries{state="queued"} 2\n' in answer.text
