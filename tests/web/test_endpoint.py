"""POST /f/<site>/<form>: what people and programs get for what they send."""

import json
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from formkit.store import Store
from tests.intake.shop import TRAP
from tests.web.workspaces import FILLED

URL = "/f/rose/contact"


def send(client: FlaskClient, **changes: Any) -> Any:
    return client.post(URL, data={**FILLED, **changes})


def as_json(client: FlaskClient, data: Any, url: str = URL) -> Any:
    return client.post(url, json=data, headers={"Accept": "application/json"})


def test_a_good_post_is_stored_and_leads_to_its_receipt(client: FlaskClient, store: Store) -> None:
    answer = send(client)
    (stored,) = store.submissions()
    assert (answer.status_code, answer.location) == (303, f"/r/{stored.token}")
    assert stored.fields == FILLED


def test_its_delivery_waits_in_the_outbox_from_the_same_moment(client: FlaskClient, store: Store) -> None:
    send(client)
    (delivery,) = store.deliveries()
    assert (delivery.target, delivery.message.subject) == ("hello@rosegarden.example", "Question from Ada")
    assert delivery.message.reply_to is not None
    assert delivery.message.reply_to.address == "ada@example.com"


def test_a_destination_with_a_condition_gets_what_it_asked_for(client: FlaskClient, store: Store) -> None:
    send(client, topic="Order")
    assert {one.target for one in store.deliveries()} == {"orders@rosegarden.example", "hello@rosegarden.example"}


def test_a_mistake_is_answered_with_the_form_and_all_that_was_typed(client: FlaskClient, store: Store) -> None:
    answer = send(client, email="ada", name="<Ada>")
    assert answer.status_code == 422
    assert "Enter an email address such as name@example.com" in answer.text
    assert "&lt;Ada&gt;" in answer.text
    assert "When are you open?" in answer.text
    assert not list(store.submissions())


def test_a_mistake_is_worded_in_the_language_of_the_page(client: FlaskClient) -> None:
    assert "“Adınız” alanını doldurun" in send(client, name="", _lang="tr").text


def test_a_hidden_field_is_not_required(client: FlaskClient) -> None:
    assert send(client, topic="Question").status_code == 303
    assert send(client, topic="Complaint").status_code == 422


def test_what_was_typed_into_a_field_hidden_later_is_kept(client: FlaskClient, store: Store) -> None:
    send(client, topic="Question", order_no="17")
    assert next(iter(store.submissions())).fields["order_no"] == "17"


def test_fields_the_spec_does_not_know_are_kept_and_shown_to_the_owner(client: FlaskClient, store: Store) -> None:
    send(client, utm_source="letter", _next="https://evil.example", _cc="evil@example.com")
    (stored,) = store.submissions()
    assert stored.fields["utm_source"] == "letter"
    assert {answer.field for answer in stored.answers} >= {"utm_source", "_next", "_cc"}
    assert [one.target for one in store.deliveries()] == ["hello@rosegarden.example"]


def test_the_same_post_twice_is_one_submission(client: FlaskClient, store: Store) -> None:
    assert send(client).location == send(client).location
    assert len(list(store.submissions())) == 1


def test_the_same_key_with_another_text_is_a_new_submission(client: FlaskClient, store: Store) -> None:
    send(client, _key="k1")
    send(client, _key="k1", message="And on Sunday?")
    assert len(list(store.submissions())) == 2


def key_of(page: str) -> str:
    return re.findall('name="_key" value="([^"]*)"', page)[0]


def test_each_visit_of_the_hosted_form_has_a_key_of_its_own(client: FlaskClient, store: Store) -> None:
    keys = [key_of(client.get(URL).text) for _ in range(2)]
    assert min(map(len, keys)) > 10
    for key in (keys[0], keys[0], keys[1]):
        send(client, _key=key)
    assert len(list(store.submissions())) == 2


def test_a_form_that_comes_back_keeps_its_key_or_gets_one(client: FlaskClient) -> None:
    assert key_of(send(client, name="", _key="k1").text) == "k1"
    assert len(key_of(send(client, name="").text)) > 10


