"""What a killed delivery worker held comes back."""

import os
import signal

from tests.crash.house import delivering
from tests.processes import Production, send


def test_what_a_killed_worker_was_sending_is_sent_though_much_else_waits(production: Production, mailbox) -> None:  # type: ignore[no-untyped-def]
    stuck = mailbox(production, "--stop-at", "rcpt")
    serve = production.serve()
    assert send(production.port, 1)[0] == 303
    stuck.wait_for(lambda lines: "at rcpt" in lines)
    assert all(send(production.port, number)[0] == 303 for number in range(2, 41))
    os.kill(*delivering(serve), signal.SIGKILL)
    stuck.end(signal.SIGKILL)
    busy = mailbox(production, "--slow", "0.5")  # for longer than claims are renewed
    busy.wait_for(lambda lines: {f"took {number}" for number in range(1, 41)} <= set(lines))
