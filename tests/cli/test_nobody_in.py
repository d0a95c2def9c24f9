"""`formkit serve` as strangers meet it: what is not theirs is not there, and no header makes them somebody else."""

import json
import re
from collections.abc import Callable, Iterable
from contextlib import ExitStack, closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from aiosmtpd.smtp import AuthResult

from tests.processes import Process, Production, ask, send
from tests.smtp import USER, RunningMailserver, only_our_password

FORM = "application/x-www-form-urlencoded"
USUAL = """
.env .env.local .env.bak .env.example .git/config .git/HEAD .gitignore .svn/entries .hg/store .htaccess .htpasswd
.DS_Store .ssh/id_rsa .aws/credentials .bash_history .formkit/rose.json .well-known/../.env data data/
data/formkit.db data/formkit.db-wal data/formkit.db-shm data/mail/ formkit.db formkit.db.bak backup.db backup.zip
backup.sql dump.sql db.sqlite3 form_specs form_specs/ form_specs/rose.yaml rose.yaml rose/../form_specs/rose.yaml
site_templates/ build/ build/rose/index.html config.json config.php wp-config.php wp-login.php admin admin/ login
phpinfo.php server-status server-info debug console _dev/ _dev/mail static/ uploads/ files/ logs/ formkit.log
error.log package.json pyproject.toml requirements.txt constraints.txt Dockerfile docker-compose.yml Makefile
rose/.env rose/.git/config rose/_headers rose/_redirects rose/%2e%2e/%2e%2e/.env %2e%2e/%2e%2e/etc/passwd
..%2f..%2fetc%2fpasswd rose/..%252f..%252f.env f/rose/..%2fcontact f/..%2f..%2f.env r/..%2f..%2f.env
rose%00/index.html ..%5c..%5c.env
"""


def asked(port: int, method: str, path: str, body: str = "", *headers: tuple[str, str]) -> tuple[HTTPResponse, str]:
    """The answer and its text; every header is sent as a line of its own, also twice."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        named = {name.lower() for name, _ in headers}
        connection.putrequest(method, path, skip_host="host" in named, skip_accept_encoding=True)
        for name, value in headers:
            connection.putheader(name, value)
        if body:
            connection.putheader("Content-Type", FORM)
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body.encode() or None)
        answer = connection.getresponse()
        return answer, answer.read().decode()


def message(number: int) -> str:
    return urlencode({"name": "Ada", "email": "ada@example.com", "message": f"This is message number {number}."})


def test_what_is_not_for_strangers_is_not_there(production: Production) -> None:
    (production.workspace / ".env").write_text("FORMKIT_ALERT_TO=hush@rosegarden.example\n", "utf-8")
    production.serve("--no-deliver")
    send(production.port, 1)
    assert len(USUAL.split()) > 60
    for path in USUAL.split():
        answer, text = asked(production.port, "GET", f"/{path}")
        assert (path, answer.status) == (path, 404)
        assert "There is no" in text
        assert not re.search(r"hush|message number 1|preset|SQLite", text)
    assert re.fullmatch(r"[a-z]*", answer.headers.get("Server", ""))


def test_no_host_of_a_strangers_choice_gets_into_a_link(production: Production) -> None:
    process = production.serve("--no-deliver")
    poison = [("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "gopher"), ("X-Forwarded-Prefix", "/evil")]
    poison += [("Forwarded", "host=evil.example"), ("X-Original-URL", "/evil.example"), ("Host", "evil.example")]
    for accept in ("application/json", "text/html"):
        answer, text = asked(production.port, "POST", "/f/rose/contact", message(1), *poison, ("Accept", accept))
        assert answer.status in (200, 303)
        assert "evil" not in f"{answer.headers}{text}"
    receipt, text = asked(production.port, "GET", answer.headers["Location"], "", *poison)
    assert (receipt.status, "evil" in f"{receipt.headers}{text}") == (200, False)
    assert "evil" not in process.said


def statuses(port: int, count: int, spoofed: Callable[[int], Iterable[tuple[str, str]]]) -> list[int]:
    return [
        asked(port, "POST", "/f/rose/contact", message(number), *spoofed(number))[0].status for number in range(count)
    ]


def a_minute_since(begun: float) -> bool:
    """Then a limit lets others in again, and a machine that is so slow can't tell."""
    return monotonic() - begun > 60


def test_no_forwarded_for_header_gets_round_the_limit(start_production: Callable[..., Production]) -> None:
    production = start_production(FORMKIT_RATE_LIMIT="3")
    production.serve("--no-deliver")
    begun = monotonic()
    for name in ("X-Forwarded-For", "X-Real-IP", "Forwarded", "True-Client-IP"):
        found = statuses(production.port, 15, lambda number, name=name: [(name, f"10.0.0.{number}")])  # type: ignore[misc]
        assert set(found[3:]) == {429} or a_minute_since(begun)


