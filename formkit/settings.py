"""The operator's side: the only reader of the environment. A spec never holds a secret.

Each setting may stand in the environment, in `.env` of the workspace, or in a file named by `NAME_FILE`;
the environment wins over `.env`, and `NAME` over `NAME_FILE`.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import TypeVar
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from formkit.errors import FormkitError

Value = TypeVar("Value")
NAMES = {
    "FORMKIT_SECRET_KEY": "signs receipts and hides visitors' addresses; 32 or more random characters",
    "FORMKIT_DATABASE_URL": "where submissions are kept; SQLite in data/ when left out",
    "FORMKIT_SMTP": "the mail server, for example smtp://user:password@host:587?tls=starttls",
    "FORMKIT_MAIL_FROM": "the sender of all mail: an address of your own domain",
    "FORMKIT_PUBLIC_URL": "the address of the endpoint as visitors reach it, without a path",
    "FORMKIT_TRUSTED_PROXIES": "how many reverse proxies stand in front of the endpoint; 0 when left out",
    "FORMKIT_ALERT_TO": "an address that hears of mail that can't be delivered",
    "FORMKIT_ALERT_SMTP": "a second mail server for such alarms, like FORMKIT_SMTP, which is used when left out",
    "FORMKIT_RATE_LIMIT": "submissions a minute from one address; 30 when left out, 0 for no limit",
    "FORMKIT_MAIL_LIMIT": "mails an hour to one address, what is more waits; 100 when left out, 0 for no limit",
}


class Secret(str):
    """A string whose repr is stars, so that no log or report shows it; used like any other string."""

    def __repr__(self) -> str:
        return "Secret('*****')"


NO_SECRET = Secret("")


@dataclass(frozen=True)
class Smtp:
    """A mail server. `tls` is "starttls", "implicit" or "none"; certificates are always checked."""

    host: str
    port: int
    tls: str
    user: str = ""
    password: Secret = NO_SECRET


@dataclass(frozen=True)
class Settings:
    """Everything the operator decides. `smtp` is None where mail is caught (`formkit dev`) or not set yet."""

    workspace: Path
    secret_key: Secret
    database_url: Secret
    smtp: Smtp | None
    mail_from: str
    public_url: str
    trusted_proxies: int
    alert_to: str
    alert_smtp: Smtp | None
    rate_limit: int
    mail_limit: int

    @property
    def specs(self) -> Path:
        return self.workspace / "form_specs"

    @property
    def build(self) -> Path:
        return self.workspace / "build"


def load_settings(workspace: Path, environ: Mapping[str, str] | None = None) -> Settings:
    """Settings of a workspace. Raises one FormkitError that names every broken setting and how to write it."""
    settings, wrong = read_settings(workspace, environ)
    if len(wrong) == 1:
        raise wrong[0]
    if wrong:
        raise FormkitError("\n".join(f"{error.message}\n    {error.hint}" for error in wrong))
    return settings


def read_settings(
    workspace: Path, environ: Mapping[str, str] | None = None
) -> tuple[Settings, tuple[FormkitError, ...]]:
    """Settings of a workspace, where what can't be read is left out, and every mistake in them."""
    wrong: list[FormkitError] = []
    sources = (os.environ if environ is None else environ, _dotenv(workspace / ".env", wrong))
    found = {name: _tried(partial(_value, name, sources, workspace), "", wrong) for name in NAMES}
    default_database = f"sqlite:///{(workspace / 'data' / 'formkit.db').resolve()}"
    settings = Settings(
        workspace=workspace,
        secret_key=Secret(found["FORMKIT_SECRET_KEY"]),
        database_url=Secret(found["FORMKIT_DATABASE_URL"] or default_database),
        smtp=_tried(partial(_smtp, "FORMKIT_SMTP", found), None, wrong),
        mail_from=_tried(partial(_address, "FORMKIT_MAIL_FROM", found), "", wrong),
        public_url=_tried(partial(_public_url, found["FORMKIT_PUBLIC_URL"]), "", wrong),
        trusted_proxies=_tried(partial(_count, "FORMKIT_TRUSTED_PROXIES", found, default=0), 0, wrong),
        alert_to=_tried(partial(_address, "FORMKIT_ALERT_TO", found), "", wrong),
        alert_smtp=_tried(partial(_smtp, "FORMKIT_ALERT_SMTP", found), None, wrong),
        rate_limit=_tried(partial(_count, "FORMKIT_RATE_LIMIT", found, default=30), 30, wrong),
        mail_limit=_tried(partial(_count, "FORMKIT_MAIL_LIMIT", found, default=100), 100, wrong),
    )
    return settings, tuple(wrong)


