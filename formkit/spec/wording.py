"""What pydantic finds wrong -> what, where and what to do now, in our words. Its own sentences never reach a person."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from re import fullmatch
from typing import Any

from pydantic import ValidationError

from formkit.errors import Wrong, quoted
from formkit.source import Step
from formkit.spec.near import did_you_mean, nearest

Path = tuple[Step, ...]

_KEYS = "must have keys and values on the indented lines below it"
_WORDS: Mapping[str, tuple[str, str]] = {
    "dict_type": (_KEYS, "write each as key: value"),
    "model_type": (_KEYS, "write each as key: value"),
    "tuple_type": ("must be a list", "write [one, two], or each on a line of its own after a dash"),
    "list_type": ("must be a list", "write [one, two], or each on a line of its own after a dash"),
    "string_type": ("must be text", "put it in quotes"),
    "greater_than_equal": ("must be {ge} or more", ""),
    "less_than_equal": ("must be {le} or less", ""),
    "too_short": ("is empty", "write at least one, or take the line out"),
    "too_long": ("holds {actual_length}, more than the {max_length} there may be", "take some out"),
}
_EXAMPLES = {
    "name": "write it below, for example name: Rose Garden",
    "choices": "write them below it, for example choices: [Question, Order, Praise]",
    "text": "write it below, for example text: We answer within a day.",
    "value": "write it as {value: small, label: A small one}",
    "label": "write it as {value: small, label: A small one}",
    "currency": "write currency: EUR below it, or once below business: for all",
    "ask": "for example {ask: Which flower is in our name?, answer: rose}",
    "answer": "for example {ask: Which flower is in our name?, answer: rose}",
}


@dataclass(frozen=True)
class Mistake:
    """One thing wrong in a part: `path` below the part, what to say, and the cure that lets checking go on."""

    path: Path
    message: str
    hint: str
    at_key: bool = False
    kind: str = ""
    meant: str = ""


def mistakes(error: ValidationError, owner: str, known: Mapping[str, Sequence[str]]) -> Iterator[Mistake]:
    """Every mistake of a part. `owner` is the part in words; `known` the keys there may be, by the key above or ""."""
    for found in error.errors(include_url=False):
        path = tuple(found["loc"])
        above = next((step for step in reversed(path[:-1]) if isinstance(step, str)), "")
        if found["type"] == "extra_forbidden":
            yield unknown_key(path, known.get(above, ()), f"'{above}'" if above else owner)
        elif found["type"] == "missing":
            key = str(path[-1])
            whose = f"{'one of ' if isinstance(path[-2], int) else ''}'{above}'" if above else owner
            yield Mistake(
                path, f"{whose} has no '{key}'", _EXAMPLES.get(key, f"write {key}: below it"), True, "missing"
            )
        else:
            yield _worded(path, found)


def as_written(text: object) -> str:
    """`name:Rose` or `name = Rose`, which is text, as it was meant: `name: Rose`; "" for other words."""
    found = fullmatch(r"([A-Za-z_][\w-]*)(?::(?=[^\s/])|\s*=\s*)(.+)", str(text))
    return f"{found[1]}: {found[2][:60]}" if found else ""


def unknown_key(path: Path, known: Sequence[str], owner: str) -> Mistake:
    """A key that can't stand where it does; `known` are those that can."""
    key = str(path[-1])
    hint = did_you_mean(key, known, otherwise=f"{owner} can have") if known else "take it out, or look at its spelling"
    return Mistake(path, f"unknown key {quoted(key)}", hint, True, "unknown", nearest(key, known))


def _worded(path: Path, found: Any) -> Mistake:
    cause = found.get("ctx", {}).get("error")
    if isinstance(cause, Wrong):
        path = (*path, *cause.at)
        return Mistake(path, cause.message.replace("{key}", _key(path, cause)), cause.hint)
    if found["type"] == "literal_error":
        return _not_offered(path, found)
    message, hint = _WORDS.get(found["type"], ("can't be read as it stands", "look at its spelling"))
    if message == _KEYS and (meant := as_written(found["input"])):
        hint = f"write it with a blank after the colon: {meant}"
    said = message.format_map(found.get("ctx", {}))
    return Mistake(path, f"'{_key(path)}' {said}", hint)


def _not_offered(path: Path, found: Any) -> Mistake:
    offered = [word.strip("' ") for word in found["ctx"]["expected"].replace(" or ", ", ").split(",")]
    offered = [word for word in offered if word]
    message = f"'{_key(path)}' can't be {quoted(found['input'])}"
    return Mistake(path, message, did_you_mean(str(found["input"]), offered, otherwise="it can be"))


def _key(path: Path, cause: Wrong | None = None) -> str:
    above = path[: len(path) - len(cause.at)] if cause else path
    return next((str(step) for step in reversed(above) if isinstance(step, str)), "this")
