"""A mail server as a process of its own: `python -m tests.mailserver PORT`. It prints each mail as a line of JSON.

With `--mute` it says so too, but never answers the sender whether it took the mail.
With `--keep FOLDER` each mail is in a file there, named by its Message-ID, before it is printed.
"""

import argparse
import asyncio
import json
import signal
from email import message_from_bytes
from email.policy import default
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session


class Printer:
    """Takes every mail and says so."""

    def __init__(self, *, mute: bool, folder: Path | None) -> None:
        self.mute = mute
        self.folder = folder

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = envelope.content or b""
        mail = message_from_bytes(content, policy=default)
        body = mail.get_body(("plain",))
        said = {"id": mail["Message-ID"], "to": envelope.rcpt_tos, "text": body.get_content() if body else ""}
        if self.folder:
            (self.folder / mail["Message-ID"].strip("<>")).write_bytes(content)
        print(json.dumps(said), flush=True)
        if self.mute:
            await asyncio.Event().wait()
        return "250 2.0.0 taken"


async def serve(port: int, printer: Printer) -> None:
    """Take mail on 127.0.0.1 until SIGTERM."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    server = await loop.create_server(lambda: SMTP(printer, enable_SMTPUTF8=True), "127.0.0.1", port)
    print("ready", flush=True)
    await stop.wait()
    server.close()


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("port", type=int)
    asked.add_argument("--mute", action="store_true")
    asked.add_argument("--keep", type=Path)
    given = asked.parse_args()
    asyncio.run(serve(given.port, Printer(mute=given.mute, folder=given.keep)))
