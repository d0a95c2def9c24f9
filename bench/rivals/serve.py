"""Serve a rival with granian as `formkit serve` serves formkit: `python serve.py MODULE PORT WORKERS THREADS`."""

import sys
from functools import partial
from importlib import import_module
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server


def load(module: str) -> Any:
    return import_module(module).app


def main() -> None:
    module, port, workers, threads = sys.argv[1], *map(int, sys.argv[2:])
    server = Server(
        module,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        log_level=LogLevels.error,
    )
    server.serve(target_loader=partial(load, module), wrap_loader=False)


if __name__ == "__main__":
    main()
