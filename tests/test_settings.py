"""The operator's settings: environment, `.env`, NAME_FILE; each mistake named with its cure."""

from pathlib import Path

import pytest

from formkit.errors import FormkitError
from formkit.settings import Secret, Settings, Smtp, load_settings, parse_smtp, read_settings, with_dev_defaults


def load(workspace: Path, dotenv: str | bytes = "", **environ: str) -> Settings:
    data = dotenv.encode() if isinstance(dotenv, str) else dotenv
    (workspace / ".env").write_bytes(data)
    return load_settings(workspace, {f"FORMKIT_{name}": value for name, value in environ.items()})


def words(error: pytest.ExceptionInfo[FormkitError]) -> str:
    return f"{error.value.message} | {error.value.hint}"


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = load_settings(tmp_path, {})
    assert settings.database_url == f"sqlite:///{tmp_path}/data/formkit.db"
    assert (settings.smtp, settings.secret_key, settings.rate_limit, settings.trusted_proxies) == (
        None,
        "",
        30,
        0,
    )
    assert (settings.specs, settings.build) == (tmp_path / "form_specs", tmp_path / "build")


def test_dev_fills_what_is_missing_and_leaves_what_is_set(tmp_path: Path) -> None:
    dev = with_dev_defaults(load(tmp_path, MAIL_FROM="me@shop.example"), "http://127.0.0.1:8000")
    assert dev.mail_from == "me@shop.example"
    assert dev.public_url == "http://127.0.0.1:8000"
    assert len(dev.secret_key) >= 32


@pytest.mark.parametrize(
    "line",
    [
        "FORMKIT_MAIL_FROM=a@b.example",
        "export FORMKIT_MAIL_FROM = 'a@b.example'",
        '\ufeffFORMKIT_MAIL_FROM="a@b.example"\r\n',
        "# FORMKIT_MAIL_FROM=c@d.example\r\n\r\nFORMKIT_MAIL_FROM=a@b.example\r\nOTHER=1\r\nno sense\r\n",
    ],
)
def test_dotenv_is_read_as_editors_save_it(tmp_path: Path, line: str) -> None:
    assert load(tmp_path, line).mail_from == "a@b.example"


def test_the_environment_wins_over_dotenv_even_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from the file\n")
    dotenv = "FORMKIT_SECRET_KEY=from dotenv\nFORMKIT_MAIL_FROM=dotenv@b.example"
    settings = load(tmp_path, dotenv, SECRET_KEY_FILE="key", MAIL_FROM="environment@b.example")
    assert (settings.secret_key, settings.mail_from) == ("from the file", "environment@b.example")


def test_a_name_wins_over_its_file(tmp_path: Path) -> None:
    assert load(tmp_path, SECRET_KEY="said", SECRET_KEY_FILE="missing").secret_key == "said"


def test_an_empty_variable_is_not_set(tmp_path: Path) -> None:
    assert load(tmp_path, "FORMKIT_RATE_LIMIT=5", RATE_LIMIT=" ").rate_limit == 5


