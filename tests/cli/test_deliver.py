"""`formkit deliver` as processes of their own."""

from datetime import UTC, datetime, timedelta
from time import monotonic

import pytest
from watchfiles import watch

from formkit.model import DeliveryState
from formkit.outbox import AT_ONCE
from formkit.store import Store, open_store
from tests.processes import Production, mails, numbers, send
from tests.smtp import RunningMailserver
from tests.store.facts import delivery, submission

SEALED_S = 60


@pytest.fixture
def waiting(start_production, postgres_url: str, mailserver: RunningMailserver) -> Production:  # type: ignore[no-untyped-def]
    """A workspace with PostgreSQL, where twenty deliveries wait for a worker."""
    smtp = f"smtp://127.0.0.1:{mailserver.smtp.port}?tls=none"
    here: Production = start_production(FORMKIT_DATABASE_URL=postgres_url, FORMKIT_SMTP=smtp)
    with open_store(postgres_url) as store:
        for name in map(str, range(20)):
            store.save(submission(name), [delivery(name, of=name)], repeat_after=None)
    return here


def test_two_workers_share_what_waits(waiting: Production, mailserver: RunningMailserver) -> None:
    mailserver.together = AT_ONCE  # to one target, one worker sends fewer at once
    workers = [waiting.start("deliver"), waiting.start("deliver")]
    mailserver.wait_for(20)
    assert [worker.end() for worker in workers] == [0, 0]
    assert [worker.lines for worker in workers] == [[], []]
    assert len(mailserver.received) == 20
    with open_store(waiting.database_url) as store:
        assert {one.state for one in store.deliveries()} == {DeliveryState.SENT}


def test_serve_without_a_worker_leaves_the_mail_to_deliver(production: Production) -> None:
    production.serve("--no-deliver")
    mailbox = production.mail_server()
    assert send(production.port, 1)[0] == 303
    assert mails(mailbox.lines) == []
    worker = production.start("deliver")
    mailbox.wait_for(lambda lines: numbers(lines) == [1])
    assert (worker.end(), worker.lines) == (0, [])


def test_what_failed_for_good_is_listed_and_sent_again_by_a_command(production: Production) -> None:
    with open_store(production.database_url) as store:
        store.save(submission(), [delivery()], repeat_after=None)
        (claimed,) = store.claim("w", now=datetime.now(UTC), lease=timedelta(minutes=1), limit=1)
        store.failed(claimed, worker="w", at=datetime.now(UTC), words="550 no such mailbox")
    listed = production.start("deliveries", "--json")
    assert (listed.wait(), "550 no such mailbox" in listed.said) == (0, True)
    again = production.start("deliveries", "retry", "--all-failed")
    assert (again.wait(), again.lines) == (0, ["1 delivery will be sent again by formkit serve or formkit deliver."])
    mailbox = production.mail_server()
    production.start("deliver")
    mailbox.wait_for(lambda lines: len(mails(lines)) == 1)


def test_deliver_without_a_mail_server_does_not_start(production: Production) -> None:
    production.settings["FORMKIT_SMTP"] = ""
    worker = production.start("deliver")
    assert worker.wait() == 1
    assert worker.lines[:2] == [
        "formkit deliver does not start:",
        "FORMKIT_SMTP is not set: needed for formkit serve, to send mail.",
    ]


def sealed(here: Production, store: Store) -> None:
    """Wait until the messages are: the mail may be faster."""
    until = monotonic() + SEALED_S
    for _ in watch(here.workspace / "data", yield_on_timeout=True, rust_timeout=100):
        if store.head() is not None:
            return
        assert monotonic() < until, f"nothing was sealed within {SEALED_S} seconds"


def test_a_worker_keeps_the_store_in_order_too(production: Production) -> None:
    with open_store(production.database_url) as store:
        store.save(submission(), [delivery()], repeat_after=None)
        mailbox = production.mail_server()
        worker = production.start("deliver")
        mailbox.wait_for(lambda lines: len(mails(lines)) == 1)
        sealed(production, store)
        assert (worker.end(), worker.lines) == (0, [])
        assert set(store.told_at("job")) >= {"seal"}