def with_dev_defaults(settings: Settings, public_url: str) -> Settings:
    """What `formkit dev` adds so that it needs no settings at all."""
    import secrets

    return replace(
        settings,
        secret_key=settings.secret_key or Secret(secrets.token_urlsafe(32)),
        mail_from=settings.mail_from or "forms@localhost.example",
        public_url=settings.public_url or public_url,
    )


def has_screen(environ: Mapping[str, str] | None = None) -> bool:
    """Whether programs with windows can be shown where formkit runs (X11, Wayland)."""
    found = os.environ if environ is None else environ
    return bool(found.get("WAYLAND_DISPLAY") or found.get("DISPLAY"))


def debugger(environ: Mapping[str, str] | None = None) -> str:
    """The variable that turns Flask's debugger on for whoever runs formkit in this environment, or ""."""
    value = (os.environ if environ is None else environ).get("FLASK_DEBUG", "")
    return "FLASK_DEBUG" if value.lower() not in ("", "0", "false", "no") else ""


def _smtp(name: str, found: Mapping[str, str]) -> Smtp | None:
    return parse_smtp(found[name], name) if found[name] else None


def parse_smtp(url: str, name: str = "FORMKIT_SMTP") -> Smtp:
    """`smtp://user:password@host:587?tls=starttls` or `smtps://...` -> Smtp. Its errors hide the password."""
    parts, port = _smtp_parts(url, name)
    tls = _tls(parts, port, name)
    host, user, password = parts.hostname or "", unquote(parts.username or ""), unquote(parts.password or "")
    if bool(user) != bool(password):
        raise FormkitError(f"{name} has a user name or a password but not both", _SMTP_HINT)
    if tls == "none" and password and host not in ("localhost", "127.0.0.1", "::1"):
        raise FormkitError(f"{name} would send the password in clear (tls=none)", "use tls=starttls")
    return Smtp(host, port or {"implicit": 465, "none": 25}.get(tls, 587), tls, user, Secret(password))


_SMTP_HINT = (
    "write it like smtp://user:password@host:587?tls=starttls, or smtps://user:password@host:465; "
    "in the user name and the password write / as %2F, # as %23, ? as %3F, [ as %5B and % as %25"
)


def _smtp_parts(url: str, name: str) -> tuple[SplitResult, int | None]:
    # urlsplit reads a bare "/" or "#" in a password as the end of the host: no part may be left over
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise FormkitError(f"{name}: the host or the port can't be read", _SMTP_HINT) from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise FormkitError(f"{name} does not begin with smtp://host or smtps://host", _SMTP_HINT)
    if parts.path.strip("/") or parts.fragment or " " in parts.hostname or port == 0:
        raise FormkitError(f"{name}: the host or the port can't be read", _SMTP_HINT)
    return parts, port


def _tls(parts: SplitResult, port: int | None, name: str) -> str:
    options = parse_qs(parts.query, keep_blank_values=True)
    usual = "implicit" if parts.scheme == "smtps" or port == 465 else "starttls"
    tls = options.pop("tls", [usual])[-1].lower()
    if options:
        raise FormkitError(f"{name}: the option {min(options)} is unknown", "the only option is tls")
    if tls not in ("starttls", "implicit", "none"):
        raise FormkitError(f"{name}: tls={tls} is unknown", "tls is starttls, implicit or none")
    if parts.scheme == "smtps" and tls != "implicit":
        raise FormkitError(f"{name}: smtps:// and tls={tls} contradict each other", "write smtp:// or leave tls out")
    return tls


