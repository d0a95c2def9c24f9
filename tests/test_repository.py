"""What may not stand in the repository, and what every language must have."""

import re
import subprocess
import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError, files, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LANGUAGES = sorted((ROOT / "formkit" / "languages").glob("*.toml"))
LOCK_FILES = re.compile(r"(package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|Pipfile\.lock)$|\.lock$")
# written apart so that this file does not find itself
REGISTRY = re.compile(r"(pypi|pythonhosted|npmjs|npmmirror|yarnpkg|jsdelivr|unpkg|crates)" + r"\.(org|com|net|io)\b")
MACHINE = re.compile(r"(?<![\w./-])/(work|root|home/\w+|opt/(wheels|pypi)|tmp/(wt|plan|venv))(/|\b)")


@cache
def tracked() -> tuple[str, ...]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return tuple(name for name in listing.stdout.split("\0") if (ROOT / name).is_file())


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    lines = ((name, *line) for name in tracked() for line in enumerate(text_of(name).splitlines(), 1))
    return [f"{name}:{number}: {line.strip()}" for name, number, line in lines if pattern.search(line)]


def text_of(name: str) -> str:
    data = (ROOT / name).read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", "replace")


def messages(path: Path) -> dict[str, str]:
    return dict(tomllib.loads(path.read_text("utf-8"))["words"])


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_no_lock_file_with_addresses() -> None:
    assert [name for name in tracked() if LOCK_FILES.search(name)] == []


def test_no_file_names_a_package_registry() -> None:
    assert lines_with(REGISTRY) == []


def test_no_file_names_a_place_of_somebody_s_machine() -> None:
    assert lines_with(MACHINE) == []


def test_no_file_is_half_merged() -> None:
    assert lines_with(re.compile("^(<{7} |>{7} )")) == []


def test_pins_are_name_and_version_only() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"#.*|[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*", line)] == []


def test_what_is_built_is_not_kept() -> None:
    kept = [name for name in tracked() if name.startswith(("build/", "data/", "dist/"))]
    assert kept == ["build/.gitignore"]


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_language_has_every_message_of_english_and_no_other(path: Path) -> None:
    english = messages(path.with_name("en.toml"))
    assert sorted(messages(path)) == sorted(english)


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_message_has_the_placeholders_of_english(path: Path) -> None:
    english = messages(path.with_name("en.toml"))
    said = {key: placeholders(text) for key, text in messages(path).items()}
    assert said == {key: placeholders(english.get(key, "")) for key in said}


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_a_language_says_who_it_is(path: Path) -> None:
    language = tomllib.loads(path.read_text("utf-8"))
    assert language["native"]
    assert language["direction"] in ("ltr", "rtl")
    assert "ç".encode(language["charset"], "replace")


def test_our_words_neither_beg_nor_blame() -> None:
    english = messages(ROOT / "formkit" / "languages" / "en.toml")
    blamed = re.compile(r"\b(please|sorry|invalid|oops)\b", re.IGNORECASE)
    assert {key: text for key, text in english.items() if blamed.search(text)} == {}


FREE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software|Unlicense|MPL|Mozilla|LGPL|HPND", re.IGNORECASE)


def licence(name: str) -> str:
    """As the installed package says it, in whichever of the four places; "" when it isn't installed here."""
    try:
        found = metadata(name)
    except PackageNotFoundError:
        return ""
    classifiers = [one for one in found.get_all("Classifier") or [] if one.startswith("License")]
    said = " ".join([found.get("License-Expression") or "", *classifiers, found.get("License") or ""])
    whole = "" if said.strip() else " ".join(_licence_files(name).split())
    return "MIT" if "Permission is hereby granted, free of charge" in whole else said


def _licence_files(name: str) -> str:
    return " ".join(path.read_text() for path in files(name) or () if "/licenses/" in str(path))


def normal(name: str) -> str:
    """As packages are compared (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_dependency_is_pinned_and_free() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = {normal(line.partition("==")[0]) for line in lines if not line.startswith("#")}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    names = [normal(re.match(r"[\w.-]+", one)[0]) for one in wanted]  # type: ignore[index]
    names = [name for name in names if name != "formkit"]  # an extra names the others
    assert [name for name in names if name not in pins] == []
    said = {name: licence(name) for name in pins}
    assert [name for name, words in said.items() if words.strip() and not FREE.search(words)] == []
    assert [name for name in names if not said[name].strip()] == []
