"""The receipt: for the holder of the link, and for nobody else."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from formkit.settings import Settings
from formkit.store import Store
from formkit.web import create_app
from formkit.web.sites import Sites
from tests.intake.shop import TRAP
from tests.web.workspaces import FILLED

NOW = datetime.now(UTC)


@pytest.fixture
def address(client: FlaskClient) -> str:
    """Where the receipt of a submission is, that went to two mailboxes."""
    sent = {**FILLED, "topic": "Order", "message": "Two <b>roses</b>", "colour": "red & white"}
    return str(client.post("/f/rose/contact", data=sent).location)


def finish(store: Store, *outcomes: str) -> None:
    """Ends the deliveries, one outcome each."""
    claimed = store.claim("w", now=NOW + timedelta(days=1), lease=timedelta(minutes=5), limit=10)
    for delivery, outcome in zip(claimed, outcomes, strict=True):
        getattr(store, outcome)(delivery, worker="w", at=NOW, words="250 Ok" if outcome == "sent" else "550 No")


def test_it_holds_the_reference_the_moment_and_what_was_sent(client: FlaskClient, store: Store, address: str) -> None:
    page = client.get(address).text
    (stored,) = store.submissions()
    assert stored.reference in page
    assert f"Stored safely: {stored.received_at.day} {stored.received_at:%B %Y}" in page
    assert "Two &lt;b&gt;roses&lt;/b&gt;" in page
    assert "red &amp; white" in page


def test_it_is_in_the_language_of_the_visitor(client: FlaskClient) -> None:
    address = client.post("/f/rose/contact", data={**FILLED, "_lang": "tr"}).location
    page = client.get(str(address)).text
    assert '<html lang="tr"' in page
    assert '<dt dir="auto">Adınız</dt>' in page


@pytest.mark.parametrize(
    ("outcomes", "words"),
    [
        ((), "On its way to our mailbox"),
        (("sent", "failed"), "Taken by our mail server"),
        (("failed", "failed"), "Kept here; our mailbox has not taken the mail yet"),
    ],
)
def test_it_says_whether_the_owners_mail_server_has_it(
    client: FlaskClient, store: Store, address: str, outcomes: tuple[str, ...], words: str
) -> None:
    if outcomes:
        finish(store, *outcomes)
    assert words in client.get(address).text


def test_a_program_hears_the_same_in_json(client: FlaskClient, store: Store, address: str) -> None:
    (stored,) = store.submissions()
    answer = client.get(address, headers={"Accept": "application/json"})
    assert answer.json == {"reference": stored.reference, "mail": "waiting"}


def test_of_a_suspect_submission_it_says_only_that_it_is_stored(client: FlaskClient) -> None:
    address = str(client.post("/f/rose/contact", data={**FILLED, TRAP: "x"}).location)
    page = client.get(address).text
    assert "Stored safely" in page
    assert "mailbox" not in page
    assert "hidden from people" not in page
    assert client.get(address, headers={"Accept": "application/json"}).json["mail"] == "held"  # type: ignore[index]


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_it_is_kept_by_no_cache_and_no_search_engine(client: FlaskClient, address: str, accept: str) -> None:
    headers = client.get(address, headers={"Accept": accept}).headers
    wanted = {
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
        "Referrer-Policy": "same-origin",
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
    }
    assert {name: headers[name] for name in wanted} == wanted
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    ("public_url", "home"),
    [
        ("https://forms.example", "https://rosegarden.example/"),
        ("https://rosegarden.example", "/rose/"),
        ("https://rosegarden.example:8443", "https://rosegarden.example/"),
        ("", "/rose/"),
    ],
)
def test_it_leads_back_to_where_the_site_lives(settings: Settings, store: Store, public_url: str, home: str) -> None:
    changed = replace(settings, public_url=public_url)
    client = create_app(changed, sites=Sites(changed).load(), store=store).test_client()
    page = client.get(str(client.post("/f/rose/contact", data=FILLED).location)).text
    assert f'class="button" href="{home}"' in page


def test_head_says_that_it_is_there(client: FlaskClient, address: str) -> None:
    answer = client.head(address)
    assert (answer.status_code, answer.data) == (200, b"")


@pytest.mark.parametrize("token", ["x", "a" * 24, "a" * 5000, "%00" * 24, "é" * 20, "'; DROP TABLE", "a" * 24 + "%0a"])
def test_a_wrong_link_opens_nothing(client: FlaskClient, address: str, token: str) -> None:
    answer = client.get(f"/r/{token}")
    assert (answer.status_code, "There is no receipt here" in answer.text) == (404, True)


def test_neither_reference_nor_id_opens_it(client: FlaskClient, store: Store, address: str) -> None:
    (stored,) = store.submissions()
    for guess in (stored.reference, stored.id, stored.token.swapcase(), stored.token[:-1]):
        assert client.get(f"/r/{guess}").status_code == 404


def test_a_receipt_takes_no_posts(client: FlaskClient, address: str) -> None:
    assert client.post(address).status_code == 405


def test_it_outlives_the_form_it_came_from(client: FlaskClient, app: Any, address: str) -> None:
    sites = app.extensions["formkit"].sites
    sites.by_id = {name: site.model_copy(update={"forms": {}}) for name, site in sites.by_id.items()}
    answer = client.get(address)
    assert (answer.status_code, "Two &lt;b&gt;roses&lt;/b&gt;" in answer.text) == (200, True)
