"""One Studio and one window of a real browser for all tests of the page at work; each test has a site of its own."""

from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page

from formkit.settings import Settings
from formkit.store import open_store
from formkit.web.dev import Reloader
from formkit.web.studio import Door
from tests.chromium import listen
from tests.web.conftest import settings_of
from tests.web.studio.conftest import listening, studio_of
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
    return settings_of(workspace)


@pytest.fixture(scope="package")
def reloader() -> Reloader:
    """Tells open editors that a file was saved."""
    return Reloader()


@pytest.fixture(scope="package")
def address(at_work: Settings, reloader: Reloader) -> Iterator[str]:
    """Where the one Studio is, with its key."""
    door = Door(at_work.workspace, print)
    with ExitStack() as stack:
        store = stack.enter_context(open_store(f"sqlite:///{at_work.workspace / 'formkit.db'}"))
        yield stack.enter_context(listening(studio_of(at_work, store, door, reloader=reloader), door))
        reloader.close()


@pytest.fixture(scope="package")
def window(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """A laptop that came in by the key, and what its pages complain about."""
    complaints: list[str] = []
    laptop = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce", locale="en-GB")
    laptop.set_default_timeout(30_000)
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
