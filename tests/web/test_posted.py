"""Bodies as they come from browsers, old pages, programs and attackers."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from formkit.store import Store

URL = "/f/rose/old"


def fields(store: Store) -> dict[str, Any]:
    (stored,) = store.submissions()
    return dict(stored.fields)


def part(name: str, value: str, *more: str, end: str = "\r\n") -> str:
    head = end.join([f"--x{end}Content-Disposition: form-data; {name}", *more])
    return f"{head}{end}{end}{value}{end}"


def send_parts(client: FlaskClient, *parts: str | bytes, last: str = "--x--\r\n") -> Any:
    body = b"".join(one if isinstance(one, bytes) else one.encode() for one in (*parts, last))
    return client.post(URL, data=body, content_type="multipart/form-data; boundary=x")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([part('name="message"', "a", end="\n")], "a"),
        ([part("name=message", "a")], "a"),
        ([part("name*=UTF-8''message", "a")], "a"),
        ([part('name="message"', "YWJj", "Content-Transfer-Encoding: base64")], "abc"),
        ([part('name="message"', "Hello!", "Content-Transfer-Encoding: base64")], "Hello!"),
        ([part('name="message"', "a", "Content-Type: text/plain; charset=UTF-8")], "a"),
        (
            [
                b'--x\r\nContent-Disposition: form-data; name="message"\r\n'
                b"Content-Type: text/plain; charset=windows-1251\r\n\r\n\xcf\xf0\xe8\xe2\xe5\xf2\r\n"
            ],
            "Привет",
        ),
        ([part('name="message"', "--y\r\nnested\r\n--y--", "Content-Type: multipart/mixed; boundary=y")], "nested"),
        ([part("", "lost"), part('name="message"', "a")], "a"),
        ([part('name="message"', "--x-", "X-Many: 1")], "--x-"),
    ],
)
def test_parts_arrive_as_they_were_meant(
    client: FlaskClient, store: Store, parts: list[str | bytes], expected: str
) -> None:
    assert send_parts(client, *parts, last="--x--\r\n").status_code == 303
    assert expected in fields(store)["message"]


@pytest.mark.parametrize(
    ("parts", "last", "status"),
    [
        ([part('name="message"', "a")], "", 400),
        ([part('name="message"', "a")], "--x", 400),
        (["--x\r\nX: 1\r\n\r\na\r\n"], "--x--\r\n", 400),
        ([part('name="a"', "1")] * 400, "--x--\r\n", 413),
        ([part('name="message"', "a", *(f"X-{n}: {n}" for n in range(500)))], "--x--\r\n", 303),
        ([part('name="' + "a" * 5000 + '"', "1")], "--x--\r\n", 413),
        ([part('name="message"', "x" * 300_000)], "--x--\r\n", 413),
    ],
)
def test_odd_parts_are_answered_in_words(client: FlaskClient, parts: list[str | bytes], last: str, status: int) -> None:
    answer = send_parts(client, *parts, last=last)
    assert (answer.status_code, len(answer.text) > 30) == (status, True)


@pytest.mark.parametrize("boundary", ["", "x" * 5000, "é", '"', "a b"])
def test_a_boundary_that_nobody_draws_is_refused(client: FlaskClient, boundary: str) -> None:
    answer = client.post(URL, data=b"--x--", content_type=f"multipart/form-data; boundary={boundary}")
    assert answer.status_code == 400


def test_a_chosen_file_leaves_the_typed_text_on_the_page(client: FlaskClient, store: Store) -> None:
    answer = send_parts(client, part('name="message"', "Read <this>"), part('name="cv"; filename="cv.pdf"', "%PDF"))
    assert answer.status_code == 400
    assert "This form takes no files" in answer.text
    assert "Read &lt;this&gt;" in answer.text
    assert not list(store.submissions())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b'{"message": "a", "message": "b"}', {"message": "a, b"}),
        (b'\xef\xbb\xbf{"message": "a"}', {"message": "a"}),
        (b'{"message": "\\ud800 a"}', {"message": "\ufffd a"}),
        (b'{"message": "\\ud83c\\udf39"}', {"message": "\U0001f339"}),
        (b'{"message": "a\\u0000b"}', {"message": "ab"}),
        (b'{"message": 12345678901234567890123456789}', {"message": "12345678901234567890123456789"}),
        (b'{"message": 1.10}', {"message": "1.10"}),
        (b'{"message": "a", "x": [1, null, [2], {"y": true}]}', {"message": "a", "x": ("1", '["2"]', '{"y": true}')}),
    ],
)
def test_json_keeps_what_it_says(client: FlaskClient, store: Store, body: bytes, expected: dict[str, Any]) -> None:
    assert client.post(URL, data=body, content_type="application/json").status_code == 200
    assert fields(store) == expected


@pytest.mark.parametrize(
    "body",
    [
        '{"message": "a"}'.encode("utf-16"),
        b'{"message": "a"} {}',
        b'"message"',
        b'{"message": Infinity}',
        b'{"message": ' + b'{"a":' * 900 + b"1" + b"}" * 900 + b"}",
        b'{"message": ' + b"[" * 100_000,
        b"\xff",
        b"",
    ],
)
def test_json_that_is_no_object_is_refused_in_json(client: FlaskClient, body: bytes) -> None:
    answer = client.post(URL, data=body, content_type="application/json")
    assert answer.status_code in (200, 400)
    assert answer.json is not None


def test_a_page_that_lies_about_itself_breaks_nothing(client: FlaskClient, store: Store) -> None:
    body = {"message": "a", "_page": "https://rosegarden.example/\ud800\x00?secret=1", "_key": "\x00"}
    answer = client.post(URL, json=body, headers={"Accept": "text/html"})
    assert answer.status_code == 303
    assert next(iter(store.submissions())).page == "https://rosegarden.example/\ufffd"


def test_half_a_letter_in_a_refused_form_comes_back_as_a_sign(client: FlaskClient) -> None:
    body = {"email": "no", "message": "\ud800 hello"}
    answer = client.post(URL, json=body, headers={"Accept": "text/html"})
    assert (answer.status_code, "\ufffd hello" in answer.text) == (422, True)


def test_a_second_address_is_never_written_to(client: FlaskClient, store: Store) -> None:
    answer = client.post(URL, data={"email": ["ada@example.com", "bob@example.com"], "message": "a"})
    assert (answer.status_code, "ada@example.com, bob@example.com" in answer.text) == (422, True)
    assert not list(store.submissions())


def test_what_stands_in_the_address_is_no_answer(client: FlaskClient, store: Store) -> None:
    client.post(f"{URL}?email=evil@example.com&message=b", data={"message": "a"})
    assert fields(store) == {"message": "a"}


def test_a_body_shorter_than_it_said_is_not_taken(client: FlaskClient, store: Store) -> None:
    kind = "application/x-www-form-urlencoded"
    answer = client.post(URL, data=b"message=a", content_type=kind, environ_overrides={"CONTENT_LENGTH": "100"})
    assert answer.status_code == 400
    assert not list(store.submissions())
