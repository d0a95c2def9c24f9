"""`formkit check --site URL`, against hosts of this machine."""

import gzip
import json
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from formkit.online import Fetcher, Unreachable, compare
from tests.cli.conftest import SPEC, Formkit
from tests.live import Live, static_host

ENDPOINT = "https://forms.rosegarden.example"


@pytest.fixture
def online(workspace: Path, formkit: Formkit, start_live: Callable[..., Live]) -> Iterator[tuple[str, Path, Live]]:
    """The site of the workspace as a host shows it, and the endpoint of its form."""
    live = start_live(SPEC.replace(f", endpoint: {ENDPOINT}", ""))
    (workspace / "form_specs" / "rose.yaml").write_text(SPEC.replace(ENDPOINT, live.url), "utf-8")
    assert formkit("build").code == 0
    shutil.copytree(workspace / "build" / "rose", workspace / "host")
    with static_host(workspace / "host") as url:
        yield url, workspace / "host", live


def test_a_site_that_is_online_as_built_is_said_to_be(formkit: Formkit, online: tuple[str, Path, Live]) -> None:
    url, folder, live = online
    said = formkit("check", "--site", url)
    count = sum(path.is_file() for path in folder.rglob("*")) - 2  # _headers and .htaccess are for the host
    assert said.out.startswith(f"{count} files at {url} as in ")
    assert said.out.endswith(f"Form: {live.url}/f/rose/contact takes it.\n")
    assert said.code == 0


def test_what_is_missing_different_and_extra_is_told(formkit: Formkit, online: tuple[str, Path, Live]) -> None:
    url, folder, _ = online
    (folder / "robots.txt").unlink()
    (folder / "old.html").write_text("old", "utf-8")
    with (folder / "index.html").open("a", encoding="utf-8") as page:
        page.write(
            '<a href="old.html">Old</a><a href="https://elsewhere.example/">Elsewhere</a><a href=gone.html>Gone</a>'
        )
    said = formkit("check", "--site", url)
    assert said.code == 1
    assert "robots.txt is not online: upload it.\n" in said.out
    assert "index.html is another one online: upload it again.\n" in said.out
    assert "old.html is online, but was not built: delete it there if you don't need it.\n" in said.out
    assert "gone.html" not in said.out


def test_an_upload_that_changed_the_ends_of_lines_is_known(formkit: Formkit, online: tuple[str, Path, Live]) -> None:
    url, folder, _ = online
    text = (folder / "index.html").read_bytes()
    (folder / "index.html").write_bytes(text.replace(b"\n", b"\r\n"))
    assert "Upload in binary mode." in formkit("check", "--site", url).out


def test_a_host_that_writes_into_pages_is_known(formkit: Formkit, online: tuple[str, Path, Live]) -> None:
    url, folder, _ = online
    text = (folder / "index.html").read_text("utf-8").replace("mailto:", "/cdn-cgi/l/email-protection#")
    (folder / "index.html").write_text(text, "utf-8")
    assert "Switch off Email Address Obfuscation" in formkit("check", "--site", url).out


def test_programs_read_what_was_found(formkit: Formkit, online: tuple[str, Path, Live]) -> None:
    url, _, live = online
    found = json.loads(formkit("check", "--site", url, "--json").out)
    assert (found["missing"], found["different"], found["extra"]) == ([], [], [])
    assert found["forms"] == [
        {"action": f"{live.url}/f/rose/contact", "fine": True, "words": f"{live.url}/f/rose/contact takes it."}
    ]


def test_an_endpoint_that_does_not_run_is_told(formkit: Formkit, online: tuple[str, Path, Live]) -> None:
    url, _, live = online
    live.stop()
    said = formkit("check", "--site", url)
    assert said.code == 1
    assert f"The form does not arrive: nobody listens at 127.0.0.1:{live.port}. Start formkit serve there" in said.out


def test_a_plain_host_takes_no_forms(formkit: Formkit, online: tuple[str, Path, Live], workspace: Path) -> None:
    url, _, live = online
    page = (workspace / "build" / "rose" / "index.html").read_text("utf-8").replace(live.url, "")
    (workspace / "build" / "rose" / "index.html").write_text(page, "utf-8")
    said = formkit("check", "--site", url)
    assert f"{url.removeprefix('http://')} is not where formkit serve runs (it answered 404)" in said.out


def test_a_page_that_may_not_send_is_told(
    formkit: Formkit, online: tuple[str, Path, Live], start_live: Callable[..., Live]
) -> None:
    url, _, live = online
    spec = live.settings.workspace / "form_specs" / "rose.yaml"
    spec.write_text(spec.read_text("utf-8").replace("site: {", "site: {origins: [https://shop.example], "), "utf-8")
    live.stop()
    live.start()
    assert f"the endpoint takes no forms from {url}: add it to 'origins'" in formkit("check", "--site", url).out


def test_a_form_that_the_endpoint_does_not_know_is_told(formkit: Formkit, online: tuple[str, Path, Live]) -> None:
    url, _, live = online
    spec = live.settings.workspace / "form_specs" / "rose.yaml"
    spec.rename(spec.with_name("other.yaml"))
    live.stop()
    live.start()
    assert "but without this form: copy your spec there" in formkit("check", "--site", url).out


def test_nothing_was_built(formkit: Formkit) -> None:
    said = formkit("check", "--site", "http://127.0.0.1:9")
    assert said.code == 1
    assert "Build it first: formkit build" in said.err


