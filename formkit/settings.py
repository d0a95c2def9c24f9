"""The operator's side: the only reader of the environment. A spec never holds a secret.

Each setting may stand in the environment, in `.env` of the workspace, or in a file named by `NAME_FILE`;
the environment wins over `.env`, and `NAME` over `NAME_FILE`.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from formkit.errors import FormkitError

NAMES = {
    "FORMKIT_SECRET_KEY": "signs receipts and hides visitors' addresses; 32 or more random characters",
    "FORMKIT_DATABASE_URL": "where submissions are kept; SQLite in data/ when left out",
    "FORMKIT_SMTP": "the mail server, for example smtp://user:password@host:587?tls=starttls",
    "FORMKIT_MAIL_FROM": "the sender of all mail: an address of your own domain",
    "FORMKIT_PUBLIC_URL": "the address of the endpoint as visitors reach it",
    "FORMKIT_TRUSTED_PROXIES": "how many reverse proxies stand in front of the endpoint; 0 when left out",
    "FORMKIT_ALERT_TO": "an address that hears of mail that can't be delivered",
    "FORMKIT_RATE_LIMIT": "submissions a minute from one address; 30 when left out, 0 for no limit",
}


class Secret(str):
    """A string that prints as stars; `str.__str__(secret)` is never needed, it compares and joins as usual."""

    def __repr__(self) -> str:
        return "Secret('*****')"


@dataclass(frozen=True)
class Smtp:
    """A mail server. `tls` is "starttls", "implicit" or "none"; certificates are always checked."""

    host: str
    port: int
    tls: str
    user: str = ""
    password: Secret = Secret("")


@dataclass(frozen=True)
class Settings:
    """Everything the operator decides. `smtp` is None where mail is caught (`formkit dev`) or not set yet."""

    workspace: Path
    secret_key: Secret
    database_url: str
    smtp: Smtp | None
    mail_from: str
    public_url: str
    trusted_proxies: int
    alert_to: str
    rate_limit: int

    @property
    def specs(self) -> Path:
        return self.workspace / "form_specs"

    @property
    def build(self) -> Path:
        return self.workspace / "build"


def load_settings(workspace: Path, environ: Mapping[str, str] | None = None) -> Settings:
    """Settings of a workspace. Raises FormkitError that names the setting and how to write it."""
    values = {**_dotenv(workspace / ".env"), **(os.environ if environ is None else environ)}
    found = {name: _value(name, values, workspace) for name in NAMES}
    return Settings(
        workspace=workspace,
        secret_key=Secret(found["FORMKIT_SECRET_KEY"]),
        database_url=found["FORMKIT_DATABASE_URL"] or f"sqlite:///{(workspace / 'data' / 'formkit.db').resolve()}",
        smtp=parse_smtp(found["FORMKIT_SMTP"]) if found["FORMKIT_SMTP"] else None,
        mail_from=found["FORMKIT_MAIL_FROM"],
        public_url=found["FORMKIT_PUBLIC_URL"].rstrip("/"),
        trusted_proxies=_count("FORMKIT_TRUSTED_PROXIES", found, default=0),
        alert_to=found["FORMKIT_ALERT_TO"],
        rate_limit=_count("FORMKIT_RATE_LIMIT", found, default=30),
    )


def with_dev_defaults(settings: Settings, public_url: str) -> Settings:
    """What `formkit dev` adds so that it needs no settings at all."""
    return replace(
        settings,
        secret_key=settings.secret_key or Secret(secrets.token_urlsafe(32)),
        mail_from=settings.mail_from or "forms@localhost.example",
        public_url=settings.public_url or public_url,
    )


def parse_smtp(url: str) -> Smtp:
    """`smtp://user:password@host:587?tls=starttls` or `smtps://...` -> Smtp."""
    hint = "write it like smtp://user:password@host:587?tls=starttls, or smtps://user:password@host:465"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise FormkitError(f"FORMKIT_SMTP is not an address: {error}", hint) from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise FormkitError("FORMKIT_SMTP does not begin with smtp://host or smtps://host", hint)
    tls = parse_qs(parts.query).get("tls", ["implicit" if parts.scheme == "smtps" else "starttls"])[0]
    if tls not in ("starttls", "implicit", "none"):
        raise FormkitError(f"FORMKIT_SMTP: tls={tls} is unknown", "tls is starttls, implicit or none")
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    if tls == "none" and password and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise FormkitError("FORMKIT_SMTP would send the password in clear (tls=none)", "use tls=starttls")
    return Smtp(parts.hostname, port or {"implicit": 465, "none": 25}.get(tls, 587), tls, user, Secret(password))


def _dotenv(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    lines = (line.strip().removeprefix("export ") for line in path.read_text("utf-8-sig").splitlines())
    pairs = (line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): _unquote(value.strip()) for name, value in pairs}


def _unquote(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


def _value(name: str, values: Mapping[str, str], workspace: Path) -> str:
    if values.get(name) or not values.get(f"{name}_FILE"):
        return values.get(name, "").strip()
    path = workspace / values[f"{name}_FILE"]
    try:
        return path.read_text("utf-8").strip()
    except OSError as error:
        raise FormkitError(f"{name}_FILE: can't read {path}: {error.strerror}", "name a file that exists") from None


def _count(name: str, found: Mapping[str, str], *, default: int) -> int:
    text = found[name] or str(default)
    if not (text.isascii() and text.isdigit()):
        raise FormkitError(f"{name} is {text!r}, not a whole number", f"for example {name}={default}")
    return int(text)