def test_a_filled_trap_is_quarantined_with_its_reason_and_answered_as_success(
    client: FlaskClient, store: Store
) -> None:
    assert send(client, **{TRAP: "http://spam.example"}).status_code == 303
    (stored,) = store.submissions()
    assert (stored.verdict, stored.reasons) == ("quarantined", ("a field hidden from people was filled in",))
    assert not list(store.deliveries())


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"a=b&" * 400, "application/x-www-form-urlencoded", 413),
        (b"message=" + b"x" * 2_100_000, "application/x-www-form-urlencoded", 413),
        (b"message=" + b"x" * 300_000, "application/x-www-form-urlencoded", 413),
        (b"hello", "text/plain", 415),
        (b"<x/>", "application/xml", 415),
        (b"", "application/x-www-form-urlencoded", 422),
        (b"=", "application/x-www-form-urlencoded", 422),
        (b"[1]", "application/json", 400),
        (b"null", "application/json", 400),
        (b"{", "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b'{"a": NaN}', "application/json", 400),
        (b"--x\r\n", "multipart/form-data; boundary=x", 400),
        (b"name=Ada", "multipart/form-data", 400),
        (b"\r" * 200_000, "multipart/form-data; boundary=x", 400),
    ],
)
def test_a_body_that_is_no_form_is_refused_in_words(
    client: FlaskClient, store: Store, body: bytes, kind: str, status: int
) -> None:
    answer = client.post(URL, data=body, content_type=kind)
    assert answer.status_code == status
    assert len(answer.text) > 30
    assert not list(store.submissions())


def test_a_compressed_body_is_refused(client: FlaskClient) -> None:
    assert client.post(URL, data=FILLED, headers={"Content-Encoding": "gzip"}).status_code == 415


def test_another_method_is_told_what_is_allowed(client: FlaskClient) -> None:
    answer = client.put(URL)
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS, POST")


def test_the_form_has_a_page_of_its_own_and_get_submits_nothing(client: FlaskClient, store: Store) -> None:
    answer = client.get(URL, query_string=FILLED)
    assert answer.status_code == 200
    assert f'action="{URL}"' in answer.text
    assert not list(store.submissions())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"message=line1%0D%0A%CF%F0%E8%E2%E5%F2+%26%231178%3B+%88&_charset_=windows-1251", "line1\nПривет Қ €"),
        (b"message=%DE%E7%F0&_charset_=windows-1254", "Şçğ"),
        (b"message=%26%231178%3B&_charset_=UTF-8", "&#1178;"),
        (b"message=%26%2365%3B&_charset_=windows-1251", "&#65;"),
        ("message=Salut è ü".encode(), "Salut è ü"),
        (b"message=%ED%A0%80&_charset_=utf-8", "\ufffd\ufffd\ufffd"),
        (b"message=a%00b%1Bc%09d", "abc\td"),
        (b"message=caf%E9", "café"),
        (b"message=x&_charset_=../../etc", "x"),
    ],
)
def test_old_pages_arrive_readable(client: FlaskClient, store: Store, body: bytes, expected: str) -> None:
    head = b"name=Ada&email=ada%40example.com&"
    client.post(URL, data=head + body, content_type="application/x-www-form-urlencoded")
    assert next(iter(store.submissions())).fields["message"] == expected