@pytest.fixture
def answering() -> Iterator[Callable[[Callable[[BaseHTTPRequestHandler], None]], str]]:
    """A host that answers every GET as a function says."""
    with ExitStack() as stack:

        def start(answer: Callable[[BaseHTTPRequestHandler], None]) -> str:
            kind = type("Answering", (BaseHTTPRequestHandler,), {"do_GET": answer, "log_message": lambda *_: None})
            server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
            thread = Thread(target=server.serve_forever, args=(0.02,))
            thread.start()
            stack.callback(server.server_close)
            stack.callback(thread.join)
            stack.callback(server.shutdown)
            return f"http://127.0.0.1:{server.server_port}/"

        yield start


def leading_to(target: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(301)
        handler.send_header("Location", target)
        handler.end_headers()

    return answer


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        while True:
            handler.wfile.write(bytes(65_536))
    except OSError:
        handler.close_connection = True


def test_another_host_is_told_and_not_asked(
    formkit: Formkit, workspace: Path, answering: Callable[[Callable[[BaseHTTPRequestHandler], None]], str]
) -> None:
    formkit("build")
    url = answering(leading_to("http://elsewhere.example/"))
    assert f"{url} leads to another host: http://elsewhere.example/" in formkit("check", "--site", url).err


def test_what_a_host_has_no_time_for_is_not_called_missing(
    tmp_path: Path, answering: Callable[[Callable[[BaseHTTPRequestHandler], None]], str]
) -> None:
    fetcher = Fetcher()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        fetcher.began -= fetcher.seconds
        handler.send_response(200)
        handler.end_headers()

    (tmp_path / "index.html").touch()
    found = compare(tmp_path, ["index.html"], answering(answer), fetcher)
    assert (found.unseen, found.missing, found.right) == (("index.html",), (), False)
    assert found.remarks == ("Your host was too slow to be asked for every file: try again when it is quicker.",)


def test_a_file_that_gets_no_answer_is_told_and_the_form_is_followed_all_the_same(
    formkit: Formkit,
    online: tuple[str, Path, Live],
    answering: Callable[[Callable[[BaseHTTPRequestHandler], None]], str],
) -> None:
    _, folder, live = online

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if handler.path != "/robots.txt":
            handler.send_response(200)
            handler.end_headers()
            handler.wfile.write((folder / (handler.path[1:] or "index.html")).read_bytes())

    said = formkit("check", "--site", answering(answer))
    assert said.code == 1
    assert "robots.txt was not looked at, as no answer came.\n" in said.out
    assert "robots.txt is not online" not in said.out
    assert f"Form: {live.url}/f/rose/contact takes it." in said.out


def test_a_form_is_followed_from_the_page_that_answers(
    formkit: Formkit,
    workspace: Path,
    online: tuple[str, Path, Live],
    answering: Callable[[Callable[[BaseHTTPRequestHandler], None]], str],
) -> None:
    _, folder, live = online

    def answer(handler: BaseHTTPRequestHandler) -> None:
        if not handler.path.startswith("/shop/"):
            leading_to("/shop/")(handler)
            return
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write((folder / (handler.path[6:] or "index.html")).read_bytes())

    page = (workspace / "build" / "rose" / "index.html").read_text("utf-8")
    (workspace / "build" / "rose" / "index.html").write_text(page.replace(f"{live.url}/", ""), "utf-8")
    url = answering(answer)
    found = json.loads(formkit("check", "--site", url, "--json").out)
    assert found["base"] == f"{url}shop/"
    assert [form["action"] for form in found["forms"]] == [f"{url}shop/f/rose/contact"]


def test_a_circle_of_redirects_ends(answering: Callable[[Callable[[BaseHTTPRequestHandler], None]], str]) -> None:
    url = answering(leading_to("/again"))
    with pytest.raises(Unreachable, match="leads on and on, and nowhere"):
        Fetcher().get(url, most=10)


def test_an_answer_without_end_is_cut(answering: Callable[[Callable[[BaseHTTPRequestHandler], None]], str]) -> None:
    assert len(Fetcher().get(answering(endless), most=100_000).body) == 100_000


def packed(handler: BaseHTTPRequestHandler) -> None:
    body = gzip.compress(bytes(5_000_000))
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    with suppress(OSError):
        handler.wfile.write(body)


def test_an_answer_that_unpacks_without_end_is_cut(
    answering: Callable[[Callable[[BaseHTTPRequestHandler], None]], str],
) -> None:
    assert len(Fetcher().get(answering(packed), most=100_000).body) == 100_000


def test_a_host_that_sends_a_byte_now_and_then_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            visitor, _ = server.accept()
            with visitor:
                try:
                    while visitor.send(b"H") and not visitor.settimeout(0.05):
                        try:
                            if not visitor.recv(4096):
                                return
                        except TimeoutError:
                            continue
                except OSError:
                    return

        thread = Thread(target=drip)
        thread.start()
        with pytest.raises(Unreachable, match="did not answer in time"):
            Fetcher(each=0.5).get(f"http://127.0.0.1:{server.getsockname()[1]}/", most=10)
        thread.join()


@pytest.mark.parametrize("url", ["rosegarden.example", "ftp://rosegarden.example", "https://", "http://a b:x/", "//x"])
def test_what_is_no_web_address_is_told(url: str) -> None:
    with pytest.raises(Unreachable, match="is no web address"):
        Fetcher().get(url, most=10)
