"""How many mails a second the outbox drains: `python bench/outbox.py [RUNS] [MAILS]`.

Beside it, in the same run and at the same mail server: the same mails, built before, over one connection that is
reused. The mail server is a process of its own and says itself when the first and the last mail came.
"""

import asyncio
import os
import shutil
import smtplib
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

from aiosmtpd.smtp import SMTP, Envelope, Session
from measure import free_port, python, running, table

from formkit.channels.mail.build import build
from formkit.model import Answer, Delivery, Mailbox, Message, Submission
from formkit.store import open_store

FROM = "forms@rosegarden.example"
ANSWERS = tuple(Answer(name, "text", name.title(), name * 10) for name in ("name", "email", "tel", "topic", "message"))
SPEC = "site: {name: Rose Garden}\nbusiness: {email: hello@rosegarden.example}\nforms: {contact: {}}\n"


def fact(number: int) -> tuple[Submission, Delivery]:
    """A submission of five fields, and its mail to the owner."""
    name, now = f"{number:09}", datetime.now(UTC)
    fields = {answer.field: answer.text for answer in ANSWERS}
    submission = Submission(name, f"R{name}", f"t{name}", "rose", "contact", now, "en", fields, ANSWERS)
    message = Message(
        "owner", "Hello", "Rose Garden", "Write to us", "en", answers=ANSWERS, reference=f"R{name}",
        reply_to=Mailbox("ada@example.com", "Ada Example"), received_at=now, received_text="1 March 2026, 12:00",
    )  # fmt: skip
    return submission, Delivery(f"d{name}", name, "mail", "hello@rosegarden.example", message, created_at=now)


class Counter:
    """Takes every mail; NOOP tells how many, and how many seconds lie between the first and the last one."""

    def __init__(self) -> None:
        self.moments: list[float] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.moments.append(perf_counter())
        return "250 2.0.0 taken"

    async def handle_NOOP(self, server: SMTP, session: Session, envelope: Envelope, arg: str) -> str:  # noqa: N802
        count, moments = len(self.moments), self.moments
        if arg == "forget":
            self.moments = []
        return f"250 {count} {moments[-1] - moments[0] if count else 0}"


async def serve(port: int) -> None:
    """The mail server."""
    counter = Counter()
    await asyncio.get_running_loop().create_server(lambda: SMTP(counter, enable_SMTPUTF8=True), "127.0.0.1", port)
    await asyncio.Event().wait()


def asked(port: int, argument: str = "") -> tuple[int, float]:
    """How many mails the server took, and in how many seconds; with "forget" it begins anew."""
    with smtplib.SMTP("127.0.0.1", port) as server:
        count, seconds = server.docmd("NOOP", argument)[1].decode().split()
        return int(count), float(seconds)


def rate(port: int, mails: int) -> float:
    """Mails a second, once all have come."""
    while (found := asked(port))[0] < mails:
        sleep(0.2)
    asked(port, "forget")
    return found[0] / found[1]


def direct(port: int, built: list[bytes]) -> float:
    with smtplib.SMTP("127.0.0.1", port) as server:
        for mail in built:
            server.sendmail(FROM, ["hello@rosegarden.example"], mail)
    return rate(port, len(built))


def drained(workspace: Path, port: int, mails: int, *, workers: int) -> float:
    """What `formkit deliver` drains, with so many of them."""
    shutil.copy(workspace / "full.db", workspace / "data" / "formkit.db")
    environ = {
        "FORMKIT_SMTP": f"smtp://127.0.0.1:{port}?tls=none",
        "FORMKIT_MAIL_FROM": FROM,
        "FORMKIT_MAIL_LIMIT": "0",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    with ExitStack() as stack:
        for _ in range(workers):
            command = python("-m", "formkit", "deliver", "--workspace", str(workspace))
            stack.enter_context(running(command, environ=environ))
        found = rate(port, mails)
    for path in (workspace / "data").iterdir():
        path.unlink()
    return found


def fill(workspace: Path, mails: int) -> None:
    (workspace / "form_specs").mkdir()
    (workspace / "form_specs" / "rose.yaml").write_text(SPEC, encoding="utf-8")
    (workspace / "data").mkdir()
    with open_store(f"sqlite:///{workspace / 'full.db'}") as store:
        for number in range(mails):
            submission, delivery = fact(number)
            store.save(submission, [delivery], repeat_after=None)


def main() -> None:
    """Measure each way in turn, so that a busy machine treats them alike."""
    if sys.argv[1:2] == ["serve"]:
        asyncio.run(serve(int(sys.argv[2])))
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    mails = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="formkit-bench-") as name:
        workspace = Path(name)
        fill(workspace, mails)
        built = [build(fact(number)[1], FROM) for number in range(mails)]
        with running(python(__file__, "serve", str(port)), port=port):
            asked(port, "forget")
            rates: dict[str, list[float]] = {}
            for _ in range(runs):
                rates.setdefault("one connection, mails built before", []).append(direct(port, built))
                rates.setdefault("the outbox, 1 worker", []).append(drained(workspace, port, mails, workers=1))
                rates.setdefault("the outbox, 4 workers", []).append(drained(workspace, port, mails, workers=4))
    base = median(rates["one connection, mails built before"])
    rows = [(way, f"{median(found):,.0f}", f"{median(found) / base:.0%}") for way, found in rates.items()]
    print(f"{mails:,} mails, median of {runs} runs\n")
    table(("", "mails/s", "share"), rows)


if __name__ == "__main__":
    main()
