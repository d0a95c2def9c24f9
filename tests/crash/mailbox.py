"""A mail server that keeps what it took: `python -m tests.crash.mailbox PORT RECORD [options]`.

Each mail is a line of JSON in the file RECORD before the sender hears 250, so that it outlives this process.
With faults it says 451 or 421, cuts the connection within DATA or just before its 250, or is slow, until SIGUSR2.
At STEP ("rcpt", "mid-data", "before-250" or "after-250") it says "at STEP" and waits: SIGUSR1 lets it go on.
With --slow SECONDS every mail takes so long.
"""

import argparse
import asyncio
import json
import os
import re
import signal
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from random import Random

from aiosmtpd.smtp import SMTP, Envelope, Session

FAULTS = {"451": 0.01, "421": 0.002, "cut within DATA": 0.01, "cut before 250": 0.01, "slow": 0.01}
"""How many mails of one meet each fault."""
SLOW_S = 1.0
TAKEN = "250 2.0.0 taken"


class Mailbox:
    """Takes every mail, unless a fault comes first; stops at one step when it is told to."""

    def __init__(self, record: Path, faults: Random | None, *, stop_at: str, slow: float) -> None:
        self.record = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self.faults = faults
        self.stop_at = stop_at
        self.slow = slow
        self.go_on = asyncio.Event()

    def calm(self) -> None:
        """No faults from now on."""
        self.faults = None

    def fault(self) -> str:
        """The next mail's fault, or ""."""
        if self.faults is None:
            return ""
        met = self.faults.choices(("", *FAULTS), (1 - sum(FAULTS.values()), *FAULTS.values()))[0]
        if met:
            print(f"fault: {met}", flush=True)
        return met

    def keep(self, envelope: Envelope) -> None:
        mail = message_from_bytes(envelope.content or b"", policy=default)
        body = mail.get_body(("plain",))
        number = re.search(r"number (\d+)\.", body.get_content() if body else "")
        kept = {"id": mail["Message-ID"], "number": int(number[1]) if number else 0}
        os.write(self.record, json.dumps(kept).encode() + b"\n")
        print(f"took {kept['number']}", flush=True)

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: "Conversation", session: Session, envelope: Envelope
    ) -> str:
        self.keep(envelope)
        await asyncio.sleep(SLOW_S if server.fault == "slow" else self.slow)
        if server.fault == "cut before 250":
            server.transport.abort()
        await self.reach("before-250")
        await self.reach("after-250")
        return TAKEN

    async def reach(self, step: str) -> None:
        if step == self.stop_at:
            print(f"at {step}", flush=True)
            await self.go_on.wait()


class Conversation(SMTP):
    """One connection."""

    def __init__(self, mailbox: Mailbox) -> None:
        super().__init__(mailbox, enable_SMTPUTF8=True)
        self.mailbox = mailbox
        self.fault = ""

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        self.fault = self.mailbox.fault()
        await self.mailbox.reach("rcpt")
        if self.fault == "451":
            await self.push("451 4.7.1 greylisted, come back later")
        else:
            await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        if self.fault == "421":
            await self.push("421 4.3.2 closing for a moment")
            self.transport.abort()
        elif self.fault == "cut within DATA" or self.mailbox.stop_at == "mid-data":
            await self.push("354 go on")
            await self._reader.readline()
            await self.mailbox.reach("mid-data")
            self.transport.abort()
        else:
            await super().smtp_DATA(arg)

    async def push(self, status: str | bytes) -> None:
        await super().push(status)
        if status == TAKEN and self.mailbox.stop_at == "after-250":
            print("answered", flush=True)


async def serve(port: int, mailbox: Mailbox) -> None:
    """Take mail on 127.0.0.1 until SIGTERM."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGUSR1, mailbox.go_on.set)
    loop.add_signal_handler(signal.SIGUSR2, mailbox.calm)
    server = await loop.create_server(lambda: Conversation(mailbox), "127.0.0.1", port)
    print("ready", flush=True)
    await stop.wait()
    server.close()


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("port", type=int)
    parser.add_argument("record", type=Path)
    parser.add_argument("--faults", type=int)
    parser.add_argument("--stop-at", default="")
    parser.add_argument("--slow", type=float, default=0.0)
    return parser.parse_args()


async def main() -> None:
    said = read_arguments()
    faults = None if said.faults is None else Random(said.faults)
    await serve(said.port, Mailbox(said.record, faults, stop_at=said.stop_at, slow=said.slow))


if __name__ == "__main__":
    asyncio.run(main())
