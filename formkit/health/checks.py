"""What `formkit doctor` looks at and `formkit serve` insists on: each check says what is wrong and what to do."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from formkit.errors import FormkitError, counted
from formkit.health.alarms import alert_to, mail_login, second_server
from formkit.health.finding import Check, Finding, broken, fine, notice
from formkit.settings import NAMES, Settings, debugger, read_settings

SHORTEST_KEY = 32  # letters
NEEDED = "is not set: needed for formkit serve"
NEW_KEY = 'Make one with: python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
PATIENCE = timedelta(hours=1)  # that a delivery may wait before someone should look
RELEASED = datetime(2025, 1, 1, tzinfo=UTC)  # no honest clock is before it
LOCAL = ("localhost", "127.0.0.1", "::1")


def look(workspace: Path, checks: Iterable[Check]) -> list[Finding]:
    """Every setting that can't be read, then everything that the checks find, in their order."""
    settings, wrong = read_settings(workspace)
    unread = [_unread(error) for error in wrong]
    names = {finding.name for finding in unread}
    useful = (check for check in checks if names.isdisjoint((check.name, *check.settings)))
    return [*unread, *(finding for check in useful for finding in check.findings(settings))]


def _unread(error: FormkitError) -> Finding:
    name = _setting(error)
    return replace(broken("setting-unread", error.message, error.hint, setting=name, said=error.message), name=name)


def _setting(error: FormkitError) -> str:
    """The setting that a mistake is about; `.env` for one in a line that can't be read."""
    return next((name for name in NAMES if error.message.startswith(name)), ".env")


def secret_key(settings: Settings) -> Iterator[Finding]:
    key = settings.secret_key
    if not key:
        example = settings.workspace / ".env.example"
        hint = f"Copy {example} to .env: it holds a key." if example.is_file() else NEW_KEY
        yield broken("key-missing", f"{NEEDED}.", hint)
    elif len(key) < SHORTEST_KEY or len(set(key)) < SHORTEST_KEY / 4:
        words = f"is too easy to guess: it needs {SHORTEST_KEY} or more random letters."
        yield broken("key-weak", words, NEW_KEY, n=SHORTEST_KEY)
    else:
        yield fine("key-fine", "is set.")


def mail_server(settings: Settings) -> Iterator[Finding]:
    if settings.smtp is None:
        hint = "Your mail provider tells host, user and password; write smtp://user:password@host:587"
        yield broken("server-missing", f"{NEEDED}, to send mail.", hint)
    else:
        host = settings.smtp.host
        yield fine("server-fine", f"is {host}:{settings.smtp.port} ({settings.smtp.tls}).", host=host)


def mail_from(settings: Settings) -> Iterator[Finding]:
    from formkit.channels.mail.address import domain_of, parse_sender

    if not settings.mail_from:
        hint = "Write an address of your own domain: forms@example.com"
        yield broken("sender-missing", f"{NEEDED}, as the sender of mail.", hint)
        return
    sender = parse_sender(settings.mail_from)
    user = settings.smtp.user if settings.smtp else ""
    if "@" in user and domain_of(user).lower() != domain_of(sender).lower():
        words = f"is {sender}, but the mail server knows you as {user}: receivers may take the mail for spam."
        theirs, ours = domain_of(user), domain_of(sender)
        hint = f"Use an address of {theirs}, or the login of {ours}."
        yield notice("sender-other", words, hint, sender=sender, user=user, theirs=theirs, ours=ours)
    else:
        yield fine("sender-fine", f"is {sender}.", sender=sender)


def public_url(settings: Settings) -> Iterator[Finding]:
    url = urlsplit(settings.public_url)
    if not settings.public_url:
        hint = "Write the endpoint's address as visitors reach it: https://forms.example.com"
        yield broken("address-missing", f"{NEEDED}.", hint)
    elif url.scheme == "http" and url.hostname not in LOCAL:
        hint = "Put a web server with a certificate in front, and write https://"
        words = f"is {settings.public_url}: what visitors write travels readable for all."
        yield notice("address-open", words, hint, address=settings.public_url)
    else:
        yield fine("address-fine", f"is {settings.public_url}.", address=settings.public_url)


def proxies(host: str, settings: Settings) -> Iterator[Finding]:
    """Listening at `host`, behind a server that has the certificate: whose visitors are they?"""
    https = settings.public_url.startswith("https:")
    if settings.trusted_proxies == 0 and https and host in LOCAL:
        words = (
            f"is 0, though visitors come by https and {host} hears this machine only: all would count as one visitor."
        )
        yield notice("proxies-unknown", words, "Write FORMKIT_TRUSTED_PROXIES=1 when one web server stands in front.")


def debug(settings: Settings) -> Iterator[Finding]:
    """Flask reads its variable itself, and a page that crashes would then show our code to strangers."""
    name = debugger()
    if name:
        words = f"{name} is set: it is for developers, and shows strangers what is inside."
        yield broken("debug-on", words, f"unset {name}", setting=name)


def data_folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.workspace / "data"
    place = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(place, os.W_OK | os.X_OK) or not place.is_dir():
        hint = f"Give the user that runs formkit the right to write to {place}."
        yield broken("folder-unwritable", f"{folder} can't be written.", hint, folder=place)
    else:
        yield fine("folder-fine", f"{folder} can be written.", folder=folder)


