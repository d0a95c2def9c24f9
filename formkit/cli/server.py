"""The processes of `formkit serve`: granian's workers answer, a delivery worker sends, and this one, thin, keeps them.

Slow visitors must not starve honest ones, hence hundreds of threads; what they may do at once is bounded in the store.
One worker is right for SQLite: its threads save together, with one wait for the disk, while two workers take turns at
the lock of the file (measured on two processors: a tenth more posts for half as much memory again). With PostgreSQL,
give `--workers` as many as there are processors. The delivery worker has a lower priority than those who answer.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING

from formkit.cli.addresses import answers
from formkit.cli.dawdlers import Dawdlers
from formkit.cli.garbage import spare_what_is_loaded
from formkit.cli.keeper import Kept, worker_name

if TYPE_CHECKING:
    from flask import Flask

    from formkit.cli.lasting import LastingServer

M_MMAP_THRESHOLD, LARGE_BLOCK = -3, 256 * 1024  # bytes
HEADERS_S = 10  # for the head of a request, from the first moment of a connection or the end of the last answer
LAST_WORDS_S = 20  # for requests that are being answered, when it is stopped
PROBE_EVERY_S = 0.05
LOOK_EVERY_S = 0.5
DELIVER = (sys.executable, "-m", "formkit", "deliver")


@dataclass(frozen=True)
class Listening:
    """Where to listen, with how many processes and how many threads in each."""

    host: str
    port: int
    workers: int
    threads: int


def listen(workspace: Path, at: Listening, *, deliver: bool, ready: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT, then finish what was begun everywhere; `ready` is called when it answers."""
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    from formkit.cli.lasting import LastingServer

    server = LastingServer(
        "formkit.cli.server",
        address=at.host,
        port=at.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,  # what a web server in front speaks; who says nothing is only then sent away
        http1_settings=HTTP1Settings(header_read_timeout=HEADERS_S * 1000, max_buffer_size=65536),
        workers=at.workers,
        blocking_threads=at.threads,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=LAST_WORDS_S,
    )
    server.on_startup(Thread(target=_tell, args=(at, server, ready), daemon=True).start)
    worker = Kept([*DELIVER, "--kept-as", worker_name(), "--workspace", str(workspace)]) if deliver else None
    if worker:
        server.on_startup(worker.start)
        server.on_shutdown(worker.stop)
    server.serve(target_loader=partial(load_app, workspace, os.getpid(), at.port), wrap_loader=False)


def load_app(workspace: Path, keeper: int, port: int) -> "Flask":
    """The app of one worker process, with its own connections to the store; `keeper` is the id of its parent."""
    from formkit.settings import load_settings
    from formkit.store import open_store
    from formkit.web import create_app
    from formkit.web.sites import Sites

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)  # the fork brought its parent's; granian sets its own once this is loaded
    Thread(target=_end_with, args=(keeper,), daemon=True).start()
    Thread(target=Dawdlers(port).keep_looking, args=(monotonic,), daemon=True).start()
    settings = load_settings(workspace)
    app = create_app(settings, sites=Sites(settings).load(), store=open_store(settings.database_url))
    spare_what_is_loaded()  # a tenth more posts
    _give_memory_back()
    return app


def _give_memory_back() -> None:
    """What a file took goes back to the system at once: left alone, glibc keeps blocks of up to 32 MB (mallopt(3))."""
    import ctypes

    with suppress(OSError, AttributeError):  # another C library has other ways
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, LARGE_BLOCK)


def _tell(at: Listening, server: "LastingServer", ready: Callable[[], None]) -> None:
    sleep(PROBE_EVERY_S)  # the workers are forked first, while no other thread is in the middle of anything
    while not answers(at.host, at.port):
        sleep(PROBE_EVERY_S)
    server.answered = True
    ready()


def _end_with(keeper: int) -> None:
    """End this worker in order when the process that keeps it is killed: nobody else would stop it then."""
    while os.getppid() == keeper:
        sleep(LOOK_EVERY_S)
    os.kill(os.getpid(), signal.SIGTERM)
