"""Far too much, sent to `formkit serve` as it runs in production: its memory stays bounded, and its words stay kind."""

import socket
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.processes import Process, Production

MB = 1_000_000
SPEC = """
site: {name: Rose Garden}
business: {email: hello@rosegarden.example}
forms:
  contact:
    fields:
      name: {type: text}
      photo: {type: file, accept: txt, max_size: 10 MB}
"""
BEGIN = (
    b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nAda Lovelace\r\n'
    b'--x\r\nContent-Disposition: form-data; name="photo"; filename="a.txt"\r\n\r\n'
)
END = b"\r\n--x--\r\n"
PIECE = b"z" * 65_536
HEAD = (
    b"POST /f/rose/contact HTTP/1.1\r\nHost: rose\r\nAccept: text/html\r\nConnection: close\r\n"
    b"Content-Type: multipart/form-data; boundary=x\r\n%b\r\n\r\n"
)
CHUNKED = b"Transfer-Encoding: chunked"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Production, Process]]:
    with ExitStack() as stack:
        production = Production(tmp_path_factory.mktemp("large"), stack)
        (production.workspace / "form_specs").mkdir()
        (production.workspace / "form_specs" / "rose.yaml").write_text(SPEC, "utf-8")
        yield production, production.serve("--no-deliver")


def memory(process: Process, what: str = "VmHWM") -> int:
    """Bytes of the worker that answers: now (VmRSS), or the most that it ever had (VmHWM)."""
    (worker,) = process.children()
    lines = Path(f"/proc/{worker}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{what}:"))


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%b\r\n" % (len(data), data)


def post(port: int, size: int, *, framed: Callable[[bytes], bytes] = bytes) -> tuple[int, str]:
    """A file of so many bytes; the status, and what the page says."""
    length = b"Content-Length: %d" % (len(BEGIN) + size + len(END))
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(HEAD % (CHUNKED if framed is chunk else length))
        try:
            connection.sendall(framed(BEGIN))
            for start in range(0, size, len(PIECE)):
                connection.sendall(framed(PIECE[: size - start]))
            connection.sendall(framed(END) + (b"0\r\n\r\n" if framed is chunk else b""))
        except OSError:
            """It has heard enough, and said why."""
        said = b"".join(iter(lambda: _received(connection), b"")).decode()
    return int(said.split()[1]), said


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65_536)
    except ConnectionResetError:
        return b""


@pytest.mark.parametrize("framed", [bytes, chunk], ids=["with its length", "in chunks"])
def test_a_gigabyte_is_refused_in_words(house: tuple[Production, Process], framed: Callable[[bytes], bytes]) -> None:
    production, process = house
    before = memory(process)
    status, said = post(production.port, 1000 * MB, framed=framed)
    assert status == 413
    assert not said.partition("\r\n\r\n")[2] or "more than we can take" in said
    assert memory(process) - before < 50 * MB


def test_what_was_typed_beside_too_large_a_file_is_not_lost(house: tuple[Production, Process]) -> None:
    production, process = house
    before = memory(process)
    status, said = post(production.port, 60 * MB)
    assert status == 422
    assert "a.txt: this file is larger than 10 MB" in said
    assert 'value="Ada Lovelace"' in said
    assert memory(process) - before < 50 * MB


def test_many_at_once_are_asked_to_wait_before_the_memory_is_full(house: tuple[Production, Process]) -> None:
    production, process = house
    before = memory(process, "VmRSS")
    with ThreadPoolExecutor(40) as visitors:
        answers = list(visitors.map(lambda _: post(production.port, 9 * MB), range(40)))
    assert memory(process) - before < 250 * MB
    assert set(Counter(status for status, _ in answers)) <= {303, 503}
    assert all("Ada Lovelace" in said for status, said in answers if status == 503)
    assert post(production.port, 9 * MB)[0] == 303
