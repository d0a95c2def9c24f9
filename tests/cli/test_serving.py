"""`formkit serve`, `formkit deliver` and `formkit dev` as real processes."""

import json
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlencode

import pytest

from formkit.store import Store
from tests.cli.conftest import SETTINGS, SPEC, Formkit
from tests.smtp import RunningMailserver
from tests.store.facts import delivery, submission

Start = Callable[..., subprocess.Popen[str]]
FIELDS = {"name": "Ada", "email": "ada@example.com", "message": "Roses, please"}


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def read_until(process: subprocess.Popen[str], words: str) -> str:
    """What the process says, up to the line with these words; fails when it ends, or takes too long, without them."""
    said, too_late = "", threading.Timer(30, process.kill)
    too_late.start()
    assert process.stdout
    for line in process.stdout:
        said += line
        if words in line:
            too_late.cancel()
            return said
    raise AssertionError(f"it ended without saying {words!r}:\n{said}")


def reach(port: int) -> None:
    """Wait until somebody listens there."""
    for _ in range(200):
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port), timeout=20):
            return
        time.sleep(0.05)
    raise AssertionError(f"nobody listens at port {port}")


def post(port: int) -> dict[str, str]:
    request = urllib.request.Request(f"http://127.0.0.1:{port}/f/rose/contact", urlencode(FIELDS).encode())
    request.add_header("Accept", "application/json")
    with urllib.request.urlopen(request, timeout=20) as answer:
        found: dict[str, str] = json.load(answer)
        return found


def get(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as answer:
        return str(answer.read().decode())


def stopped(process: subprocess.Popen[str]) -> tuple[int, str]:
    process.send_signal(signal.SIGTERM)
    out, _ = process.communicate(timeout=30)
    return process.returncode, out


@pytest.fixture
def production(workspace: Path, mailserver: RunningMailserver) -> int:
    """A workspace that is ready to serve; the port to serve at."""
    port = free_port()
    smtp = f"FORMKIT_SMTP=smtp://127.0.0.1:{mailserver.smtp.port}?tls=none\n"
    (workspace / ".env").write_text(f"{SETTINGS}{smtp}FORMKIT_PUBLIC_URL=http://127.0.0.1:{port}\n", "utf-8")
    return port


def test_serve_takes_a_form_and_the_mail_arrives(
    start: Start, production: int, mailserver: RunningMailserver, kept: Store
) -> None:
    process = start("serve", "--port", str(production))
    read_until(process, "Ctrl-C stops")
    reach(production)
    reference = post(production)["reference"]
    (mail,) = mailserver.wait_for(1)
    assert mail.rcpt_tos == ["hello@rosegarden.example"]
    assert kept.submission(reference) is not None
    assert "Rose Garden" in get(production, "/rose/")
    assert stopped(process)[0] == 0


def test_serve_without_a_worker_leaves_the_mail_to_deliver(
    start: Start, production: int, mailserver: RunningMailserver, kept: Store
) -> None:
    process = start("serve", "--no-deliver", "--port", str(production))
    read_until(process, "Ctrl-C stops")
    reach(production)
    post(production)
    assert mailserver.received == []
    worker = start("deliver")
    mailserver.wait_for(1)
    assert stopped(worker) == (0, "")


def test_deliver_sends_what_waits_and_stops_in_order(
    start: Start, production: int, mailserver: RunningMailserver, kept: Store
) -> None:
    kept.save(submission(), [delivery()], repeat_after=None)
    worker = start("deliver")
    mailserver.wait_for(1)
    assert stopped(worker) == (0, "")
    assert kept.counts().waiting == 0


def test_deliver_without_a_mail_server_does_not_start(start: Start, workspace: Path) -> None:
    (workspace / ".env").write_text(SETTINGS, "utf-8")
    out, _ = (worker := start("deliver")).communicate(timeout=30)
    assert worker.returncode == 1
    assert out.startswith(
        "formkit deliver does not start:\nFORMKIT_SMTP is not set: needed for formkit serve, to send mail.\n"
    )


def test_a_busy_port_is_one_sentence(start: Start, production: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        out, _ = (process := start("serve", "--port", str(port))).communicate(timeout=30)
    assert process.returncode == 1
    assert out.startswith(f"Port {port} is in use by another program.\n    Stop that program, or use --port ")


@pytest.fixture
def workbench(start: Start) -> tuple[subprocess.Popen[str], int]:
    """`formkit dev` without any settings, ready to be used; its port."""
    port = free_port()
    process = start("dev", "--port", str(port))
    said = read_until(process, "Ctrl-C stops")
    assert f"http://127.0.0.1:{port}/rose/" in said
    return process, port


def test_dev_needs_no_settings_and_catches_the_mail(
    workbench: tuple[subprocess.Popen[str], int], workspace: Path
) -> None:
    process, port = workbench
    events = urllib.request.urlopen(f"http://127.0.0.1:{port}/_dev/events", timeout=20)
    post(port)
    assert "Rose Garden" in get(port, "/rose/")
    events.close()
    code, _ = stopped(process)
    assert code == 0
    assert len(list((workspace / "data" / "mail").glob("*.eml"))) == 1


def test_dev_builds_a_saved_spec_and_tells_the_browser(
    workbench: tuple[subprocess.Popen[str], int], workspace: Path
) -> None:
    _, port = workbench
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/_dev/events", timeout=20) as events:
        assert events.readline() == b"retry: 500\n"
        (workspace / "form_specs" / "rose.yaml").write_text(SPEC.replace("Rose Garden", "Tulip Garden"), "utf-8")
        assert next(line for line in events if line.startswith(b"data")) == b"data: reload\n"
    assert "Tulip Garden" in get(port, "/rose/")


def test_dev_survives_a_bad_spec(workbench: tuple[subprocess.Popen[str], int], workspace: Path) -> None:
    process, port = workbench
    (workspace / "form_specs" / "rose.yaml").write_text(SPEC.replace("type: email", "type: emial"), "utf-8")
    assert "unknown field type 'emial'" in read_until(process, "was built before stays")
    assert "Rose Garden" in get(port, "/rose/")


def test_dev_tells_once_what_is_left_of_a_removed_spec(start: Start, formkit: Formkit, workspace: Path) -> None:
    second, rose = workspace / "form_specs" / "second.yaml", workspace / "form_specs" / "rose.yaml"
    second.write_text(SPEC, "utf-8")
    formkit("build")
    second.unlink()
    process = start("dev", "--port", str(free_port()))
    assert "second is left from a spec that is gone" in read_until(process, "Ctrl-C stops")
    rose.write_text(SPEC.replace("Rose Garden", "Tulip Garden"), "utf-8")
    read_until(process, "1 changed.")
    rose.write_text(SPEC.replace("type: email", "type: emial"), "utf-8")
    assert "is left" not in read_until(process, "was built before stays")


def test_dev_takes_forms_that_were_built_for_another_endpoint(start: Start, workspace: Path) -> None:
    port = free_port()
    read_until(start("dev", "--port", str(port)), "Ctrl-C stops")
    assert ' action="/f/rose/contact"' in get(port, "/rose/")
    built = (workspace / "build" / "rose" / "index.html").read_text("utf-8")
    assert ' action="https://forms.rosegarden.example/f/rose/contact"' in built
