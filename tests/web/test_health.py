"""What a watcher asks: does the process live, does the store take and give, how long is the queue."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from formkit.model import Verdict
from formkit.store import Store
from formkit.upkeep import JOBS
from formkit.upkeep.run import do
from formkit.upkeep.work import Work
from formkit.web.state import State
from tests.store.facts import NOW, delivery, submission
from tests.web.workspaces import FILLED


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_all_is_well(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.text, answer.headers["Cache-Control"]) == (200, "ok\n", "no-store")


def test_strangers_who_ask_all_the_time_do_not_wear_out_the_disk(
    client: FlaskClient, store: Store, sqlite_url: str
) -> None:
    store.check()
    log = Path(f"{sqlite_url.removeprefix('sqlite:///')}-wal")
    before = log.stat().st_size
    store.check()
    once = log.stat().st_size - before
    assert all(client.get("/readyz").status_code == 200 for _ in range(200))
    assert 0 < log.stat().st_size - before < 50 * once


def test_a_lost_store_makes_it_unready_not_dead(client: FlaskClient, store: Store) -> None:
    store.close()
    assert client.get("/healthz").status_code == 200


def samples(client: FlaskClient) -> dict[str, float]:
    """Every sample that Prometheus' own parser reads, by name and label."""
    answer = client.get("/metrics")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    found = list(text_string_to_metric_families(answer.text))
    assert all(family.documentation and family.type in ("counter", "gauge") for family in found)
    return {" ".join((one.name, *one.labels.values())): one.value for family in found for one in family.samples}


def test_everything_is_counted(client: FlaskClient, store: Store) -> None:
    client.post("/f/rose/contact", data={**FILLED, "topic": "Order"})
    store.save(submission(verdict=Verdict.QUARANTINED), [], repeat_after=None)
    store.save(submission("2"), [], repeat_after=None)
    store.erase(["s2"], key="", at=NOW)
    assert do(JOBS[0], Work(store, state_of(client).settings, NOW, lambda: False))
    found = samples(client)
    assert found["formkit_submissions_total"] == 3
    assert (found["formkit_submissions accepted"], found["formkit_submissions quarantined"]) == (1, 1)
    assert found["formkit_erased_total"] == 1
    assert (found["formkit_deliveries queued"], found["formkit_deliveries sent"]) == (2, 0)
    assert found[f"formkit_answered_total {os.getpid()}"] == 1
    assert found["formkit_job_begun_timestamp_seconds seal"] == NOW.timestamp()
    assert 0 <= found["formkit_queue_age_seconds"] < 60


def test_an_empty_store_has_figures_too(client: FlaskClient) -> None:
    found = samples(client)
    assert (found["formkit_submissions_total"], found["formkit_queue_age_seconds"]) == (0, 0)


def test_nothing_that_was_written_is_told(client: FlaskClient) -> None:
    client.post("/f/rose/contact", data={**FILLED, "topic": "Order"})
    assert not any(word in client.get("/metrics").text for word in (FILLED["name"], "@", "rose"))


def test_mail_that_nobody_sends_makes_it_unready(client: FlaskClient, store: Store) -> None:
    old = NOW - timedelta(minutes=20)
    store.save(submission(received_at=old), [delivery(created_at=old, next_try_at=old)], repeat_after=None)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert (
        answer.text == f"No delivery worker runs: mail waits since {old:%Y-%m-%d %H:%M} UTC. Start formkit deliver.\n"
    )
    assert client.get("/healthz").status_code == 200


def test_a_mail_server_that_is_down_does_not(client: FlaskClient, store: Store) -> None:
    old = NOW - timedelta(days=2)
    store.save(submission(received_at=old), [delivery(created_at=old, next_try_at=old)], repeat_after=None)
    store.tell_once("job", "seal", at=datetime.now(UTC), every=timedelta(minutes=1))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (200, f"ok\nThe oldest mail waits since {old:%Y-%m-%d %H:%M} UTC.\n")


def test_a_moment_that_is_still_to_come_is_no_sign_of_life(client: FlaskClient, store: Store) -> None:
    old = NOW - timedelta(minutes=20)
    store.save(submission(received_at=old), [delivery(created_at=old, next_try_at=old)], repeat_after=None)
    store.tell_once("job", "seal", at=datetime.now(UTC) + timedelta(days=365), every=timedelta(minutes=1))
    assert client.get("/readyz").status_code == 503
    store.tell_once("job", "tally", at=datetime.now(UTC) + timedelta(seconds=20), every=timedelta(minutes=1))
    assert client.get("/readyz").status_code == 200


def state_of(client: FlaskClient) -> State:
    found = client.application.extensions["formkit"]
    assert isinstance(found, State)
    return found