def test_repeated_names_and_an_empty_file_part_are_read_from_multipart(client: FlaskClient, store: Store) -> None:
    parts = [*FILLED.items(), ("days", "Mon"), ("days", "Wed")]
    body = "".join(f'--x\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in parts)
    body += '--x\r\nContent-Disposition: form-data; name="att"; filename=""\r\n'
    body += "Content-Type: application/octet-stream\r\n\r\n\r\n--x--\r\n"
    assert client.post(URL, data=body.encode(), content_type="multipart/form-data; boundary=x").status_code == 303
    assert next(iter(store.submissions())).fields["days"] == ("Mon", "Wed")


def test_a_file_that_would_be_lost_is_refused_in_words(client: FlaskClient, store: Store) -> None:
    from io import BytesIO

    answer = client.post(URL, data={**FILLED, "cv": (BytesIO(b"x"), "cv.pdf")})
    assert (answer.status_code, "takes no files" in answer.text) == (400, True)
    assert not list(store.submissions())


def test_json_values_of_every_kind_are_read(client: FlaskClient, store: Store) -> None:
    answer = as_json(client, {**FILLED, "days": ["Mon", "Tue"], "n": 1, "b": True, "z": None, "deep": {"a": 1}})
    assert answer.status_code == 200
    fields = next(iter(store.submissions())).fields
    assert (fields["days"], fields["n"], fields["b"], "z" in fields) == (("Mon", "Tue"), "1", "yes", False)
    assert json.loads(str(fields["deep"])) == {"a": "1"}


def test_formspree_success_has_a_string_next_and_nothing_that_reads_as_an_error(client: FlaskClient) -> None:
    body = as_json(client, FILLED).json
    assert body["ok"] is True
    assert body["next"].startswith("https://forms.example/r/")
    assert body["submissionId"]
    assert not {"error", "errors"} & set(body)


def test_formspree_errors_each_have_a_message_and_no_next(client: FlaskClient) -> None:
    answer = as_json(client, {"email": "x", "message": "hi"})
    assert answer.status_code == 422
    assert {(one["field"], one["code"]) for one in answer.json["errors"]} == {
        ("name", "REQUIRED_FIELD_EMPTY"),
        ("email", "TYPE_EMAIL"),
    }
    assert all(one["message"] for one in answer.json["errors"])
    assert "next" not in answer.json


@pytest.mark.parametrize("url", ["/f/rose.contact", "/f/rose.contact/", "/p/any/f/rose.contact", "/f/rose/contact/"])
def test_formspree_addresses_are_answered_without_a_redirect(client: FlaskClient, url: str) -> None:
    assert as_json(client, FILLED, url).status_code == 200


def test_a_doubled_slash_is_answered_without_a_redirect(client: FlaskClient) -> None:
    answer = client.post("/", json=FILLED, environ_overrides={"PATH_INFO": "//f/rose.contact"})
    assert answer.status_code == 200


def test_an_unknown_form_is_told_in_json(client: FlaskClient) -> None:
    answer = as_json(client, FILLED, "/f/rose.nothing")
    assert (answer.status_code, answer.json["errors"][0]["code"]) == (404, "FORM_NOT_FOUND")


def test_a_preflight_allows_what_formspree_clients_send(client: FlaskClient) -> None:
    answer = client.options(URL, headers={"Origin": "null"})
    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "formspree-session-data" in answer.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("data", [FILLED, {}, {"email": "x"}])
def test_every_answer_may_be_read_from_another_origin(client: FlaskClient, data: dict[str, str]) -> None:
    assert as_json(client, data).headers["Access-Control-Allow-Origin"] == "*"


def test_posts_with_the_same_page_load_are_one(client: FlaskClient, store: Store) -> None:
    headers = {"Accept": "application/json", "Formspree-Session-Data": "eyJsb2FkZWRBdCI6MX0="}
    first, second = (client.post(URL, json=FILLED, headers=headers).json for _ in range(2))
    assert first["submissionId"] == second["submissionId"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("/danke.html", "https://rosegarden.example/danke.html"),
        ("danke.html", "https://rosegarden.example/danke.html"),
        ("https://partner.example/x", "https://partner.example/x"),
        ("//partner.example/x", "https://partner.example/x"),
        ("https://shop.example/x", "https://shop.example/x"),
        ("https://blumenküche.example/x", "https://xn--blumenkche-geb.example/x"),
        ("https://xn--blumenkche-geb.example/x", "https://xn--blumenkche-geb.example/x"),
        ("//evil.example/x", "/r/"),
        ("mailto:ada@partner.example", "/r/"),
        ("https://evil.example", "/r/"),
        ("https://partner.example@evil.example/", "/r/"),
        ("javascript:alert(1)", "/r/"),
        ("https:\\\\evil.example", "/r/"),
        ("", "/r/"),
    ],
)
def test_a_formspree_page_chooses_where_to_go_within_the_hosts_of_the_spec(
    client: FlaskClient, asked: str, expected: str
) -> None:
    answer = client.post("/f/rose/old", data={"message": "hi", "_next": asked})
    assert answer.location.startswith(expected)


def test_a_formspree_page_names_subject_reply_and_listed_copies(client: FlaskClient, store: Store) -> None:
    legacy = {"_replyto": "ada@example.com", "_subject": "Hello\r\nBcc: evil@example.com", "_language": "tr"}
    client.post("/f/rose/old", data={"message": "hi", "_cc": "Helper@RoseGarden.example,evil@example.com", **legacy})
    out = list(store.deliveries())
    assert {one.target for one in out} == {"hello@rosegarden.example", "helper@rosegarden.example"}
    assert out[0].message.subject == "Hello Bcc: evil@example.com"
    assert out[0].message.reply_to is not None
    assert out[0].message.reply_to.address == "ada@example.com"
    assert next(iter(store.submissions())).language == "tr"


def test_too_many_from_one_address_are_asked_to_wait(settings: Any, store: Store) -> None:
    from dataclasses import replace

    from formkit.web import create_app
    from formkit.web.sites import Sites

    limited = replace(settings, rate_limit=2)
    client = create_app(limited, sites=Sites(limited).load(), store=store).test_client()
    answers = [as_json(client, {**FILLED, "message": f"Number {number}"}) for number in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "60"


def test_a_crash_of_ours_is_words_without_a_traceback(app: Flask) -> None:
    app.add_url_rule("/broken", view_func=lambda: 1 / 0)
    answer = app.test_client().get("/broken")
    assert (answer.status_code, "Something broke on our side" in answer.text) == (500, True)
    assert "ZeroDivisionError" not in answer.text
