"""The whole of formkit, running: sites, endpoint and receipts on a port of this machine, and the mail that goes out."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import Envelope
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from formkit import outbox
from formkit.model import Submission
from formkit.settings import Secret, Settings, load_settings
from formkit.site import build_site
from formkit.spec import Site
from formkit.store import Store, open_store
from formkit.store.engines import WAIT_MS, open_database
from formkit.web import create_app
from formkit.web.sites import Sites
from tests.ports import free_port
from tests.smtp import RunningMailserver

SPEC = """
site: {name: Rose Garden, languages: [en, tr], accent: "#a3324f"}
business:
  type: Florist
  email: hello@rosegarden.example
  phone: +1 217 555 0100
  timezone: America/Chicago
  hours: {mon-fri: 09:00-18:00}
sections: [form: contact, hours, contact]
forms:
  contact:
    title: {en: Write to us, tr: Bize yazın}
    fields:
      name: {type: text, label: {en: Your name, tr: Adınız}, required: true, max: 100}
      email: {type: email, label: {en: Email, tr: E-posta}, required: true}
      topic: {type: select, label: Topic, choices: [Question, Complaint]}
      order_no: {type: text, label: Order number, show_if: {topic: Complaint}, required: true}
      message: {type: textarea, label: {en: Your message, tr: Mesajınız}, required: true, max: 5000}
    subject: "{topic} from {name}"
"""


class Quiet(WSGIRequestHandler):
    """Logs no requests."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Nothing."""


@dataclass
class Live:
    """A running formkit. `posts` are the headers of what reached the endpoint. It can be stopped, and started again."""

    settings: Settings
    store: Store
    mailserver: RunningMailserver | None = None
    wake: threading.Event = field(default_factory=threading.Event)
    port: int = field(default_factory=free_port)
    posts: list[dict[str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def site(self) -> str:
        """The first page of the site `rose`."""
        return f"{self.url}/rose/"

    @property
    def database(self) -> Path:
        """The file of the SQLite database."""
        return Path(self.settings.database_url.removeprefix("sqlite:///"))

    def start(self) -> None:
        self._server: BaseWSGIServer = make_server(
            "127.0.0.1", self.port, _nothing, threaded=True, request_handler=Quiet
        )
        self.settings = replace(self.settings, public_url=self.url)
        sites = Sites(self.settings).load()
        assert not sites.problems, sites.problems
        app = create_app(self.settings, sites=sites, store=self.store, wake=self.wake.set)
        self._server.app = self._counted(app)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def stop(self) -> None:
        """Close the port; the address stays the same."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()

    def build(self, folder: Path, *, endpoint: str = "") -> None:
        """Every site of the workspace into `folder`."""
        for site in self.sites():
            build_site(site, folder, workspace=self.settings.workspace, endpoint=endpoint)

    def sites(self) -> list[Site]:
        """Every site of the workspace, as its spec says now."""
        return list(Sites(self.settings).load().by_id.values())

    def stored(self) -> list[Submission]:
        return list(self.store.submissions())

    def mails(self, count: int) -> list[EmailMessage]:
        """The mails that the real SMTP server has taken, once there are `count` of them."""
        assert self.mailserver is not None
        return [read_mail(one) for one in self.mailserver.wait_for(count)]

    def _counted(self, app: Any) -> Any:
        def counting(environ: dict[str, Any], start_response: Any) -> Any:
            if environ["REQUEST_METHOD"] == "POST":
                self.posts.append({name: value for name, value in environ.items() if isinstance(value, str)})
            if length := int(environ.get("CONTENT_LENGTH") or 0):  # a refused body that stays unread resets the line
                environ["wsgi.input"] = BytesIO(environ["wsgi.input"].read(length))
            return app(environ, start_response)

        return counting


def _nothing(environ: Any, start_response: Any) -> list[bytes]:
    start_response("503 Not yet", [])
    return []


def read_mail(envelope: Envelope) -> EmailMessage:
    content = envelope.content
    assert isinstance(content, bytes)
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def text_of(mail: EmailMessage) -> str:
    """The text part of a mail."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def workspace_settings(workspace: Path, specs: dict[str, str], **environ: str) -> Settings:
    """Of a new workspace with these specs."""
    (workspace / "form_specs").mkdir(parents=True)
    for site_id, text in specs.items():
        (workspace / "form_specs" / f"{site_id}.yaml").write_text(text, "utf-8")
    found = load_settings(workspace, {"FORMKIT_RATE_LIMIT": "0", "FORMKIT_MAIL_FROM": "forms@host.example", **environ})
    return replace(found, secret_key=Secret("k" * 40))


@contextmanager
def running(
    settings: Settings, mailserver: RunningMailserver | None = None, *, wait_ms: int = WAIT_MS
) -> Iterator[Live]:
    """The web side, and the delivery worker when there is a mail server. `wait_ms` is how long it waits for a lock."""
    open_store(settings.database_url).close()  # makes the tables
    with Store(open_database(settings.database_url, wait_ms=wait_ms)) as store:
        live = Live(settings, store, mailserver)
        live.build(settings.build)
        live.start()
        try:
            with delivering(live):
                yield live
        finally:
            live.stop()


@contextmanager
def delivering(live: Live) -> Iterator[None]:
    stop = threading.Event()
    work = partial(outbox.run, live.store, live.settings, worker="w", clock=lambda: datetime.now(UTC), stop=stop)
    worker = threading.Thread(target=work, kwargs={"wake": live.wake})
    if live.mailserver:
        worker.start()
    try:
        yield
    finally:
        stop.set()
        live.wake.set()
        if live.mailserver:
            worker.join()


@pytest.fixture
def start_live(tmp_path: Path, mailserver: RunningMailserver) -> Iterator[Callable[..., Live]]:
    """Start formkit with a spec of one's own: `start_live(SPEC, FORMKIT_RATE_LIMIT="2")`."""
    with ExitStack() as stack:

        def start(spec: str, *, wait_ms: int = WAIT_MS, **environ: str) -> Live:
            smtp = f"smtp://127.0.0.1:{mailserver.smtp.port}?tls=none"
            settings = workspace_settings(tmp_path / "workspace", {"rose": spec}, FORMKIT_SMTP=smtp, **environ)
            return stack.enter_context(running(settings, mailserver, wait_ms=wait_ms))

        yield start


@pytest.fixture
def live(start_live: Callable[..., Live]) -> Live:
    """formkit with the site `rose`, and a mail server of its own."""
    return start_live(SPEC)


class Static(SimpleHTTPRequestHandler):
    """A web host that only knows files, and logs nothing."""

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing."""


@contextmanager
def static_host(folder: Path) -> Iterator[str]:
    """The address of a static web host on an origin of its own."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Static, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass(frozen=True)
class Elsewhere:
    """The site `rose` as it stands on a static web host, and on a disk; its form posts to the live endpoint."""

    url: str
    folder: Path

    @property
    def file(self) -> str:
        return (self.folder / "rose" / "index.html").as_uri()


@pytest.fixture
def elsewhere(live: Live, tmp_path: Path) -> Iterator[Elsewhere]:
    folder = tmp_path / "elsewhere"
    live.build(folder, endpoint=live.url)
    with static_host(folder) as url:
        yield Elsewhere(f"{url}/rose/", folder)
