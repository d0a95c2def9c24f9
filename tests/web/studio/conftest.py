"""The Studio of a workspace with the site `rose`, and browsers in it; a module's own text of that site is its SPEC."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server
from werkzeug.test import TestResponse

from formkit.settings import Settings, with_dev_defaults
from formkit.store import Store
from formkit.web import create_app
from formkit.web.dev import Reloader
from formkit.web.sites import Sites
from formkit.web.studio import Door
from tests.live import Quiet

LAPTOP = {"viewport": {"width": 1024, "height": 700}}


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


def studio_of(settings: Settings, store: Store, door: Door, **more: Any) -> Flask:
    """A workbench with the Studio; `more` is what else it is made with, such as `wake`."""
    settings = with_dev_defaults(settings, "http://localhost")
    return create_app(
        settings, sites=Sites(settings).load(), store=store, door=door, **{"reloader": Reloader(), **more}
    )


def entered(client: FlaskClient, door: Door) -> Visit:
    """Comes in by the key."""
    assert client.get(door.path).status_code == 303
    return Visit(client)


@contextmanager
def listening(app: Flask, door: Door) -> Iterator[str]:
    """Where a Studio is for a real browser, with its key."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.port}{door.path}"
    server.shutdown()
    thread.join()
    server.server_close()


def at_rose(page: Page, address: str) -> Page:
    """The page at the editor of the site `rose`, of which nothing was awaited yet."""
    page.request.get(address, max_redirects=0)
    page.goto(f"{address.partition('?')[0]}s/rose/")
    return page


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
    return studio_of(settings, store, door)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser on this machine that has no key yet."""
    return app.test_client()


@pytest.fixture
def studio(client: FlaskClient, door: Door) -> Visit:
    """A browser that came in by the key."""
    return entered(client, door)


@pytest.fixture
def address(app: Flask, door: Door) -> Iterator[str]:
    with listening(app, door) as address:
        yield address


@pytest.fixture
def file(request: pytest.FixtureRequest, settings: Settings) -> Path:
    """The file of the site `rose`."""
    file = settings.specs / "rose.yaml"
    if spec := getattr(request.module, "SPEC", ""):
        file.write_text(spec, "utf-8")
    return file


@pytest.fixture
def editor(new_page: Callable[..., Page], file: Path, address: str) -> Page:
    """Its editor on a laptop, once the list and the panel are there."""
    page = at_rose(new_page(**LAPTOP), address)
    expect(page.locator("#outline .thing").first).to_be_visible()
    expect(page.locator(".panel h2")).to_be_visible()
    return page
