"""A mail server that makes every mistake a mail server can make; where it is not told to, it is a good one."""

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import takewhile
from threading import Event, Semaphore, Thread, local

import pytest

from formkit.settings import Smtp

Play = Callable[["FaultyServer", socket.socket], None]
Answer = bytes | Play
GOOD: dict[str, Answer] = {
    "greeting": b"220 mail.example\r\n",
    "EHLO": b"250 mail.example\r\n",
    "MAIL": b"250 2.1.0 fine\r\n",
    "RCPT": b"250 2.1.5 fine\r\n",
    "DATA": b"354 go on\r\n",
    "content": b"250 2.0.0 taken\r\n",
    "RSET": b"250 2.0.0 forgotten\r\n",
    "QUIT": b"221 2.0.0 bye\r\n",
}


def cut(server: "FaultyServer", peer: socket.socket) -> None:
    """End the connection without a word."""
    peer.shutdown(socket.SHUT_RDWR)


def cut_in_the_middle(server: "FaultyServer", peer: socket.socket) -> None:
    """Want the mail, and go away while it comes."""
    peer.sendall(b"354 go on\r\n")
    peer.recv(10)
    peer.shutdown(socket.SHUT_RDWR)


def silent(server: "FaultyServer", peer: socket.socket) -> None:
    """Say nothing, for as long as the test takes."""
    server.over.wait()


def drip(server: "FaultyServer", peer: socket.socket) -> None:
    """Answer byte by byte, without an end; no pause is long."""
    while not server.over.wait(0.02):
        peer.sendall(b"2")


def flood(server: "FaultyServer", peer: socket.socket) -> None:
    """Answer line after line, without an end."""
    while not server.over.is_set():
        peer.sendall(b"250-and another thing\r\n" * 1000)


def read_slowly(server: "FaultyServer", peer: socket.socket) -> None:
    """Want the mail, and take it byte by byte."""
    peer.sendall(b"354 go on\r\n")
    while not server.over.wait(0.05):
        peer.recv(1)


class FaultyServer:
    """`answers` replaces those of a good server, by the command that they answer; `received` is what it took."""

    def __init__(self, **answers: Answer) -> None:
        self.answers = GOOD | answers
        self.received: list[bytes] = []
        self.connections = 0
        self.taken = Semaphore(0)
        self.over = Event()
        self._local = local()
        self._threads: list[Thread] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.smtp = Smtp("127.0.0.1", self._listener.getsockname()[1], "none")
        self._start(self._accept)

    @property
    def last_line(self) -> bytes:
        """What the caller's connection has just asked."""
        line: bytes = self._local.last_line
        return line

    def heal(self) -> None:
        """Be a good server from now on."""
        self.answers = GOOD

    def close(self) -> None:
        self.over.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _start(self, work: Callable[..., None], *arguments: object) -> None:
        self._threads.append(Thread(target=work, args=arguments))
        self._threads[-1].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                peer, _ = self._listener.accept()
                peer.settimeout(20)
                self.connections += 1
                self._start(self._serve, peer)

    def _serve(self, peer: socket.socket) -> None:
        with peer, suppress(OSError), peer.makefile("rb") as lines:
            self._answer("greeting", peer)
            for line in lines:
                verb = line[:4].decode("ascii", "replace").upper()
                self._local.last_line = line
                if self._answer(verb, peer) == GOOD["DATA"]:
                    content = list(takewhile(lambda line: line != b".\r\n", lines))
                    self.received.append(b"".join(content))
                    self._answer("content", peer)
                    self.taken.release()

    def _answer(self, name: str, peer: socket.socket) -> Answer:
        answer = self.answers.get(name, b"500 what?\r\n")
        if isinstance(answer, bytes):
            peer.sendall(answer)
        else:
            answer(self, peer)
        return answer


@pytest.fixture
def start_faulty() -> Iterator[Callable[..., FaultyServer]]:
    """`start_faulty(RCPT=b"550 no\\r\\n")` starts a mail server with that answer."""
    running: list[FaultyServer] = []

    def start(**answers: Answer) -> FaultyServer:
        running.append(FaultyServer(**answers))
        return running[-1]

    yield start
    for server in running:
        server.close()
