"""A mail server that takes everything and throws it away: `python post_office.py PORT DELAY_MS`."""

import asyncio
import sys
from typing import Any

from aiosmtpd.smtp import SMTP


class Taker:
    """Answers "250 OK" after the delay, as a mail server far away or under load does."""

    def __init__(self, delay_s: float) -> None:
        self.delay_s = delay_s

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        await asyncio.sleep(self.delay_s)
        return "250 OK"


async def serve(port: int, delay_s: float) -> None:
    loop, taker = asyncio.get_running_loop(), Taker(delay_s)
    server = await loop.create_server(lambda: SMTP(taker, hostname="127.0.0.1"), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]) / 1000))
