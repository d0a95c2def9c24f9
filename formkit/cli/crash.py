"""Our own crash: one friendly sentence for the user, and a file for whoever repairs it."""

import platform
import sys
import tempfile
import traceback
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from formkit import __version__

SORRY = "Sorry: this is a mistake in formkit, not yours"
LIBRARIES = ("click", "flask", "granian", "jinja2", "pydantic", "sqlalchemy", "wtforms")


def report(error: BaseException, workspace: Path | None) -> str:
    """Write the report beside the data, or to the folder of temporary files; returns what to tell the user."""
    text = _hidden(_report(error), _secrets(workspace))
    name = f"formkit-crash-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
    folders = [workspace / "data"] if workspace else []
    for folder in (*folders, Path(tempfile.gettempdir())):
        with suppress(OSError):
            path = folder / name
            path.touch(mode=0o600)
            path.write_text(text, "utf-8")
            return f"{SORRY}.\n    What happened is written in {path}; please send us that file."
    return f"{SORRY}: {_hidden(repr(error), _secrets(workspace))}"


def _report(error: BaseException) -> str:
    known = "\n".join(f"{name} {_version(name)}" for name in LIBRARIES)
    head = f"formkit {__version__}\nPython {sys.version}\n{platform.platform()}\n{known}\n"
    return f"{head}\n{' '.join(sys.argv[1:])}\n\n{''.join(traceback.format_exception(error))}"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "is missing"


def _secrets(workspace: Path | None) -> list[str]:
    """Everything in the settings that nobody else may read."""
    from formkit.settings import read_settings

    try:
        settings, _ = read_settings(workspace or Path())
        database = urlsplit(settings.database_url).password
    except (OSError, ValueError):
        return []
    mail = [smtp.password for smtp in (settings.smtp, settings.alert_smtp) if smtp]
    found = (settings.secret_key, *mail, database, database and unquote(database))
    written = [(str(secret), quote(secret, safe=""), quote(secret)) for secret in found if secret]
    return sorted({one for ways in written for one in ways}, key=len, reverse=True)


def _hidden(text: str, secrets: Iterable[str]) -> str:
    for secret in secrets:
        text = text.replace(secret, "*****")
    return text
