"""The workbench: the sites at a glance, the mailbox, and pages that reload themselves."""

import re
import shutil
import threading
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from formkit.channels.mail.caught import MailCatcher, mail_folder
from formkit.channels.mail.files import Storeroom
from formkit.model import Answer, Upload
from formkit.settings import Settings
from formkit.store import Store
from formkit.web import create_app
from formkit.web.dev import Reloader
from formkit.web.sites import Sites
from formkit.web.studio.said import LANGUAGE, table
from formkit.words import fill
from tests.channels.letters import SENDER, delivery
from tests.files import PDF, photo
from tests.web.workspaces import FILLED

PAGE = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'sha256-x'; "
    "connect-src 'self'\"><body><h1>Rose</h1></body>"
)


@pytest.fixture
def reloader() -> Reloader:
    return Reloader()


@pytest.fixture
def app(settings: Settings, store: Store, reloader: Reloader) -> Flask:
    (settings.build / "rose").mkdir(parents=True)
    (settings.build / "rose" / "index.html").write_text(PAGE, "utf-8")
    return create_app(settings, sites=Sites(settings).load(), store=store, reloader=reloader)


@pytest.fixture
def mail(client: FlaskClient, store: Store, settings: Settings) -> str:
    """The name of a caught mail, from a visitor who tries to slip markup into the mailbox."""
    client.post("/f/rose/contact", data={**FILLED, "message": "Hi <script>alert(1)</script>", "topic": "Order"})
    catcher = MailCatcher(mail_folder(settings), "forms@rosegarden.example")
    for each in store.deliveries():
        catcher.send(each)
    return sorted(path.stem for path in mail_folder(settings).glob("*.eml"))[0]


def test_the_workbench_shows_sites_forms_and_mail(client: FlaskClient, mail: str) -> None:
    page = client.get("/_dev/").text
    assert 'href="/rose/"' in page
    assert 'href="/f/rose/contact"' in page
    assert f'href="/_dev/mail/{mail}"' in page


def test_the_start_leads_to_the_workbench(client: FlaskClient) -> None:
    assert client.get("/").location == "/_dev/"


def test_a_spec_with_mistakes_is_told_at_the_top(settings: Settings, store: Store, reloader: Reloader) -> None:
    (settings.specs / "cafe.yaml").write_text("site: {name: <b>Cafe</b>, nmae: 1}\n", "utf-8")
    app = create_app(settings, sites=Sites(settings).load(), store=store, reloader=reloader)
    page = app.test_client().get("/_dev/").text
    assert "form_specs/cafe.yaml needs a look" in page
    assert "cafe.yaml:1:" in page
    assert "no spec" not in client_of_one_broken_spec(settings, store, reloader).get("/_dev/").text


@pytest.mark.parametrize("code", ["en", "tr", "ru"])
def test_a_mistake_is_told_in_the_words_of_the_studio(
    settings: Settings, store: Store, reloader: Reloader, code: str
) -> None:
    """In the language that was chosen there; the place of it is what a terminal says."""
    (settings.specs / "cafe.yaml").write_text("site: {name: Cafe}\nbusiness: {emial: 1}\n", "utf-8")
    client = create_app(settings, sites=Sites(settings).load(), store=store, reloader=reloader).test_client()
    client.set_cookie(LANGUAGE, code, path="/_dev")
    said = " ".join(table(code)[f"problem.{name}"] for name in ("key-unknown", "key-unknown_hint", "meant"))
    told = fill(said, {"key": "emial", "meant": "email"})
    page = unescape(client.get("/_dev/", headers={"Accept-Language": "en"}).text)
    assert f"<code>form_specs/cafe.yaml:2:12</code> {told}</li>" in page


def client_of_one_broken_spec(settings: Settings, store: Store, reloader: Reloader) -> FlaskClient:
    """A workspace whose only spec can't be read."""
    (settings.specs / "rose.yaml").unlink()
    return create_app(settings, sites=Sites(settings).load(), store=store, reloader=reloader).test_client()


