"""One exact step goes wrong, or is the last: nothing that was answered is lost or doubled."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.crash.house import delivering
from tests.crash.proof import read_record
from tests.crash.steps import FEW, Steps
from tests.processes import Process, Production, send

MAIL_STEPS = {"mid-data": 1, "before-250": 2, "after-250": 2}
"""Where a worker is killed, and how many mails there are then."""


@pytest.fixture
def steps(production: Production, record: Path) -> Steps:
    return Steps(production, record)


@pytest.fixture
def steps_on_postgres(on_postgres: Production, record: Path) -> Steps:
    return Steps(on_postgres, record)


def test_a_write_or_sync_that_fails_is_told_in_words(steps: Steps) -> None:
    steps.fail("pwrite64", "EIO", every=9)
    steps.fail("pwrite64", "ENOSPC", every=12)
    steps.fail("fdatasync", "EIO")
    assert steps.hits > 4
    assert steps.prove().lost == []


def test_a_worker_killed_at_a_write_a_sync_or_its_answer_loses_nothing(steps: Steps) -> None:
    hits = [steps.kill("pwrite64", 20), steps.kill("fdatasync"), steps.kill("writev")]
    assert all(hits)
    assert steps.prove().lost == []


def test_a_connection_to_postgresql_that_breaks_loses_nothing(steps_on_postgres: Steps) -> None:
    steps_on_postgres.fail("recvfrom", "ECONNRESET", every=3, also_visitor=True)
    assert steps_on_postgres.hits > 2
    assert steps_on_postgres.prove().lost == []


def test_a_worker_killed_while_it_speaks_to_postgresql_loses_nothing(steps_on_postgres: Steps) -> None:
    assert steps_on_postgres.kill("sendto", 5)
    assert steps_on_postgres.kill("recvfrom", 7)
    assert steps_on_postgres.prove().lost == []


def test_a_mail_whose_connection_breaks_goes_out_again(steps: Steps) -> None:
    steps.fail_mail("sendto", [5])
    assert steps.hits == 1
    assert steps.prove().lost == []


@pytest.mark.parametrize(("step", "mails"), MAIL_STEPS.items())
def test_a_worker_killed_in_a_mail_sends_it_again_with_the_same_message_id(
    production: Production, mailbox: Callable[..., Process], record: Path, step: str, mails: int
) -> None:
    stuck, serve = mailbox(production, "--stop-at", step), production.serve(*FEW)
    assert send(production.port, 1)[0] == 303
    stuck.wait_for(lambda lines: f"at {step}" in lines)
    (worker,) = delivering(serve)
    if step == "after-250":  # the answer has come, but nobody has read it
        os.kill(worker, signal.SIGSTOP)
        stuck.send(signal.SIGUSR1)
        stuck.wait_for(lambda lines: "answered" in lines)
    os.kill(worker, signal.SIGKILL)
    stuck.end(signal.SIGKILL)
    well = mailbox(production)
    well.wait_for(lambda lines: "took 1" in lines)
    assert serve.end() == 0
    assert len(read_record(record)) == mails
    assert len(set(read_record(record))) == 1
