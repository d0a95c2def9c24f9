"""The tab "try": the real form in a frame, and what arrives."""

from html import unescape
from pathlib import Path

from flask.testing import FlaskClient

from formkit.channels import CHANNELS, no_files
from formkit.outbox import deliver_due
from formkit.settings import Settings, with_dev_defaults
from formkit.store import Store
from tests.web.studio.conftest import Visit
from tests.web.workspaces import FILLED

FRAMED = {"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": "same-origin"}
DENIED = "frame-ancestors 'none'"


def send(client: FlaskClient) -> None:
    assert client.post("/f/rose/contact", data=FILLED).status_code == 303


def test_the_form_in_the_frame_is_the_endpoint_s_own(studio: Visit) -> None:
    assert 'src="/f/rose/contact?lang=en"' in studio.get("s/rose/try").text
    assert 'src="/f/rose/old?lang=tr"' in studio.get("s/rose/try/old?language=tr").text


def test_a_form_that_waits_says_for_what_and_leads_there(studio: Visit, settings: Settings) -> None:
    spec = "site: {name: Rose}\nbusiness: {email: nobody}\nforms: {contact: {}}\n"
    (settings.specs / "tulip.yaml").write_text(spec, "utf-8")
    told = unescape(studio.get("s/tulip/try").text)
    assert "This is not a mail address." in told
    assert 'data-path="["business", "email"]"' in told


def test_it_is_the_form_of_the_file_though_nothing_was_built_of_it_yet(studio: Visit, file: Path) -> None:
    file.write_text(file.read_text("utf-8").replace("label: Order number", "label: Number on the bill"), "utf-8")
    assert studio.get("s/rose/try").status_code == 200
    assert "Number on the bill" in studio.client.get("/f/rose/contact", headers=FRAMED).text


def test_only_a_page_of_this_origin_may_frame_it(studio: Visit) -> None:
    ours = studio.client.get("/f/rose/contact", headers=FRAMED).headers
    assert "frame-ancestors 'self'" in ours["Content-Security-Policy"]
    assert ours["X-Frame-Options"] == "SAMEORIGIN"
    for headers in ({}, {**FRAMED, "Sec-Fetch-Site": "cross-site"}, {**FRAMED, "Sec-Fetch-Dest": "document"}):
        answer = studio.client.get("/f/rose/contact", headers=headers)
        assert DENIED in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"
    assert DENIED in studio.client.get("/_studio/", headers=FRAMED).headers["Content-Security-Policy"]


def test_what_was_sent_is_told_from_saved_to_arrived(studio: Visit, store: Store, settings: Settings) -> None:
    assert "Nothing has arrived yet." in studio.get("s/rose/arrived/contact").text
    send(studio.client)
    (stored,) = store.submissions()
    before = studio.get("s/rose/arrived/contact").text
    assert f"number {stored.reference}" in before
    assert "The mail to hello@rosegarden.example is on its way." in before
    sender = CHANNELS["mail"].open(with_dev_defaults(settings, ""), no_files)
    deliver_due(store, {"mail": sender}, worker="w", clock=lambda: stored.received_at)
    after = unescape(studio.get("s/rose/arrived/contact").text)
    assert "The mail to hello@rosegarden.example arrived at" in after
    assert "/html" in after
    assert "Nothing has arrived yet." in studio.get("s/rose/arrived/old").text
