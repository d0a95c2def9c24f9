"""The "wants JSON" table that Formspree's clients rely on."""

import pytest
from flask import Request
from werkzeug.test import EnvironBuilder

from formkit.web.negotiate import wants_json

FORM = "application/x-www-form-urlencoded"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"


def asked(kind: str, accept: str, **headers: str) -> bool:
    wanted = {**({"Content-Type": kind} if kind else {}), **({"Accept": accept} if accept else {}), **headers}
    return wants_json(Request(EnvironBuilder(method="POST", headers=wanted).get_environ()))


@pytest.mark.parametrize(
    ("kind", "accept", "expected"),
    [
        ("", "", False),
        ("application/json", "text/json", True),
        ("application/json", "application/json", True),
        ("", "application/json", True),
        ("", "application/json, text/javascript, */*; q=0.01", True),
        ("application/json", "", True),
        ("application/json", "application/json, text/plain, */*", True),
        (FORM, "application/json", True),
        (FORM, "application/json, text/plain, */*", True),
        (FORM, "", False),
        ("", "text/html", False),
        ("application/json", "text/html", False),
        ("application/json", BROWSER, False),
        (FORM, "text/html, */*; q=0.01", False),
        ("", BROWSER, False),
    ],
)
def test_the_table_holds(kind: str, accept: str, *, expected: bool) -> None:
    assert asked(kind, accept) is expected


@pytest.mark.parametrize("said", ["XMLHttpRequest", "xmlhttprequest"])
def test_a_script_that_says_so_wants_json(said: str) -> None:
    assert asked(FORM, "text/html", **{"X-Requested-With": said})
