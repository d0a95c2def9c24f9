"""Imports point down only; each outside library has its rooms. A breach is named by file and line."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

LAYERS = (
    {"errors", "rules", "model", "settings", "log", "signed", "marks", "links", "slug", "workspace"},
    {"source", "words", "schema", "kinds", "pictures", "markup"},
    {"fields", "channels", "themes", "themefile", "templates", "palette", "store"},
    {"spec", "forms", "spam", "edit"},
    {"site", "intake", "outbox", "inbox", "export", "upkeep", "online", "imported", "health"},
    {"web"},
    {"cli", "__main__"},
)
APART = LAYERS[4]  # on one layer, and none of them imports another
LEVEL = {module: level for level, layer in enumerate(LAYERS) for module in layer}

ROOMS = {
    "flask": {"web", "cli"},
    "flask_wtf": {"web", "cli"},
    "yaml": {"source", "edit"},
    "sqlalchemy": {"store"},
    "alembic": {"store"},
    "psycopg": {"store"},
    "sqlite3": {"store"},
    "smtplib": {"channels"},
    "http.client": {"channels", "online"},
    "urllib.request": {"channels"},
    "urllib3": {"channels"},
    "requests": {"channels"},
    "httpx": {"channels"},
    "aiohttp": {"channels"},
    "os.environ": {"settings"},
    "os.environb": {"settings"},
    "os.getenv": {"settings"},
    "os.putenv": {"settings"},
    # nothing runs what somebody else wrote, and no mail goes through a shell
    "subprocess": {"cli", "site"},  # site: Python itself, to draw an SVG where a strange one can do no harm
    "os.system": {"nowhere"},
    "os.popen": {"nowhere"},
    "pickle": {"nowhere"},
    "marshal": {"nowhere"},
    "shelve": {"nowhere"},
    # the clock is passed in: only the two edges read it
    "time.time": {"cli", "web"},
    "time.time_ns": {"cli", "web"},
    "datetime.datetime.now": {"cli", "web"},
    "datetime.datetime.utcnow": {"cli", "web"},
    "datetime.datetime.today": {"cli", "web"},
    "datetime.date.today": {"cli", "web"},
}


def breaches(source: str, path: str) -> list[str]:
    """Every breach in one module, as `path:line: words`. `path` is like formkit/web/pages.py."""
    module = module_of(path)
    if module == "":
        return []
    if module not in LEVEL:
        return [f"{path}:1: {module} has no place in the law: give it a layer in {Path(__file__).name}"]
    found = [(line, words) for line, name in uses(ast.parse(source), path) if (words := breach(module, name))]
    return [f"{path}:{line}: {words}" for line, words in sorted(set(found))]


def module_of(path: str) -> str:
    """The part of formkit that a file belongs to: `web` for formkit/web/a.py, empty for formkit/__init__.py."""
    part = Path(path).parts[1]
    return "" if part == "__init__.py" else part.removesuffix(".py")


def breach(module: str, name: str) -> str:
    """What is wrong with `module` using the dotted `name`, or nothing."""
    if name.startswith("formkit."):
        return upward(module, name.split(".")[1])
    for library, rooms in ROOMS.items():
        if f"{name}.".startswith(f"{library}.") and module not in rooms:
            return f"{module} uses {library}, which belongs in {' and '.join(sorted(rooms))} only"
    return ""


def upward(module: str, other: str) -> str:
    if other not in LEVEL or other == module:
        return ""
    if LEVEL[other] > LEVEL[module]:
        return f"{module} imports {other}, which stands above it"
    if {module, other} <= APART:
        return f"{module} imports {other}: {', '.join(sorted(APART))} don't know one another"
    return ""


def uses(tree: ast.Module, path: str) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything a module imports, and of every attribute it takes from it."""
    names: dict[str, str] = {}
    statements = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    for statement in statements:
        for known_as, stands_for, name in imported(statement, path):
            names[known_as] = stands_for
            yield statement.lineno, name
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (name := dotted(node, names)):
            yield node.lineno, name


