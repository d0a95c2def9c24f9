"""The web side of a workspace with one site. The store is SQLite here; the store's own tests run on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from formkit.settings import Secret, Settings, load_settings
from formkit.store import Store, open_store
from formkit.web import create_app
from formkit.web.sites import Sites
from tests.web.servers import served
from tests.web.workspaces import SPEC


@pytest.fixture
def store(sqlite_url: str) -> Iterator[Store]:
    with open_store(sqlite_url) as store:
        yield store


def settings_of(workspace: Path) -> Settings:
    found = load_settings(workspace, {"FORMKIT_PUBLIC_URL": "https://forms.example", "FORMKIT_RATE_LIMIT": "0"})
    return replace(found, secret_key=Secret("k" * 40))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Of a workspace that holds the site `rose`."""
    (tmp_path / "form_specs").mkdir()
    (tmp_path / "form_specs" / "rose.yaml").write_text(SPEC, "utf-8")
    return settings_of(tmp_path)


@pytest.fixture
def app(settings: Settings, store: Store) -> Flask:
    """The whole web side, on SQLite; the store itself is tested on both."""
    return create_app(settings, sites=Sites(settings).load(), store=store)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="module")
def workspace(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the one spec of the test module, for a server of its own."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "form_specs").mkdir()
    (folder / "form_specs" / "shop.yaml").write_text(request.module.SPEC, "utf-8")
    return folder


@pytest.fixture(scope="module")
def base(workspace: Path) -> Iterator[str]:
    with served(workspace) as base:
        yield base
