"""The files for web hosts, tried on the real servers."""

import os
import re
from collections.abc import Iterator
from gzip import compress, decompress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from playwright.sync_api import Page

from formkit.site import build_site
from formkit.site.hosts import FRAMES_CSP, FRESH, HEADERS, LONG, PAGE_CSP, PICTURE_CSP, SHORT, STAYING, host_files
from formkit.spec import read_site
from tests.hosts import Host
from tests.site.servers import COMMANDS, serving

SPEC = """
site: {name: Rose Garden, languages: [en, tr]}
business: {email: hello@rosegarden.example}
forms: {contact: {}}
"""


PUT = (
    "privacy.html", "images/shop-0a1b2c3d-480.webp", "images/shop-0a1b2c3d-480.avif", "images/logo-0a1b2c3d.svg",
    "images/mine.jpg", "own.html", "tr/card.jpg", "tr/drawn.svg", ".well-known/acme-challenge/x",
)  # fmt: skip


@pytest.fixture(scope="module", params=sorted(COMMANDS))
def port(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A server with the site at its root."""
    place = tmp_path_factory.mktemp("host")
    (place / "rose.yaml").write_text(SPEC, "utf-8")
    build_site(read_site(place / "rose.yaml", place), place / "build", workspace=place)
    for path in PUT:
        (place / "build" / "rose" / path).parent.mkdir(parents=True, exist_ok=True)
        (place / "build" / "rose" / path).write_text("put there", "utf-8")
    let_in(place)
    with serving(request.param, place / "build" / "rose", place) as port:
        yield port


def let_in(place: Path) -> None:
    """The servers give up being root."""
    for folder in (*place.parents[:2], place):
        os.chmod(folder, 0o755)


def asked(port: int, path: str) -> tuple[HTTPResponse, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


@pytest.mark.parametrize(("path", "status"), [("/", 200), ("/tr/", 200), ("/lost", 404), ("/tr/lost/", 404)])
def test_every_page_has_the_headers(port: int, path: str, status: int) -> None:
    answer, text = asked(port, path)
    assert answer.status == status, text
    assert {name: answer.getheader(name) for name in HEADERS} == dict(HEADERS)
    assert answer.headers.get_all("Content-Security-Policy") == [PAGE_CSP]
    assert (answer.getheader("Content-Type") or "").lower() == "text/html; charset=utf-8"


def test_what_is_not_there_is_told_in_the_theme(port: int) -> None:
    answer, text = asked(port, "/no/such/page.html")
    assert answer.status == 404
    assert "Rose Garden" in text
    assert "hello@rosegarden.example" in text


@pytest.mark.parametrize(
    ("path", "kept", "kind"),
    [
        ("/", FRESH, "text/html; charset=utf-8"),
        ("/privacy.html", FRESH, ""),
        ("/images/shop-0a1b2c3d-480.webp", LONG, "image/webp"),
        ("/images/shop-0a1b2c3d-480.avif", LONG, "image/avif"),
        ("/images/logo-0a1b2c3d.svg", LONG, "image/svg+xml"),
        ("/images/mine.jpg", FRESH, "image/jpeg"),
        ("/favicon.svg", SHORT, "image/svg+xml"),
        ("/tr/card.jpg", SHORT, "image/jpeg"),
        ("/contact.vcf", SHORT, "text/vcard; charset=utf-8"),
        ("/images/gone-0a1b2c3d-480.webp", FRESH, ""),
    ],
)
def test_only_what_has_a_new_name_when_it_changes_is_kept_for_long(port: int, path: str, kept: str, kind: str) -> None:
    answer, _ = asked(port, path)
    assert answer.headers.get_all("Cache-Control") == [kept]
    assert (answer.getheader("Content-Type") or "").lower() == kind or not kind
    assert answer.getheader("X-Content-Type-Options") == "nosniff"


@pytest.mark.parametrize("path", ["/robots.txt", "/contact.vcf", "/images/mine.jpg", "/own.html", "/lost"])
def test_whatever_lies_there_brings_nothing_from_elsewhere(port: int, path: str) -> None:
    assert asked(port, path)[0].headers.get_all("Content-Security-Policy") == [PAGE_CSP]


def test_what_php_makes_beside_a_site_may_do_as_it_likes_but_be_framed(tmp_path: Path) -> None:
    for path, text in {**dict(host_files("/")), "blog/index.php": "made", "blog/own.html": "own"}.items():
        (tmp_path / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / path).write_text(text, "utf-8")
    let_in(tmp_path)
    with serving("apache2", tmp_path / "site", tmp_path) as port:
        assert asked(port, "/blog/index.php")[0].headers.get_all("Content-Security-Policy") == [FRAMES_CSP]
        assert asked(port, "/blog/own.html")[0].headers.get_all("Content-Security-Policy") == [PAGE_CSP]


def test_a_form_reaches_its_endpoint_elsewhere_and_nothing_comes_from_there(
    tmp_path: Path, page: Page, host: Host
) -> None:
    host.answers, host.files["/x.js"] = [(200, "{}")], "document.title = 'theirs'"
    spec = SPEC.replace("name: Rose Garden", f"name: Rose Garden, endpoint: '{host.url}'")
    (tmp_path / "rose.yaml").write_text(spec, "utf-8")
    build_site(read_site(tmp_path / "rose.yaml", tmp_path), tmp_path, workspace=tmp_path)
    (tmp_path / "rose" / "own.html").write_text(f"<title>own</title><script src='{host.url}/x.js'></script>", "utf-8")
    let_in(tmp_path)
    with serving("nginx", tmp_path / "rose", tmp_path) as port:
        page.goto(f"http://127.0.0.1:{port}/own.html")
        assert page.title() == "own"
        page.goto(f"http://127.0.0.1:{port}/")
        page.get_by_label("Your name").fill("Ada")
        assert page.evaluate("url => fetch(url, {mode: 'no-cors'}).then(it => it.type)", host.url) == "opaque"
        page.evaluate("document.forms[0].submit()")
        page.wait_for_url(f"{host.url}/**")
        assert host.posts[0]["name"] == "Ada"


@pytest.mark.parametrize("path", ["/images/logo-0a1b2c3d.svg", "/favicon.svg", "/tr/drawn.svg"])
def test_a_drawing_runs_nothing_when_it_is_opened_as_a_page(port: int, path: str) -> None:
    answer, _ = asked(port, path)
    assert answer.status == 200
    assert PICTURE_CSP in (answer.headers.get_all("Content-Security-Policy") or [])


def test_hosts_without_rules_of_names_know_drawings_by_their_ending() -> None:
    rules = re.findall(r"^(/\S+)\n  Content-Security-Policy: (.*)$", dict(host_files("/"))["_headers"], re.MULTILINE)
    assert rules == [("/*.svg", PICTURE_CSP), ("/images/*.svg", PICTURE_CSP)]


def test_a_page_travels_small(port: int) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/", headers={"Accept-Encoding": "gzip"})
    sent = connection.getresponse().read()
    connection.close()
    assert len(sent) < 1.05 * len(compress(decompress(sent), 6))


def test_a_certificate_can_be_asked_for(port: int) -> None:
    assert asked(port, "/.well-known/acme-challenge/x")[1] == "put there"


def test_hosts_without_rules_of_names_keep_the_same() -> None:
    rules = dict(re.findall(r"^(/\S+)\n  Cache-Control: (.*)$", dict(host_files("/"))["_headers"], re.MULTILINE))
    assert rules.pop("/images/*") == LONG
    assert set(rules) == {*(f"/{name}" for name in STAYING), "/*/card.jpg"}
    assert set(rules.values()) == {SHORT}


def test_the_card_is_a_card(port: int) -> None:
    answer, text = asked(port, "/contact.vcf")
    assert (answer.getheader("Content-Type") or "").lower() == "text/vcard; charset=utf-8"
    assert text.startswith("BEGIN:VCARD")


@pytest.mark.parametrize("path", ["/_headers", "/.htaccess"])
def test_what_is_for_hosts_is_not_shown(port: int, path: str) -> None:
    assert asked(port, path)[0].status in (403, 404)


def test_a_site_below_a_path_finds_its_page_there() -> None:
    assert "ErrorDocument 404 /shop/404.html\n" in dict(host_files("/shop/"))[".htaccess"]


@pytest.mark.parametrize("root", ['/a" b/', "/a\nOptions +Indexes\n/", "/a b/"])
def test_a_path_stays_one_word(root: str) -> None:
    (line,) = [line for line in dict(host_files(root))[".htaccess"].splitlines() if line.startswith("ErrorDocument")]
    assert len(line.split()) == 3
    assert '"' not in line
