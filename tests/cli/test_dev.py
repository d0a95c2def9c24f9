"""`formkit dev` as a process, without any settings."""

import signal
import urllib.request
from email import message_from_bytes, policy
from http.client import HTTPResponse
from pathlib import Path

import pytest
from watchfiles import watch

from tests.processes import Process, Production, ask, send

SPEC = "form_specs/rose.yaml"


@pytest.fixture
def workbench(production: Production) -> Production:
    """A running workbench."""
    production.settings = {}
    start(production)
    return production


def start(here: Production) -> Process:
    process = here.start("dev", "--port", str(here.port))
    process.wait_for_words("Ctrl-C stops")
    return process


def rewrite(here: Production, old: str, new: str) -> None:
    path = here.workspace / SPEC
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def page(here: Production, path: str) -> str:
    status, _, html = ask(here.port, "GET", path)
    assert status == 200
    return html


def events(here: Production) -> HTTPResponse:
    """What an open page listens to, from now on."""
    heard: HTTPResponse = urllib.request.urlopen(f"http://127.0.0.1:{here.port}/_dev/events", timeout=30)
    assert heard.readline() == b"retry: 500\n"
    return heard


def test_it_takes_a_post_and_shows_the_mail(workbench: Production) -> None:
    assert "Rose Garden" in page(workbench, "/rose/")
    assert send(workbench.port, 1)[0] == 303
    (mail,) = caught(workbench.workspace / "data")
    assert "hello@rosegarden.example" in page(workbench, "/_dev/mail")
    body = message_from_bytes(mail.read_bytes(), policy=policy.default).get_body(("plain",))
    assert "This is message number 1." in body.get_content()
    assert "This is message number 1." in page(workbench, f"/_dev/mail/{mail.stem}")


def caught(data: Path) -> list[Path]:
    """The mails, once there are some."""
    for _ in watch(data, yield_on_timeout=True, rust_timeout=100):
        if found := list((data / "mail").glob("*.eml")):
            return found
    raise AssertionError


def test_a_saved_spec_is_built_and_open_pages_reload(workbench: Production) -> None:
    with events(workbench) as heard:
        rewrite(workbench, "Rose Garden", "Tulip Garden")
        assert next(line for line in heard if line.startswith(b"data")) == b"data: reload\n"
    assert "Tulip Garden" in page(workbench, "/rose/")


def test_a_broken_spec_keeps_the_last_good_page_and_is_told(production: Production) -> None:
    production.settings = {}
    process = start(production)
    with events(production) as heard:
        rewrite(production, "phone:", "fone:")
        process.wait_for_words("was built before stays")
        assert next(line for line in heard if line.startswith(b"data")) == b"data: reload\n"
    assert "form_specs/rose.yaml:2:" in process.said
    assert "Rose Garden" in page(production, "/rose/")
    assert "fone" in page(production, "/_dev/")
    with events(production) as heard:
        rewrite(production, "fone:", "phone:")
        assert next(line for line in heard if line.startswith(b"data")) == b"data: reload\n"
    assert "fone" not in page(production, "/_dev/")


def test_it_takes_forms_that_were_built_for_another_endpoint(production: Production) -> None:
    production.settings = {}
    rewrite(production, "{name: Rose Garden}", "{name: Rose Garden, endpoint: https://forms.rosegarden.example}")
    start(production)
    assert ' action="/f/rose/contact"' in page(production, "/rose/")
    built = (production.workspace / "build" / "rose" / "index.html").read_text("utf-8")
    assert ' action="https://forms.rosegarden.example/f/rose/contact"' in built


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_in_order(production: Production, number: signal.Signals) -> None:
    production.settings = {}
    process = start(production)
    with events(production):
        assert process.end(number) == 0
    assert process.lines[-1] == "Stopped."


def test_every_spec_being_broken_it_still_starts(production: Production) -> None:
    production.settings = {}
    rewrite(production, "phone:", "fone:")
    process = start(production)
    assert "form_specs/rose.yaml:2:" in process.said
    assert "fone" in page(production, "/_dev/")


def test_what_is_left_of_a_removed_spec_is_told_once(production: Production) -> None:
    production.settings = {}
    (production.workspace / "build" / ".formkit").mkdir(parents=True)
    (production.workspace / "build" / ".formkit" / "tulips.json").write_text("{}", "utf-8")
    (production.workspace / "build" / "tulips").mkdir()
    process = start(production)
    with events(production) as heard:
        rewrite(production, "Rose Garden", "Tulip Garden")
        assert next(line for line in heard if line.startswith(b"data")) == b"data: reload\n"
    assert process.said.count("tulips") == 1


def test_a_save_is_told_with_its_time_and_a_notice_once(production: Production) -> None:
    production.settings = {}
    rewrite(production, "{name: Rose Garden}", "{name: Rose Garden, accent: '#ffee00'}")
    process = start(production)
    with events(production) as heard:
        rewrite(production, "Rose Garden", "Tulip Garden")
        assert next(line for line in heard if line.startswith(b"data")) == b"data: reload\n"
    process.wait_for_words("rose.yaml is saved, and built in ")
    assert process.said.count("notice:") == 1
