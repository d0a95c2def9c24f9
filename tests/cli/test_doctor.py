"""`formkit doctor`, and what `formkit serve` refuses."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest

from formkit.health import Finding, proxies
from formkit.health.checks import outbox
from formkit.settings import load_settings
from formkit.store import Store
from tests.cli.conftest import SETTINGS, SPEC, Formkit
from tests.smtp import PASSWORD, USER, RunningMailserver, only_our_password
from tests.store.facts import delivery, submission


@pytest.fixture
def ready(workspace: Path, mailserver: RunningMailserver) -> RunningMailserver:
    """Every setting is right: nothing is broken but what a test breaks."""
    smtp = f"FORMKIT_SMTP=smtp://127.0.0.1:{mailserver.smtp.port}?tls=none\n"
    (workspace / ".env").write_text(f"{SETTINGS}{smtp}FORMKIT_PUBLIC_URL=https://forms.rosegarden.example\n", "utf-8")
    (workspace / ".env").chmod(0o600)
    return mailserver


def change(workspace: Path, name: str, value: str) -> None:
    lines = (workspace / ".env").read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(f"{name}=")]
    (workspace / ".env").write_text("\n".join([*kept, f"{name}={value}", ""]), "utf-8")


def test_a_healthy_workspace_is_well(formkit: Formkit, ready: RunningMailserver) -> None:
    said = formkit("doctor")
    assert (said.code, said.out.splitlines()[-1]) == (0, "All is well.")
    assert "BROKEN" not in said.out


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("FORMKIT_SECRET_KEY", "", "FORMKIT_SECRET_KEY is not set: needed for formkit serve."),
        ("FORMKIT_SECRET_KEY", "secret", "FORMKIT_SECRET_KEY is too easy to guess"),
        ("FORMKIT_SECRET_KEY", "a" * 40, "FORMKIT_SECRET_KEY is too easy to guess"),
        ("FORMKIT_SMTP", "", "FORMKIT_SMTP is not set: needed for formkit serve, to send mail."),
        ("FORMKIT_MAIL_FROM", "", "FORMKIT_MAIL_FROM is not set: needed for formkit serve"),
        ("FORMKIT_PUBLIC_URL", "", "FORMKIT_PUBLIC_URL is not set: needed for formkit serve."),
    ],
)
def test_doctor_names_what_is_broken_and_serve_refuses_it(
    formkit: Formkit, workspace: Path, ready: RunningMailserver, *, name: str, value: str, words: str
) -> None:
    change(workspace, name, value)
    doctor, serve = formkit("doctor"), formkit("serve", "--port", "18999")
    assert (doctor.code, serve.code) == (1, 1)
    assert f"BROKEN  {words}" in doctor.out
    assert words in serve.err


def test_every_broken_setting_is_named_at_once(formkit: Formkit, workspace: Path, ready: RunningMailserver) -> None:
    for name, value in {"SMTP": "mail.example", "RATE_LIMIT": "many", "SMPT": "x", "MAIL_FROM": "rose"}.items():
        change(workspace, f"FORMKIT_{name}", value)
    doctor, serve = formkit("doctor"), formkit("serve", "--port", "18999")
    findings = json.loads(formkit("doctor", "--json").out)["findings"]
    broken = [finding["name"] for finding in findings if finding["state"] == "broken"]
    assert sorted(broken) == [".env", "FORMKIT_MAIL_FROM", "FORMKIT_RATE_LIMIT", "FORMKIT_SMTP"]
    assert "BROKEN  FORMKIT_RATE_LIMIT is 'many', not a whole number" in doctor.out
    assert all(name in serve.err for name in broken)
    assert (doctor.code, serve.code) == (1, 1)


def test_no_database_is_made_when_its_setting_can_not_be_read(
    formkit: Formkit, workspace: Path, ready: RunningMailserver
) -> None:
    change(workspace, "FORMKIT_DATABASE_URL_FILE", "missing")
    assert "FORMKIT_DATABASE_URL_FILE: can't read" in formkit("doctor").out
    assert not (workspace / "data").exists()


def test_a_fresh_workspace_lacks_only_what_serving_needs(formkit: Formkit, workspace: Path) -> None:
    (workspace / ".env.example").write_text("FORMKIT_SECRET_KEY=x\n", "utf-8")
    out = formkit("doctor").out
    assert f"needed for formkit serve.\n    Copy {workspace / '.env.example'} to .env: it holds a key.\n" in out
    assert out.endswith("\n4 settings missing for formkit serve; formkit dev needs none of them.\n")


def test_a_mail_server_that_is_down_is_named(formkit: Formkit, ready: RunningMailserver) -> None:
    ready.stop()
    said = formkit("doctor")
    ready.start()
    assert said.code == 1
    assert f"BROKEN  mail server: the mail server at 127.0.0.1:{ready.smtp.port} can't be reached" in said.out


def test_specs_with_mistakes_are_named(formkit: Formkit, workspace: Path, ready: RunningMailserver) -> None:
    (workspace / "form_specs" / "wrong.yaml").write_text(SPEC.replace("type: email", "type: emial"), "utf-8")
    assert "specs: wrong.yaml has mistakes.\n    See them with: formkit check wrong\n" in formkit("doctor").out
    assert "specs: wrong.yaml has mistakes." in formkit("serve", "--port", "18999").err


def test_a_database_that_can_not_be_is_named(formkit: Formkit, workspace: Path, ready: RunningMailserver) -> None:
    change(workspace, "FORMKIT_DATABASE_URL", "sqlite:////proc/nowhere/formkit.db")
    said = formkit("doctor")
    assert said.code == 1
    assert "BROKEN  database: The database can't be kept in /proc/nowhere/formkit.db" in said.out


def test_a_login_of_another_domain_is_noticed(formkit: Formkit, workspace: Path, ready: RunningMailserver) -> None:
    change(workspace, "FORMKIT_SMTP", f"smtp://ada@mail.example:pw@127.0.0.1:{ready.smtp.port}?tls=none")
    assert "the mail server knows you as ada@mail.example" in formkit("doctor").out


def test_passwords_that_others_can_read_are_noticed(
    formkit: Formkit, workspace: Path, ready: RunningMailserver
) -> None:
    (workspace / ".env").chmod(0o644)
    said = formkit("doctor")
    assert said.code == 0
    assert (
        f"notice  .env: can be read by other users of this machine; it holds passwords.\n    chmod 600 {workspace}"
        in said.out
    )


@pytest.mark.parametrize(
    ("host", "url", "count", "told"),
    [
        ("127.0.0.1", "https://forms.example", 0, 1),
        ("127.0.0.1", "https://forms.example", 1, 0),
        ("127.0.0.1", "http://127.0.0.1:8000", 0, 0),
        ("0.0.0.0", "https://forms.example", 0, 0),
    ],
)
def test_a_web_server_in_front_that_nobody_told_of_is_noticed(
    workspace: Path, *, host: str, url: str, count: int, told: int
) -> None:
    environ = {"FORMKIT_PUBLIC_URL": url, "FORMKIT_TRUSTED_PROXIES": str(count)}
    assert len(list(proxies(host, load_settings(workspace, environ)))) == told


def test_mail_that_waits_too_long_is_named(kept: Store, workspace: Path) -> None:
    kept.save(submission(), [delivery()], repeat_after=None)
    (found,) = outbox(load_settings(workspace), datetime.now(UTC))
    assert isinstance(found, Finding)
    assert (found.state, found.words) == ("broken", "mail waits since 2026-03-04 12:30 UTC.")


def test_a_test_mail_really_arrives(formkit: Formkit, ready: RunningMailserver) -> None:
    said = formkit("doctor", "--send", "ada@example.com")
    (mail,) = ready.wait_for(1)
    assert said.code == 0
    assert mail.rcpt_tos == ["ada@example.com"]
    assert "The mail server said: 250 2.0.0 Ok: queued as 1" in said.out


def test_the_test_mail_s_refusal_is_told(formkit: Formkit, ready: RunningMailserver) -> None:
    ready.trouble["ada@example.com"] = ["550 5.1.1 no such mailbox"]
    said = formkit("doctor", "--send", "ada@example.com")
    assert said.code == 1
    assert "test mail: ada@example.com: 550 5.1.1 no such mailbox" in said.out


def test_programs_read_json(formkit: Formkit, ready: RunningMailserver) -> None:
    found = json.loads(formkit("doctor", "--json").out)
    assert found["broken"] == 0
    assert {"state", "words", "hint", "name"} == set(found["findings"][0])


def test_a_wrong_password_is_named(
    formkit: Formkit, workspace: Path, ready: RunningMailserver, start_mailserver: Callable[..., RunningMailserver]
) -> None:
    asks = start_mailserver(authenticator=only_our_password, auth_require_tls=False)
    change(workspace, "FORMKIT_SMTP", f"smtp://{USER}:wrong@127.0.0.1:{asks.smtp.port}?tls=none")
    said = formkit("doctor", "--json")
    assert said.code == 1
    assert json.loads(said.out)["broken"] == 1
    assert f"the mail server at 127.0.0.1:{asks.smtp.port} refused the login; check user and password" in said.out


def test_the_right_password_is_taken(
    formkit: Formkit, workspace: Path, ready: RunningMailserver, start_mailserver: Callable[..., RunningMailserver]
) -> None:
    asks = start_mailserver(authenticator=only_our_password, auth_require_tls=False)
    change(workspace, "FORMKIT_SMTP", f"smtp://{USER}:{quote(PASSWORD)}@127.0.0.1:{asks.smtp.port}?tls=none")
    said = formkit("doctor", "--send", "ada@example.com")
    assert (said.code, len(asks.wait_for(1))) == (0, 1)
    assert "mail server: 127.0.0.1 answers and takes the login." in said.out


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_certificate_that_nobody_vouches_for_is_named(
    formkit: Formkit,
    workspace: Path,
    ready: RunningMailserver,
    start_mailserver: Callable[..., RunningMailserver],
    *,
    tls: str,
) -> None:
    change(workspace, "FORMKIT_SMTP", f"smtp://127.0.0.1:{start_mailserver(tls=tls).smtp.port}?tls={tls}")
    said = formkit("doctor")
    assert said.code == 1
    assert "BROKEN  mail server: the certificate of the mail server at 127.0.0.1:" in said.out


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "notice  FORMKIT_ALERT_TO is not set: when the address of your forms takes no mail, perhaps nobody hears"),
        ("ada@example..com", "BROKEN  FORMKIT_ALERT_TO is ada@example..com, which is no mail address: "),
        ("Hello@RoseGarden.example", "notice  FORMKIT_ALERT_TO is Hello@RoseGarden.example, where your forms send to"),
        ("ada@example.com", "ok      FORMKIT_ALERT_TO is ada@example.com."),
    ],
)
def test_who_hears_of_trouble_is_looked_at(
    formkit: Formkit, workspace: Path, ready: RunningMailserver, *, address: str, words: str
) -> None:
    change(workspace, "FORMKIT_ALERT_TO", address)
    said = formkit("doctor")
    assert words in said.out
    assert said.code == (1 if words.startswith("BROKEN") else 0)


def test_the_second_mail_server_is_tried_too(
    formkit: Formkit, workspace: Path, ready: RunningMailserver, start_mailserver: Callable[..., RunningMailserver]
) -> None:
    second = start_mailserver(authenticator=only_our_password, auth_require_tls=False)
    for password in (PASSWORD, "wrong"):
        url = f"smtp://{USER}:{quote(password)}@127.0.0.1:{second.smtp.port}?tls=none"
        change(workspace, "FORMKIT_ALERT_SMTP", url)
        said = formkit("doctor")
        if password == PASSWORD:
            assert "ok      second mail server: for alarms: 127.0.0.1 answers and takes the login." in said.out
        else:
            assert f"BROKEN  second mail server: the mail server at 127.0.0.1:{second.smtp.port} refused" in said.out
        assert said.code == (password != PASSWORD)