def test_the_mailbox_speaks_the_language_of_the_browser(client: FlaskClient, mail: str) -> None:
    wanted = {"Accept-Language": "tr-TR,tr;q=0.9,en;q=0.5"}
    pages = [client.get(path, headers=wanted).text for path in ("/_dev/mail", f"/_dev/mail/{mail}")]
    assert all('<html lang="tr">' in page and ">Posta kutusu</a>" in page for page in pages)
    assert "Kimden: <bdi>" in pages[0]
    assert "<dt>Kimden</dt>" in pages[1]


def test_an_empty_mailbox_says_how_mail_comes(client: FlaskClient) -> None:
    page = client.get("/_dev/mail").text
    assert "No mail server is set, so mail is caught here, just as it would arrive." in page
    assert "No mail yet. Send one of the forms, and it arrives here." in page


def test_the_mailbox_lists_what_was_caught(client: FlaskClient, mail: str) -> None:
    page = client.get("/_dev/mail").text
    assert "Order from Ada" in page
    assert "orders@rosegarden.example" in page


def test_a_mail_is_shown_with_headers_text_and_html_apart(client: FlaskClient, mail: str) -> None:
    page = client.get(f"/_dev/mail/{mail}").text
    assert re.search(rf'<iframe src="/_dev/mail/{mail}/html" sandbox', page)
    assert "Message-ID: " in page
    assert re.search(r"\d{1,2} [A-Z][a-z]+ \d{4}, \d\d:\d\d here", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page


def test_a_mail_is_dated_by_the_clock_of_its_business(client: FlaskClient, mail: str, settings: Settings) -> None:
    sites = client.application.extensions["formkit"].sites
    site = sites.by_id["rose"]
    business = site.business.model_copy(update={"timezone": "Europe/Istanbul"})
    sites.by_id["rose"] = site.model_copy(update={"business": business})
    for page in ("/_dev/mail", f"/_dev/mail/{mail}"):
        assert re.search(r"\d\d:\d\d \(Türkiye Time\)", client.get(page).text)


def test_the_html_of_a_mail_runs_nothing_and_loads_nothing(client: FlaskClient, mail: str) -> None:
    answer = client.get(f"/_dev/mail/{mail}/html")
    assert answer.headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
    )
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "<script" not in answer.text


@pytest.mark.parametrize("name", ["nothing", "..%2f..%2fdata", "../formkit", "*", "%00", "x" * 300])
@pytest.mark.parametrize("end", ["", "/html", "/file/0"])
def test_no_other_file_is_a_mail(client: FlaskClient, mail: str, name: str, end: str) -> None:
    assert client.get(f"/_dev/mail/{name}{end}").status_code == 404


HTML = b"<script>alert(1)</script>"
FILES = {
    "rose & thorn.jpg": ("image/jpeg", photo()),
    "bill.pdf": ("application/pdf", PDF),
    "x.html": ("text/html", HTML),
}


@pytest.fixture
def enclosing(settings: Settings) -> str:
    """The name of a caught mail with three files, one of which no form would take."""
    uploads = tuple(Upload(name, "photo", name, kind, len(content)) for name, (kind, content) in FILES.items())
    answers = (Answer("photo", "file", "Pictures", "\n".join(FILES), "", uploads),)
    storeroom = Storeroom(lambda name: FILES[name][1])
    MailCatcher(mail_folder(settings), SENDER, storeroom).send(delivery(answers=answers))
    return "20260301T120000-d1"


def test_the_files_of_a_mail_are_named_with_size_and_pictures_shown(client: FlaskClient, enclosing: str) -> None:
    page = client.get(f"/_dev/mail/{enclosing}")
    assert re.findall(rf'href="/_dev/mail/{enclosing}/file/(\d)"', page.text) == ["0", "1", "2"]
    assert re.findall(r'<img src="([^"]+)" alt="" loading="lazy">', page.text) == [f"/_dev/mail/{enclosing}/file/0"]
    assert re.search(r"<bdi>rose &amp; thorn.jpg</bdi> <small>\d kB</small>", page.text)
    assert "img-src 'self' data:;" in page.headers["Content-Security-Policy"]


def test_a_mail_without_files_has_no_word_of_them(client: FlaskClient, mail: str) -> None:
    assert "/file/" not in client.get(f"/_dev/mail/{mail}").text