def _tried(read: Callable[[], Value], instead: Value, wrong: list[FormkitError]) -> Value:
    try:
        return read()
    except FormkitError as error:
        wrong.append(error)
        return instead


def _public_url(text: str) -> str:
    hint = "write it like https://forms.example.com"
    try:
        parts = urlsplit(text)
        host = parts.hostname if parts.port != 0 else None
    except ValueError:
        host = None
    if text and (not host or parts.scheme not in ("http", "https")):
        raise FormkitError(f"FORMKIT_PUBLIC_URL is {text!r}, not a web address", hint)
    if text and parts.path.strip("/"):
        raise FormkitError(f"FORMKIT_PUBLIC_URL has a path: {parts.path}; the endpoint needs a host of its own", hint)
    if text and (parts.username is not None or parts.query or parts.fragment or " " in text):
        raise FormkitError("FORMKIT_PUBLIC_URL has more than a host", hint)
    return text.rstrip("/")


def _address(name: str, found: Mapping[str, str]) -> str:
    # `Rose Garden <forms@example.com>` is what a mail program shows: the address alone counts
    bare = found[name].rpartition("<")[2].removesuffix(">")
    before, _, host = bare.rpartition("@")
    plain = before and not any(letter in bare for letter in " <>,;")
    if bare and not (plain and ("." in host.strip(".") or host == "localhost")):
        raise FormkitError(f"{name} is {found[name]!r}, not a mail address", f"for example {name}=forms@example.com")
    return bare


def _dotenv(path: Path, wrong: list[FormkitError]) -> dict[str, str]:
    text = _tried(partial(_read, path, ".env"), "", wrong) if path.is_file() else ""
    lines = ((line.strip(), f"{path}:{number}") for number, line in enumerate(text.splitlines(), 1))
    pairs = (_tried(partial(_dotenv_pair, line, place), None, wrong) for line, place in lines)
    return dict(pair for pair in pairs if pair)


def _dotenv_pair(line: str, place: str) -> tuple[str, str] | None:
    name, equals, value = line.removeprefix("export ").partition("=")
    name = name.strip()
    if line.startswith("#") or not name.startswith("FORMKIT_"):
        return None
    if not equals:
        raise FormkitError(f"{place}: this line has no =", "write it like FORMKIT_MAIL_FROM=forms@example.com")
    if name.removesuffix("_FILE") not in NAMES:
        close = get_close_matches(name, NAMES, n=1)
        hint = f"did you mean {close[0]}?" if close else f"the settings are {', '.join(NAMES)}"
        raise FormkitError(f"{place}: unknown setting {name}", hint)
    return name, _unquote(value.strip())


def _unquote(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def _value(name: str, sources: tuple[Mapping[str, str], ...], workspace: Path) -> str:
    value = next(_given(name, sources, workspace), "")
    if not value.isprintable():
        raise FormkitError(f"{name} holds a line break or a control character", "write it on one line")
    return value


def _given(name: str, sources: tuple[Mapping[str, str], ...], workspace: Path) -> Iterator[str]:
    for source in sources:
        if value := source.get(name, "").strip():
            yield value
        elif file := source.get(f"{name}_FILE", "").strip():
            yield _file_value(name, workspace / file)


def _file_value(name: str, path: Path) -> str:
    value = _read(path, f"{name}_FILE").strip()
    if not value:
        raise FormkitError(f"{name}_FILE: {path} is empty", f"write the value of {name} into it")
    return value


def _read(path: Path, name: str) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise FormkitError(f"{name}: can't read {path}: {error.strerror}", "name a file that exists") from None
    except ValueError:
        raise FormkitError(f"{name}: {path} is not UTF-8 text", "save it as UTF-8") from None


def _count(name: str, found: Mapping[str, str], *, default: int) -> int:
    text = found[name] or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < 7):
        raise FormkitError(f"{name} is {text!r}, not a whole number below 1,000,000", f"for example {name}={default}")
    return int(text)
