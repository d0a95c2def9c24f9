import logging
import threading
from datetime import UTC, datetime, timedelta
from socket import socket

from formkit import outbox
from formkit.model import DeliveryState
from tests.faulty import GOOD, FaultyServer, Play
from tests.outbox.parts import OWNER, Heard, queue, running, settings_for, states
from tests.smtp import RunningMailserver


def test_a_worker_delivers_what_comes_until_it_is_stopped(store, mailserver: RunningMailserver, tmp_path):
    with running(store, settings_for(mailserver.smtp, tmp_path)):
        queue(store, OWNER, OWNER)
        mailserver.wait_for(2)
    assert set(states(store).values()) == {DeliveryState.SENT}


def test_slow_recipients_do_not_hold_up_the_others(store, mailserver: RunningMailserver, tmp_path):
    mailserver.together = outbox.AT_ONCE
    with running(store, settings_for(mailserver.smtp, tmp_path)):
        queue(store, *(f"{name}@rosegarden.example" for name in "abcdef"))
        mailserver.wait_for(6)
    assert len(mailserver.connections) >= outbox.AT_ONCE
    assert set(states(store).values()) == {DeliveryState.SENT}


def test_a_worker_takes_over_what_it_was_sending_when_it_died(store, mailserver: RunningMailserver, tmp_path):
    queue(store, OWNER)
    store.claim("w", now=datetime.now(UTC), lease=timedelta(days=1), limit=1)
    with running(store, settings_for(mailserver.smtp, tmp_path)):
        mailserver.wait_for(1)


def test_what_is_being_sent_stays_claimed_however_long_it_takes(store, clock):
    queue(store, OWNER)
    store.claim("w", now=clock(), lease=outbox.LEASE, limit=1)
    for _ in range(5):
        clock.later(seconds=20)
        assert store.renew("w", until=clock() + outbox.LEASE) == 1
    assert store.claim("other", now=clock(), lease=outbox.LEASE, limit=1) == []


def test_what_a_person_sends_again_gets_five_days_more(store, mailserver, one_round, clock):
    queue(store, OWNER)
    clock.later(days=30)
    store.requeue("d1", now=clock())
    mailserver.stop()
    for _ in range(len(outbox.WAITS) + 5):
        assert one_round() == outbox.Round(later=1, closed=frozenset({"mail"}))
        clock.later(minutes=20)
    clock.later(days=5)
    assert one_round().failed == 1
    mailserver.start()


def test_a_worker_that_is_woken_looks_at_once(store, mailserver: RunningMailserver, tmp_path):
    wake = threading.Event()
    with running(store, settings_for(mailserver.smtp, tmp_path), wake):
        queue(store, OWNER)
        wake.set()
        mailserver.wait_for(1)


def test_a_worker_outlives_a_store_that_is_gone(store, mailserver: RunningMailserver, tmp_path):
    store.close()
    (tmp_path / "formkit.db").rename(tmp_path / "away.db")
    (tmp_path / "formkit.db").mkdir()
    heard = Heard()
    logging.getLogger("formkit.outbox").addHandler(heard)
    with running(store, settings_for(mailserver.smtp, tmp_path)):
        assert heard.event.wait(60)
    logging.getLogger("formkit.outbox").removeHandler(heard)


def test_a_recipient_who_never_answers_holds_up_nobody(store, start_faulty, tmp_path):
    server = start_faulty(RCPT=silent_to("slow@rosegarden.example"))
    queue(store, *["slow@rosegarden.example"] * 5, *[OWNER] * 50)
    with running(store, settings_for(server.smtp, tmp_path)):
        for _ in range(50):
            assert server.taken.acquire(timeout=60)
        server.over.set()
    assert [states(store)[f"d{number}"] for number in range(6, 56)] == [DeliveryState.SENT] * 50


def silent_to(address: str) -> Play:
    """Never answer when this recipient is named."""

    def play(server: FaultyServer, peer: socket) -> None:
        if server.last_line.startswith(f"RCPT TO:<{address}>".encode()):
            server.over.wait()
        peer.sendall(GOOD["RCPT"])

    return play


def test_a_server_that_is_down_is_not_asked_by_every_thread(store, start_faulty, tmp_path):
    server = start_faulty(greeting=b"421 4.3.2 Not now\r\n")
    queue(store, *(f"{number}@rosegarden.example" for number in range(20)))
    heard = Heard("never said")
    with running(store, settings_for(server.smtp, tmp_path)):
        assert not heard.event.wait(2)
    assert 1 <= server.connections <= outbox.AT_ONCE
