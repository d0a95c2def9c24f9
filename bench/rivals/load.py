"""Visitors: `python load.py PORT PATH POSTS CONNECTIONS` -> one JSON line of seconds and milliseconds.

One thread and a selector, requests made beforehand: the load must not be what is measured.
"""

import json
import selectors
import socket
import sys
from collections import deque
from dataclasses import dataclass
from itertools import islice
from time import perf_counter
from urllib.parse import urlencode
from uuid import uuid4

WARM_UP = 100  # posts before the clock starts
GIVE_UP_S = 60  # without an answer


@dataclass
class Visitor:
    """One kept-alive connection; `began` is when the post was sent that it waits for."""

    line: socket.socket
    began: float = 0.0
    answer: bytes = b""


def request(path: str, number: int, run: str) -> bytes:
    """A form post of five fields that no other repeats."""
    said = {
        "name": f"Ann Smith {number}",
        "email": f"ann{number}@mail.example.com",
        "phone": "+1 650 253 0000",
        "topic": "Order",
        "message": "Good morning! Twelve white roses for Saturday, please. " * 3,
        "_key": f"{run}{number}",
        "_lang": "en",
    }
    body = urlencode(said).encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\n"
        f"Accept: text/html\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def post_all(port: int, requests: "deque[bytes]", connections: int) -> list[float]:
    """Send every request, each connection one after the other; returns the milliseconds of each."""
    taken: list[float] = []
    with selectors.DefaultSelector() as waiting:
        for raw in islice(iter(requests.popleft, None), min(connections, len(requests))):
            visitor = Visitor(socket.create_connection(("127.0.0.1", port)))
            visitor.line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            waiting.register(visitor.line, selectors.EVENT_READ, visitor)
            send(visitor, raw)
        while waiting.get_map():
            ready = waiting.select(GIVE_UP_S)
            if not ready:
                raise SystemExit("no answer")
            for key, _ in ready:
                visitor = key.data
                if not received(visitor):
                    continue
                taken.append((perf_counter() - visitor.began) * 1000)
                if requests:
                    send(visitor, requests.popleft())
                else:
                    waiting.unregister(visitor.line)
                    visitor.line.close()
    return taken


def send(visitor: Visitor, raw: bytes) -> None:
    visitor.began, visitor.answer = perf_counter(), b""
    visitor.line.sendall(raw)


def received(visitor: Visitor) -> bool:
    """Whether the whole answer is here. Anything but 303 ends the measurement."""
    visitor.answer += visitor.line.recv(65536)
    head, end, body = visitor.answer.partition(b"\r\n\r\n")
    if not end:
        return False
    if not head.startswith(b"HTTP/1.1 303"):
        raise SystemExit(f"not taken: {visitor.answer[:2000].decode(errors='replace')}")
    length = head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
    return len(body) >= int(length or 0)


def main() -> None:
    port, path, posts, connections = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    run = uuid4().hex
    made = [request(path, number, run) for number in range(WARM_UP + posts)]
    post_all(port, deque(made[:WARM_UP]), connections)
    start = perf_counter()
    taken = sorted(post_all(port, deque(made[WARM_UP:]), connections))
    seconds = perf_counter() - start
    print(json.dumps({"rate": posts / seconds, "p50": taken[posts // 2], "p99": taken[posts * 99 // 100]}))


if __name__ == "__main__":
    main()
