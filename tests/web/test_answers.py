"""What people and programs read when something is wrong: words, in their language, with what they typed."""

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from formkit.settings import Settings
from formkit.store import Store
from formkit.web import create_app
from formkit.web.sites import Sites
from tests.intake.shop import TRAP
from tests.web.browsers import sent_by
from tests.web.workspaces import FILLED

URL = "/f/rose/contact"
TURKISH = {"Accept-Language": "tr-TR,tr;q=0.9,en;q=0.8"}
JSON = {"Accept": "application/json"}


@pytest.fixture
def no_store(store: Store, tmp_path: Path) -> None:
    """The database can't take anything: its table is gone, as on a disk that was taken away."""
    with closing(sqlite3.connect(tmp_path / "data" / "formkit.db")) as database:
        for table in ("deliveries", "submissions", "alembic_version"):
            database.execute(f"DROP TABLE {table}")
        database.commit()


def test_a_store_that_takes_nothing_is_said_with_the_text_and_a_way_round(client: FlaskClient, no_store: None) -> None:
    answer = client.post(URL, data={**FILLED, "_lang": "tr", "colour": "red"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "<strong>Mesajınız kaydedilemedi</strong>" in answer.text
    assert "Hiçbir şey kaybolmadı: metniniz bu sayfada. Bir dakika sonra" in answer.text
    assert f'action="{URL}"' in answer.text
    assert "When are you open?" in answer.text
    assert 'href="tel:+15550100100"' in answer.text
    assert 'href="mailto:hello@rosegarden.example"' in answer.text


def test_a_program_hears_of_it_in_json(client: FlaskClient, no_store: None) -> None:
    answer = client.post(URL, json=FILLED, headers=JSON)
    assert answer.status_code == 503
    told = "Your message could not be stored. Send it again in a minute, or call or write to us."  # it has no page
    assert answer.json["error"] == told  # type: ignore[index]
    assert "next" not in answer.json  # type: ignore[operator]


@pytest.mark.parametrize("path", ["/readyz", "/metrics"])
def test_a_watcher_hears_of_it_in_words(client: FlaskClient, no_store: None, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (503, "text/plain")
    assert len(answer.text) > 20


def test_a_receipt_waits_for_the_store_to_come_back(client: FlaskClient, no_store: None) -> None:
    answer = client.get(f"/r/{'a' * 24}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "We can’t show this just now" in answer.text


def limited(settings: Settings, store: Store, *, proxies: int = 0) -> FlaskClient:
    """The endpoint that takes one submission a minute from one address."""
    strict = replace(settings, rate_limit=1, trusted_proxies=proxies)
    return create_app(strict, sites=Sites(strict).load(), store=store).test_client()


def test_who_must_wait_keeps_the_text(settings: Settings, store: Store) -> None:
    client = limited(settings, store)
    client.post(URL, data=FILLED)
    answer = client.post(URL, data={**FILLED, "message": "One more <thing>", TRAP: "", "_key": "k"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    assert "Too many messages at once" in answer.text
    assert "One more &lt;thing&gt;" in answer.text
    assert ">_key</dt>" not in answer.text


ODD = {**FILLED, "days": ["Mon", "Wed"], "message": "<a>\n\nb & c", "colour": ["red", '"blue"'], "_lang": "tr"}


def test_what_had_to_wait_is_one_submission_when_sent_from_its_page(
    settings: Settings, client: FlaskClient, store: Store
) -> None:
    strict = limited(settings, store)
    strict.post(URL, data=FILLED)
    page = strict.post(URL, data={**ODD, "_key": "k1"}).text
    for _ in range(2):
        client.post(URL, data=sent_by(page))
    kept, _ = store.submissions()
    assert kept.fields == {**FILLED, "days": ("Mon", "Wed"), "message": ODD["message"], "colour": ("red", '"blue"')}
    assert (kept.language, sent_by(page)["_key"]) == ("tr", ["k1"])


def test_a_mistake_mended_on_its_page_keeps_what_no_field_asked_for(client: FlaskClient, store: Store) -> None:
    asked = {"email": "ada", "colour": "red", "_subject": "Roses", "_gotcha": ""}
    page = client.post("/f/rose/old", data=asked).text
    client.post("/f/rose/old", data={**sent_by(page), "email": "ada@example.com"})
    (out,) = store.deliveries()
    (kept,) = store.submissions()
    assert (kept.fields["colour"], out.message.subject) == ("red", "Roses")


@pytest.mark.parametrize(
    ("proxies", "addresses", "statuses"),
    [
        (0, ["10.0.0.1", "10.0.0.2"], [303, 429]),
        (1, ["10.0.0.1", "10.0.0.2"], [303, 303]),
        (1, ["9.9.9.9, 10.0.0.1", "8.8.8.8, 10.0.0.1"], [303, 429]),
        (1, ["2001:db8:0:1::1", "2001:db8:0:1::2"], [303, 429]),
        (1, ["2001:db8:0:1::1", "2001:db8:0:2::1"], [303, 303]),
        (1, ["2001:db8::1", "2001:db8::2"], [303, 429]),
        (1, ["2001:db8::1", "2001:0DB8:0:0:7::1"], [303, 429]),
        (1, ["::ffff:10.0.0.1", "10.0.0.1"], [303, 429]),
        (1, ["10.0.0.1:4711", "10.0.0.1:4712"], [303, 429]),
        (1, ["[2001:db8::1]:4711", "2001:db8::9"], [303, 429]),
        (1, ["fe80::1%eth0", "fe80::1%eth1"], [303, 429]),
        (1, ["unknown", "<b>"], [303, 303]),
        (2, ["10.0.0.1, 10.0.0.9", "10.0.0.2, 10.0.0.9"], [303, 303]),
        (2, ["9.9.9.9, 10.0.0.1, 10.0.0.9", "8.8.8.8, 10.0.0.1, 10.0.0.9"], [303, 429]),
        (2, ["10.0.0.1", "10.0.0.2"], [303, 429]),
    ],
)
def test_an_address_is_believed_as_far_as_the_proxies_reach(
    settings: Settings, store: Store, proxies: int, addresses: list[str], statuses: list[int]
) -> None:
    client = limited(settings, store, proxies=proxies)
    answers = [
        client.post(URL, data={**FILLED, "message": address}, headers={"X-Forwarded-For": address})
        for address in addresses
    ]
    assert [answer.status_code for answer in answers] == statuses


def test_too_long_an_extra_answer_is_refused_with_the_rest_kept(client: FlaskClient) -> None:
    answer = client.post(URL, data={**FILLED, "essay": "x" * 6000})
    assert answer.status_code == 413
    assert "That is more than we can take" in answer.text
    assert "When are you open?" in answer.text


def test_what_was_refused_is_shown_in_words(client: FlaskClient) -> None:
    page = client.post(URL, data={**ODD, "essay": "x" * 6000}).text
    assert '<dt dir="auto">Adınız</dt><dd dir="auto">Ada</dd>' in page
    assert '<dt dir="auto">Days</dt><dd dir="auto">Mon, Wed</dd>' in page
    assert '<dt dir="auto">colour</dt><dd dir="auto">&#34;blue&#34;</dd>' in page


def test_an_empty_form_comes_back_with_what_it_requires(client: FlaskClient) -> None:
    answer = client.post(URL, data={"name": " "}, headers=TURKISH)
    assert answer.status_code == 422
    assert "“Adınız” alanını doldurun" in answer.text
    assert f'action="{URL}"' in answer.text


def test_an_empty_form_that_requires_nothing_says_so(client: FlaskClient) -> None:
    answer = client.post("/f/rose/old", data={"message": ""})
    assert answer.status_code == 422
    assert "Fill in the form before you send it" in answer.text
    assert 'action="/f/rose/old"' in answer.text


@pytest.mark.parametrize(
    ("status", "options", "words"),
    [
        (404, {"path": "/f/rose/nothing"}, "Burada bir form yok"),
        (404, {"path": "/r/nothing"}, "Burada bir onay sayfası yok"),
        (404, {"path": "/nothing"}, "Burada bir sayfa yok"),
        (405, {"path": URL, "method": "PUT"}, "Bu adres bunu kabul etmiyor"),
        (405, {"path": URL, "method": "TRACE"}, "Bu adres bunu kabul etmiyor"),
        (413, {"path": URL, "method": "POST", "data": b"a=b&" * 400}, "Bu kadarını alamıyoruz"),
        (415, {"path": URL, "method": "POST", "data": b"a"}, "Bu, okuyabildiğimiz bir form değil"),
    ],
)
def test_every_refusal_is_a_page_in_the_readers_language(
    client: FlaskClient, status: int, options: dict[str, Any], words: str
) -> None:
    kind = "text/plain" if status == 415 else "application/x-www-form-urlencoded"
    answer = client.open(content_type=kind, headers=TURKISH, **options)
    assert (answer.status_code, words in answer.text) == (status, True)
    assert '<html lang="tr"' in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_refusal_at_a_form_names_the_business(client: FlaskClient) -> None:
    for answer in (client.put(URL), client.get("/f/rose/nothing"), client.get("/f/rose.nothing")):
        assert "Rose Garden" in answer.text
        assert 'href="tel:+15550100100"' in answer.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/r/nothing", 404),
        ("GET", "/f/rose/nothing", 404),
        ("GET", URL, 405),
        ("PUT", URL, 405),
        ("POST", "/rose/", 405),
    ],
)
def test_a_program_gets_json_on_every_path(client: FlaskClient, method: str, path: str, status: int) -> None:
    answer = client.open(path, method=method, headers=JSON)
    assert answer.status_code == status
    assert answer.json["error"]  # type: ignore[index]
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", [URL, "/f/rose/nothing", "/p/x/f/y"])
@pytest.mark.parametrize("method", ["PUT", "GET", "POST", "OPTIONS"])
def test_every_answer_of_the_endpoint_has_its_cors_headers_once(client: FlaskClient, path: str, method: str) -> None:
    answer = client.open(path, method=method, headers={"Origin": "https://evil.example"})
    assert answer.headers.getlist("Access-Control-Allow-Origin") == ["*"]
    assert "Origin" in answer.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_a_method_in_small_letters_is_no_method(client: FlaskClient, store: Store) -> None:
    answer = client.post(URL, data=FILLED, environ_overrides={"REQUEST_METHOD": "post"})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")
    assert not list(store.submissions())


@pytest.mark.parametrize(
    ("headers", "query", "words"),
    [
        ({}, "", "Write to us"),
        (TURKISH, "", "Bize yazın"),
        (TURKISH, "?lang=en", "Write to us"),
        ({"Accept-Language": "fr"}, "", "Write to us"),
        ({"Accept-Language": ";;q=x,\x00"}, "", "Write to us"),
        ({}, "?lang=tr", "Bize yazın"),
        (TURKISH, "?lang=../../etc", "Write to us"),
    ],
)
def test_the_form_speaks_the_language_that_was_asked_for(
    client: FlaskClient, headers: dict[str, str], query: str, words: str
) -> None:
    assert f"<h1>{words}</h1>" in client.get(f"{URL}{query}", headers=headers).text


def broken(app: Flask) -> FlaskClient:
    def view() -> str:
        raise ValueError("Ada typed this")

    app.add_url_rule("/broken", view_func=view)
    return app.test_client()


def test_a_crash_is_one_line_in_the_log_without_what_was_typed(app: Flask, capfd: Any) -> None:
    answer = broken(app).get("/broken?name=Ada", headers=TURKISH)
    assert (answer.status_code, "Bizim tarafımızda bir şey bozuldu" in answer.text) == (500, True)
    (line,) = capfd.readouterr().err.splitlines()
    said = json.loads(line)
    assert (said["event"], said["error"], said["rule"]) == ("crash", "ValueError", "/broken")
    assert "test_answers.py" in said["broken_at"]
    assert said["request"] == answer.headers["X-Request-Id"]
    assert f"Bu hata {said['request']} olarak not edildi." in answer.text
    assert "Ada" not in line


def test_a_crash_gives_the_text_back_and_loses_nothing(settings: Settings, store: Store, capfd: Any) -> None:
    client = create_app(settings, sites=Sites(settings).load(), store=store, wake=lambda: 1 / 0).test_client()
    page = client.post("/f/rose/contact", data={**FILLED, "_key": "k"})
    assert (page.status_code, page.headers["Retry-After"]) == (500, "60")
    assert (FILLED["message"] in page.text, "+1 555 010 0100" in page.text) == (True, True)
    assert client.post("/f/rose/contact", data={**FILLED, "_key": "k"}).status_code == 303
    assert len(list(store.submissions())) == 1


def test_a_crash_with_a_broken_theme_is_still_words(app: Flask, settings: Settings, capfd: Any) -> None:
    theme = settings.workspace / "site_templates" / "plain"
    shutil.copytree(Path(__file__).parents[2] / "site_templates" / "plain", theme)
    (theme / "message.html").write_text("{% broken")
    answer = broken(app).get("/broken")
    assert (answer.status_code, answer.text) == (500, "Something broke on our side")
    assert len(capfd.readouterr().err.splitlines()) == 1


def test_a_crash_after_the_answer_was_made_is_words_too(app: Flask, capfd: Any) -> None:
    app.after_request(lambda answer: 1 / 0 if "x-break" in answer.headers else answer)  # type: ignore[arg-type]
    app.add_url_rule("/half", view_func=lambda: ("", {"X-Break": "1"}))
    answer = app.test_client().get("/half", headers=JSON)
    assert (answer.status_code, answer.json["error"][:27]) == (500, "Something broke on our side")  # type: ignore[index]
    assert json.loads(capfd.readouterr().err)["error"] == "ZeroDivisionError"


def town(settings: Settings, store: Store, option: str) -> FlaskClient:
    """A site that has no address of its own yet, with one form."""
    form = f"{{{option}, fields: {{words: {{type: text}}}}}}"
    text = f"site: {{name: Town}}\nbusiness: {{email: a@town.example}}\nforms: {{contact: {form}}}\n"
    (settings.specs / "town.yaml").write_text(text, "utf-8")
    return create_app(settings, sites=Sites(settings).load(), store=store).test_client()


@pytest.mark.parametrize("asked", ["https:///evil.example", "///evil.example", "evil.example", "http:evil.example"])
def test_next_without_an_address_of_the_site_leads_nowhere_else(settings: Settings, store: Store, asked: str) -> None:
    client = town(settings, store, "accepts: formspree")
    assert client.post("/f/town/contact", data={"words": "a", "_next": asked}).location.startswith("/r/")


def test_the_owners_next_on_the_site_is_found_below_its_name(settings: Settings, store: Store) -> None:
    client = town(settings, store, "next: /done.html")
    assert client.post("/f/town/contact", data={"words": "a"}).location == "/town/done.html"
    answer = client.post("/f/town/contact", json={"words": "b"}, headers=JSON)
    assert answer.json["next"] == "https://forms.example/town/done.html"  # type: ignore[index]