def test_a_secret_file_may_end_in_a_line_break_and_begin_with_a_bom(tmp_path: Path) -> None:
    (tmp_path / "key").write_bytes(b"\xef\xbb\xbfsecret words\r\n")
    assert load(tmp_path, "FORMKIT_SECRET_KEY_FILE=key").secret_key == "secret words"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "FORMKIT_SECRET_KEY_FILE: can't read {path}: No such file or directory"),
        (b" \n", "FORMKIT_SECRET_KEY_FILE: {path} is empty"),
        (b"\xff\xfe", "FORMKIT_SECRET_KEY_FILE: {path} is not UTF-8 text"),
        (b"two\nlines", "FORMKIT_SECRET_KEY holds a line break or a control character"),
    ],
)
def test_a_secret_file_that_does_not_serve(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "key"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(FormkitError) as error:
        load(tmp_path, SECRET_KEY_FILE="key")
    assert error.value.message == message.format(path=path)


@pytest.mark.parametrize(
    ("dotenv", "message"),
    [
        ("\nFORMKIT_SMPT=x", "{path}:2: unknown setting FORMKIT_SMPT | did you mean FORMKIT_SMTP?"),
        ("FORMKIT_SMTP: smtp://a.example", "{path}:1: this line has no ="),
        ("FORMKIT_SMTP", "{path}:1: this line has no = | write it like FORMKIT_MAIL_FROM=forms@example.com"),
        (b"FORMKIT_MAIL_FROM=\xe7@b.example", ".env: {path} is not UTF-8 text | save it as UTF-8"),
    ],
)
def test_a_mistake_in_dotenv_is_named_by_its_line(tmp_path: Path, dotenv: str | bytes, message: str) -> None:
    with pytest.raises(FormkitError) as error:
        load(tmp_path, dotenv)
    assert words(error).startswith(message.format(path=tmp_path / ".env"))


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("RATE_LIMIT", "-1", "FORMKIT_RATE_LIMIT is '-1', not a whole number below 1,000,000"),
        ("RATE_LIMIT", "٣", "FORMKIT_RATE_LIMIT is '٣', not a whole number below 1,000,000"),
        ("RATE_LIMIT", "9" * 7, "FORMKIT_RATE_LIMIT is '9999999', not a whole number below 1,000,000"),
        ("TRUSTED_PROXIES", "yes", "FORMKIT_TRUSTED_PROXIES is 'yes', not a whole number below 1,000,000"),
        ("MAIL_FROM", "florist", "FORMKIT_MAIL_FROM is 'florist', not a mail address"),
        ("MAIL_FROM", "Rose <a b@c.example>", "FORMKIT_MAIL_FROM is 'Rose <a b@c.example>', not a mail address"),
        ("MAIL_FROM", "a@b.example\nBcc: c", "FORMKIT_MAIL_FROM holds a line break or a control character"),
        (
            "ALERT_TO",
            "a@b.example, c@d.example",
            "FORMKIT_ALERT_TO is 'a@b.example, c@d.example', not a mail address",
        ),
        ("PUBLIC_URL", "forms.example.com", "FORMKIT_PUBLIC_URL is 'forms.example.com', not a web address"),
        ("PUBLIC_URL", "ftp://a.example", "FORMKIT_PUBLIC_URL is 'ftp://a.example', not a web address"),
        (
            "PUBLIC_URL",
            "javascript:alert(1)",
            "FORMKIT_PUBLIC_URL is 'javascript:alert(1)', not a web address",
        ),
        ("PUBLIC_URL", "https://", "FORMKIT_PUBLIC_URL is 'https://', not a web address"),
        (
            "PUBLIC_URL",
            "https://a.example:99999",
            "FORMKIT_PUBLIC_URL is 'https://a.example:99999', not a web address",
        ),
        ("PUBLIC_URL", "https://a.example/?b", "FORMKIT_PUBLIC_URL has more than a host"),
        (
            "PUBLIC_URL",
            "https://a.example/forms/",
            "FORMKIT_PUBLIC_URL has a path: /forms/; the endpoint needs a host of its own",
        ),
    ],
)
def test_a_value_that_can_not_be_meant(tmp_path: Path, name: str, value: str, message: str) -> None:
    with pytest.raises(FormkitError) as error:
        load(tmp_path, **{name: value})
    assert error.value.message == message
    assert error.value.hint


def test_every_mistake_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(FormkitError) as error:
        load(tmp_path, "FORMKIT_SMPT=x\nno sense\nFORMKIT_SMTP", RATE_LIMIT="-1", PUBLIC_URL="forms")
    lines = error.value.message.splitlines()
    assert [line.startswith("    ") for line in lines] == [False, True] * 4
    assert [line.split()[0] for line in lines[::2]] == [
        f"{tmp_path}/.env:1:", f"{tmp_path}/.env:3:", "FORMKIT_PUBLIC_URL", "FORMKIT_RATE_LIMIT",
    ]  # fmt: skip


