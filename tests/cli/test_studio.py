"""`formkit studio` as a process: its address has a key, and the browser is opened there."""

import re
import socket
import sys
from pathlib import Path
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from tests.processes import Process, Production, ask

BROWSER = f"{sys.executable} -c 'import sys; print(\"opened\", sys.argv[1], flush=True)' %s"


def studio(here: Production, *options: str) -> tuple[Process, str]:
    """The running Studio, and the path of its address."""
    process = here.start("studio", *options)
    process.wait_for_words("Ctrl-C stops")
    found = re.search(r"http://127\.0\.0\.1:(\d+)(/_studio/\?key=\S+)", process.said)
    assert found, process.said
    here.port = int(found[1])
    return process, found[2]


def test_it_shows_an_address_with_a_key(production: Production) -> None:
    production.settings = {}
    process, path = studio(production, "--no-browser", "--port", str(production.port))
    assert ask(production.port, "GET", "/_studio/")[0] == 403
    assert ask(production.port, "GET", path)[0] == 303
    assert ask(production.port, "GET", path)[0] == 403
    process.wait_for_words("A new address of the Studio: http://127.0.0.1")


def test_it_opens_the_browser_there(production: Production) -> None:
    production.settings = {"BROWSER": BROWSER}
    process, path = studio(production, "--port", str(production.port))
    process.wait_for_words(f"opened http://127.0.0.1:{production.port}{path}")


def test_a_file_that_is_saved_elsewhere_is_told_to_open_editors(production: Production) -> None:
    production.settings = {}
    _, path = studio(production, "--no-browser", "--port", str(production.port))
    opener = build_opener(HTTPCookieProcessor())
    opener.open(f"http://127.0.0.1:{production.port}{path}", timeout=30).close()
    with opener.open(f"http://127.0.0.1:{production.port}/_studio/s/rose/events", timeout=30) as heard:
        news = (line for line in heard if line.startswith(b"data"))
        first = next(news)
        spec = production.workspace / "form_specs" / "rose.yaml"
        spec.write_text(spec.read_text("utf-8").replace("Rose Garden", "Tulip Garden"), "utf-8")
        assert next(news) != first


def test_an_empty_folder_becomes_a_workspace(production: Production, tmp_path: Path) -> None:
    production.settings, production.workspace = {}, tmp_path / "empty"
    production.workspace.mkdir()
    process, _ = studio(production, "--no-browser", "--port", str(production.port))
    assert (production.workspace / "form_specs").is_dir()
    begun = f"You have no site yet: make the first one in the Studio. It will be kept in {production.workspace}.\n"
    assert process.said.startswith(begun)


def test_a_site_that_cannot_be_built_is_not_none(production: Production) -> None:
    production.settings = {}
    (production.workspace / "form_specs" / "rose.yaml").write_text("site: {name: Rose", "utf-8")
    process, _ = studio(production, "--no-browser", "--port", str(production.port))
    assert "1 site not built, see above; what was built before stays.\n" in process.said
    assert "0 sites" not in process.said
    assert "no site yet" not in process.said


def test_a_folder_with_other_things_stays_as_it_is(production: Production, tmp_path: Path) -> None:
    production.settings, production.workspace = {}, tmp_path / "home"
    (production.workspace / "letters").mkdir(parents=True)
    process = production.start("studio", "--no-browser")
    assert process.wait() == 1
    assert "Make an empty folder for your sites and start there" in process.said
    assert not (production.workspace / "form_specs").exists()


@pytest.mark.parametrize("command", ["dev", "studio"])
def test_only_this_machine_is_let_in(production: Production, command: str) -> None:
    production.settings = {}
    process = production.start(command, "--port", str(production.port), *["--no-browser"][: command == "studio"])
    process.wait_for_words("Ctrl-C stops")
    assert f"http://127.0.0.1:{production.port}/_studio/?key=" in process.said


@pytest.mark.parametrize("command", ["dev", "studio"])
def test_nobody_from_outside_reaches_it(production: Production, command: str) -> None:
    """Who listens at every address of a machine listens at 127.0.0.2, too."""
    production.settings = {}
    process = production.start(command, "--port", str(production.port), *["--no-browser"][: command == "studio"])
    process.wait_for_words("Ctrl-C stops")
    assert ask(production.port, "GET", "/healthz")[0] == 200
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", production.port), timeout=30).close()
