"""What a theme says of itself in its `theme.toml`: what it extends, its scheme, its options."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from formkit.errors import FormkitError, quoted

Options = Mapping[str, tuple[str, ...]]  # the choices of each option, the usual one first

SCHEMES = ("light", "dark", "both")
_OPTION, _CHOICE = re.compile(r"(?!name$)[a-z][a-z0-9]*"), re.compile(r"[a-z][a-z0-9-]*")


def said_by(folder: Path) -> dict[str, Any]:
    """All that stands in a theme's file; nothing without one. Raises FormkitError when it can't be read."""
    file = folder / "theme.toml"
    try:
        return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}
    except tomllib.TOMLDecodeError as error:
        raise _wrong(folder, f" can't be read: {error}", 'write it like extends = "plain"') from None


def base_of(folder: Path) -> str:
    """The name of the theme below, "" for plain itself."""
    return str(said_by(folder).get("extends", "" if folder.name == "plain" else "plain"))


def scheme_in(folders: Iterable[Path]) -> str:
    """What the first theme of a chain says that says it: one of SCHEMES. Raises FormkitError."""
    for folder in folders:
        scheme = str(said_by(folder).get("scheme", ""))
        if scheme and scheme not in SCHEMES:
            raise _wrong(folder, f": there is no scheme '{scheme}'", "write light, dark or both")
        if scheme:
            return scheme
    return "both"


def options_in(folders: Iterable[Path]) -> Options:
    """The options of a chain, the base last: a theme takes over those below it; `[]` takes one away. FormkitError."""
    found: dict[str, tuple[str, ...]] = {}
    for folder in reversed(tuple(folders)):
        found |= _own_options(folder)
    return {name: choices for name, choices in found.items() if choices}


def _own_options(folder: Path) -> Options:
    said = said_by(folder).get("options", {})
    if not isinstance(said, dict):
        raise _wrong(folder, ": the options must be a table", _EXAMPLE)
    for name, choices in said.items():
        if not _OPTION.fullmatch(name):
            raise _wrong(
                folder, f": an option can't be called {quoted(name)}", "small letters and digits, but not name"
            )
        if not _is_list(choices):
            raise _wrong(folder, f": the option '{name}' must be a list of words", _EXAMPLE)
    return {name: tuple(choices) for name, choices in said.items()}


_EXAMPLE = 'write [options] and below it corners = ["soft", "square"]; the first is the usual one'


def _is_list(said: Any) -> bool:
    words = isinstance(said, list) and all(isinstance(one, str) and _CHOICE.fullmatch(one) for one in said)
    return words and len(set(said)) == len(said) != 1


def _wrong(folder: Path, what: str, hint: str) -> FormkitError:
    return FormkitError(f"{folder.name}/theme.toml{what}", hint)
