"""What every answer tells the browser to refuse: each kind of page that we generate or serve is looked at."""

import re
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from formkit.channels.mail.caught import MailCatcher, mail_folder
from formkit.errors import StoreUnavailable
from formkit.settings import Settings
from formkit.site import build_site
from formkit.store import Store
from formkit.web import create_app
from formkit.web.dev import Reloader
from formkit.web.sites import Sites
from tests.web.workspaces import FILLED, SPEC

URL = "/f/rose/contact"
HOSTILE = {**FILLED, "name": '<script>alert(1)</script>"><img src=x onerror=alert(1)>', "message": "</style><style>*{}"}
HEADERS = ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Permissions-Policy", "X-Request-Id")
SITE = [
    "/rose/",
    "/rose/tr/",
    "/rose/thanks.html",
    "/rose/tr/thanks.html",
    "/rose/404.html",
    "/rose/nothing",
    "/nothing",
]
FILES = [
    "/rose/favicon.svg",
    "/rose/contact.vcf",
    "/rose/sitemap.xml",
    "/rose/robots.txt",
    "/rose",
    "/healthz",
    "/readyz",
]


def broken() -> str:
    raise ZeroDivisionError


def unavailable() -> str:
    raise StoreUnavailable("The database is locked.")


@pytest.fixture
def sites(settings: Settings) -> Sites:
    text = SPEC.replace("name: Rose Garden,", "name: '<b>Rose</b> \"Garden\"', origins: [https://shop.example],")
    text = text.replace("      message: {type: textarea}", "      message: {type: textarea}\n      cv: {type: file}")
    (settings.specs / "rose.yaml").write_text(text, "utf-8")
    sites = Sites(settings).load()
    build_site(sites.by_id["rose"], settings.build, workspace=settings.workspace)
    return sites


@pytest.fixture
def app(settings: Settings, sites: Sites, store: Store) -> Flask:
    app = create_app(replace(settings, rate_limit=2), sites=sites, store=store)
    app.add_url_rule("/broken", view_func=broken)
    app.add_url_rule("/locked", view_func=unavailable)
    return app


def pages(client: FlaskClient) -> Iterator[Any]:
    """Every kind of answer to a person, each once."""
    yield from (
        client.get(path, buffered=True)
        for path in [*SITE, URL, "/f/rose/old", "/u/x", f"{URL}?lang=tr", "/broken", "/locked", "/r/x"]
    )
    yield client.put(URL)
    yield client.post(URL, data={**HOSTILE, "email": "x"})
    yield client.post(URL, data={**FILLED, "extra": "x" * 6000})
    yield client.post(URL, data=b"x", content_type="text/plain")
    yield client.post(URL, data=HOSTILE, headers={"Origin": "https://evil.example"})
    stored = client.post(URL, data=HOSTILE)
    yield from (stored, client.get(stored.location), client.post(URL, data=FILLED))
    yield client.post(URL, data={**FILLED, "message": "One more"})


class Parts(HTMLParser):
    """What a page could run, load or leak to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag, attrs = self.tags[-1] if self.tags else ("", {})
        if tag in ("script", "style") and "src" not in attrs and data.strip():
            self.inline.append((tag, data))

    @property
    def policy(self) -> str:
        return next((str(a["content"]) for t, a in self.tags if a.get("http-equiv") == "Content-Security-Policy"), "")


def judge(answer: Any) -> None:
    """A page runs its own script and style alone, by their hashes; it loads and sends nothing elsewhere."""
    page = Parts(answer.text)
    policy = page.policy or answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy.split()
    for tag, text in page.inline:
        digest = b64encode(sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in next(part for part in policy.split("; ") if part.startswith(f"{tag}-src"))
    for tag, attrs in page.tags:
        assert not [name for name in attrs if name.startswith("on") or name == "style"], (tag, attrs)
        assert not re.match(r"\s*(javascript|data:text)", str(attrs.get("href") or attrs.get("src") or ""))


def test_every_page_runs_its_own_scripts_and_styles_alone(app: Flask) -> None:
    found = list(pages(app.test_client()))
    assert {answer.status_code for answer in found} >= {200, 303, 403, 404, 405, 413, 415, 422, 429, 500, 503}
    assert {answer.mimetype for answer in found} == {"text/html"}
    for answer in found:
        judge(answer)


def test_every_answer_has_its_headers_and_no_cookie(app: Flask) -> None:
    client = app.test_client()
    for answer in [*pages(client), *(client.get(path, buffered=True) for path in FILES), client.options(URL)]:
        assert not [name for name in HEADERS if name not in answer.headers]
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in answer.headers


def test_served_pages_are_framed_by_nobody_whoever_asks(app: Flask) -> None:
    for asks in ("same-origin", "same-site", "cross-site", "none"):
        answer = app.test_client().get(URL, headers={"Sec-Fetch-Dest": "iframe", "Sec-Fetch-Site": asks})
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert not [rule for rule in app.url_map.iter_rules() if "_studio" in rule.rule]


@pytest.mark.parametrize("path", [URL, "/r/{token}"])
def test_what_is_personal_stays_with_the_person(app: Flask, store: Store, path: str) -> None:
    client = app.test_client()
    client.post(URL, data=FILLED)
    answer = client.get(path.format(token=next(iter(store.submissions())).token))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


def test_pictures_and_styles_of_a_site_may_be_shown_elsewhere(app: Flask) -> None:
    answer = app.test_client().get("/rose/favicon.svg", buffered=True)
    assert "Cross-Origin-Resource-Policy" not in answer.headers
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(("proxies", "scheme", "told"), [(1, "https", True), (1, "http", False), (0, "https", False)])
def test_https_is_insisted_on_only_where_it_is_spoken(
    settings: Settings, sites: Sites, store: Store, *, proxies: int, scheme: str, told: bool
) -> None:
    behind = replace(settings, trusted_proxies=proxies)
    client = create_app(behind, sites=sites, store=store).test_client()
    answer = client.get("/healthz", headers={"X-Forwarded-Proto": scheme, "X-Forwarded-For": "192.0.2.1"})
    assert ("Strict-Transport-Security" in answer.headers) is told


def test_the_workbench_runs_only_what_is_its_own(settings: Settings, sites: Sites, store: Store) -> None:
    client = create_app(settings, sites=sites, store=store, reloader=Reloader()).test_client()
    client.post(URL, data={**HOSTILE, "topic": "Order"})
    catcher = MailCatcher(mail_folder(settings), "forms@rosegarden.example")
    for delivery in store.deliveries():
        catcher.send(delivery)
    name = next(mail_folder(settings).glob("*.eml")).stem
    for path in ("/_dev/", "/_dev/mail", f"/_dev/mail/{name}"):
        answer = client.get(path)
        judge(answer)
        assert "<script>alert" not in answer.text
        assert "Set-Cookie" not in answer.headers
    assert "#site-rose { --tint: #2f5d50; }" in client.get("/_dev/tints.css").text
