"""The built sites, as a browser and a curious stranger ask for them."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from formkit.settings import Settings
from formkit.site.hosts import PAGE_CSP
from formkit.store import Store
from formkit.web import create_app
from formkit.web.sites import Sites

OWN_HOST = {"Host": "rosegarden.example"}


@pytest.fixture
def built(settings: Settings) -> Path:
    """The folder of the site `rose`, with a few files in it; a secret lies beside it."""
    folder = settings.build / "rose"
    for path, text in {
        "index.html": "<h1>Rose Garden</h1>",
        "tr/index.html": "<h1>Gül</h1>",
        "404.html": "<h1>Not here</h1>",
        "contact.vcf": "BEGIN:VCARD",
        "images/a.webp": "webp",
        "images/a-0a1b2c3d-480.webp": "webp",
        "images/a.avif": "avif",
        "images/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "_headers": "/*",
        ".git/config": "secret",
        "../.formkit/rose.json": "secret",
        "../other/index.html": "secret",
        "../../form_specs/secret.txt": "secret",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


class Closing(FlaskClient):
    """A client that reads every answer to its end, as a file is open until then."""

    def open(self, *arguments: Any, **options: Any) -> Any:
        return super().open(*arguments, **{"buffered": True, **options})


@pytest.fixture
def client(app: Flask, built: Path) -> FlaskClient:
    app.test_client_class = Closing
    return app.test_client()


@pytest.mark.parametrize(
    ("path", "headers", "text"),
    [
        ("/rose/", {}, "Rose Garden"),
        ("/rose/index.html", {}, "Rose Garden"),
        ("/rose/tr/", {}, "Gül"),
        ("/", OWN_HOST, "Rose Garden"),
        ("/", {"Host": "ROSEGARDEN.example:8000"}, "Rose Garden"),
        ("/", {"Host": "rosegarden.example."}, "Rose Garden"),
        ("/tr/", OWN_HOST, "Gül"),
        ("/rose/tr/", OWN_HOST, "Gül"),
    ],
)
def test_a_site_is_below_its_name_and_at_its_own_host(
    client: FlaskClient, path: str, headers: dict[str, str], text: str
) -> None:
    answer = client.get(path, headers=headers)
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert text in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/rose/../other/index.html",
        "/rose/%2e%2e/other/index.html",
        "/rose/%252e%252e/other/index.html",
        "/rose/..%2f..%2fform_specs/secret.txt",
        "/rose/..\\..\\form_specs\\secret.txt",
        "/rose//etc/passwd",
        "/rose/.git/config",
        "/rose/.formkit/rose.json",
        "/.formkit/rose.json",
        "/other/index.html",
        "/rose/_headers",
        "/rose/%00",
        "/rose/" + "x" * 5000,
        "/rose/%ff%fe",
        "/rose/index.html/",
        "/rose/index.html/x",
        "/form_specs/rose.yaml",
        "/data/formkit.db",
    ],
)
def test_nothing_but_the_pages_of_a_site_is_served(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_links_that_lead_out_of_the_site_are_not_followed(client: FlaskClient, built: Path) -> None:
    (built / "leak.txt").symlink_to(built.parent.parent / "form_specs" / "secret.txt")
    (built / "specs").symlink_to(built.parent.parent / "form_specs")
    assert client.get("/rose/leak.txt").status_code == 404
    assert client.get("/rose/specs/secret.txt").status_code == 404


def test_a_site_folder_may_itself_be_a_link(client: FlaskClient, built: Path, tmp_path: Path) -> None:
    built.rename(tmp_path / "published")
    built.symlink_to(tmp_path / "published")
    assert "Rose Garden" in client.get("/rose/").text


@pytest.mark.parametrize(
    ("path", "headers", "location"),
    [
        ("/rose", {}, "/rose/"),
        ("/rose/images", {}, "/rose/images/"),
        ("/", {}, "/rose/"),
        ("/tr", OWN_HOST, "/tr/"),
    ],
)
def test_a_folder_without_its_slash_is_led_to_it(
    client: FlaskClient, path: str, headers: dict[str, str], location: str
) -> None:
    answer = client.get(path, headers=headers)
    assert (answer.status_code, answer.location) == (302, location)


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/..", "/\\evil.example", "/%5cevil.example"])
@pytest.mark.parametrize("headers", [{}, OWN_HOST])
def test_no_address_leads_to_a_host_of_a_strangers_choice(
    client: FlaskClient, path: str, headers: dict[str, str]
) -> None:
    answer = client.get("/", environ_overrides={"PATH_INFO": path}, headers=headers)
    assert (answer.status_code, answer.location) == (404, None)


@pytest.mark.parametrize("host", ["evil.example", "[::1]:80", "a:b:c", "'\"><script>", "rosegarden.example@evil", "é"])
def test_a_strange_host_is_nobodys_site(client: FlaskClient, host: str) -> None:
    answer = client.get("/nothing", headers={"Host": host})
    assert answer.status_code == 404
    assert "<script>" not in answer.text.partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("contact.vcf", "text/vcard; charset=utf-8"),
        ("images/a.webp", "image/webp"),
        ("images/a.avif", "image/avif"),
        ("images/logo.svg", "image/svg+xml; charset=utf-8"),
        ("index.html", "text/html; charset=utf-8"),
    ],
)
def test_a_file_says_what_it_is(client: FlaskClient, path: str, kind: str) -> None:
    answer = client.get(f"/rose/{path}")
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_pages_are_asked_for_anew_and_pictures_are_kept(client: FlaskClient) -> None:
    assert client.get("/rose/").headers["Cache-Control"] == "no-cache, max-age=0"
    assert client.get("/rose/images/a.webp").headers["Cache-Control"] == "public, max-age=3600"
    hashed = client.get("/rose/images/a-0a1b2c3d-480.webp").headers["Cache-Control"]
    assert hashed == "public, max-age=31536000, immutable"


def test_what_a_browser_has_already_is_not_sent_again(client: FlaskClient) -> None:
    tag = client.get("/rose/").headers["ETag"]
    answer = client.get("/rose/", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.data) == (304, b"")


def test_head_has_the_length_and_no_body(client: FlaskClient) -> None:
    answer = client.head("/rose/")
    assert (answer.status_code, answer.headers["Content-Length"], answer.data) == (200, "20", b"")


def test_a_picture_that_is_opened_as_a_page_runs_nothing(client: FlaskClient) -> None:
    policy = client.get("/rose/images/logo.svg").headers["Content-Security-Policy"]
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
    assert client.get("/rose/").headers["Content-Security-Policy"] == PAGE_CSP


def test_a_lost_page_at_the_own_host_is_the_sites_own(client: FlaskClient) -> None:
    answer = client.get("/nothing", headers=OWN_HOST)
    assert (answer.status_code, answer.text) == (404, "<h1>Not here</h1>")


def test_a_lost_page_below_the_name_leads_back_to_it_in_its_language(client: FlaskClient) -> None:
    english, turkish = client.get("/rose/nothing"), client.get("/rose/tr/nothing")
    assert (english.status_code, "There is no page here" in english.text) == (404, True)
    assert 'href="/rose/"' in english.text
    assert "Burada bir sayfa yok" in turkish.text


def test_a_lost_page_is_told_to_a_program_in_json(client: FlaskClient) -> None:
    answer = client.get("/nothing", headers={**OWN_HOST, "Accept": "application/json"})
    assert answer.json["error"] == (  # type: ignore[index]
        "There is no page here. The address may have a slip in it, or the page has moved."
    )


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "PATCH"])
def test_a_page_takes_no_posts_and_says_so(client: FlaskClient, method: str) -> None:
    answer = client.open("/rose/", method=method, data={"name": "Ada"})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "This address can’t take that" in answer.text


def site(name: str, url: str) -> str:
    return f"site: {{name: {name}, url: {url}}}\nbusiness: {{email: a@{name}.example}}\nforms: {{contact: {{}}}}\n"


@pytest.fixture
def shared_host(settings: Settings, store: Store) -> FlaskClient:
    """Two sites below paths of one host."""
    for name in ("cafe", "clinic"):
        (settings.specs / f"{name}.yaml").write_text(site(name, f"https://town.example/{name}s/"), "utf-8")
        (settings.build / name).mkdir(parents=True)
        (settings.build / name / "index.html").write_text(name, "utf-8")
    app = create_app(settings, sites=Sites(settings).load(), store=store)
    app.test_client_class = Closing
    return app.test_client()


@pytest.mark.parametrize(
    ("path", "status", "expected"),
    [
        ("/cafes/", 200, "cafe"),
        ("/clinics/", 200, "clinic"),
        ("/clinics", 302, "/clinics/"),
        ("/clinicsx/", 404, None),
    ],
)
def test_sites_may_share_a_host(shared_host: FlaskClient, path: str, status: int, expected: str | None) -> None:
    answer = shared_host.get(path, headers={"Host": "town.example"})
    assert answer.status_code == status
    assert expected in (answer.text, answer.location)