@pytest.mark.parametrize(
    ("number", "kind", "name"), [(1, "application/pdf", "bill.pdf"), (2, "application/octet-stream", "x.html")]
)
def test_a_file_of_a_mail_is_saved_and_never_shown(
    client: FlaskClient, enclosing: str, *, number: int, kind: str, name: str
) -> None:
    answer = client.get(f"/_dev/mail/{enclosing}/file/{number}")
    assert (answer.data, answer.mimetype) == (FILES[name][1], kind)
    assert answer.headers["Content-Disposition"].startswith(f'attachment; filename="{name}"')
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("end", ["file/3", "file/-1", "file/x", "file/", "file/99999999999999999999"])
def test_a_mail_has_no_other_file(client: FlaskClient, enclosing: str, end: str) -> None:
    assert client.get(f"/_dev/mail/{enclosing}/{end}").status_code == 404


def test_pages_get_the_script_that_reloads_them_and_may_run_it(client: FlaskClient) -> None:
    page = client.get("/rose/", buffered=True).text
    assert '<script src="/_dev/reload.js" defer></script></body>' in page
    assert "script-src 'self' 'sha256-x'; connect-src 'self'" in page
    assert client.get("/_dev/reload.js").mimetype == "text/javascript"


def test_the_hosted_form_and_its_errors_reload_too(client: FlaskClient) -> None:
    for answer in (client.get("/f/rose/contact"), client.post("/f/rose/contact", data={"name": "Ada"})):
        assert "/_dev/reload.js" in answer.text
        assert "script-src 'self' 'sha256-" in unescape(answer.text)


def test_a_page_in_a_frame_is_not_reloaded(client: FlaskClient) -> None:
    page = client.get("/f/rose/contact", headers={"Sec-Fetch-Dest": "iframe"}).text
    assert 'action="/f/rose/contact"' in page
    assert "/_dev/reload.js" not in page


def test_only_the_workbench_does_so(settings: Settings, store: Store) -> None:
    production = create_app(settings, sites=Sites(settings).load(), store=store).test_client()
    assert "/_dev/" not in production.get("/f/rose/contact").text
    assert production.get("/_dev/").status_code == 404
    assert production.get("/_dev/mail").status_code == 404


def test_an_open_page_hears_of_a_build(client: FlaskClient, reloader: Reloader) -> None:
    answer = client.get("/_dev/events")
    assert (answer.mimetype, answer.headers["Cache-Control"]) == ("text/event-stream", "no-store")
    events = answer.iter_encoded()
    assert next(events) == b"retry: 500\n\n"
    threading.Thread(target=reloader.changed).start()
    assert next(events) == b"data: reload\n\n"


def test_the_end_of_the_server_ends_the_waiting(client: FlaskClient, reloader: Reloader) -> None:
    events = client.get("/_dev/events").iter_encoded()
    next(events)
    threading.Thread(target=reloader.close).start()
    assert list(events)[1:] == []


def test_a_broken_mail_folder_is_an_empty_mailbox(client: FlaskClient, mail: str, settings: Settings) -> None:
    shutil.rmtree(mail_folder(settings))
    assert "No mail yet" in client.get("/_dev/mail").text
    assert not Path(mail_folder(settings)).exists()


def test_whoever_comes_by_another_host_stays_there(client: FlaskClient) -> None:
    headers = {"Accept": "application/json"}
    answer = client.post("/f/rose/contact", json=FILLED, headers=headers, base_url="http://192.168.1.7:8000").json
    assert answer is not None
    assert answer["next"].startswith("http://192.168.1.7:8000/r/")
    assert 'href="/rose/"' in client.get(answer["next"]).text


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "[", "a b", "", "x@y"]
)
def test_a_name_that_is_not_ours_shows_nothing(client: FlaskClient, host: str) -> None:
    said = "The workbench does not answer to this name.\nOpen https://forms.example/ or start it with --host.\n"
    for path in ("/", "/_dev/", "/_dev/mail", "/_dev/events", "/rose/", "/f/rose/contact", "/r/x"):
        answer = client.get(path, environ_overrides={"HTTP_HOST": host})
        assert (answer.status_code, answer.text) == (421, said)


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "[::1]:8000", "localhost", "rose.localhost:8000", "192.168.1.7:8000", "forms.example"]
)
def test_an_address_and_our_own_names_are_heard(client: FlaskClient, host: str) -> None:
    assert client.get("/_dev/", headers={"Host": host}).status_code == 200
