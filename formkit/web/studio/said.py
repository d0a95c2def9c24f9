"""What the Studio says: one file a language in `languages/studio/`, English where one lacks words."""

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from flask import request, session

import formkit
from formkit.edit import Trouble
from formkit.fields import FIELD_TYPES
from formkit.words import fill, words

_FOLDER = Path(formkit.__file__).parent / "languages" / "studio"
USUAL = "en"
LANGUAGE = "formkit_language"  # a cookie for the workbench, which the session of the Studio is not sent to


@cache
def tongues() -> tuple[str, ...]:
    """The languages that the Studio speaks, by listing their files; English first."""
    return tuple(sorted((path.stem for path in _FOLDER.glob("*.toml")), key=lambda code: (code != USUAL, code)))


@cache
def table(language: str) -> Mapping[str, str]:
    """Every text by `part.name`, from the tables of its file, else English."""
    if language not in tongues():
        return table(USUAL)
    own = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
    flat = {f"{part}.{name}": text for part, texts in own.items() for name, text in texts.items()}
    return {**flat, **_unsaid(flat)} if language == USUAL else {**table(USUAL), **flat}


def _unsaid(words: Mapping[str, str]) -> dict[str, str]:
    """What a field type is called of which no file speaks yet: by its title."""
    titles = {f"fieldtype.{name}": kind.title for name, kind in FIELD_TYPES.items()}
    return {key: title for key, title in titles.items() if key not in words}


def spoken() -> str:
    """The language of the reader: the one that was chosen, else what the browser asks for."""
    chosen = session.get("language") or request.cookies.get(LANGUAGE)
    return chosen if chosen in tongues() else request.accept_languages.best_match(tongues()) or USUAL


def native(code: str) -> str:
    """What a language calls itself."""
    return words(code).native


def said(key: str, **values: str | int) -> str:
    """The text `part.name` in the reader's language, with `{name}` filled in."""
    return fill(table(spoken())[key], {name: str(value) for name, value in values.items()})


def words_of_trouble(trouble: Trouble) -> str:
    """What a disk did to a file, and what to do now."""
    return " ".join(said(f"disk.{key}", **trouble.values) for key in (trouble.name, f"{trouble.name}_hint"))


def advised(part: str, rule: str, values: Mapping[str, str]) -> tuple[str, str]:
    """What is so by a rule of that part, and what to do now; "" where nothing is."""
    hint = f"{part}.{rule}_hint"
    return said(f"{part}.{rule}", **values), said(hint, **values) if hint in table(spoken()) else ""


def said_to_scripts(part: str) -> str:
    """The texts of a part as JSON, for its script."""
    texts = {name.partition(".")[2]: text for name, text in table(spoken()).items() if name.startswith(f"{part}.")}
    return json.dumps(texts, ensure_ascii=False).replace("<", "\\u003c")
