"""One Studio and one window of a real browser for all tests of the page at work; each test has a site of its own."""

import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from formkit.settings import Settings, with_dev_defaults
from formkit.store import open_store
from formkit.web import create_app
from formkit.web.dev import Reloader
from formkit.web.sites import Sites
from formkit.web.studio import Door
from tests.chromium import listen
from tests.live import Quiet
from tests.web.conftest import settings_of
from tests.web.studio.page.working import FORMS, ROSES

NUMBERS = count(1)


@pytest.fixture(scope="package")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the pictures of the rose garden."""
    folder = tmp_path_factory.mktemp("work")
    copytree(FORMS / "images" / "rose-garden", folder / "form_specs" / "images" / "rose-garden")
    return folder


@pytest.fixture(scope="package")
def at_work(workspace: Path) -> Settings:
    return with_dev_defaults(settings_of(workspace), "http://localhost")


@pytest.fixture(scope="package")
def reloader() -> Reloader:
    """Tells open editors that a file was saved."""
    return Reloader()


@pytest.fixture(scope="package")
def address(at_work: Settings, reloader: Reloader) -> Iterator[str]:
    """Where the one Studio is, with its key."""
    door = Door(at_work.workspace, print)
    with open_store(f"sqlite:///{at_work.workspace / 'formkit.db'}") as store:
        app = create_app(at_work, sites=Sites(at_work).load(), store=store, reloader=reloader, door=door)
        server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield f"http://127.0.0.1:{server.port}{door.path}"
        reloader.close()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="package")
def window(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """A laptop that came in by the key, and what its pages complain about."""
    complaints: list[str] = []
    laptop = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce", locale="en-GB")
    laptop.set_default_timeout(10_000)
    listen(laptop, complaints)
    page = laptop.new_page()
    page.goto(address)
    yield page, complaints
    laptop.close()


@pytest.fixture
def page(window: tuple[Page, list[str]]) -> Iterator[Page]:
    """The window, of which nothing complained in this test."""
    page, complaints = window
    yield page
    page.mouse.up()
    heard = complaints[:]
    complaints.clear()
    assert not heard


@pytest.fixture
def file(at_work: Settings) -> Path:
    """A rose garden of this test's own."""
    place = at_work.specs / f"rose-{next(NUMBERS)}.yaml"
    place.write_text(ROSES, "utf-8")
    return place