def imported(node: ast.Import | ast.ImportFrom, path: str) -> Iterator[tuple[str, str, str]]:
    """Of an import: the name it is known by here, what that name stands for, and what is imported."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            top = alias.name.split(".")[0]
            yield alias.asname or top, alias.name if alias.asname else top, alias.name
    else:
        folder = Path(path).parent.parts
        package = folder[: len(folder) - node.level + 1] if node.level else ()
        base = ".".join((*package, node.module or "")).strip(".")
        for alias in node.names:
            yield alias.asname or alias.name, f"{base}.{alias.name}", f"{base}.{alias.name}"


def dotted(node: ast.expr, names: dict[str, str]) -> str:
    """`datetime.datetime.now` for `dt.now` after `from datetime import datetime as dt`; else nothing."""
    if isinstance(node, ast.Attribute):
        base = dotted(node.value, names)
        return f"{base}.{node.attr}" if base else ""
    return names.get(node.id, "") if isinstance(node, ast.Name) else ""


def test_the_law_holds() -> None:
    modules = sorted((ROOT / "formkit").rglob("*.py"))
    found = [line for path in modules for line in breaches(path.read_text("utf-8"), str(path.relative_to(ROOT)))]
    assert modules
    assert found == [], "\n".join(found)


@pytest.mark.parametrize(
    ("path", "source", "words"),
    [
        ("store/tables.py", "\nfrom formkit.web import app", "store imports web, which stands above it"),
        ("store/tables.py", "\nfrom formkit import web", "store imports web, which stands above it"),
        ("store/tables.py", "\nimport formkit.web.app as app", "store imports web, which stands above it"),
        ("store/tables.py", "\nfrom ..web import app", "store imports web, which stands above it"),
        ("words.py", "\ndef f(): from .cli import main", "words imports cli, which stands above it"),
        (
            "intake.py",
            "\nfrom formkit.outbox import x",
            "intake imports outbox: export, health, imported, inbox, intake, online, outbox, site, upkeep "
            "don't know one another",
        ),
        ("intake.py", "\nfrom flask import request", "intake uses flask, which belongs in cli and web only"),
        ("web/app.py", "\nimport yaml", "web uses yaml, which belongs in edit and source only"),
        ("web/app.py", "\nimport sqlalchemy.exc", "web uses sqlalchemy, which belongs in store only"),
        ("cli.py", "\nfrom urllib import request", "cli uses urllib.request, which belongs in channels only"),
        ("cli.py", "\nimport http.client as http", "cli uses http.client, which belongs in channels and online only"),
        ("cli.py", "import os.path\nos.environ", "cli uses os.environ, which belongs in settings only"),
        ("cli.py", "\nfrom os import getenv as get", "cli uses os.getenv, which belongs in settings only"),
        ("channels/mail.py", "\nimport subprocess", "channels uses subprocess, which belongs in cli and site only"),
        ("store/rows.py", "\nfrom pickle import loads", "store uses pickle, which belongs in nowhere only"),
        ("outbox.py", "import time\ntime.time()", "outbox uses time.time, which belongs in cli and web only"),
        (
            "outbox.py",
            "from datetime import datetime as d, UTC\nd.now(UTC)",
            "outbox uses datetime.datetime.now, which belongs in cli and web only",
        ),
    ],
)
def test_a_breach_is_named_by_file_and_line(path: str, source: str, words: str) -> None:
    assert breaches(source, f"formkit/{path}") == [f"formkit/{path}:2: {words}"]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        (
            "web/app.py",
            "import flask\nfrom formkit import __version__, intake\nfrom formkit.web.pages import page",
        ),
        ("store/tables.py", "import sqlalchemy as sa\nfrom formkit.model import Submission"),
        ("outbox.py", "import time\nfrom urllib.parse import urlsplit\ntime.monotonic()"),
        ("settings.py", "import os\nos.environ"),
    ],
)
def test_what_points_down_is_fine(path: str, source: str) -> None:
    assert breaches(source, f"formkit/{path}") == []


def test_a_new_module_needs_a_place() -> None:
    expected = "formkit/helpers.py:1: helpers has no place in the law: give it a layer in test_import_law.py"
    assert breaches("", "formkit/helpers.py") == [expected]


def test_the_house_in_the_readme_has_every_room() -> None:
    picture = (ROOT / "README.md").read_text("utf-8").partition("### The house in one picture")[2].split("```")[1]
    built = {module_of(f"formkit/{path.name}") for path in (ROOT / "formkit").iterdir() if path.suffix in ("", ".py")}
    assert {name for name in built & set(LEVEL) if name not in picture.split()} == {"__main__"}