def database(settings: Settings) -> Iterator[Finding]:
    from formkit.store import open_store

    with open_store(settings.database_url) as store:
        store.check()
    yield fine("database-fine", "takes what visitors send.")


def specs(settings: Settings) -> Iterator[Finding]:
    from formkit.spec import check_file, find_specs

    paths = find_specs(settings.specs)
    if not paths:
        words = f"there is none in {settings.specs}."
        yield broken("specs-none", words, "Make one with: formkit new .", folder=settings.specs)
    wrong = [path for path in paths if any(p.severity == "error" for p in check_file(path, settings.workspace)[1])]
    for path in wrong:
        hint = f"See them with: formkit check {path.stem}"
        yield broken("spec-mistakes", f"{path.name} has mistakes.", hint, file=path.name)
    if paths and not wrong:
        yield fine("specs-fine", f"{counted(len(paths), 'spec')}, no mistakes.", n=len(paths))


def env_file(settings: Settings) -> Iterator[Finding]:
    path = settings.workspace / ".env"
    if path.is_file() and path.stat().st_mode & 0o077:
        words = "can be read by other users of this machine; it holds passwords."
        yield notice("env-readable", words, f"chmod 600 {path}", file=path)


def clock(settings: Settings, now: datetime) -> Iterator[Finding]:
    time = f"{now:%Y-%m-%d %H:%M} UTC"
    if now < RELEASED:
        words = f"says {time}, which is long past."
        yield broken("clock-wrong", words, "Set the clock of this machine.", time=time)
    else:
        yield fine("clock-fine", f"says {time}.", time=time)


def outbox(settings: Settings, now: datetime) -> Iterator[Finding]:
    from formkit.model import DeliveryState
    from formkit.store import open_store

    with open_store(settings.database_url) as store:
        counts = store.counts()
    failed, since = counts.by_state[DeliveryState.FAILED], counts.oldest_waiting
    late = since is not None and now - since > PATIENCE
    if failed:
        hint = "See why with formkit deliveries --state failed, then: formkit deliveries retry --all-failed"
        yield broken("outbox-failed", f"{counted(failed, 'delivery', 'deliveries')} failed for good.", hint, n=failed)
    if late:
        hint = (
            "Is formkit serve or formkit deliver running? formkit deliveries shows the last words of the mail server."
        )
        time = f"{since:%Y-%m-%d %H:%M} UTC"
        yield broken("outbox-waits", f"mail waits since {time}.", hint, time=time)
    if not failed and not late:
        yield fine("outbox-fine", f"{counts.waiting or 'nothing'} waiting, nothing failed.", n=counts.waiting)


def quarantine(settings: Settings) -> Iterator[Finding]:
    from formkit.store import open_store

    with open_store(settings.database_url) as store:
        held = store.held_back()
    if held:
        were = f"{held} message was" if held == 1 else f"{held} messages were"
        hint = "Look at them with: formkit submissions --quarantined"
        yield notice("held-back", f"{were} held back as suspected spam.", hint, n=held)


STORE = ("FORMKIT_DATABASE_URL", ".env")  # without them a database that nobody means would be made
SPECS = Check("specs", specs)
DATABASE = Check("database", database, STORE, "database-trouble")
MAIL = (Check("FORMKIT_SMTP", mail_server), Check("FORMKIT_MAIL_FROM", mail_from))
WEB = (
    Check("FORMKIT_SECRET_KEY", secret_key),
    Check("FORMKIT_PUBLIC_URL", public_url),
    Check("debug", debug),
)
DATA_FOLDER = Check("data folder", data_folder)

BEFORE_SERVING = (*WEB, *MAIL, DATA_FOLDER, DATABASE, SPECS)
BEFORE_DELIVERING = (*MAIL, DATABASE)


def everything(now: datetime) -> tuple[Check, ...]:
    """What the doctor looks at, in its order."""
    return (
        SPECS,
        DATA_FOLDER,
        DATABASE,
        Check("outbox", partial(outbox, now=now), STORE, "database-trouble"),
        Check("quarantine", quarantine, STORE, "database-trouble"),
        *WEB,
        Check(".env", env_file),
        *MAIL,
        Check("mail server", mail_login, ("FORMKIT_SMTP", "FORMKIT_MAIL_FROM"), "mail-trouble"),
        Check("FORMKIT_ALERT_TO", alert_to),
        Check("second mail server", second_server, ("FORMKIT_ALERT_SMTP", "FORMKIT_MAIL_FROM"), "alarm-mail-trouble"),
        Check("clock", partial(clock, now=now)),
    )


def refuse_if_unsafe(findings: Iterable[Finding], what: str) -> None:
    """Raises one FormkitError that names everything broken."""
    wrong = [finding for finding in findings if finding.state == "broken"]
    if wrong:
        lines = "\n".join(said(finding) for finding in wrong)
        raise FormkitError(
            f"{what} does not start:\n{lines}",
            "Set these in .env of the workspace or in the environment; formkit doctor checks again.",
        )


def said(finding: Finding) -> str:
    """A finding as people read it: `FORMKIT_SMTP is not set`, `clock: says 12:30`."""
    between = " " if finding.name in NAMES else ": "
    words = finding.words if finding.words.startswith(finding.name) else f"{finding.name}{between}{finding.words}"
    return words + (f"\n    {finding.hint}" if finding.hint else "")