def test_behind_one_proxy_only_its_own_word_counts(start_production: Callable[..., Production]) -> None:
    production = start_production(FORMKIT_RATE_LIMIT="3", FORMKIT_TRUSTED_PROXIES="1")
    production.serve("--no-deliver")
    for_one = statuses(production.port, 20, lambda number: [("X-Forwarded-For", f"10.0.0.{number}, 192.0.2.1")])
    assert for_one == [303] * 3 + [429] * 17
    by_lines = statuses(
        production.port, 20, lambda number: [("X-Forwarded-For", f"10.0.0.{number}"), ("X-Forwarded-For", "192.0.2.2")]
    )
    assert by_lines == [303] * 3 + [429] * 17
    assert statuses(production.port, 1, lambda _: [("X-Forwarded-For", "192.0.2.3")]) == [303]


def test_the_limit_holds_over_two_servers_and_a_restart(start_production: Callable[..., Production]) -> None:
    one = start_production(FORMKIT_RATE_LIMIT="4")
    with ExitStack() as stack:
        other = Production(one.workspace, stack, settings=dict(one.settings))
        first = one.serve("--no-deliver")
        other.serve("--no-deliver", "--no-build")
        begun = monotonic()
        found = [send((one.port, other.port)[number % 2], number)[0] for number in range(6)]
        assert found == [303] * 4 + [429] * 2
        assert first.end() == 0
        one.serve("--no-deliver", "--no-build")
        assert send(one.port, 9)[0] == 429 or a_minute_since(begun)
        assert send(one.port, 0)[0] == 303  # a repeat of what is stored gets the first answer


def test_with_a_debugger_it_does_not_start(production: Production) -> None:
    production.settings["FLASK_DEBUG"] = "1"
    process = production.start("serve", "--port", str(production.port))
    assert process.wait() == 1
    assert process.lines[:3] == [
        "formkit serve does not start:",
        "debug: FLASK_DEBUG is set: it is for developers, and shows strangers what is inside.",
        "    unset FLASK_DEBUG",
    ]


SECRET_KEY, PASSWORD = "hUsh-W3yqZk0pTn8vLx5sRd2hBf7jMc4", "hUsh/p@ss%word"


@pytest.fixture
def tried() -> Event:
    """Set once the mail server has refused the password."""
    return Event()


@pytest.fixture
def keeper(production: Production, start_mailserver: Callable[..., RunningMailserver], tried: Event) -> Production:
    """Secrets in files of their own, and a mail server that refuses the password."""

    def refusing(*login: Any) -> AuthResult:
        tried.set()
        return only_our_password(*login)

    asks = start_mailserver(authenticator=refusing, auth_require_tls=False)
    smtp = f"smtp://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:{asks.smtp.port}?tls=none"
    for name, value in {"FORMKIT_SECRET_KEY": SECRET_KEY, "FORMKIT_SMTP": smtp}.items():
        (production.workspace / f"{name}.secret").write_text(f"{value}\n", "utf-8")
        production.settings |= {name: "", f"{name}_FILE": f"{name}.secret"}
    return production


def everything_said(here: Production, tried: Event) -> str:
    """By a server that meets every kind of trouble, and by every command that tells of it."""
    process = here.serve()
    port = here.port
    assert send(port, 1)[0] == 303
    assert ask(port, "POST", "/f/rose/contact", "name=Ada")[0] == 422
    break_a_template(here.workspace)
    assert ask(port, "POST", "/f/rose/nothing", "name=Ada")[0] == 500
    process.wait_for(lambda lines: any('"crash"' in line for line in lines))
    assert tried.wait(60)
    process.end()
    commands = [["deliveries", "list"], ["doctor"], ["export"]]
    said = [finished(here, *command).said for command in commands]
    here.settings["FORMKIT_DATABASE_URL"] = f"postgresql://{USER}:{quote(PASSWORD, safe='')}@127.0.0.1:1/none"
    return "\n".join([*said, process.said, finished(here, "serve").said])


def finished(here: Production, *command: str) -> Process:
    process = here.start(*command)
    process.wait()
    return process


def break_a_template(workspace: Path) -> None:
    """The theme of a workspace wins; this one is found when the next page is made."""
    theme = workspace / "site_templates" / "plain"
    theme.mkdir(parents=True)
    (theme / "theme.toml").write_text("", "utf-8")
    (theme / "message.html").write_text("{% broken", "utf-8")


def test_a_secret_is_nowhere_but_where_it_was_written(keeper: Production, tried: Event) -> None:
    said = everything_said(keeper, tried)
    assert "hUsh" not in said
    written = [path for path in keeper.workspace.rglob("*") if path.is_file() and path.suffix != ".secret"]
    assert len(written) > 5
    assert not [path for path in written if b"hUsh" in path.read_bytes()]
    events = [json.loads(line)["event"] for line in said.splitlines() if line.startswith('{"at"')]
    assert {"stored", "refused", "crash"} <= set(events)
