"""A mail server as a process of its own: `python -m tests.mailserver PORT`. It prints each mail as a line of JSON.

With `--mute` it says so too, but never answers the sender whether it took the mail.
With `--whole` it also prints every byte of the mail, as latin-1.
"""

import asyncio
import json
import signal
import sys
from email import message_from_bytes
from email.policy import default

from aiosmtpd.smtp import SMTP, Envelope, Session


class Printer:
    """Takes every mail and says so."""

    def __init__(self, *, mute: bool, whole: bool) -> None:
        self.mute = mute
        self.whole = whole

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        content = bytes(envelope.content or b"")  # type: ignore[arg-type]  # bytes, as we do not ask for text
        mail = message_from_bytes(content, policy=default)
        body = mail.get_body(("plain",))
        said = {"id": mail["Message-ID"], "to": envelope.rcpt_tos, "text": body.get_content() if body else ""}
        if self.whole:
            said["whole"] = content.decode("latin-1")
        print(json.dumps(said), flush=True)
        if self.mute:
            await asyncio.Event().wait()
        return "250 2.0.0 taken"


async def serve(port: int, *, mute: bool, whole: bool) -> None:
    """Take mail on 127.0.0.1 until SIGTERM."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    printer = Printer(mute=mute, whole=whole)
    server = await loop.create_server(lambda: SMTP(printer, enable_SMTPUTF8=True), "127.0.0.1", port)
    print("ready", flush=True)
    await stop.wait()
    server.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), mute="--mute" in sys.argv, whole="--whole" in sys.argv))
