"""Around every test: it can't reach past this machine, has no home directory, and sees nobody's settings."""

import ipaddress
import os
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = pytest.StashKey[str]()
NOBODY = 65534  # the user that owns nothing, on every Linux


def pytest_configure(config: pytest.Config) -> None:
    """Make the wrong thing impossible before the first module of ours is imported."""
    sys.addaudithook(stay_on_this_machine)
    config.stash[HOME] = tempfile.mkdtemp(prefix="formkit-home-")
    os.environ.setdefault(
        "PIP_CACHE_DIR", str(Path.home() / ".cache" / "pip")
    )  # the wheel test need not download again
    for name in [name for name in os.environ if name.startswith("FORMKIT_")]:
        del os.environ[name]
    os.environ |= {"HOME": config.stash[HOME], "TZ": "UTC"}
    time.tzset()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job and its children ignore it


def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave nothing behind."""
    shutil.rmtree(config.stash[HOME], ignore_errors=True)


def stay_on_this_machine(event: str, arguments: tuple[object, ...]) -> None:
    """The audit hook: raises RuntimeError where Python would send past loopback; resolves no other name."""
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if isinstance(address, tuple) and isinstance(address[0], str) and not is_loopback(address[0]):
            raise RuntimeError(f"a test tried to reach {address[0]}: tests stay on 127.0.0.1 and ::1")
    elif event == "socket.getaddrinfo" and isinstance(name := arguments[0], str) and not needs_no_asking(name):
        raise socket.gaierror(socket.EAI_NONAME, f"tests resolve no names, not even {name}")


def needs_no_asking(host: str) -> bool:
    """Whether a host is known without a name server."""
    return host in ("", "localhost") or is_address(host)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself: localhost, 127.0.0.0/8, ::1, or IPv4 written as IPv6."""
    if not is_address(host):
        return host == "localhost"
    address = ipaddress.ip_address(host)
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def is_address(host: str) -> bool:
    """Whether a host is a number already, so that nobody needs to be asked."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder of a user who is not root, and that user for as long as the test runs: root may write anywhere."""
    me, folder = os.geteuid(), Path(tempfile.mkdtemp(prefix="formkit-"))
    if me == 0:
        os.chown(folder, NOBODY, -1)
        os.seteuid(NOBODY)
    yield folder
    os.seteuid(me)
    shutil.rmtree(folder)
