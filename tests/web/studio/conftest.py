"""The Studio of a workspace with the site `rose`, and a browser's session in it."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from formkit.settings import Settings, with_dev_defaults
from formkit.store import Store
from formkit.web import create_app
from formkit.web.dev import Reloader
from formkit.web.sites import Sites
from formkit.web.studio import Door
from tests.live import Quiet


@dataclass
class Visit:
    """A browser that came in by the key. `told` are the addresses that the terminal has shown since."""

    client: FlaskClient
    token: str = field(init=False)

    def __post_init__(self) -> None:
        page = self.client.get("/_studio/").text
        found = re.search(r'<meta name="csrf-token" content="([^"]+)"', page)
        assert found, page
        self.token = found[1]

    def get(self, path: str) -> TestResponse:
        return self.client.get(f"/_studio/{path}")

    def post(self, path: str, body: Any) -> TestResponse:
        return self.client.post(f"/_studio/{path}", json=body, headers={"X-CSRFToken": self.token})


@pytest.fixture
def told() -> list[str]:
    """The addresses that the terminal shows after the first."""
    return []


@pytest.fixture
def opened() -> list[Path]:
    """The folders that the file manager shows."""
    return []


@pytest.fixture
def door(settings: Settings, told: list[str], opened: list[Path]) -> Door:
    return Door(settings.workspace, told.append, shows=opened.append)


@pytest.fixture
def app(settings: Settings, store: Store, door: Door) -> Flask:
    settings = with_dev_defaults(settings, "http://localhost")
    return create_app(settings, sites=Sites(settings).load(), store=store, reloader=Reloader(), door=door)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser on this machine that has no key yet."""
    return app.test_client()


@pytest.fixture
def studio(client: FlaskClient, door: Door) -> Visit:
    """A browser that came in by the key."""
    assert client.get(door.path).status_code == 303
    return Visit(client)


@pytest.fixture
def address(app: Flask, door: Door) -> Iterator[str]:
    """Where the Studio is, for a real browser, with its key."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.port}{door.path}"
    server.shutdown()
    thread.join()
    server.server_close()