def test_what_can_be_read_is_kept_beside_mistakes(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("FORMKIT_SECRET_KEY=hush\nFORMKIT_ALERT_TO=nobody\n", "utf-8")
    settings, wrong = read_settings(tmp_path, {})
    assert (settings.secret_key, settings.alert_to, len(wrong)) == ("hush", "", 1)


def test_an_address_may_carry_a_name(tmp_path: Path) -> None:
    assert load(tmp_path, MAIL_FROM="Rose Garden <forms@rose.example>").mail_from == "forms@rose.example"


def test_the_public_url_loses_its_last_slash(tmp_path: Path) -> None:
    assert load(tmp_path, PUBLIC_URL="https://a.example/").public_url == "https://a.example"


@pytest.mark.parametrize(
    ("url", "smtp"),
    [
        ("smtp://mail.example", Smtp("mail.example", 587, "starttls")),
        ("smtp://mail.example:465", Smtp("mail.example", 465, "implicit")),
        ("smtps://mail.example", Smtp("mail.example", 465, "implicit")),
        ("smtp://127.0.0.1:2525?tls=none", Smtp("127.0.0.1", 2525, "none")),
        ("smtp://[::1]?tls=NONE", Smtp("::1", 25, "none")),
        (
            "smtp://me%40b.example:p%23%2F%25@mail.example/",
            Smtp("mail.example", 587, "starttls", "me@b.example", Secret("p#/%")),
        ),
        (
            "smtp://me@b.example:p@ss:word@mail.example",
            Smtp("mail.example", 587, "starttls", "me@b.example", Secret("p@ss:word")),
        ),
    ],
)
def test_a_mail_server_in_one_line(url: str, smtp: Smtp) -> None:
    assert parse_smtp(url) == smtp


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mail.example:587", "FORMKIT_SMTP does not begin with smtp://host or smtps://host"),
        ("smtp://:25", "FORMKIT_SMTP does not begin with smtp://host or smtps://host"),
        ("smtp://mail.example:0", "FORMKIT_SMTP: the host or the port can't be read"),
        ("smtp://mail.example:port", "FORMKIT_SMTP: the host or the port can't be read"),
        ("smtp://mail.example:70000", "FORMKIT_SMTP: the host or the port can't be read"),
        ("smtp://mail example", "FORMKIT_SMTP: the host or the port can't be read"),
        ("smtp://mail.example?tls=ssl", "FORMKIT_SMTP: tls=ssl is unknown"),
        ("smtp://mail.example?ssl=1", "FORMKIT_SMTP: the option ssl is unknown"),
        ("smtps://mail.example?tls=none", "FORMKIT_SMTP: smtps:// and tls=none contradict each other"),
        ("smtp://me@mail.example", "FORMKIT_SMTP has a user name or a password but not both"),
        ("smtp://me:word@mail.example?tls=none", "FORMKIT_SMTP would send the password in clear (tls=none)"),
    ],
)
def test_a_mail_server_that_can_not_be_meant(url: str, message: str) -> None:
    with pytest.raises(FormkitError) as error:
        parse_smtp(url)
    assert error.value.message == message
    assert error.value.hint


@pytest.mark.parametrize("password", ["hush/hush", "hush#hush", "hush?hush", "[hush", "12/hush", "hush]"])
def test_a_password_that_needs_escaping_is_never_repeated(password: str) -> None:
    with pytest.raises(FormkitError) as error:
        parse_smtp(f"smtp://me:{password}@mail.example")
    assert "hush" not in words(error)
    assert "%2F" in error.value.hint


def test_no_report_or_log_shows_a_secret(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        SECRET_KEY="hush" * 8,
        SMTP="smtp://me:hush@mail.example",
        DATABASE_URL="postgresql://me:hush@db.example/formkit",
    )
    assert "hush" not in repr(settings)
    assert settings.database_url == "postgresql://me:hush@db.example/formkit"
