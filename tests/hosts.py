"""A small web server that answers posts as a test tells it to."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qsl

import pytest


@dataclass
class Host:
    """Serves `files` (path -> HTML). `answers` are used one by one, the last again: (status, JSON); None hangs up."""

    files: dict[str, str] = field(default_factory=dict)
    answers: list[tuple[int, str] | None] = field(default_factory=list)
    posts: list[dict[str, str]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    url: str = ""

    def next_answer(self) -> tuple[int, str] | None:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.fixture
def host() -> Iterator[Host]:
    found = Host()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(found))
    server.daemon_threads = True
    found.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield found
    server.shutdown()
    thread.join()
    server.server_close()


def _handler(host: Host) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            text = host.files.get(self.path)
            self._say(404 if text is None else 200, text or "", "text/html; charset=utf-8")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            host.posts.append(dict(parse_qsl(body, keep_blank_values=True)))
            host.keys.append(self.headers["Idempotency-Key"])
            answer = host.next_answer()
            if answer is None:
                self.close_connection = True
                return
            self._say(*answer, "application/json")

        def _say(self, status: int, text: str, kind: str) -> None:
            data = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler
