"""`formkit serve`: what it refuses, and what it keeps when processes die, disks fill and databases are locked."""

import os
import re
import signal
import socket
import threading
from http.client import HTTPException
from pathlib import Path

import pytest

from formkit.cli.addresses import answers
from formkit.model import DeliveryState
from formkit.store import open_store
from tests.processes import Process, Production, ask, mails, numbers, send

NEW_KEY = '    Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'


def test_every_unsafe_setting_is_named_at_once(production: Production) -> None:
    production.settings |= dict.fromkeys(("FORMKIT_SECRET_KEY", "FORMKIT_SMTP", "FORMKIT_MAIL_FROM"), "")
    production.settings["FORMKIT_PUBLIC_URL"] = ""
    process = production.start("serve", "--port", str(production.port))
    assert process.wait() == 1
    assert process.lines == [
        "formkit serve does not start:",
        "FORMKIT_SECRET_KEY is not set: needed for formkit serve.",
        NEW_KEY,
        "FORMKIT_PUBLIC_URL is not set: needed for formkit serve.",
        "    Write the endpoint's address as visitors reach it: https://forms.example.com",
        "FORMKIT_SMTP is not set: needed for formkit serve, to send mail.",
        "    Your mail provider tells host, user and password; write smtp://user:password@host:587",
        "FORMKIT_MAIL_FROM is not set: needed for formkit serve, as the sender of mail.",
        "    Write an address of your own domain: forms@example.com",
        "    Set these in .env of the workspace or in the environment; formkit doctor checks again.",
    ]


def test_a_weak_key_a_data_folder_that_is_a_file_and_a_broken_spec_are_named(production: Production) -> None:
    production.settings["FORMKIT_SECRET_KEY"] = "rose"
    (production.workspace / "data").write_text("", "utf-8")
    (production.workspace / "form_specs" / "wrong.yaml").write_text("forms: {contact: {prset: contact}}", "utf-8")
    process = production.start("serve", "--port", str(production.port))
    assert process.wait() == 1
    data = production.workspace / "data"
    assert process.lines == [
        "formkit serve does not start:",
        "FORMKIT_SECRET_KEY is too easy to guess: it needs 32 or more random letters.",
        NEW_KEY,
        f"data folder: {data} can't be written.",
        f"    Give the user that runs formkit the right to write to {data}.",
        f"database: The database can't be kept in {data / 'formkit.db'}: File exists.",
        "    Name a folder that the user that runs formkit can write to, or use a PostgreSQL database.",
        "specs: wrong.yaml has mistakes.",
        "    See them with: formkit check wrong",
        "    Set these in .env of the workspace or in the environment; formkit doctor checks again.",
    ]


def test_a_busy_port_is_one_sentence(production: Production) -> None:
    with socket.create_server(("127.0.0.1", production.port)):
        process = production.start("serve", "--port", str(production.port))
        assert process.wait() == 1
    assert process.lines[0] == f"Port {production.port} is in use by another program."
    assert re.fullmatch(r"    Stop that program, or use --port \d+", process.lines[1])


class Crowd:
    """Visitors who send one message after the other until nobody answers. `promised` are the references they got."""

    def __init__(self, port: int, *, visitors: int, enough: int) -> None:
        self.promised: list[str] = []
        self.enough = threading.Event()
        self._port, self._enough = port, enough
        self._threads = [threading.Thread(target=self._send, args=(visitor,)) for visitor in range(visitors)]
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _send(self, visitor: int) -> None:
        for number in range(visitor * 10_000, visitor * 10_000 + 10_000):
            try:
                status, reference, _ = send(self._port, number)
            except (OSError, HTTPException):  # cut off in the middle: nothing was promised
                return
            assert status == 303
            self.promised.append(reference)
            if len(self.promised) >= self._enough:
                self.enough.set()


def test_stopped_in_the_middle_of_a_crowd_it_keeps_every_promise(production: Production) -> None:
    production.mail_server()
    process = production.serve("--workers", "2")
    crowd = Crowd(production.port, visitors=4, enough=30)
    assert crowd.enough.wait(60)
    assert process.end() == 0
    crowd.join()
    with open_store(production.database_url) as store:
        stored = {submission.reference for submission in store.submissions()}
        states = [delivery.state for delivery in store.deliveries()]
    assert set(crowd.promised) <= stored
    assert len(states) == len(stored)
    assert set(states) <= {DeliveryState.SENT, DeliveryState.QUEUED}


def test_a_backup_under_load_holds_every_promise(production: Production) -> None:
    process = production.serve("--no-deliver")
    crowd = Crowd(production.port, visitors=2, enough=10)
    assert crowd.enough.wait(60)
    before = set(crowd.promised)
    backup = production.start("backup", "copy.db")
    assert backup.wait() == 0
    process.end()
    crowd.join()
    found = re.search(r"copy\.db: (\d+) messages, (\d+) mails", backup.said)
    with (
        open_store(f"sqlite:///{production.workspace / 'copy.db'}") as copy,
        open_store(production.database_url) as now,
    ):
        copied = list(copy.submissions(oldest_first=True))
        assert copied == list(now.submissions(oldest_first=True, limit=len(copied)))
    assert before <= {submission.reference for submission in copied}
    assert found
    assert found.groups() == (str(len(copied)), str(len(copied)))


def delivery_worker(process: Process) -> int:
    """The process id of the `formkit deliver` that a `formkit serve` keeps."""
    return next(pid for pid in process.children() if b"deliver" in Path(f"/proc/{pid}/cmdline").read_bytes())


def test_a_killed_delivery_worker_is_started_again_and_repeats_the_same_mail(production: Production) -> None:
    mute = production.mail_server("--mute")
    process = production.serve()
    assert send(production.port, 1)[0] == 303
    mute.wait_for(lambda lines: numbers(lines) == [1])
    os.kill(delivery_worker(process), signal.SIGKILL)
    process.wait_for_words("The delivery worker ended (-9); it is started again in 1 s.")
    mute.end()
    answering = production.mail_server()
    answering.wait_for(lambda lines: numbers(lines) == [1])
    assert mails(mute.lines)[0]["id"] == mails(answering.lines)[0]["id"]
    assert send(production.port, 2)[0] == 303
    answering.wait_for(lambda lines: numbers(lines) == [1, 2])


def kill_worker(process: Process, times: int) -> None:
    """Kill the process that answers for the so-manieth time, and wait until it is told."""
    (worker,) = process.children()
    os.kill(worker, signal.SIGKILL)
    process.wait_for(lambda lines: sum("A worker ended" in line for line in lines) == times)


def wait_until_it_answers(port: int) -> None:
    for _ in range(600):
        if answers("127.0.0.1", port):
            return
        threading.Event().wait(0.1)


def test_however_often_a_worker_is_killed_it_is_started_again_until_told_to_stop(production: Production) -> None:
    process = production.serve("--no-deliver")
    for times in (1, 2):
        kill_worker(process, times)
        wait_until_it_answers(production.port)
        assert send(production.port, times)[0] == 303
    kill_worker(process, 3)
    assert process.end() == 0  # in the pause before the next start
    pauses = [line[-4] for line in process.lines if "A worker ended" in line]
    assert pauses == ["0", "0", "1"]


def test_when_it_is_killed_nothing_of_it_stays(production: Production) -> None:
    process = production.serve("--workers", "2")
    assert len(process.children()) == 3
    assert process.end(signal.SIGKILL) == -9  # waits for the end of every process that could still speak
    with pytest.raises(ConnectionRefusedError):
        ask(production.port, "GET", "/healthz")
