"""From which pages a site's forms may be sent, and who may read the answer."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from formkit.settings import Settings
from formkit.store import Store
from formkit.web import create_app
from formkit.web.dev import Reloader
from formkit.web.sites import Sites
from tests.web.workspaces import FILLED, SPEC

URL = "/f/rose/contact"
LISTED = SPEC.replace(
    "site: {name: Rose Garden,", "site: {name: Rose Garden, origins: [https://shop.example, blumenküche.example],"
)
JSON = {"Accept": "application/json"}


@pytest.fixture
def choosy(settings: Settings, store: Store) -> FlaskClient:
    """The site `rose`, which lists two pages elsewhere; `open` lists none."""
    (settings.specs / "open.yaml").write_text(SPEC.replace("rosegarden.example}", "open.example}"), "utf-8")
    (settings.specs / "rose.yaml").write_text(LISTED, "utf-8")
    return create_app(settings, sites=Sites(settings).load(), store=store).test_client()


FOREIGN = [
    "https://evil.example",
    "null",
    "",
    "http://shop.example",
    "https://shop.example:444",
    "https://shop.example.evil.example",
    "https://evilshop.example",
    "https://shop.example/",
    "https://shop.example, https://evil.example",
    "https://SHOP.example@evil.example",
]


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_page_that_is_not_listed_may_not_send(choosy: FlaskClient, store: Store, origin: str) -> None:
    answer = choosy.post(URL, data=FILLED, headers={"Origin": origin})
    assert (answer.status_code, "This form can’t be sent from that page" in answer.text) == (403, True)
    assert "When are you open?" in answer.text
    assert "Access-Control-Allow-Origin" not in answer.headers
    assert not list(store.submissions())


@pytest.mark.parametrize(
    "origin",
    [
        "https://shop.example",
        "https://xn--blumenkche-geb.example",
        "https://rosegarden.example",
        "https://forms.example",
    ],
)
def test_a_listed_page_the_site_and_the_endpoint_may_send_and_read(choosy: FlaskClient, origin: str) -> None:
    answer = choosy.post(URL, data=FILLED, headers={"Origin": origin, **JSON})
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == origin
    assert "Origin" in answer.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_who_names_no_page_may_send(choosy: FlaskClient) -> None:
    assert choosy.post(URL, data=FILLED).status_code == 303


@pytest.mark.parametrize(("origin", "allowed"), [("https://shop.example", True), ("https://evil.example", False)])
@pytest.mark.parametrize("url", [URL, "/f/rose.contact", "/p/any/f/rose.contact"])
def test_a_preflight_tells_a_browser_whether_it_may(choosy: FlaskClient, url: str, origin: str, allowed: bool) -> None:
    asked = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "x-requested-with",
    }
    answer = choosy.options(url, headers=asked)
    assert answer.status_code == 204
    assert (answer.headers.get("Access-Control-Allow-Origin") == origin) is allowed


def test_a_program_is_told_in_json(choosy: FlaskClient) -> None:
    answer = choosy.post(URL, json=FILLED, headers={"Origin": "null", **JSON})
    assert (answer.status_code, answer.json["errors"][0]["code"]) == (403, "BLOCKED")  # type: ignore[index]


@pytest.mark.parametrize("origin", FOREIGN)
def test_without_a_list_every_page_may_send_and_read(choosy: FlaskClient, origin: str) -> None:
    answer = choosy.post("/f/open/contact", data=FILLED, headers={"Origin": origin})
    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (303, "*")


@pytest.fixture
def bench(settings: Settings, store: Store) -> Iterator[FlaskClient]:
    (settings.specs / "rose.yaml").write_text(LISTED, "utf-8")
    reloader = Reloader()
    yield create_app(settings, sites=Sites(settings).load(), store=store, reloader=reloader).test_client()
    reloader.close()


def test_in_the_workbench_its_own_pages_may_send(bench: FlaskClient) -> None:
    local = "http://localhost:8000"
    assert bench.post(URL, data=FILLED, base_url=local, headers={"Origin": local}).status_code == 303
    assert bench.post(URL, data=FILLED, base_url=local, headers={"Origin": "null"}).status_code == 403
